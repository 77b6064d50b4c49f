"""Pictures of the answers: where a file below ``content/`` stands on the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from kamhandbook.document.blocks import (
    Block,
    Columns,
    Heading,
    Image,
    Inline,
    Link,
    ListBlock,
    Page,
    Paragraph,
    Quote,
    Styled,
    Table,
)

_DOCS = "pages/"  # MkDocs copies what lies there by itself
FOLDER = "bilder/"


def picture_file(src: str) -> str:
    """Give the file on the site for a picture below ``content/``."""
    return src.removeprefix(_DOCS) if src.startswith(_DOCS) else FOLDER + src


def picture_url(src: str) -> str:
    """Give the address of a picture as a page at the site's root writes it."""
    return quote(picture_file(src), safe="/")


def pictures(pages: Iterable[Page]) -> tuple[str, ...]:
    """List every picture that pages show, as paths below ``content/``, sorted."""
    found = {src for page in pages for blocks in page.slots.values() for src in _inside(blocks)}
    return tuple(sorted(found))


def _inside(parts: Iterable[Block | Inline]) -> Iterator[str]:
    for part in parts:
        match part:
            case Image(src=src):
                yield src
            case Paragraph(children=inner) | Heading(children=inner):
                yield from _inside(inner)
            case Styled(children=inner) | Link(children=inner):
                yield from _inside(inner)
            case Quote(blocks=blocks):
                yield from _inside(blocks)
            case ListBlock(items=groups) | Columns(columns=groups):
                for group in groups:
                    yield from _inside(group)
            case Table(header=header, rows=rows):
                for row in (header, *rows):
                    for cell in row:
                        yield from _inside(cell)
