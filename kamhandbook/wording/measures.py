"""Amounts and measures, read where people wrote them so that they can be meant in one way only.

"3,4 Mio. EUR", "96.000 EUR im Jahr", "24,1 % im Oktober 2026", "3 von 4", "mindestens 96 %" and
"von 22 auf 35 %" are read; a range, a figure that is 3,4 to some and 34 to others, or two figures
that nothing relates are not. The patterns are those of ``catalogue/<language>.measures.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.wording.language import Language
from kamhandbook.wording.number_words import with_figures
from kamhandbook.wording.numbers import number_text, percent_text

PERCENT = "%"
_ROOM = "measures"
_APOSTROPHES = "'’"
#: Digits with what may stand between them; whether that makes a number is looked at afterwards.
_FIGURE = rf"[-−–+]?\d(?:[\d.,{_APOSTROPHES}]| \d{{3}}(?!\d))*"
_SEPARATED = re.compile(rf"[-+]?\d{{1,3}}(?P<sep>[.{_APOSTROPHES} ])\d{{3}}(?:(?P=sep)\d{{3}})*")
_ADJECTIVE = re.compile(r"[a-zäöüß]+(?:e|en|er|es)")
_STEM = re.compile(r"(?:en|er|e|n|s)$")
_LONGEST = 200  # signs: a whole paragraph is no figure


Rate = Literal["", "year", "quarter", "month", "week", "once", "each"]


class Measure(Struct, frozen=True):
    """What a text measures.

    ``number`` is in single units (3,4 Mio. is 3400000), ``unit`` "%", a currency's code, the noun
    that is counted, or "". ``whole`` is the 4 of "3 von 4", ``start`` the 22 of "von 22 auf 35 %".
    ``rate`` says for what it is meant: a length of time, "once", another "each", or "".
    """

    number: float
    unit: str = ""
    bound: Literal["", "least", "most"] = ""
    rate: Rate = ""
    whole: float | None = None
    start: float | None = None

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a hundred, or can be said as one."""
        return self.unit == PERCENT or bool(self.whole)

    @property
    def percent(self) -> float:
        """The part of a hundred that it is; only of what ``is_share``."""
        return 100 * self.number / self.whole if self.whole else self.number


def measure_in(language: Language, text: str) -> Measure | None:
    """Return what a text measures; None where it names no figure, or not for certain which."""
    line = " ".join(text.split())
    if not line or len(line) > _LONGEST:
        return None
    words = language.words(_ROOM)
    if line.rstrip(".").casefold() in words["all"]:
        return Measure(100, PERCENT)
    bare = _without(with_figures(language, line), words["dates"])
    figures = _figures(language, bare)
    if len(figures) > 1:
        without = _without(bare, words["spans"])
        bare = without if _figures(language, without) else bare
        figures = _figures(language, bare)
    related = _related(language, bare, figures)
    if related is None:
        return None
    return replace(related, bound=_bound(language, bare), rate=_rate(language, bare))


def measure_text(language: Language, number: float, unit: str) -> str:
    """Return a number with its unit as people write it: 12,9 Mio. EUR, 35 %, 17 Tage."""
    if unit == PERCENT:
        return percent_text(language, round(number, 1))
    for least, form in language.words(_ROOM)["large"]:
        if abs(number) >= least:
            written = number_text(language, number / least)
            return str(form.format(number=written, unit=unit)).strip()
    return f"{number_text(language, number)}\u00a0{unit}".strip()


def same_unit(one: str, other: str) -> bool:
    """Whether two units are one: "Tage" and "Tagen" are; no unit goes with nouns alone."""
    if not one or not other:
        return PERCENT not in (one, other) and not _is_code(one or other)
    return _stem(one) == _stem(other)


def may_be_money(language: Language, measure: Measure) -> bool:
    """Whether a measure is an amount of money, or of nothing that is said."""
    units: Sequence[tuple[str, str]] = language.words(_ROOM)["units"]
    others: Sequence[str] = language.words(_ROOM)["not_money"]
    unit = measure.unit
    return not unit or (unit not in others and any(re.fullmatch(name, unit) for name, _ in units))


class _Figure(Struct, frozen=True):
    """A figure where it stands: its number, None where it is written by no rule."""

    number: float | None
    unit: str
    begin: int
    end: int


def _figures(language: Language, line: str) -> Sequence[_Figure]:
    return tuple(_each_figure(language, line))


def _each_figure(language: Language, line: str) -> Iterator[_Figure]:
    words = language.words(_ROOM)
    for found in _pattern(language).finditer(line):
        rest = line[found.end("figure") :]
        is_name = re.match(r"[^\W\d_]", rest) and not re.match(words["how_often"], rest)
        if is_name and not (found["times"] or found["unit"]):
            continue  # "8D-Report" is no eight of anything
        number = _number(found["figure"])
        times = _times(words["times"], rest.lstrip()) if found["times"] else 1.0
        times *= _times(words["times"], line[found.start() :]) if found["before_times"] else 1.0
        currency = _unit(words["units"], found["unit"] or found["before"] or "")
        unit = currency or _noun(language, line[found.end() :])
        if number is not None:
            number = round(number * times, 6)
        yield _Figure(number, unit, found.start(), found.end())


