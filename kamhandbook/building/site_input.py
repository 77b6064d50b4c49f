"""What a site shows besides the answers: own pages, pictures, mkdocs.yml; looked at before MkDocs.

MkDocs passes over folders that it cannot read, waits for pipes, and names no file that is no UTF-8.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import fields

from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.document.blocks import Image
from kamhandbook.findings import Finding, Position
from kamhandbook.reading.content_folder import Loaded
from kamhandbook.reading.input_files import cannot_open, is_kind, why_not
from kamhandbook.reading.input_folders import folder_findings
from kamhandbook.reading.limits import OTHER_FILE, OWN_PAGES
from kamhandbook.site.config import config_findings, docs_dir, docs_dir_place
from kamhandbook.wording.messages import problem


def site_input_findings(root: Path, content: Path) -> Iterator[Finding]:
    """Yield why mkdocs.yml, or anything in the folder of own pages, cannot be read."""
    yield from config_findings(root)
    folder = docs_dir(root, content)
    place = docs_dir_place(root)
    is_folder = is_kind(folder, stat.S_ISDIR, place) if place else True
    named_at = None if is_folder is True else place
    yield from folder_findings(folder, root, pages=OWN_PAGES, named_at=named_at)


def missing_pictures(loaded: Loaded) -> Iterator[Finding]:
    """Yield findings on pictures that answers show and nobody has put below the content folder."""
    content_folder = loaded.folder.resolve()
    for dimension in DIMENSIONS:
        for id_, answer in getattr(loaded.handbook, dimension).answers.items():
            for src in _pictures(answer.text) if "![" in answer.text else ():
                at = loaded.positions.value((dimension, "answers", id_, "text"))
                yield from _picture_findings(content_folder, src, at)


def _picture_findings(content_folder: Path, src: str, at: Position) -> Iterator[Finding]:
    try:
        file = (content_folder / src).resolve()
        inside = file.is_relative_to(content_folder)
        status = os.stat(file) if inside else None
    except (FileNotFoundError, NotADirectoryError):
        status = None
    except (OSError, ValueError) as error:
        yield why_not(error, at)
        return
    if status is None or stat.S_ISDIR(status.st_mode):
        yield problem("picture_missing", at, name=src, folder=content_folder.name)
        return
    unreadable = cannot_open(file, status, at, OTHER_FILE)
    if unreadable:
        yield unreadable


def _pictures(text: str) -> Iterator[str]:
    from kamhandbook.document.commonmark import parse  # few answers show a picture

    yield from dict.fromkeys(_picture_addresses(parse(text)))


def _picture_addresses(part: object) -> Iterator[str]:
    """Yield the addresses of pictures inside blocks and inlines, whatever they are."""
    if isinstance(part, tuple):
        for entry in part:
            yield from _picture_addresses(entry)
    elif isinstance(part, Image):
        yield part.src
    elif isinstance(part, Struct):
        for entry in fields(part):
            yield from _picture_addresses(getattr(part, entry.name))
