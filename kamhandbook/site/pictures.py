"""Pictures of the answers: where a file below ``content/`` stands on the site."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from kamhandbook.document.blocks import Image, Page
from kamhandbook.document.tree import walk
from kamhandbook.reading.input_files import composed

_DOCS = "pages/"  # MkDocs copies what lies there by itself
FOLDER = "bilder/"


def picture_file(src: str) -> str:
    """Return the file on the site for a picture below ``content/``."""
    src = composed(src)
    return src.removeprefix(_DOCS) if src.startswith(_DOCS) else FOLDER + src


def picture_url(src: str) -> str:
    """Return the address of a picture as a page at the site's root writes it."""
    return quote(picture_file(src), safe="/")


def pictures(pages: Iterable[Page]) -> tuple[str, ...]:
    """Return every picture that pages show, as paths below ``content/``, sorted."""
    parts = (part for page in pages for part in walk(page.blocks))
    return tuple(sorted({part.src for part in parts if isinstance(part, Image)}))
