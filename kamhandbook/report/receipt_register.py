"""Who has been given the handbook and confirmed it: a table for HR, as a file that Excel opens.

Semicolons, UTF-8 with a mark at its beginning, ends of lines as Windows has them. What HR has
written is kept; a new state to confirm adds a row for everybody who has none for it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import Any

from msgspec import Struct

from kamhandbook.content.fields import every_model, fields_of
from kamhandbook.content.meanings import Meaning
from kamhandbook.document.blocks import Imprint
from kamhandbook.editions.edition import Edition
from kamhandbook.editions.redaction import texts
from kamhandbook.wording.placeholders import is_nobody_yet

COLUMNS = ("name", "edition", "version", "fingerprint", "state", "given", "confirmed", "note")
_FORMULA = ("=", "+", "-", "@", "\t")  # what Excel would calculate
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)$")


class NotARegisterError(Exception):
    """A file that has no column for names."""


class Register(Struct, frozen=True):
    """A whole register as text; what is new in it, as text and in rows; how many rows it has."""

    text: str
    new_text: str
    added: int
    rows: int


def register(edition: Edition, imprint: Imprint, known: str = "") -> Register:
    """Return a register with a row for everybody; ``known`` is the one that there is already."""
    words: dict[str, Any] = edition.language.words("register")
    heads: Mapping[str, str] = words["columns"]
    rows = list(csv.reader(StringIO(known), delimiter=";"))
    head = rows[0] if rows else list(heads.values())
    if heads["name"] not in head:
        raise NotARegisterError(heads["name"])
    values = _values(edition, imprint)
    state = heads["state"]
    told = {_key(row, head, (heads["name"], state)) for row in rows[1:]}
    new = [
        {**values, "name": name}
        for name in people(edition)
        if (_safe(name).casefold(), values["state"].casefold() if state in head else "") not in told
    ]
    added = [[_safe(each.get(_named(column, heads), "")) for column in head] for each in new]
    whole = [*(rows or [head]), *added]
    return Register(
        _written(whole), _written(added), len(added), sum(1 for row in whole[1:] if any(row))
    )


def people(edition: Edition) -> tuple[str, ...]:
    """Return the people whom an edition names in its fields for names, each once, sorted."""
    found: dict[str, str] = {}
    for _, model in every_model(edition.handbook):
        for field in fields_of(type(model)):
            if Meaning.PERSON in field.meanings:
                for passage in texts(getattr(model, field.name)):
                    name = _IN_BRACKETS.sub("", passage.value).strip()
                    if name and not is_nobody_yet(name):
                        found.setdefault(name.casefold(), name)
    return tuple(sorted(found.values(), key=lambda name: (name.split()[-1].casefold(), name)))


def _values(edition: Edition, imprint: Imprint) -> dict[str, str]:
    about = edition.handbook.handbook
    return {
        "edition": edition.language.catalogue.label("audience", edition.audience),
        "version": imprint.version,
        "fingerprint": imprint.fingerprint,
        "state": about.acknowledgement.version or imprint.version,
    }


def _named(column: str, heads: Mapping[str, str]) -> str:
    return next((key for key, head in heads.items() if head == column.strip()), "")


def _key(row: list[str], head: list[str], columns: Iterable[str]) -> tuple[str, ...]:
    cells = dict(zip(head, row, strict=False))
    return tuple(cells.get(column, "").strip().casefold() for column in columns)


def _safe(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def _written(rows: Iterable[list[str]]) -> str:
    return "".join(_lines(rows))


def _lines(rows: Iterable[list[str]]) -> Iterator[str]:
    for row in rows:
        line = StringIO()
        csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(row)
        yield line.getvalue()
