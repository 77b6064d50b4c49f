"""Folders that others will read later, MkDocs say: looked through once, before they do."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kamhandbook.findings import Finding, Position
from kamhandbook.reading.input_files import (
    Unreadable,
    cannot_open,
    entries,
    read_text,
    relative,
    why_not,
)
from kamhandbook.reading.limits import FILE, FILES, FOLDER_DEPTH, OTHER_FILE, Limit
from kamhandbook.reading.syntax.lines import page_character
from kamhandbook.reading.text_depth import page_problem
from kamhandbook.wording.messages import problem

_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # as MkDocs tells them
_Marks = frozenset[tuple[int, int]]  # device and inode of folders
_TEXTS = (".yaml", ".yml", ".j2", ".json")


def folder_findings(
    folder: Path,
    root: Path,
    *,
    pages: Limit | None = None,
    named_at: Position | None = None,
    follows_links: bool = True,
) -> Iterator[Finding]:
    """Yield what is wrong with the files below a folder that others will read later.

    ``pages`` limits how many Markdown files there may be, whose text is looked at, too;
    ``named_at`` is where a file names the folder. Names that begin with a dot are nobody's input.
    """
    found = entries(folder, named_at or Position(relative(folder, root)))
    if isinstance(found, Unreadable):
        yield found.finding
        return
    walk = _Walk(folder, root, pages, follows_links)
    yield from walk.inside(found, _marks(folder))
    if not walk.is_over:
        for page in walk.pages:
            yield from _page_findings(page, relative(page, root))


class _Walk:
    """Goes through a folder once: counts, and looks at what a file is; pages are read later."""

    def __init__(
        self, top: Path, root: Path, most_pages: Limit | None, follows_links: bool
    ) -> None:
        self.top = top
        self.root = root
        self.most_pages = most_pages
        self.follows_links = follows_links
        self.files = 0
        self.pages: list[Path] = []

    def inside(self, inside: tuple[Path, ...], above: _Marks) -> Iterator[Finding]:
        """Yield the findings of a folder; ``above`` is that folder, and those it lies in."""
        for entry in inside:
            if self.is_over:
                return
            if not entry.name.startswith(".") and (self.follows_links or not entry.is_symlink()):
                yield from self.entry(entry, above)

    def entry(self, entry: Path, above: _Marks) -> Iterator[Finding]:
        """Yield the findings of a file, or of all in a folder."""
        at = Position(relative(entry, self.root))
        try:
            status = os.stat(entry)
        except (OSError, ValueError) as error:
            yield why_not(error, at)
            return
        if stat.S_ISDIR(status.st_mode):
            yield from self.folder(entry, at, above)
        else:
            yield from self.file(entry, status, at)

    def folder(self, folder: Path, at: Position, above: _Marks) -> Iterator[Finding]:
        """Yield the findings of a folder below another."""
        marks = _marks(folder)
        if not marks.isdisjoint(above):
            yield problem("folder_circle", at)
        elif self._leads_out(folder):
            return  # which is told with the pictures
        elif len(above) >= FOLDER_DEPTH.most:
            yield FOLDER_DEPTH.finding(at)
        else:
            found = entries(folder, at)
            if isinstance(found, Unreadable):
                yield found.finding
            else:
                yield from self.inside(found, above | marks)

    def _leads_out(self, folder: Path) -> bool:
        """Whether a folder is a link to one outside the project, which nobody has looked at."""
        inside = (self.root.resolve(), self.top.resolve())
        return folder.is_symlink() and not any(map(folder.resolve().is_relative_to, inside))

    def file(self, file: Path, status: os.stat_result, at: Position) -> Iterator[Finding]:
        """Yield the findings of a file."""
        self.files += 1
        is_page = self.most_pages is not None and file.suffix.lower() in _PAGES
        if is_page:
            self.pages.append(file)
        if self.files > FILES.most:
            yield FILES.finding(at)
        elif self.most_pages and len(self.pages) > self.most_pages.most:
            yield self.most_pages.finding(at)
        elif not is_page:
            limit = FILE if file.suffix.lower() in _TEXTS else OTHER_FILE
            finding = cannot_open(file, status, at, limit)
            if finding:
                yield finding

    @property
    def is_over(self) -> bool:
        """Whether there is more than anybody will read."""
        most = self.most_pages.most if self.most_pages else 0
        return self.files > FILES.most or len(self.pages) > most


def _marks(folder: Path) -> _Marks:
    """Return what a folder is told by, whatever links lead to it."""
    try:
        status = os.stat(folder)
    except (OSError, ValueError):
        return frozenset()
    return frozenset({(status.st_dev, status.st_ino)})


def _page_findings(file: Path, path: str) -> Iterator[Finding]:
    text = read_text(file, path)
    if isinstance(text, Unreadable):
        yield text.finding
    elif found := page_character(text, path) or page_problem(text, path):
        yield found
