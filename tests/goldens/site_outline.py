"""A finished page as readable text: a line an element with its classes, a line a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import html

# Attributes that say what is shown, where it leads and what assistive technology is told.
_SHOWN = ("id", "class", "href", "src", "alt", "title", "open", "hidden", "role", "scope", "type")
_PLACES = ("x", "y", "width", "height", "cx", "cy", "r", "d", "points", "font-size", "text-anchor")


def page_outline(content: str) -> str:
    """Return what stands between a page's header and footer, and its table of contents."""
    document = html.fromstring(content)
    article = document.xpath("//article")[0]
    contents = document.xpath("(//nav[contains(@class, 'md-nav--secondary')])[1]//a")
    listed = [f"contents {link.get('href')} {_bare(link.text_content())}" for link in contents]
    title = _bare(document.xpath("string(//title)"))
    return "\n".join([f"title {title}", *listed, *_lines(article, "")]) + "\n"


def _lines(element: Any, indent: str) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    yield indent + " ".join([element.tag, *_attributes(element)])
    if element.tag == "svg" and "kam-icon" in element.get("class", ""):
        return
    if _bare(element.text):
        yield f"{indent}  {_bare(element.text)!r}"
    for child in element:
        yield from _lines(child, indent + "  ")
        if _bare(child.tail):
            yield f"{indent}  {_bare(child.tail)!r}"


def _attributes(element: Any) -> Iterator[str]:
    for key, value in sorted(element.attrib.items()):
        if key == "class":
            yield f".{'.'.join(value.split())}"
        elif key in _SHOWN or key.startswith(("aria-", "data-")):
            yield f"{key}={value!r}"
        elif key in _PLACES:
            yield f"{key}={_rounded(value)}"


def _rounded(value: str) -> str:
    try:
        return f"{float(value):.0f}"
    except ValueError:
        return repr(value)


def _bare(text: str | None) -> str:
    return " ".join((text or "").split())
