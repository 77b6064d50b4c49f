"""What is wrong with the pictures that answers and a company's own pages show."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from kamhandbook.building.raw_html import asked_elsewhere
from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.findings import Finding, Position
from kamhandbook.pictures.kinds import is_or_claims_to_be
from kamhandbook.pictures.picture import Picture, read_file, read_picture
from kamhandbook.pictures.places import address_trouble
from kamhandbook.pictures.trouble import Trouble, cleaning, shortened, trouble
from kamhandbook.reading.content_folder import Loaded
from kamhandbook.reading.input_files import Unreadable, read_text
from kamhandbook.wording.messages import problem

PAGES = "pages"
_IS_MARKDOWN = (".md", ".markdown")


def picture_findings(loaded: Loaded) -> Iterator[Finding]:
    """Yield findings on pictures of answers and of own pages, each where it is named or lies."""
    yield from _of_answers(loaded)
    pages = loaded.folder / PAGES
    if pages.is_dir():
        yield from _of_pages(pages, loaded.root)


def _of_answers(loaded: Loaded) -> Iterator[Finding]:
    for dimension in DIMENSIONS:
        for id_, answer in getattr(loaded.handbook, dimension).answers.items():
            for name, _ in _named_pictures(answer.text):
                at = loaded.positions.value((dimension, "answers", id_, "text"))
                yield from _of_named(loaded.folder, name, at)
    photo = loaded.handbook.handbook.contact.photo
    if photo:
        yield from _of_named(
            loaded.folder, photo, loaded.positions.value(("handbook", "contact", "photo"))
        )


def _of_named(folder: Path, name: str, at: Position) -> Iterator[Finding]:
    unread = trouble("unread", name=shortened(name)) if _is_unread(name) else None
    picture = unread or read_picture(folder, name)
    if isinstance(picture, Trouble):
        yield picture.finding(at)
    elif picture.removed:
        yield cleaning(name, picture.removed).finding(at)


def _named_pictures(text: str) -> Iterator[tuple[str, int]]:
    """Yield the pictures of a text once each, with the line they stand in, from 0."""
    if "![" not in text:
        return
    from kamhandbook.document.commonmark import picture_addresses  # few texts show a picture

    first = dict(reversed(list(picture_addresses(text))))
    yield from sorted(first.items(), key=lambda named: named[1])


def _is_unread(name: str) -> bool:
    return name.startswith("![")


# --- own pages


def _of_pages(pages: Path, root: Path) -> Iterator[Finding]:
    """Yield what is wrong with files that MkDocs takes along by itself, and what pages name."""
    inside = (root.resolve(), pages.resolve())
    for file in _files_below(pages):
        at = Position(file.relative_to(root).as_posix())
        if not any(map(file.resolve().is_relative_to, inside)):
            yield trouble("link", name=shortened(file.name), folder=root.name).finding(at)
        elif file.suffix in _IS_MARKDOWN:
            yield from _of_page(file, at)
        elif file.is_file() and is_or_claims_to_be(file):
            yield from _of_file(file, at)


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield files and links; what lies behind a link to a folder stays unseen."""
    for path, folders, names in os.walk(folder):
        linked = [name for name in folders if (Path(path) / name).is_symlink()]
        yield from (Path(path) / name for name in sorted((*names, *linked)))


def _of_page(file: Path, at: Position) -> Iterator[Finding]:
    """Yield pictures from elsewhere; what MkDocs finds missing it tells itself."""
    text = read_text(file, at.path)
    if isinstance(text, Unreadable):
        return  # told with everything else that a site cannot be made of
    for name, line in _named_pictures(text):
        place = Position(at.path, line + 1)
        if _is_unread(name):
            yield trouble("unread", name=shortened(name)).finding(place)
            continue
        wrong = address_trouble(name)
        is_beside = wrong is not None and wrong.key == "elsewhere" and name.startswith("..")
        if wrong and not (is_beside and "\\" not in name):
            yield wrong.finding(place)
    for tag, address, line in asked_elsewhere(text):
        place = Position(at.path, line + 1)
        yield problem("page_asks_elsewhere", place, tag=tag, address=shortened(address))


def _of_file(file: Path, at: Position) -> Iterator[Finding]:
    picture = read_file(file)
    if isinstance(picture, Trouble):
        yield picture.finding(at)
    elif isinstance(picture, Picture) and picture.removed:
        yield cleaning(file.name, picture.removed).finding(at)
