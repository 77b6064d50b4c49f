"""What ``forget`` does not touch, and where somebody may still stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from kamhandbook.findings import Position
from kamhandbook.reading.input_files import (
    Unreadable,
    decoded,
    entries,
    read_bytes,
    saved_by_windows,
)
from kamhandbook.reading.limits import SNAPSHOT
from kamhandbook.reading.person_mentions import Person

_PAGES = "pages"
_OF_PROJECT = ("mkdocs.yml", "README.md")
_TEXTS = (".md", ".html", ".txt", ".csv", ".yaml", ".yml", ".json")
_PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif")
_WORKBOOKS = (".xlsx", ".xlsm")
_DEEPEST = 6  # folders below content/pages


class LeftAlone(Struct, frozen=True):
    """Places that mention somebody in files that are no answers, and files nobody looks into.

    ``unread`` are texts that cannot be read, and folders: nobody knows who stands in them.
    """

    own_pages: tuple[str, ...]
    other_files: tuple[str, ...]
    pictures: tuple[str, ...]
    workbooks: tuple[str, ...]
    unread: tuple[str, ...]
    has_history: bool


def left_alone(root: Path, folder: Path, person: Person) -> LeftAlone:
    """Return what is left alone of a project, in its own pages, its root and its pictures."""
    inside, outside = _Seen(root), _Seen(root)
    inside.look_below(folder, _DEEPEST)
    outside.look_below(root, 0)
    of_project = [root / name for name in _OF_PROJECT]
    pages = [file for file in inside.files if file.is_relative_to(folder / _PAGES)]
    beside = [file for file in outside.files if file in of_project]
    return LeftAlone(
        own_pages=tuple(inside.mentions(pages, person)),
        other_files=tuple(outside.mentions(beside, person)),
        pictures=inside.named(_PICTURES),
        workbooks=(*inside.named(_WORKBOOKS), *outside.named(_WORKBOOKS)),
        unread=tuple(dict.fromkeys((*inside.unread(), *outside.unread(of_project)))),
        has_history=any((parent / ".git").exists() for parent in (root, *root.parents)),
    )


class _Seen:
    """The files below a folder, with the texts of those that can be read."""

    def __init__(self, root: Path) -> None:
        self.files: list[Path] = []
        self._root = root
        self._closed: list[Path] = []

    def look_below(self, folder: Path, depth: int) -> None:
        """Take in what lies in a folder, and in those below it as deep as ``depth``."""
        found = entries(folder, Position(folder.name))
        if isinstance(found, Unreadable):
            self._closed.append(folder)
            return
        for path in found:
            if path.is_dir():
                if depth and not path.is_symlink():
                    self.look_below(path, depth - 1)
            elif path.exists():
                self.files.append(path)

    def mentions(self, files: Iterable[Path], person: Person) -> Iterator[str]:
        """Yield the places of files that mention somebody, be it not for certain."""
        for file in files:
            text = _text_of(file) or ""
            for mention in person.mentions(text):
                line = text.count("\n", 0, mention.start) + 1
                yield f"{self._name(file)}:{line}"

    def named(self, endings: tuple[str, ...]) -> tuple[str, ...]:
        """Return the names of files by their endings."""
        return tuple(self._name(file) for file in self.files if file.suffix.casefold() in endings)

    def unread(self, files: Iterable[Path] | None = None) -> Iterator[str]:
        """Yield what nobody can read, of all files or of some."""
        looked_at = self.files if files is None else [each for each in files if each in self.files]
        for path in (*self._closed, *(file for file in looked_at if _text_of(file) is None)):
            yield self._name(path)

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix() if path != self._root else path.name


def _text_of(file: Path) -> str | None:
    """Return what a text says, "" of a file of another kind, None where it cannot be read."""
    if file.suffix.casefold() not in _TEXTS:
        return ""
    raw = read_bytes(file, Position(file.name), SNAPSHOT)
    if isinstance(raw, Unreadable):
        return None
    text = decoded(raw, file.name)
    return text if isinstance(text, str) else saved_by_windows(raw)[0] or None
