"""Days as people type them, and periods typed where a day or a month is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from kamhandbook.wording.dates import month_name, month_number, short_weekday, weekday_name
from kamhandbook.wording.language import DEFAULT

#: Keys whose day is the last one of a period that is typed there; of others it is the first.
UNTIL = frozenset({"by", "due", "end", "review_by", "until"})

_DAY = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})(?:[./-](\d{1,2}))?")
_MONTH = re.compile(r"(\d{1,2})[./] ?(\d{4})")
_NAMED = re.compile(r"(?:(\d{1,2})\.? ?)?([^\W\d]+)\.?,? (\d{4}|'?\d{2})")
_TIME = re.compile(r"[T ]00:00(:00(\.0+)?)?(Z| Uhr)?$")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_SHORT_MONTH = re.compile(r"(0[1-9]|1[0-2])/(\d{2})")
_YEAR = re.compile(r"20\d{2}")
_SERIAL = re.compile(r"\d{5}")
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050  # of 2000 and 2099, as Excel counts days
_BEFORE_EXCEL = date(1899, 12, 30)
_BLANKS = re.compile(r"[\s\xa0]+")


def day_of(text: str) -> str:
    """Return the day or month that a text can only mean, as the content format writes it; or ""."""
    text = _TIME.sub("", _without_weekday(_BLANKS.sub(" ", text)))
    if match := _DAY.fullmatch(text):
        return _iso(_year(match[3]), match[2], match[1])
    if match := _YEAR_FIRST.fullmatch(text):
        return _iso(match[1], match[2], match[3])
    if match := _MONTH.fullmatch(text):
        return _iso(match[2], match[1])
    if match := _NAMED.fullmatch(text):
        return _iso(_year(match[3].strip("'")), str(_month_number(match[2])), match[1])
    return ""


def is_day_of_no_calendar(text: str) -> bool:
    """Whether a text is a well-formed day that there is not: 31.02.2026."""
    return _DAY.fullmatch(text) is not None and not day_of(text)


def day_in(text: str, *, at_end: bool) -> str:
    """Return a day or month that a period, or a day written in another way, may mean; or "".

    Of a period it is the last month where ``at_end``, else the first.
    """
    text = _BLANKS.sub(" ", text.strip()).rstrip(".")
    for reading in _READINGS:
        found = reading(text, at_end)
        if found:
            return found
    return ""


def _quarter(text: str, at_end: bool) -> str:
    return _part_of_year(text, "quarters", 4, at_end)


def _half(text: str, at_end: bool) -> str:
    return _part_of_year(text, "halves", 2, at_end)


def _part_of_year(text: str, kind: str, parts: int, at_end: bool) -> str:
    """Return a month of "Q4 2027", "4. Quartal 2027" or "IV. Quartal 2027"."""
    found = re.fullmatch(_PART_FORMS.format(words=_choice(kind)), text, re.IGNORECASE)
    if not found:
        return ""
    written = (found["behind"] or found["before"]).upper()
    number = int(written) if written.isdigit() else ("I", "II", "III", "IV").index(written) + 1
    length = 12 // parts
    month = number * length if at_end else (number - 1) * length + 1
    return _iso(_year(found["year"]), str(month)) if 1 <= number <= parts else ""


_PART_FORMS = (
    r"(?:(?:{words})\.? ?(?P<behind>[1-4])|(?P<before>[1-4]|I{{1,3}}|IV)\.? ?(?:{words})\.?)"
    r"[ /.-]*(?P<year>\d{{4}}|\d{{2}})"
)


def _week(text: str, _at_end: bool) -> str:
    """Return the Monday of "KW 12 2027" or "12. KW 2027"."""
    words = _choice("weeks")
    week = rf"(?:{words})\.? ?(\d{{1,2}})|(\d{{1,2}})\. ?(?:{words})"
    form = rf"(?:{week})(?:[ /.-]+|(?=\d{{4}}))(\d{{4}}|\d{{2}})"
    found = re.fullmatch(form, text, re.IGNORECASE)
    if not found:
        return ""
    try:
        return date.fromisocalendar(int(_year(found[3])), int(found[1] or found[2]), 1).isoformat()
    except ValueError:  # there is no such week
        return ""


def _year_alone(text: str, at_end: bool) -> str:
    return f"{text}-{'12' if at_end else '01'}" if _YEAR.fullmatch(text) else ""


def _part(text: str, _at_end: bool) -> str:
    """Return the month of "Ende 2027" or "Mitte März 2026"."""
    word, _, rest = text.partition(" ")
    months = DEFAULT.words("reading")["parts_of_year"]
    if word.casefold() not in months or not rest:
        return ""
    return f"{rest}-{months[word.casefold()]:02}" if _YEAR.fullmatch(rest) else day_of(rest)[:7]


def _with_preposition(text: str, at_end: bool) -> str:
    """Return the day behind "bis", "ab", "ca."."""
    word, _, rest = text.partition(" ")
    is_one = word.casefold() in DEFAULT.words("reading")["before_days"]
    return (day_of(rest) or day_in(rest, at_end=at_end)) if is_one and rest else ""


def _with_remark(text: str, at_end: bool) -> str:
    """Return the day before a remark in brackets: „2026-11-20 (vorläufig)“."""
    day = re.sub(r" ?[(\[][^()\[\]]*[)\]]$", "", text)
    is_day = re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", day)
    return (day if is_day else day_of(day) or day_in(day, at_end=at_end)) if day != text else ""


def _with_slashes(text: str, _at_end: bool) -> str:
    if match := _SLASHES.fullmatch(text):
        year = _year(match[3])
        return _iso(year, match[2], match[1]) or _iso(year, match[1], match[2])  # 11/20/2026
    match = _SHORT_MONTH.fullmatch(text)
    return _iso(_year(match[2]), match[1]) if match else ""


def _excels_number(text: str, _at_end: bool) -> str:
    """Return the day that Excel counts as a number, which a paste without formats leaves."""
    if not _SERIAL.fullmatch(text) or not _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
        return ""
    return (_BEFORE_EXCEL + timedelta(days=int(text))).isoformat()


_READINGS: tuple[Callable[[str, bool], str], ...] = (
    _quarter,
    _half,
    _week,
    _year_alone,
    _part,
    _with_preposition,
    _with_remark,
    _with_slashes,
    _excels_number,
)


def _choice(kind: str) -> str:
    return "|".join(map(re.escape, DEFAULT.words("reading")[kind]))


def _without_weekday(text: str) -> str:
    """Return a text without the day of the week before it: "Mo., 1. März 2026"."""
    first, _, rest = text.partition(" ")
    word = first.rstrip(",").rstrip(".").casefold()
    names = (name(DEFAULT, day) for day in range(7) for name in (weekday_name, short_weekday))
    return rest if rest and word in {each.rstrip(".").casefold() for each in names} else text


def _month_number(word: str) -> int:
    """Return which month a name means, in full, in short or as people shorten it; 0 for none."""
    others = DEFAULT.words("reading")["months"]
    names = {month_name(DEFAULT, number).casefold()[:3]: number for number in range(1, 13)}
    folded = word.casefold()
    return month_number(DEFAULT, word) or others.get(folded, 0) or names.get(folded, 0)


def _year(written: str) -> str:
    return written if len(written) == 4 else f"20{written}"


def _iso(year: str, month: str, day: str | None = None) -> str:
    """Return a date as the content format writes it; "" when there is no such day."""
    try:
        parsed = date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    return parsed.isoformat() if day else parsed.isoformat()[:7]
