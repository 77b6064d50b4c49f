"""Markup from elsewhere in what people paste: HTML that is shown as typed, a line below a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|hr|i|img|li|o:p|ol|p|span|strong|sub|sup|table|tbody|td|th|tr"
    r"|u|ul)"
    r"(?:\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s<>]+))*\s*/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:nbsp|amp|quot|lt|gt|[aouAOU]uml|szlig|#\d{2,5});")
_CODE = re.compile(
    r"(`+)[^`].*?\1|^ {0,3}(?:```|~~~).*?(?:^ {0,3}(?:```|~~~)|\Z)", re.DOTALL | re.M
)
_MARKS = re.compile(
    r"\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*|(?<!\w)__[^\s_](?:[^_\n]*[^\s_])?__(?!\w)|^#{1,4} \S[^\n]*"
    r"|\[[^\]\n]+\]\((?:https?:|mailto:|www\.)[^)\s]+\)"
)
#: A whole sentence above dashes: CommonMark makes a heading of it, a mail a dividing line.
_UNDERLINED = re.compile(
    r"^(?P<line>[^\n#>|-][^\n]*[.!?])[ \t]*\n {0,3}(?:-{2,}|={2,})[ \t]*$"
    r"|^[^\s#>|*+-][^\n]*\n(?P<last>[^\s#>|*+-][^\n]*)\n {0,3}(?:-+|=+)[ \t]*$",
    re.M,
)


def foreign_markup(text: str, *, is_markdown: bool) -> Iterator[tuple[str, str]]:
    """Yield what of a text is no markup here, and what stands there.

    "html", "underline" (of an answer), or "marks" (of Markdown, in a field that shows them).

    Code is left alone; ``is_markdown`` says that the text is an answer.
    """
    if "<" in text or "&" in text:
        plain = _CODE.sub("", text) if is_markdown else text
        found = _TAG.search(plain) or (None if is_markdown else _ENTITY.search(plain))
        if found:
            yield "html", found[0]
    marks = None if is_markdown else _MARKS.search(text)
    if marks:
        yield "marks", marks[0]
    if is_markdown and ("\n-" in text or "\n=" in text):
        underlined = _UNDERLINED.search(_CODE.sub("", text))
        if underlined:
            yield "underline", underlined["line"] or underlined["last"]
