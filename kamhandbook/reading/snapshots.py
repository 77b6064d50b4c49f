"""Snapshots: the whole state of a handbook as it was when an iteration was closed.

A snapshot is readable JSON beside the iteration's own file: every answer and every item with its
labels, keys sorted, what is at its default left out. Records of iterations are not part of it; they
have files of their own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from pydantic import ValidationError

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.types import PartialDate
from kamhandbook.findings import Finding, Position
from kamhandbook.reading.input_files import Unreadable, read_text, relative
from kamhandbook.reading.limits import SNAPSHOT
from kamhandbook.wording.messages import phrase, problem

SCHEMA = 1  # of the JSON; a snapshot with another one is refused
FOLDER = "iterations"
_NAME = re.compile(r"([0-9]{1,9})\.snapshot\.json")


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


def read_snapshots(
    records: Iterable[Path], root: Path
) -> tuple[tuple[Snapshot, ...], tuple[Finding, ...]]:
    """Return every snapshot among files, oldest first, and what could not be read."""
    snapshots: list[Snapshot] = []
    findings: list[Finding] = []
    for number, file in _numbered(records):
        snapshot = read_snapshot(file, relative(file, root), number)
        if isinstance(snapshot, Snapshot):
            snapshots.append(snapshot)
        else:
            findings.append(snapshot)
    return tuple(snapshots), tuple(findings)


def read_snapshot(file: Path, path: str, number: int) -> Snapshot | Finding:
    """Return one snapshot, or why it cannot be read; ``path`` names the file in a finding."""
    at = Position(path)
    text = read_text(file, path, SNAPSHOT)
    if isinstance(text, Unreadable):
        return text.finding
    try:
        values = json.loads(text)
        return _snapshot(values, path, number) if isinstance(values, dict) else _broken(at, "empty")
    except json.JSONDecodeError as error:
        return _broken(Position(path, error.lineno, error.colno), "syntax")
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        return _broken(at, "value", where=where)
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets without end
        return _broken(at, "depth")


def _snapshot(values: dict[str, Any], path: str, number: int) -> Snapshot | Finding:
    at = Position(path)
    missing = [key for key in ("schema", "closed_on", "handbook") if key not in values]
    if missing:
        return _broken(at, "missing", key=missing[0])
    if values["schema"] != SCHEMA:
        return _broken(at, "schema", schema=str(values["schema"])[:20])
    day = PartialDate(str(values["closed_on"]))
    try:
        day.first_day.toordinal()
    except ValueError:
        return _broken(at, "day", day=str(day)[:20])
    return Snapshot(number, day, Handbook.model_validate(values["handbook"]), path)


def _broken(at: Position, why: str, **values: str) -> Finding:
    return problem("snapshot", at, problem=phrase(f"snapshot_{why}", **values))


def _numbered(files: Iterable[Path]) -> Iterator[tuple[int, Path]]:
    matches = ((_NAME.fullmatch(file.name), file) for file in files)
    yield from sorted((int(matched[1]), file) for matched, file in matches if matched)
