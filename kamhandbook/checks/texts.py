"""The wording of the checks, from ``catalogue/<language>.checks.yaml``; formatting of values.

A ``message`` and a ``next_step`` are one text or one per variant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from msgspec import Struct

from kamhandbook.checks.base import Months, Value, Word
from kamhandbook.checks.further import further_check, further_checks
from kamhandbook.checks.thresholds import limit_values
from kamhandbook.content.handbook_file import Thresholds
from kamhandbook.content.types import PartialDate
from kamhandbook.finding_codes import FINDING_CODES, stopped_by
from kamhandbook.findings import Severity
from kamhandbook.wording.dates import figures_text
from kamhandbook.wording.language import DEFAULT, Language
from kamhandbook.wording.lists import listed
from kamhandbook.wording.numbers import number_text, plural, plural_kind

#: The full stop of a text that is quoted at the end of a sentence, which has its own.
_DOUBLE_STOP = re.compile(r"(?<!\.)\.(?=[“)]\.)")
_LONGEST = 90  # characters of company text quoted in a message


class CheckText(Struct, frozen=True):
    """Everything the catalogue says about one check.

    ``reason`` is a pitfall's id, ``order_<dimension>``, ``introduction`` or "" for none; ``page``
    is the site page concerned, "" where it depends on the dimension.
    """

    language: Language
    code: str
    title: str
    severity: str
    condition: str
    messages: Mapping[str, str]
    consequences: Mapping[str, str]
    next_steps: Mapping[str, str]
    explanation: str
    reason: str
    page: str
    trips: str
    passes: str

    def message(self, variant: str, values: Mapping[str, Value]) -> str:
        """Return what was found."""
        return _fill(self.language, self._form(self.messages, variant, values), values)

    def consequence(self, variant: str, values: Mapping[str, Value]) -> str:
        """Return why it matters."""
        return _fill(self.language, self._form(self.consequences, variant, values), values)

    def next_step(self, variant: str, values: Mapping[str, Value]) -> str:
        """Return what to do about it."""
        return _fill(self.language, self._form(self.next_steps, variant, values), values)

    def _form(self, texts: Mapping[str, str], variant: str, values: Mapping[str, Value]) -> str:
        """Return the text of a variant, in the form for its number where it has several."""
        name, number = variant if variant in texts else "", values.get("number")
        if isinstance(number, int):
            kind = plural_kind(self.language, number)
            return texts.get(f"{name}_{kind}".lstrip("_"), texts[name])
        return texts[name]


def _data(language: Language) -> dict[str, Any]:
    return language.words("checks")


@cache
def codes() -> tuple[str, ...]:
    """Return every code, in the catalogue's order, then those of other packages.

    They are the same in every language.
    """
    return (*DEFAULT.words("checks")["checks"], *(check.code for check in further_checks()))


@cache
def text(language: Language, code: str) -> CheckText:
    """Return the texts of one check; KeyError for an unknown code."""
    entry = _entry(language, code)
    return CheckText(
        language=language,
        code=code,
        title=entry["title"],
        severity=entry.get("severity") or _severities(language, code),
        condition=entry["condition"],
        messages=_variants(entry["message"]),
        consequences=_variants(entry.get("consequence", "")),
        next_steps=_variants(entry["next_step"]),
        explanation=entry["explanation"],
        reason=entry.get("reason", ""),
        page=entry.get("page", ""),
        trips=entry.get("trips", ""),
        passes=entry.get("passes", ""),
    )


def reason(language: Language, id_: str) -> str:
    """Return the short name of a pitfall or order reason; "" for an unknown one."""
    for pitfall in language.catalogue.pitfalls:
        if pitfall.id == id_:
            return word(language, "pitfall").format(number=pitfall.number, title=pitfall.title)
    return str(_data(language)["reasons"].get(id_, ""))


def title(language: Language, code: str) -> str:
    """Return the title of a check; "" for a problem of reading."""
    return str(_entry(language, code)["title"]) if code in codes() else ""


def page_of(language: Language, code: str) -> str:
    """Return the site page that a check is about; "" where it depends on the part."""
    return str(_entry(language, code).get("page", "")) if code in codes() else ""


def part_name(language: Language, part: str) -> str:
    """Return the name of a part of the handbook: a dimension's with its number, or a file's."""
    for dimension in language.catalogue.dimensions:
        if dimension.id == part:
            return f"{dimension.number} {dimension.name}"
    return str(_data(language)["parts"][part]["name"])


def part_page(language: Language, part: str) -> str:
    """Return the site page of a part of the handbook; "" where it has none."""
    for dimension in language.catalogue.dimensions:
        if dimension.id == part:
            return dimension.page
    return str(_data(language)["parts"][part]["page"])


def manager_roles(language: Language) -> tuple[str, ...]:
    """Return what the role of a Key Account Manager may be called, in small letters."""
    return tuple(_data(language)["manager_roles"])


def accepted_because(language: Language, why: str, until: PartialDate | None) -> str:
    """Return why a finding was accepted and until when."""
    assert until is not None
    end = _fill(language, word(language, "accepted_until"), {"day": until.last_day})
    return f"{_one_line(why)} {end}"


def word(language: Language, key: str) -> str:
    """Return the word for a value; KeyError when there is none."""
    return str(_data(language)["words"][key])


def severities_of(code: str) -> tuple[Severity, ...]:
    """Return the severities of a code, worst first, one of another package's check among them."""
    check = further_check(code)
    severities = check.severities if check else FINDING_CODES[code].severities
    return tuple(sorted(severities, key=lambda severity: severity.rank))


def stopped(language: Language, code: str) -> str:
    """Return what findings of a code stop, a sentence for each severity."""
    words = _data(language)["stops"]
    return " ".join(words[stopped_by(code, severity)][severity] for severity in severities_of(code))


def condition(language: Language, code: str, own: Mapping[str, Thresholds]) -> str:
    """Return when a check finds something, with the limits in force."""
    return _fill(language, text(language, code).condition, limit_values(code, own))


def _entry(language: Language, code: str) -> Mapping[str, Any]:
    check = further_check(code)
    entry: Mapping[str, Any] = check.texts if check else _data(language)["checks"][code]
    return entry


def _severities(language: Language, code: str) -> str:
    names = _data(language)["severities"]
    return listed(language, (names[severity] for severity in severities_of(code)), style="or")


def _variants(entry: str | dict[str, str]) -> Mapping[str, str]:
    return entry if isinstance(entry, dict) else {"": entry}


def _fill(language: Language, template: str, values: Mapping[str, Value]) -> str:
    texts = {name: _value_text(language, value) for name, value in values.items()}
    return _DOUBLE_STOP.sub("", template.format(**texts))


def _value_text(language: Language, value: Value) -> str:
    if isinstance(value, Word):
        return word(language, value)
    if isinstance(value, tuple):
        return listed(language, (_value_text(language, part) for part in value))
    if isinstance(value, PartialDate | date):
        return figures_text(language, value)
    if isinstance(value, Months):
        forms = _data(language)["months"]
        return plural(language, round(value, 1), forms).format(n=_number(language, value))
    return _number(language, value) if isinstance(value, int | float) else _quoted(language, value)


def _number(language: Language, value: float) -> str:
    return number_text(language, value, decimals=1, grouped=False)


def _quoted(language: Language, value: str) -> str:
    """Return company text for a message: one line, not too long."""
    line = _one_line(value) or word(language, "unnamed")
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _one_line(value: str) -> str:
    """Return company text as one line without anything that steers a terminal."""
    return " ".join(
        "".join(character if character.isprintable() else " " for character in value).split()
    )
