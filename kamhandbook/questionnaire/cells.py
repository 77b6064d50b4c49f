"""What stands in a cell for a value of a content file, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from pydantic import TypeAdapter

from kamhandbook.content.countries import countries_in
from kamhandbook.content.types import Identifier, Kind, PartialDate, Plain
from kamhandbook.forms.form import Place
from kamhandbook.questionnaire.composite_cells import (
    composite_text,
    composite_value,
    is_composite,
)
from kamhandbook.questionnaire.misfits import misfit, raise_misfit
from kamhandbook.questionnaire.stored_cells import StoredCell
from kamhandbook.questionnaire.yaml_values import YamlValue
from kamhandbook.reading.nearest import choice_guess
from kamhandbook.reading.suggestions import did_you_mean, guess, likely_months, month_numbers
from kamhandbook.reading.typed_dates import UNTIL, day_in, is_day_of_no_calendar
from kamhandbook.wording.language import Language
from kamhandbook.wording.numbers import number_text

_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_ISO = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_CODES = re.compile(r"[A-Z]{2}(?: ?(?:[/+&]|und) ?[A-Z]{2})+")  # DE / AT
_MARK = re.compile(r"[-–•*·▪] +(?P<entry>\S.*)")
_NUMBERS = (Kind.NUMBER, Kind.WHOLE)
_FIRST_OF_1900 = 50  # a year of two figures from here on is one of the last century
#: What neither YAML nor an Office file may contain.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def cell_text(raw: Any, place: Place) -> str:
    """Return what a cell shows for a value of the content; "" for nothing."""
    if is_composite(place):
        return composite_text(raw, place, cell_text)
    if isinstance(raw, dict):  # {value, visible_from}: the label has no cell
        raw = raw.get("value")
    if raw is None:
        return ""
    if isinstance(raw, list | tuple):
        separator = ", " if place.item is Kind.MONTH or place.kind is Kind.JOINED else "\n"
        texts = [cell_text(item, place) for item in raw]
        return separator.join(_marked(texts) if separator == "\n" else texts)
    text = clean(str(raw))
    if place.kind is Kind.CHOICE:
        return _label(text, place)
    if place.kind is Kind.BOOLEAN:
        return _boolean_word(place.language, text.casefold() == "true")
    if place.kind is Kind.DATE:
        return _day_text(text)
    return _number_text(text, place) if place.kind in (Kind.NUMBER, Kind.WHOLE) else text


def _marked(texts: list[str]) -> list[str]:
    """Return entries as lines, each behind a mark where one would be read as several."""
    is_clear = all(_entries(text) == [text] for text in texts if "\n" not in text)
    return texts if is_clear else [f"- {text}" for text in texts]


def clean(text: str) -> str:
    """Make a cell's text one that YAML can hold: usual line breaks, no control characters."""
    lines = _FORBIDDEN.sub("", _BREAKS.sub("\n", text)).split("\n")
    return "\n".join(line if line.strip() else "" for line in lines).strip()


def drops_signs(text: str) -> bool:
    """Whether ``clean`` leaves out signs of a text that no Office file may contain."""
    return _FORBIDDEN.search(_BREAKS.sub("\n", text)) is not None


def typed_text(cell: StoredCell, language: Language, place: Place | None = None) -> str:
    """Return the text of a cell as people see it in Excel: 30 % for 0.3 where it is shown so.

    ``language`` is the questionnaire's, ``place`` what is asked for there, where that is known.
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return _boolean_word(language, value)
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, date):  # a datetime, too
        has_day = "d" in cell.format.lower().replace("[red]", "") or not cell.format
        return f"{value:%d.%m.%Y}" if has_day else f"{value:%m.%Y}"
    if isinstance(value, float):
        return _shown_number(value, cell.format, language, place)
    if cell.marked and place is not None and place.kind is Kind.MARKDOWN:
        return clean(cell.marked)
    return clean(str(value))


def _shown_number(value: float, shown: str, language: Language, place: Place | None) -> str:
    if place is not None and place.item is Kind.MONTH and not value.is_integer():
        return repr(value)  # written with a comma it would be two months
    if "%" in shown:
        return f"{number_text(language, value * 100, decimals=8, grouped=False)} %"
    grouped = "#,##0" in shown and not (place and place.kind in (Kind.NUMBER, Kind.WHOLE))
    text = number_text(language, value, decimals=8, grouped=grouped)
    return f"{text} EUR" if "€" in shown and place and place.kind not in _NUMBERS else text


def content_value(text: str, place: Place) -> YamlValue:
    """Return a cell's text as a value for the file; raises MisfitError where it does not fit."""
    if is_composite(place):
        return composite_value(text, place, content_value)
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
    meant = choice_guess(text, [choice.key for choice in place.choices]).word
    hint = did_you_mean(_label(meant, place)) if meant else ""
    raise misfit("not_a_choice", text, allowed=allowed, suggestion=hint)


