"""Closing an iteration: what is frozen, and what people are asked to write beside it.

Everything here is a value; writing files is the command's business. What a person wrote in
``NN.yaml`` stays byte for byte: missing keys are put behind it, an empty ``end`` is filled in.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.iteration import Iteration, Task
from kamhandbook.content.types import PartialDate
from kamhandbook.findings import Finding, Position
from kamhandbook.reading.content_folder import Loaded
from kamhandbook.reading.snapshots import FOLDER, Snapshot, file_name
from kamhandbook.reading.yaml_file import parse_yaml
from kamhandbook.wording.dates import day_text
from kamhandbook.wording.language import Language
from kamhandbook.wording.messages import problem

PLACES = ("decisions", "learned", "open", "next")
_KEYS = ("number", "start", "end", *PLACES)
_SCHEMA = ".schema/iteration.schema.json"  # where „new“ and „schema“ put it
_EMPTY_END = re.compile(r"(?m)^end:(?=[ \t\r]*(?:#.*)?$)")


class Closing(Struct, frozen=True):
    """An iteration about to be closed.

    ``record`` is the whole new text of ``NN.yaml`` (at ``record_path`` below the project root),
    ``asked`` are the places that were added for people to fill in, ``is_new`` says that there was
    no such file.
    """

    snapshot: Snapshot
    record_path: str
    record: str
    asked: tuple[str, ...]
    is_new: bool


def close(loaded: Loaded, today: date, number: int | None = None) -> Closing | Finding:
    """Return what closing an iteration writes, or why it cannot be closed.

    The content must be readable; ``number`` defaults to the iteration at work.
    """
    closed_today = _closed_today(loaded, today) if number is None else None
    if closed_today:
        return closed_today
    number = number_at_work(loaded) if number is None else number
    path = f"{loaded.folder.name}/{FOLDER}/{file_name(number)}"
    if any(snapshot.number == number for snapshot in loaded.snapshots):
        return problem("iteration_closed", Position(path), number=number)
    end = PartialDate(today.isoformat())
    ends_too_early = _before_previous(loaded, number, end)
    if ends_too_early:
        return ends_too_early
    record_path = _record_path(loaded, number)
    file = loaded.root / record_path
    existing = file.read_bytes().decode("utf-8-sig") if file.exists() else None
    values = {"number": str(number), "start": _start(loaded.handbook, number), "end": str(end)}
    record = completed(
        existing, number, values, _previous(loaded.handbook, number), loaded.handbook.language
    )
    if record is None:
        return problem("record_shape", Position(record_path), keys=", ".join(missing(existing)))
    if existing is None:
        record = _schema_line(loaded) + record
    snapshot = Snapshot(number, end, loaded.handbook, path)
    return Closing(snapshot, record_path, record, missing(existing, PLACES), existing is None)


def _closed_today(loaded: Loaded, today: date) -> Finding | None:
    """Return a finding on a second closing on the same day by mistake; an iteration lasts longer.

    A record begun beforehand, or a number given, says that it is meant.
    """
    last = max(loaded.snapshots, key=lambda snapshot: snapshot.number, default=None)
    if not last or str(last.closed_on) != today.isoformat():
        return None
    number = number_at_work(loaded)
    if any(record.number == number for record in loaded.handbook.iterations):
        return None
    return problem("iteration_closed_today", Position(last.path), number=last.number, next=number)


def number_at_work(loaded: Loaded) -> int:
    """Return the iteration to close next: a record without a snapshot, else the next number."""
    last_snapshot = max((snapshot.number for snapshot in loaded.snapshots), default=0)
    last_record = max((record.number or 0 for record in loaded.handbook.iterations), default=0)
    return last_record if last_record > last_snapshot else last_snapshot + 1


def _schema_line(loaded: Loaded) -> str:
    """Return the line that lets an editor explain a record; "" in a project without schemas."""
    has_schema = (loaded.root / _SCHEMA).is_file()
    return f"# yaml-language-server: $schema=../../{_SCHEMA}\n" if has_schema else ""


def missing(existing: str | None, keys: tuple[str, ...] = _KEYS) -> tuple[str, ...]:
    """Return the keys that a record does not have yet."""
    data = _data(existing)
    return tuple(key for key in keys if key not in data)


def completed(
    existing: str | None,
    number: int,
    values: dict[str, str],
    previous: Iteration | None,
    language: Language,
) -> str | None:
    """Return a record's text with every missing key; None when it cannot be completed by adding.

    ``values`` are number, start and end; an unknown start is left for people to fill in.
    """
    words: dict[str, Any] = language.words("iterations")["record"]
    missing_keys = missing(existing)
    scalars = "".join(f"{k}: {values[k]}{words[k]}\n" for k in missing_keys if k in values)
    places = [_place(key, previous, language) for key in missing_keys if key in PLACES]
    if existing is None:
        head = [str(words["head"]).format(number=number) + scalars]
    else:
        filled = _EMPTY_END.sub(f"end: {values['end']}", existing)
        head = [filled if filled.endswith("\n") else f"{filled}\n", *([scalars] if scalars else [])]
    text = "\n".join([*head, *places])
    if existing and "\r\n" in existing:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return text if _holds(text, existing) else None


def _place(key: str, previous: Iteration | None, language: Language) -> str:
    """Return the marked place for a list, with what the previous iteration left open as a hint."""
    words: dict[str, Any] = language.words("iterations")["record"]
    text = str(words[key])
    tasks = getattr(previous, key) if previous and key in ("open", "next") else ()
    if not previous or not tasks:
        return text
    lines = [f"#  - {task.text} ({_who_and_when(task, language)})\n" for task in tasks]
    return text + str(words["carried"]).format(previous=previous.number) + "".join(lines)


def _who_and_when(task: Task, language: Language) -> str:
    return ", ".join(filter(None, (task.owner, day_text(language, task.due))))


def _holds(text: str, existing: str | None) -> bool:
    """Whether a text reads as everything that stood before, and has every key now."""
    before, after = _data(existing), _data(text)
    is_kept = all(after.get(key) == value for key, value in before.items() if value is not None)
    return is_kept and all(key in after for key in _KEYS)


def _data(text: str | None) -> dict[str, Any]:
    data = parse_yaml(text, "").data if text else None
    return data if isinstance(data, dict) else {}


def _record_path(loaded: Loaded, number: int) -> str:
    for index, iteration in enumerate(loaded.handbook.iterations):
        if iteration.number == number:
            return loaded.positions.of(("iterations", index)).path
    return f"{loaded.folder.name}/{FOLDER}/{number:02}.yaml"


def _previous(handbook: Handbook, number: int) -> Iteration | None:
    before = [i for i in handbook.iterations if i.number is not None and i.number < number]
    return max(before, key=lambda iteration: iteration.number or 0, default=None)


def _start(handbook: Handbook, number: int) -> str:
    """Return the day after the previous iteration, else when prototyping starts; "" if unknown."""
    previous = _previous(handbook, number)
    if previous and previous.end:
        return (previous.end.last_day + timedelta(days=1)).isoformat()
    phases = handbook.introduction.phases
    return next((str(p.start) for p in phases if p.kind == "prototyping" and p.start), "")


def _before_previous(loaded: Loaded, number: int, end: PartialDate) -> Finding | None:
    previous = _previous(loaded.handbook, number)
    if not previous or not previous.end or previous.end.first_day <= end.first_day:
        return None
    return problem(
        "iteration_dates",
        Position(_record_path(loaded, previous.number or 0)),
        number=number,
        end=day_text(loaded.handbook.language, end),
        previous=previous.number,
        previous_end=day_text(loaded.handbook.language, previous.end),
    )
