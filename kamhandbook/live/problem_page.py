"""What the preview adds to pages: the script that follows changes, and problems to read."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from kamhandbook.findings import Finding
from kamhandbook.wording.language import DEFAULT

_END = b"</body>"


def with_script(html: bytes, version: int) -> bytes:
    """Return a page that follows changes from ``version`` on."""
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
    stylesheet = '<link rel="stylesheet" href="/__live/live.css">'
    before, end, after = html.rpartition(_END)
    return before + f"{stylesheet}{script}".encode() + end + after


def problem_list(problems: Iterable[Finding]) -> list[dict[str, str]]:
    """Return problems as the preview's script shows them: place, message, next step."""
    return [
        {
            "place": f"{problem.position} {problem.code}",
            "message": problem.message,
            "next": problem.next_step,
        }
        for problem in problems
    ]


def problem_page(problems: Iterable[Finding]) -> bytes:
    """Return the page that stands in while nothing could be built yet."""
    words = DEFAULT.words("live")
    items = "".join(
        f"<li><code>{escape(problem['place'])}</code><p>{escape(problem['message'])}</p>"
        f"<p>{escape(problem['next'])}</p></li>"
        for problem in problem_list(problems)
    )
    return (
        f'<!doctype html><html lang="{DEFAULT.code}"><head><meta charset="utf-8">'
        f"<title>{escape(words['problems_title'])}</title></head>"
        f'<body class="live-page"><main class="live-problems"><h1>{escape(words["problems_title"])}'
        f"</h1><p>{escape(words['nothing_yet'])}</p><ul>{items}</ul></main></body></html>"
    ).encode()
