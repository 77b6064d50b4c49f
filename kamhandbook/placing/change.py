"""Several files and folders put in place together: all or none, whatever goes wrong and whenever.

A change has a home, the folder that all its outputs lie in or below. They are made in a workshop
there, whose journal is written when all are whole; then each is put in its place. An error on the
way takes back what was done; a kill leaves a journal, by which the next run completes the change.
"""

from __future__ import annotations

import errno
import filecmp
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.placing.journal import Entry, close_journal, read_journal, write_journal
from kamhandbook.placing.lock import held
from kamhandbook.placing.put import (
    Undo,
    fingerprint,
    put_file_again,
    put_folder,
    put_folder_again,
    put_output_file,
)
from kamhandbook.placing.steps import be_like, part_of, remove

_WORKSHOP = ".kamhandbook-"
_NOT_WRITABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class UnfinishedError(OSError):
    """Some outputs are in place, others are not, and neither could be mended: the next run does."""


@dataclass(slots=True)
class Change:
    """Outputs in the making; made by ``change``."""

    _home: Path
    _in_place: bool
    _stack: ExitStack
    _workshop: Path | None = None
    _entries: list[Entry] = field(default_factory=list)

    def folder(self, target: Path) -> Path:
        """Return an empty folder to fill, which will stand at ``target``."""
        target = Path(os.path.realpath(target))
        staged = self._stage(target, is_folder=True)
        staged.mkdir()
        if target.is_dir():
            be_like(staged, target.stat())
        return staged

    def file(self, target: Path, content: bytes, *, is_new: bool = False) -> Path:
        """Write a file that will stand at ``target``; returns where it is for now."""
        staged = self._stage(Path(os.path.realpath(target)), is_new=is_new)
        staged.write_bytes(content)
        return staged

    def commit(self) -> None:
        """Put every output in its place.

        Raises OSError, and then every target is what it was; UnfinishedError when one is held so
        fast that not even that could be done.
        """
        if self._workshop is None:
            return
        for entry in self._entries:
            target = _places(entry, self._workshop).target
            self._stack.enter_context(created_folder(target.parent))
        entries = [self._as_made(entry, self._workshop) for entry in self._entries]
        write_journal(self._workshop, entries)
        _put_all(
            [_step(_places(entry, self._workshop), entry) for entry in entries], self._workshop
        )

    def target_of(self, error: OSError) -> str:
        """Name the output that an error is about; without a file's name it is the first."""
        file = Path(str(error.filename or ""))
        outputs = [_places(entry, self._workshop) for entry in self._entries if self._workshop]
        about = [output for output in outputs if file.is_relative_to(output.staged)]
        output = next(iter(about or outputs), None)
        return str(output.target) if output else str(error.filename or "")

    def _stage(self, target: Path, *, is_folder: bool = False, is_new: bool = False) -> Path:
        workshop = self._workshop or self._open(target, is_folder)
        staged = str(len(self._entries))
        home = workshop.parent
        seen = target.relative_to(home) if target.is_relative_to(home) else target
        self._entries.append(Entry(str(seen), staged, is_folder, is_new))
        return workshop / staged

    def _open(self, target: Path, is_folder: bool) -> Path:
        """Make the workshop at home, or in a mounted folder where only that can be written."""
        try:
            self._workshop = self._stack.enter_context(_workshop(self._home))
        except OSError as error:
            if not (error.errno in _NOT_WRITABLE and is_folder and target.is_dir()):
                raise
            self._workshop = self._stack.enter_context(_workshop(target))
            self._in_place = True
        return self._workshop

    def _as_made(self, entry: Entry, workshop: Path) -> Entry:
        places = _places(entry, workshop)
        return replace(
            entry,
            in_place=self._in_place,
            identity=places.staged.stat().st_ino,
            before=None if entry.is_folder else fingerprint(places.target),
        )


@contextmanager
def change(home: Path, *, in_place: bool = False) -> Iterator[Change]:
    """Make outputs below ``home``; nothing is left of them unless they are committed.

    ``in_place`` lets folders stay what they are, and changes the files in them. Raises HeldError
    while another run writes there.
    """
    with ExitStack() as stack:
        yield Change(Path(os.path.realpath(home)), in_place, stack)


class Completed(Struct, frozen=True):
    """The outputs of a killed run: in place now, or left, since somebody has worked on them."""

    done: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()


