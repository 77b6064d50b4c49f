"""``check --fix``: a project's answers with what can be mended for certain, as files to write.

Each file is mended by itself; what only the whole handbook shows (an answer to no question, a name
that nothing bears) is looked for once all of it can be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from kamhandbook.content.handbook import FILES, file_name
from kamhandbook.content.references import Reference, references, targets
from kamhandbook.findings import Finding, Position, Replacement
from kamhandbook.reading.changes import Change
from kamhandbook.reading.content_folder import Loaded, problems_of, read_content_folder
from kamhandbook.reading.input_files import (
    Unreadable,
    entries,
    is_there,
    leads_out,
    read_bytes,
    saved_by_windows,
)
from kamhandbook.reading.mending import Mended, mended, with_replacements
from kamhandbook.reading.nearest import name_guess
from kamhandbook.reading.syntax import lines_of


class Fixed(Struct, frozen=True):
    """What is to be written, and every change in it."""

    files: Mapping[Path, bytes]
    changes: tuple[Change, ...]


class _File(Struct, frozen=True):
    part: str
    path: str
    raw: bytes
    text: str
    encoding: str = ""  # the old one, where it was not UTF-8


def fixed(folder: Path) -> Fixed:
    """Return a content folder's files with what can be mended for certain."""
    folder = folder.absolute()
    files = {file: content for file in _files(folder) if (content := _read(file, folder))}
    texts: dict[Path, Mended] = {}
    for file, content in files.items():
        texts[file] = mended(content.text, _problems(content))
    texts = _mended_together(folder, files, texts)
    written: dict[Path, bytes] = {}
    changes: list[Change] = []
    for file, content in files.items():
        found = list(_changes(content, texts[file]))
        if found:
            mark = b"\xef\xbb\xbf" if content.raw.startswith(b"\xef\xbb\xbf") else b""
            written[file] = mark + texts[file].text.encode()
            changes += found
    return Fixed(written, tuple(changes))


def _files(folder: Path) -> Iterator[Path]:
    yield from (folder / file_name(part) for part in FILES)
    records = entries(folder / "iterations", Position(folder.name))
    if not isinstance(records, Unreadable):
        yield from (file for file in records if file.suffix == ".yaml")


def _read(file: Path, folder: Path) -> _File | None:
    """Return a file as text; None where there is none, or nobody may read or replace it."""
    if not is_there(file) or leads_out(file):
        return None
    path = file.relative_to(folder.parent).as_posix()
    raw = read_bytes(file, Position(path))
    if isinstance(raw, Unreadable):
        return None
    part = {file_name(part): part for part in FILES}.get(file.name, "iteration")
    try:
        return _File(part, path, raw, raw.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError:
        text, encoding = saved_by_windows(raw)
        return _File(part, path, raw, text, encoding) if text else None


def _problems(content: _File) -> Callable[[str], tuple[tuple[Finding, ...], bool]]:
    return lambda text: problems_of(content.part, text, content.path)


def _changes(content: _File, result: Mended) -> Iterator[Change]:
    if content.encoding and problems_of(content.part, result.text, content.path)[1]:
        yield Change(Position(content.path), "", "", content.encoding)
    elif content.encoding:
        return
    before, after = lines_of(content.text), lines_of(result.text)
    for change in result.changes:
        if re.search(r"\w", change.old):
            yield Change(change.at, change.old, change.new)
        else:  # a sign alone says nothing
            line = change.at.line - 1
            yield Change(change.at, before[line].strip(" "), after[line].strip(" "))


def _mended_together(
    folder: Path, files: Mapping[Path, _File], texts: dict[Path, Mended]
) -> dict[Path, Mended]:
    """Return the texts with what only the whole handbook shows, each change tried by itself."""
    if any(is_there(file) and file not in files for file in _files(folder)):
        return texts  # what stands in a file that nobody can read may be what is missing
    loaded = _reread(folder, files, texts)
    for remedy in _remedies(loaded):
        file = folder.parent / remedy.at.path
        result = with_replacements(texts[file].text, [remedy]) if file in texts else None
        if result is None:
            continue
        changes = tuple(sorted((*texts[file].changes, *result.changes), key=lambda each: each.at))
        tried = texts | {file: Mended(result.text, changes)}
        again = _reread(folder, files, tried)
        if _problem_count(again) < _problem_count(loaded):
            texts, loaded = tried, again
    return texts


def _reread(folder: Path, files: Mapping[Path, _File], texts: Mapping[Path, Mended]) -> Loaded:
    """Read the texts as a folder of their own, which nobody else sees."""
    with TemporaryDirectory() as elsewhere:
        copy = Path(elsewhere) / folder.name
        (copy / "iterations").mkdir(parents=True)
        for file in files:
            (copy / file.relative_to(folder)).write_bytes(texts[file].text.encode())
        return read_content_folder(copy)


def _problem_count(loaded: Loaded) -> tuple[int, int]:
    """Sort key: fewer problems of reading, then fewer references to nothing."""
    return len(loaded.findings), sum(1 for _ in _dangling(loaded))


def _remedies(loaded: Loaded) -> tuple[Replacement, ...]:
    of_findings = [remedy for finding in loaded.findings for remedy in finding.remedy]
    return (*of_findings, *_names_meant(loaded))


def _names_meant(loaded: Loaded) -> Iterator[Replacement]:
    """Yield for each reference to nothing the one name that is nearly the same.

    What stands there may be a value, or a key that people chose.
    """
    for reference in _dangling(loaded):
        meant = name_guess(reference.name, targets(loaded.handbook, reference.target))
        if meant.is_certain:
            places = {loaded.positions.value(reference.path), loaded.positions.of(reference.path)}
            for place in sorted(places):
                yield Replacement(place, reference.name, meant.word)


def _dangling(loaded: Loaded) -> Iterator[Reference]:
    for reference in references(loaded.handbook):
        if reference.name not in targets(loaded.handbook, reference.target):
            yield reference