def _boolean(text: str, _place: Place) -> YamlValue:
    word = guess("not_bool", text)
    return Plain(word) if word else raise_misfit("no_bool_in_cell", text)


def _number(text: str, place: Place) -> YamlValue:
    kind = "not_whole_number" if place.kind is Kind.WHOLE else "no_number_in_cell"
    # Only what looks like a number at all: "7 Kunden" must not become 7.
    is_number = re.fullmatch(r"[-+]?[\d.,' ]+[ \u00a0]?%?", text)
    number = guess("not_number", text) if is_number else ""
    if number and place.kind is Kind.WHOLE:
        whole, _, fraction = number.partition(".")
        number = "" if fraction.strip("0") else whole
    return Plain(number) if number else raise_misfit(kind, text)


def _date(text: str, place: Place) -> YamlValue:
    short = re.fullmatch(r"(\d{1,2})[./-] ?(\d{1,2})[./-] ?(\d{2})", text)
    if short:  # as Excel reads years of two figures, but for the far past
        year = int(short[3]) + (2000 if int(short[3]) < _FIRST_OF_1900 else 1900)
        text = f"{short[1]}.{short[2]}.{year}"
    is_iso = re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", text)
    day = text if is_iso else guess("not_month_or_date", text)
    if not day and is_day_of_no_calendar(text):
        raise misfit("no_such_day_in_cell", text)
    if not day:
        meant = _day_text(day_in(text, at_end=place.key in UNTIL))
        raise misfit("no_day_in_cell", text, suggestion=did_you_mean(meant))
    try:
        TypeAdapter(PartialDate).validate_python(day)
    except ValueError:
        raise misfit("no_such_day_in_cell", text) from None
    return Plain(day)


def _identifier(text: str, _place: Place) -> YamlValue:
    try:
        return str(TypeAdapter(Identifier).validate_python(text))
    except ValueError:
        return raise_misfit("bad_id", text)


def _list(text: str, place: Place) -> YamlValue:
    if place.item is Kind.MONTH:
        return _months(text)
    items = [item for line in text.split("\n") for item in _entries(line.strip())]
    if place.item is Kind.CHOICE:
        return [_choice(item, place) for item in items]
    return list(items)


def _months(text: str) -> YamlValue:
    """Return months by number or name; what only may mean some of them is told."""
    listed = month_numbers(" ".join(text.split()))
    if listed and re.search(r"[^\W\d]", text):  # "1-3" may be a day as well
        return [Plain(str(month)) for month in listed]
    likely = ", ".join(map(str, likely_months(text)))
    parts = [part for part in re.split(r"[,;\n\s]+|\bund\b", text) if part]
    if likely or not any(re.fullmatch(r"\d{1,9}\.?|[^\W\d]+\.?", part) for part in parts):
        raise misfit("no_months_in_cell", text, suggestion=did_you_mean(likely))
    return [_month(part) for part in parts]


def _entries(line: str) -> list[str]:
    """Return the entries of a line; behind a mark of its own stands one, whatever it holds."""
    marked = _MARK.fullmatch(line)
    return [marked["entry"].strip()] if marked else _parted(line)


def _parted(line: str) -> list[str]:
    """Return the entries of a line: parted by semicolons or commas unless it is a sentence."""
    if _CODES.fullmatch(line):
        return list(countries_in(line))
    for separator, most_words in ((";", 12), (",", 4)):
        parts = [part.strip() for part in re.split(rf"{separator}(?!(?<=\d,)\d)", line)]
        parts = [part for part in parts if part]
        if len(parts) > 1 and all(_is_entry(part, most_words) for part in parts):
            return parts
    line = line.rstrip("; ")
    return [line] if line else []


def _is_entry(part: str, most_words: int) -> bool:
    """Whether a part between separators stands for itself: a name, or one or two words."""
    words = part.split()
    begins_anew = part[0].isupper() or part[0].isdigit()
    return len(words) <= most_words and (begins_anew or len(words) == 1)


def _month(text: str) -> YamlValue:
    is_month = re.fullmatch(r"\d{1,9}\.?|[^\W\d]+\.?", text)
    number = guess("not_whole_number", text.rstrip(".")) if is_month else ""
    if not number:
        return raise_misfit("not_whole_number", text)
    if not 1 <= int(number) <= 12:
        raise misfit("out_of_range", text, low=1, high=12)
    return Plain(str(int(number)))


def _boolean_word(language: Language, value: bool) -> str:
    return str(language.words("questionnaire")["true_word" if value else "false_word"])


def _label(key: str, place: Place) -> str:
    return next((choice.label for choice in place.choices if choice.key == key), "") or key


def _day_text(text: str) -> str:
    """Return a day or a month of the content as people write it: 16.11.2026, 11.2026."""
    return ".".join(reversed(text.split("-"))) if _ISO.fullmatch(text) else text


def _number_text(text: str, place: Place) -> str:
    try:
        number = float(text)
    except ValueError:
        return text
    return number_text(place.language, number, decimals=8, grouped=False)


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