def completed(home: Path) -> Completed:
    """Complete what a killed run left at ``home``; return the files and folders it is about."""
    home = Path(os.path.realpath(home))
    if not any(home.glob(f"{_WORKSHOP}*/")):
        return Completed()
    with held(home):
        return _complete(home)


def take_back(home: Path) -> None:
    """Take new files back that a killed run has put at ``home``; none where one was worked on."""
    home = Path(os.path.realpath(home))
    if not any(home.glob(f"{_WORKSHOP}*/")):
        return
    with held(home):
        for workshop in home.glob(f"{_WORKSHOP}*/"):
            entries = read_journal(workshop)
            outputs = [_places(entry, workshop) for entry in entries]
            if all(entry.is_new for entry in entries) and not any(map(_is_worked_on, outputs)):
                for output in outputs:
                    _take_away(output.target, home)
                _clear(workshop)


def _is_worked_on(at: _Places) -> bool:
    """Whether something else stands at a place than what was put there."""
    if not os.path.lexists(at.target):
        return False
    is_same = at.target.is_file() and filecmp.cmp(at.staged, at.target, shallow=False)
    return not is_same


def _take_away(file: Path, home: Path) -> None:
    if not Path(os.path.realpath(file)).is_relative_to(home):
        return
    remove(part_of(file))
    remove(file)
    for folder in file.relative_to(home).parents:
        with suppress(OSError):  # something else is in it, or it is home
            if folder.name:
                (home / folder).rmdir()


def _put_all(steps: list[Callable[[], Undo]], workshop: Path) -> None:
    done: list[Undo] = []
    try:
        for step in steps:
            done.append(step())
    except OSError as error:
        try:
            for undo in reversed(done):
                undo()
        except OSError as second:
            raise UnfinishedError(second.errno, second.strerror, second.filename) from error
        close_journal(workshop)
        raise
    close_journal(workshop)


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """Hold a folder and make a workshop in it; what killed runs left there is dealt with first."""
    with created_folder(folder), held(folder):
        _complete(folder)
        workshop = folder / f"{_WORKSHOP}{secrets.token_hex(3)}"
        workshop.mkdir()
        try:
            yield workshop
        finally:
            if not read_journal(workshop):
                shutil.rmtree(workshop, ignore_errors=True)


def _complete(home: Path) -> Completed:
    """Complete or clean up what killed runs left in a folder that is held."""
    done: list[Path] = []
    left: list[Path] = []
    for workshop in sorted(home.glob(f"{_WORKSHOP}*/")):
        for entry in read_journal(workshop):
            places = _places(entry, workshop)
            if Path(os.path.realpath(places.target)).is_relative_to(home):  # never elsewhere
                is_done = _put_again(places, entry)
                (done if is_done else left).append(places.target)
        _clear(workshop)
    return Completed(tuple(done), tuple(left))


def _clear(workshop: Path) -> None:
    close_journal(workshop)
    shutil.rmtree(workshop, ignore_errors=True)


class _Places(Struct, frozen=True):
    """Where an output is staged, where it will stand, and where the old one is kept."""

    staged: Path
    target: Path
    aside: Path


def _places(entry: Entry, workshop: Path) -> _Places:
    staged = workshop / entry.staged
    return _Places(staged, workshop.parent / entry.target, workshop / f"{entry.staged}-old")


def _step(at: _Places, entry: Entry) -> Callable[[], Undo]:
    if entry.is_folder:
        return lambda: put_folder(at.staged, at.target, at.aside, in_place=entry.in_place)
    return lambda: put_output_file(at.staged, at.target, at.aside, is_new=entry.is_new)


def _put_again(at: _Places, entry: Entry) -> bool:
    """Complete an output; return whether it is in place, or left as somebody has made it since."""
    if entry.is_folder:
        put_folder_again(
            at.staged, at.target, at.aside, in_place=entry.in_place, identity=entry.identity
        )
        return True
    is_done = put_file_again(at.staged, at.target, is_new=entry.is_new, before=entry.before)
    with suppress(OSError):
        part_of(at.target).unlink()
    return is_done


@contextmanager
def created_folder(folder: Path) -> Iterator[None]:
    """Make a folder and its parents; those that stay empty are removed at the end."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        for path in missing:
            with suppress(OSError):  # not empty: something was put into it
                path.rmdir()
