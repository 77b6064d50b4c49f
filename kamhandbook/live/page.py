"""What the preview adds to pages: the script that follows changes, and problems to read."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from kamhandbook.findings import Finding
from kamhandbook.wording.language import DEFAULT

_END = b"</body>"


def with_script(html: bytes, version: int) -> bytes:
    """Let a page follow changes from ``version`` on."""
    words = DEFAULT.words("live")
    texts = "".join(
        f' data-{name}="{escape(words[key])}"'
        for name, key in (
            ("title", "problems_title"),
            ("intro", "problems_intro"),
            ("close", "close"),
        )
    )
    script = f'<script src="/__live/live.js" data-version="{version}"{texts}></script>'
    sheet = '<link rel="stylesheet" href="/__live/live.css">'
    before, end, after = html.rpartition(_END)
    return before + f"{sheet}{script}".encode() + end + after


def problem_list(problems: Iterable[Finding]) -> list[dict[str, str]]:
    """Give problems as a browser shows them."""
    return [
        {"place": f"{p.position} {p.code}", "message": p.message, "next": p.next_step}
        for p in problems
    ]


def problem_page(problems: Iterable[Finding]) -> bytes:
    """Write the page that stands in while nothing could be built yet."""
    words = DEFAULT.words("live")
    items = "".join(
        f"<li><code>{escape(each['place'])}</code><p>{escape(each['message'])}</p>"
        f"<p>{escape(each['next'])}</p></li>"
        for each in problem_list(problems)
    )
    return (
        f'<!doctype html><html lang="{DEFAULT.code}"><head><meta charset="utf-8">'
        f"<title>{escape(words['problems_title'])}</title></head>"
        f'<body class="live-page"><main class="live-problems"><h1>{escape(words["problems_title"])}'
        f"</h1><p>{escape(words['nothing_yet'])}</p><ul>{items}</ul></main></body></html>"
    ).encode()
