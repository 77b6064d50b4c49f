"""Files that a command writes for people: all or none, and what a killed run began completed."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

import click

from kamhandbook.cli.speech import said
from kamhandbook.placing.change import UnfinishedError, change, completed
from kamhandbook.placing.lock import HeldError
from kamhandbook.wording.messages import reason

_BUSY = (
    "Another run of kamhandbook is writing in {path}. Wait until it is done and try again; "
    "nothing was changed."
)
_COMPLETED = "An earlier run had been interrupted and is completed now: {files}."
_LEFT = (
    "An earlier run had been interrupted, and somebody has worked on this since: {files}. It stays "
    "as it is; call the earlier command again if it is still wanted."
)
_BEGINNING = 32  # bytes
_NOT_OURS = (
    "{file} is there already and is no file that this command writes. It stays as it is; "
    "another name will do."
)
_UNFINISHED = (
    "Only some of the files in {path} are written, since another program holds one of them. "
    "Close it and call the command again; it completes what was begun."
)


def write_all(home: Path, files: Mapping[Path, bytes], *, is_new: bool = False) -> None:
    """Write files below ``home``; ``is_new`` is never to replace one. Raises OSError."""
    with change(home) as outputs:
        for file, data in files.items():
            outputs.file(file, data, is_new=is_new)
        outputs.commit()


def write_file(file: Path, data: bytes) -> None:
    """Write a file into a folder that is there: one misspelt is not made. Raises OSError."""
    if not file.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(file.parent))
    write_all(file.parent, {file: data})


def refuse_to_replace(file: Path, *beginnings: bytes) -> None:
    """Raise ClickException where a file of another kind has the name that is to be written.

    What such files begin with tells them: a calendar, a presentation. An empty one may go.
    """
    if not os.path.lexists(file):
        return
    beginning = b"?"  # a pipe, a device, a link that leads to nothing
    try:
        if file.is_file():
            with file.open("rb") as stream:
                beginning = stream.read(_BEGINNING)
    except OSError as error:
        raise not_written(error, file.parent) from error
    if beginning and not beginning.startswith(beginnings):
        raise click.ClickException(said(_NOT_OURS, file=file))


def write_or_tell(home: Path, files: Mapping[Path, bytes], *, is_new: bool = False) -> None:
    """Write files below ``home``; a ClickException says in plain words why that cannot be."""
    try:
        write_all(home, files, is_new=is_new)
    except OSError as error:
        raise not_written(error, home) from error


def complete(home: Path) -> tuple[Path, ...]:
    """Complete what a killed run left at ``home``, and say so; return the files put in place."""
    try:
        outcome = completed(home)
    except OSError as error:
        raise not_written(error, home) from error
    for files, message in ((outcome.done, _COMPLETED), (outcome.left, _LEFT)):
        if files:
            names = ", ".join(sorted(file.name for file in files))
            click.echo(said(message, files=names), err=True)
    return outcome.done


def not_written(error: OSError, home: Path) -> click.ClickException:
    """Return what to tell when files could not be written below ``home``."""
    if isinstance(error, HeldError):
        return click.ClickException(said(_BUSY, path=home))
    if isinstance(error, UnfinishedError):
        return click.ClickException(said(_UNFINISHED, path=home))
    problem = reason(error)
    return click.ClickException(
        said("Nothing can be written in {path}: {problem}.", path=home, problem=problem)
    )
