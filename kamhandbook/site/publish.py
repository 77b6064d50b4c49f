"""Publishing: outputs are made beside their targets and put in place when all are whole.

A target is a folder (the site) or a file (the deck). Whatever goes wrong before ``publish`` leaves
every target as it was; what a run that was killed has begun is completed by the next one.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kamhandbook.findings import CannotGoOnError, Finding, Position
from kamhandbook.placing.change import Change, UnfinishedError, change, completed
from kamhandbook.placing.in_place import stays
from kamhandbook.placing.lock import HeldError
from kamhandbook.wording.messages import is_in_use, is_too_long, phrase, problem, reason

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.ENOENT, errno.ENODEV}
)
_SITE_MARKS = ("404.html", "sitemap.xml")  # every MkDocs site has them


@dataclass(slots=True)
class Publication:
    """Outputs in the making; made by ``publication``."""

    _change: Change

    def folder(self, target: Path) -> Path:
        """Return an empty folder to fill, which will stand at ``target``."""
        _refuse_wrong_kind(target, expected="kind_folder")
        _refuse_foreign(target)
        return self._change.folder(target)

    def file(self, target: Path, content: bytes) -> Path:
        """Write a file that will stand at ``target``; returns where it is for now."""
        _refuse_wrong_kind(target, expected="kind_file")
        return self._change.file(target, content)

    def publish(self) -> None:
        """Put every output in its place; when one cannot be, those before are put back."""
        self._change.commit()


@contextmanager
def publication(out: Path, *, in_place: bool = False) -> Iterator[Publication]:
    """Make outputs below ``out``; nothing is left of them unless they are published.

    ``in_place`` changes the files inside folders that stay. Raises CannotGoOnError when the output
    folder cannot be written, another run writes there, or the disk is full. What a killed run has
    begun to put in place there is completed first.
    """
    try:
        _refuse_file(Path(os.path.realpath(out)))
        completed(out)
        with change(out, in_place=in_place) as outputs:
            try:
                yield Publication(outputs)
            except OSError as error:
                raise CannotGoOnError([out_problem(error, outputs.target_of(error))]) from error
    except OSError as error:
        raise CannotGoOnError([out_problem(error, str(error.filename or out))]) from error


def refuse_sources(out: Path, sources: Iterable[Path]) -> None:
    """Raise CannotGoOnError where outputs would lie among what they are made from."""
    real = Path(os.path.realpath(out))
    if any(real.is_relative_to(os.path.realpath(source)) for source in sources):
        raise CannotGoOnError([problem("out_among_sources", Position(str(out)))])


def out_problem(error: OSError, where: str) -> Finding:
    """Return the finding that tells in plain words why an output could not be written."""
    if isinstance(error, HeldError):
        return problem("out_busy", Position(str(error.filename)))
    if isinstance(error, UnfinishedError):
        return problem("out_unfinished", Position(where), problem=reason(error))
    key = "out_failed"
    if error.errno in _NO_SPACE:
        key = "out_no_space"
    elif is_too_long(error):
        return problem("out_too_long", Position(where))
    elif error.errno in _DENIED and not is_in_use(error):
        key = "out_not_writable"
    return problem(key, Position(where), problem=reason(error))


def _refuse_wrong_kind(target: Path, *, expected: str) -> None:
    target = Path(os.path.realpath(target))
    _refuse_file(target.parent)
    actual = "kind_folder" if target.is_dir() else "kind_file"
    if target.exists() and actual != expected:
        raise _wrong_kind(target, actual, expected)


def _refuse_file(folder: Path) -> None:
    """Raise CannotGoOnError for a file that lies where a folder of an output's path must be."""
    for path in (folder, *folder.parents):
        if path.exists() and not path.is_dir():
            raise _wrong_kind(path, "kind_file", "kind_folder")


def _wrong_kind(place: Path, actual: str, expected: str) -> CannotGoOnError:
    at = Position(str(place))
    return CannotGoOnError([problem("out_kind", at, found=phrase(actual), wanted=phrase(expected))])


def _refuse_foreign(target: Path) -> None:
    """Never replace a folder that no MkDocs made, unless it is empty but for what a disk has."""
    if not target.is_dir():
        return
    is_mounted = os.path.ismount(target)
    if all(is_mounted and stays(path.name) for path in target.iterdir()):
        return
    if not any((target / mark).exists() for mark in _SITE_MARKS):
        raise CannotGoOnError([problem("out_foreign", Position(os.path.realpath(target)))])
