"""What stands in a cell for a value of a content file, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NoReturn

from pydantic import TypeAdapter

from kamhandbook.content.types import Identifier, Kind, PartialDate, Plain
from kamhandbook.findings import Finding, Position
from kamhandbook.forms.form import Place
from kamhandbook.questionnaire.yaml_values import YamlValue
from kamhandbook.reading.model_error import found_value
from kamhandbook.reading.suggestions import guess
from kamhandbook.wording.language import Language
from kamhandbook.wording.messages import phrase, problem

_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
#: What neither YAML nor an Office file may contain.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


class MisfitError(Exception):
    """A cell whose text does not fit its place; carries the finding, without a position."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.message)


def cell_text(raw: Any, place: Place) -> str:
    """Return what a cell shows for a value of the content; "" for nothing."""
    if isinstance(raw, dict):  # {value, visible_from}: the label has no cell
        raw = raw.get("value")
    if raw is None:
        return ""
    if isinstance(raw, list | tuple):
        separator = ", " if place.item is Kind.MONTH or place.kind is Kind.JOINED else "\n"
        return separator.join(cell_text(item, place) for item in raw)
    text = clean(str(raw))
    if place.kind is Kind.CHOICE:
        return _label(text, place)
    if place.kind is Kind.BOOLEAN:
        return _boolean_word(place.language, text.casefold() == "true")
    return _number_text(text) if place.kind in (Kind.NUMBER, Kind.WHOLE) else text


def clean(text: str) -> str:
    """Make a cell's text one that YAML can hold: usual line breaks, no control characters."""
    lines = _FORBIDDEN.sub("", _BREAKS.sub("\n", text)).split("\n")
    return "\n".join(line if line.strip() else "" for line in lines).strip()


def drops_signs(text: str) -> bool:
    """Whether ``clean`` leaves out signs of a text that no Office file may contain."""
    return _FORBIDDEN.search(_BREAKS.sub("\n", text)) is not None


def stored_text(value: Any, language: Language) -> str:
    """Return the text of a cell as Excel stores it: a number, a date, yes or no, or text.

    ``language`` is the questionnaire's.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return _boolean_word(language, value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return clean(str(value))


def content_value(text: str, place: Place) -> YamlValue:
    """Return a cell's text as a value for the file; raises MisfitError where it does not fit."""
    return _READERS.get(place.kind, _plain_text)(text, place)


def _plain_text(text: str, _place: Place) -> YamlValue:
    return text


def _one_line(text: str, _place: Place) -> YamlValue:
    return " ".join(text.split("\n")) if "\n" in text else text


def _choice(text: str, place: Place) -> YamlValue:
    folded = text.casefold()
    for choice in place.choices:
        if folded in (choice.key.casefold(), choice.label.casefold()):
            return Plain(choice.key)
    allowed = ", ".join(choice.label or choice.key for choice in place.choices)
    raise MisfitError(
        _misfit("not_a_choice", found=found_value(text), allowed=allowed, suggestion="")
    )


def _boolean(text: str, _place: Place) -> YamlValue:
    word = guess("not_bool", text)
    return Plain(word) if word else _raise_misfit("not_bool", text)


def _number(text: str, place: Place) -> YamlValue:
    kind = "not_whole_number" if place.kind is Kind.WHOLE else "not_number"
    # Only what looks like a number at all: "7 Kunden" must not become 7.
    is_number = re.fullmatch(r"[-+]?[\d.,' ]+ ?%?", text)
    number = guess(kind, text) if is_number else ""
    return Plain(number) if number else _raise_misfit(kind, text)


def _date(text: str, _place: Place) -> YamlValue:
    day = text if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", text) else guess("not_month_or_date", text)
    if not day:
        return _raise_misfit("not_month_or_date", text)
    try:
        TypeAdapter(PartialDate).validate_python(day)
    except ValueError:
        raise MisfitError(_misfit("no_such_day", found=found_value(text))) from None
    return Plain(day)


def _identifier(text: str, _place: Place) -> YamlValue:
    try:
        return str(TypeAdapter(Identifier).validate_python(text))
    except ValueError:
        return _raise_misfit("bad_id", text)


def _list(text: str, place: Place) -> YamlValue:
    if place.item is Kind.MONTH:
        parts = [part for part in re.split(r"[,;\n ]+", text) if part]
        return [_month(part) for part in parts]
    lines = [re.sub(r"^[-–•*] +", "", line.strip()) for line in text.split("\n")]
    return [line for line in lines if line]


def _month(text: str) -> YamlValue:
    number = guess("not_whole_number", text)
    if not number:
        return _raise_misfit("not_whole_number", text)
    if not 1 <= int(number) <= 12:
        raise MisfitError(_misfit("out_of_range", found=found_value(text), low=1, high=12))
    return Plain(number)


def _raise_misfit(kind: str, text: str) -> NoReturn:
    """Raise MisfitError, with what the text may have meant."""
    suggestion = guess(kind, text)
    hint = phrase("did_you_mean", guess=suggestion) if suggestion else ""
    raise MisfitError(_misfit(kind, found=found_value(text), suggestion=hint))


def _misfit(key: str, **values: object) -> Finding:
    return problem(key, Position(""), **values)  # type: ignore[arg-type]


def _boolean_word(language: Language, value: bool) -> str:
    return str(language.words("questionnaire")["true_word" if value else "false_word"])


def _label(key: str, place: Place) -> str:
    return next((choice.label for choice in place.choices if choice.key == key), "") or key


def _number_text(text: str) -> str:
    try:
        number = float(text)
    except ValueError:
        return text
    return str(int(number)) if number.is_integer() else repr(number)


_READERS: dict[Kind, Callable[[str, Place], YamlValue]] = {
    Kind.TEXT: _plain_text,
    Kind.MARKDOWN: _plain_text,
    Kind.JOINED: _one_line,
    Kind.LABELLED: _one_line,
    Kind.CHOICE: _choice,
    Kind.BOOLEAN: _boolean,
    Kind.NUMBER: _number,
    Kind.WHOLE: _number,
    Kind.DATE: _date,
    Kind.IDENTIFIER: _identifier,
    Kind.FOLDER: _plain_text,
    Kind.LIST: _list,
}
