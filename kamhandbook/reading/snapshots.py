"""Snapshots: the whole state of a handbook as it was when an iteration was closed.

A snapshot is readable JSON beside the iteration's own file: every answer and every item with its
labels, keys sorted, what is at its default left out. Records of iterations are not part of it; they
have files of their own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from pydantic import ValidationError

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.types import PartialDate
from kamhandbook.findings import Finding, Position
from kamhandbook.wording.messages import problem, reason

SCHEMA = 1  # of the JSON; a snapshot with another one is refused
FOLDER = "iterations"
_NAME = re.compile(r"(\d+)\.snapshot\.json")
_LARGEST = 20_000_000  # bytes; a handbook of 20 slides has some 60,000


class Snapshot(Struct, frozen=True):
    """A frozen state: which iteration it closed, when, and the handbook without iterations."""

    number: int
    closed_on: PartialDate
    handbook: Handbook
    path: str = ""


def file_name(number: int) -> str:
    """Return the name of a snapshot's file below ``iterations/``."""
    return f"{number:02}.snapshot.json"


def to_json(snapshot: Snapshot) -> bytes:
    """Return a snapshot as JSON that people can read and compare."""
    state = snapshot.handbook.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude={"iterations"}
    )
    values = {
        "closed_on": str(snapshot.closed_on),
        "handbook": state,
        "iteration": snapshot.number,
        "schema": SCHEMA,
    }
    text = json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True)
    return (text + "\n").encode("utf-8", "surrogatepass")


def read_snapshots(folder: Path, root: Path) -> tuple[tuple[Snapshot, ...], tuple[Finding, ...]]:
    """Return every snapshot of a content folder, oldest first, and what could not be read."""
    snapshots: list[Snapshot] = []
    findings: list[Finding] = []
    for number, file in _files(folder):
        snapshot = read_snapshot(file, _relative(file, root), number)
        if isinstance(snapshot, Snapshot):
            snapshots.append(snapshot)
        else:
            findings.append(snapshot)
    return tuple(snapshots), tuple(findings)


def read_snapshot(file: Path, path: str, number: int) -> Snapshot | Finding:
    """Return one snapshot, or why it cannot be read; ``path`` names the file in a finding."""
    at = Position(path)
    try:
        raw = file.read_bytes()
    except OSError as error:
        return problem("unreadable", at, reason=reason(error))
    if len(raw) > _LARGEST:
        return problem("too_large", at, limit=_LARGEST // 1_000_000)
    try:
        values = json.loads(raw)
        return _snapshot(values, path, number)
    except json.JSONDecodeError as error:
        return problem("snapshot", Position(path, error.lineno, error.colno), problem=error.msg)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        return problem("snapshot", at, problem=where)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        return problem("snapshot", at, problem=str(error) or type(error).__name__)


def _snapshot(values: dict[str, Any], path: str, number: int) -> Snapshot:
    if values["schema"] != SCHEMA:
        raise ValueError(f"schema {values['schema']}")
    closed_on = str(values["closed_on"])
    handbook = Handbook.model_validate(values["handbook"])
    day = PartialDate(closed_on)
    day.first_day.toordinal()  # a wrong date is a ValueError here, not later
    return Snapshot(number, day, handbook, path)


def _files(folder: Path) -> Iterator[tuple[int, Path]]:
    numbered = []
    for file in (folder / FOLDER).glob("*.snapshot.json"):
        matched = _NAME.fullmatch(file.name)
        if matched:
            numbered.append((int(matched[1]), file))
    yield from sorted(numbered)


def _relative(file: Path, root: Path) -> str:
    try:
        return file.absolute().relative_to(root.absolute()).as_posix()
    except ValueError:
        return file.name
