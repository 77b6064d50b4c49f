"""Atomic publishing: outputs are made beside their targets and put in place when all are whole.

A target is a folder (the site) or a file (the deck). Whatever goes wrong before ``publish`` leaves
every target as it was; a run that was killed is cleaned up after by the next one.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from msgspec import Struct

from kamhandbook.findings import CannotGoOnError, Finding, Position
from kamhandbook.site.swap import restore, swap
from kamhandbook.wording.messages import is_in_use, phrase, problem, reason

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows: two builds at once into one folder are not told apart there
    fcntl = None

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR})
_SITE_MARKS = ("404.html", "sitemap.xml")  # every MkDocs site has them


class _Staged(Struct, frozen=True):
    """One output in the making: ``new`` will stand at ``target``, ``aside`` is for the old one."""

    target: Path
    workshop: Path

    @property
    def new(self) -> Path:
        return self.workshop / "new"

    @property
    def aside(self) -> Path:
        return self.workshop / "old"


@dataclass(slots=True)
class Publication:
    """Outputs in the making; made by ``publication``."""

    _stack: ExitStack
    _staged: list[_Staged] = field(default_factory=list)

    def folder(self, target: Path) -> Path:
        """Return an empty folder to fill, which will stand at ``target``."""
        staged = self._stage(target, expected="kind_folder")
        _refuse_foreign(staged.target)
        staged.new.mkdir()
        if staged.target.is_dir():
            _like(staged.new, staged.target.stat())
        return staged.new

    def file(self, target: Path, content: bytes) -> Path:
        """Write a file that will stand at ``target``; gives where it is for now."""
        staged = self._stage(target, expected="kind_file")
        staged.new.write_bytes(content)
        if staged.target.is_file():
            _like(staged.new, staged.target.stat())
        return staged.new

    def publish(self) -> None:
        """Put every output in its place; when one cannot be, those before are put back."""
        done: list[_Staged] = []
        try:
            for staged in self._staged:
                swap(staged.new, staged.target, staged.aside)
                done.append(staged)
        except OSError:
            for staged in reversed(done):
                _undo(staged)
            raise

    def _stage(self, target: Path, *, expected: str) -> _Staged:
        target = Path(os.path.realpath(target))
        _refuse_file(target.parent)
        self._stack.enter_context(_created_folder(target.parent))
        actual = "kind_folder" if target.is_dir() else "kind_file"
        if target.exists() and actual != expected:
            raise _wrong_kind(target, actual, expected)
        clean_up(target)
        workshop = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
        self._stack.enter_context(_locked_workshop(workshop))
        self._staged.append(_Staged(target, workshop))
        return self._staged[-1]


@contextmanager
def publication() -> Iterator[Publication]:
    """Make outputs beside their targets; nothing is left of them unless they are published.

    Raises CannotGoOnError when the output folder cannot be written or the disk is full.
    """
    staged: list[_Staged] = []
    try:
        with ExitStack() as stack:
            work = Publication(stack, staged)
            yield work
    except OSError as error:
        raise CannotGoOnError([out_problem(error, _output_of(error, staged))]) from error


def _output_of(error: OSError, all_staged: list[_Staged]) -> str:
    """Name the output that an error is about; without a file's name it is the first, the site."""
    file = Path(str(error.filename or ""))
    about = [output for output in all_staged if file.is_relative_to(output.workshop)]
    staged = next(iter(about or all_staged), None)
    return str(staged.target) if staged else str(error.filename or "")


def out_problem(error: OSError, where: str) -> Finding:
    """Return the finding that tells in plain words why an output could not be written."""
    key = "out_failed"
    if error.errno in _NO_SPACE:
        key = "out_no_space"
    elif error.errno in _DENIED and not is_in_use(error):
        key = "out_not_writable"
    return problem(key, Position(where), problem=reason(error))


def clean_up(target: Path) -> None:
    """Remove what killed runs left beside ``target``, and put back an old one moved aside."""
    for workshop in target.parent.glob(f"{_prefix(target)}*"):
        with _lock(workshop) as free:
            if free:
                restore(target, workshop / "old")
                shutil.rmtree(workshop, ignore_errors=True)


def _prefix(target: Path) -> str:
    return f".{target.name}.kamhandbook-"


def _like(new: Path, old: os.stat_result) -> None:
    """Copy to ``new`` the permissions of what it replaces, and its owners as far as we may."""
    with suppress(OSError, AttributeError):
        os.chown(new, old.st_uid, old.st_gid)
    new.chmod(stat.S_IMODE(old.st_mode))


def _undo(staged: _Staged) -> None:
    old = staged.aside if staged.aside.exists() else staged.new
    if old.exists():
        swap(old, staged.target, staged.workshop / "undone")
    else:
        os.rename(staged.target, staged.new)


def _refuse_file(folder: Path) -> None:
    """Raise CannotGoOnError for a file that lies where a folder of an output's path must be."""
    for path in (folder, *folder.parents):
        if path.exists() and not path.is_dir():
            raise _wrong_kind(path, "kind_file", "kind_folder")


def _wrong_kind(place: Path, actual: str, expected: str) -> CannotGoOnError:
    at = Position(str(place))
    return CannotGoOnError([problem("out_kind", at, found=phrase(actual), wanted=phrase(expected))])


def _refuse_foreign(target: Path) -> None:
    """Never replace a folder that no MkDocs made, unless it is empty."""
    if not target.is_dir() or not any(target.iterdir()):
        return
    if not any((target / mark).exists() for mark in _SITE_MARKS):
        raise CannotGoOnError([problem("out_foreign", Position(str(target)))])


@contextmanager
def _created_folder(folder: Path) -> Iterator[None]:
    """Make a folder and its parents; those that stay empty are removed at the end."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        for path in missing:
            with suppress(OSError):  # not empty: something was published into it
                path.rmdir()


@contextmanager
def _locked_workshop(workshop: Path) -> Iterator[None]:
    """Hold a workshop, so that no other run takes it for abandoned; removes it at the end."""
    with _lock(workshop):
        try:
            yield
        finally:
            shutil.rmtree(workshop, ignore_errors=True)


@contextmanager
def _lock(folder: Path) -> Iterator[bool]:
    """Lock a folder as long as the process lives; False when another process holds it."""
    if fcntl is None:
        yield True
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)
