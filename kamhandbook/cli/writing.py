"""Files that a command writes for people: all or none, and what a killed run began completed."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

import click

from kamhandbook.placing.change import UnfinishedError, change, completed
from kamhandbook.placing.lock import HeldError
from kamhandbook.wording.messages import phrase


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


def write_or_tell(home: Path, files: Mapping[Path, bytes], *, is_new: bool = False) -> None:
    """Write files below ``home``; a ClickException says in plain words why that cannot be."""
    try:
        write_all(home, files, is_new=is_new)
    except OSError as error:
        raise not_written(error, home) from error


def complete(home: Path) -> tuple[Path, ...]:
    """Complete what a killed run left at ``home``, and say so; return the files it is about."""
    try:
        files = completed(home)
    except OSError as error:
        raise not_written(error, home) from error
    if files:
        names = ", ".join(sorted(file.name for file in files))
        click.echo(phrase("write_completed", files=names), err=True)
    return files


def not_written(error: OSError, home: Path) -> click.ClickException:
    """Return what to tell when files could not be written below ``home``."""
    key = "cannot_write"
    if isinstance(error, HeldError):
        key = "write_busy"
    elif isinstance(error, UnfinishedError):
        key = "write_unfinished"
    return click.ClickException(phrase(key, path=home))