def _related(language: Language, line: str, figures: Sequence[_Figure]) -> Measure | None:
    """Return one figure, or two that a word between them makes one measure; else None."""
    if not figures or any(figure.number is None for figure in figures):
        return None
    last = figures[-1]
    number = last.number or 0.0
    if len(figures) == 1:
        return Measure(number, last.unit)
    if len(figures) != 2:
        return None
    first = figures[0]
    words = language.words(_ROOM)
    between = line[first.end : last.begin].strip("| ").casefold()
    if between in words["part_of"] and not first.unit and number > 0:
        return Measure(first.number or 0.0, last.unit, whole=number)
    if re.fullmatch(words["becomes"], between) and first.unit in ("", last.unit):
        return Measure(number, last.unit, start=_scaled(first, last, line, words))
    return None


def _scaled(first: _Figure, last: _Figure, line: str, words: Mapping[str, Any]) -> float:
    """Return where a course begins: of "von 3 auf 5 Mio. EUR" the 3 is millions, too."""
    number = first.number or 0.0
    large = next((n for name, n in words["times"] if _names(name, line[last.begin : last.end])), 1)
    own = any(_names(name, line[first.begin : first.end]) for name, _ in words["times"])
    return number if own or first.unit else number * float(large)


def _names(pattern: str, written: str) -> bool:
    return re.search(rf"\d ?(?:{pattern})", written) is not None


def _number(written: str) -> float | None:
    """Return the number that a figure is by the one rule of the language; None for another."""
    text = written.rstrip(f".,{_APOSTROPHES}").replace("−", "-").replace("–", "-")
    if re.fullmatch(rf"[-+]?\d{{1,3}}(?:[{_APOSTROPHES}]\d{{3}})+\.\d\d", text):
        text = text.replace(".", ",")  # as the Swiss write it
    whole, comma, decimals = text.partition(",")
    separated = _SEPARATED.fullmatch(whole)
    if separated:
        whole = re.sub(rf"[.{_APOSTROPHES} ]", "", whole)
    elif comma and len(decimals) == 3 and whole.lstrip("+-") != "0":
        return None  # "1,200" is written by the English rule as well
    if not re.fullmatch(r"[-+]?\d+", whole) or (comma and not decimals.isdigit()):
        return None
    return float(f"{whole}.{decimals or 0}")


def _times(table: Sequence[tuple[str, float]], written: str) -> float:
    return next((float(n) for name, n in table if re.match(name, written)), 1.0)


def _unit(table: Sequence[tuple[str, str]], written: str) -> str:
    return next((unit or written for name, unit in table if re.fullmatch(name, written)), written)


def _noun(language: Language, rest: str) -> str:
    """Return the noun that a figure counts, of what stands behind it; "" for none."""
    following = rest.split()[:2]
    if not following or following[0].casefold() in language.words(_ROOM)["no_units"]:
        return ""
    if len(following) == 2 and _ADJECTIVE.fullmatch(following[0]):
        following = following[1:]
    noun = re.match(r"[^\W\d_][\w-]*", following[0])
    return noun[0] if noun and noun[0][0].isupper() and rest.startswith(" ") else ""


def _bound(language: Language, line: str) -> Literal["", "least", "most"]:
    """Return which side of its figure is meant; "nicht mehr als" stands before "mehr als"."""
    bounds: Sequence[tuple[Literal["least", "most"], str]] = language.words(_ROOM)["bounds"]
    return next((b for b, words in bounds if re.search(words, line.casefold())), "")


def _rate(language: Language, line: str) -> Rate:
    rates: Mapping[Rate, str] = language.words(_ROOM)["rates"]
    found = [rate for rate, words in rates.items() if re.search(words, line.casefold())]
    return found[0] if len(found) == 1 else "each" if found else ""


def _without(line: str, patterns: Sequence[str]) -> str:
    """Return a line with what the patterns name taken out, a stroke in its place."""
    for pattern in patterns:
        line = re.sub(pattern, " | ", line, flags=re.IGNORECASE)
    return " ".join(line.split()).strip("| ")


def _is_code(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _stem(unit: str) -> str:
    return _STEM.sub("", unit.casefold())


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    words = language.words(_ROOM)
    times, units = ("|".join(name for name, _ in words[key]) for key in ("times", "units"))
    return re.compile(
        rf"(?:(?<!\w)(?P<before_times>[TkM](?=EUR|€|CHF)|(?:{times}) (?=(?:{units}) ?\d))?"
        rf"(?P<before>{units}) ?)?"
        rf"(?<![\w.,{_APOSTROPHES}])(?P<figure>{_FIGURE})"
        rf"(?:,?[-–]{{1,2}}(?= ?(?:{units})))?(?: ?(?P<times>{times}))?"
        rf"(?: ?(?P<unit>{units})(?!\w))?"
    )
