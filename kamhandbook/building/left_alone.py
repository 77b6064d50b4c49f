"""What ``forget`` does not touch, and where somebody may still stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from kamhandbook.findings import Position
from kamhandbook.reading.input_files import Unreadable, entries, read_bytes
from kamhandbook.reading.person_mentions import Person

_PAGES = "pages"
_OF_PROJECT = ("mkdocs.yml", "README.md")
_TEXTS = (".md", ".html", ".txt", ".csv", ".yaml", ".yml")
_PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif")
_WORKBOOKS = (".xlsx", ".xlsm")
_DEEPEST = 6  # folders below content/pages


class LeftAlone(Struct, frozen=True):
    """Places that mention somebody in files that are no answers, and files nobody looks into."""

    own_pages: tuple[str, ...]
    other_files: tuple[str, ...]
    pictures: tuple[str, ...]
    workbooks: tuple[str, ...]
    has_history: bool


def left_alone(root: Path, folder: Path, person: Person) -> LeftAlone:
    """Return what is left alone of a project, in its own pages, its root and its pictures."""
    inside = tuple(_below(folder, _DEEPEST))
    pages = [file for file in inside if file.is_relative_to(folder / _PAGES)]
    beside = [root / name for name in _OF_PROJECT]
    around = entries(root, Position(root.name))
    outside = () if isinstance(around, Unreadable) else around
    return LeftAlone(
        own_pages=tuple(_mentions(pages, root, person)),
        other_files=tuple(_mentions(beside, root, person)),
        pictures=_named(inside, root, _PICTURES),
        workbooks=_named((*inside, *outside), root, _WORKBOOKS),
        has_history=any((parent / ".git").exists() for parent in (root, *root.parents)),
    )


def _below(folder: Path, depth: int) -> Iterator[Path]:
    found = entries(folder, Position(folder.name))
    for path in () if isinstance(found, Unreadable) else found:
        if path.is_dir() and not path.is_symlink() and depth:
            yield from _below(path, depth - 1)
        elif path.is_file():
            yield path


def _mentions(files: list[Path], root: Path, person: Person) -> Iterator[str]:
    """Yield the places of files that mention somebody, be it not for certain."""
    for file in files:
        if file.suffix not in _TEXTS:
            continue
        raw = read_bytes(file, Position(file.name))
        text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
        for mention in person.mentions(text):
            line = text.count("\n", 0, mention.start) + 1
            yield f"{file.relative_to(root).as_posix()}:{line}"


def _named(files: tuple[Path, ...], root: Path, endings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        file.relative_to(root).as_posix() for file in files if file.suffix.casefold() in endings
    )
