"""Amounts, shares and points in running text, by value: 4,4 Mio. EUR is 4.400.000 Euro.

Only what has a unit that tells is read; years, days and pieces are counted everywhere, and the same
number of them says nothing. The words are those of ``catalogue/<language>.leaks.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from kamhandbook.leaks.numerals import in_small_letters, numerals_in
from kamhandbook.wording.language import Language

_NUMBER = r"\d{1,3}(?:[. '’\u00a0\u202f]\d{3})+(?:,\d+)?|\d+,\d+|\d+\.\d{1,2}(?!\d)|\d+"
_DIGITS = re.compile(r"\d[\d.,]*")
_LONGEST_CURRENCY = 12  # letters, and the blank behind it
_MILLION = 1_000_000
_MONEY = "money"  # of a currency that is not said
_EVERYWHERE = frozenset({0.0, 100.0})  # shares and points that say nothing


class Amount(Struct, frozen=True):
    """A value in single units, and "percent", "points", a currency's code or "money"."""

    value: float
    unit: str

    @property
    def is_money(self) -> bool:
        """Whether it is a sum of money, of whatever currency."""
        return self.unit not in ("percent", "points")

    def equals(self, other: Amount) -> bool:
        """Whether both are the same; a sum without its currency may be of any."""
        units = {self.unit, other.unit}
        is_unit = len(units) == 1 or (_MONEY in units and self.is_money and other.is_money)
        return is_unit and abs(self.value - other.value) < 0.0005 * max(abs(self.value), 1)


class AmountInText(Struct, frozen=True):
    """An amount, how it is written, and from where on."""

    amount: Amount
    written: str
    start: int


@lru_cache(maxsize=4096)
def amounts_in(language: Language, text: str) -> tuple[AmountInText, ...]:
    """Return the amounts that a text names, in order."""
    written = _each(language, text) if any(map(str.isdigit, text)) else ()
    return tuple(sorted((*written, *_in_words(language, text)), key=lambda each: each.start))


def _in_words(language: Language, text: str) -> Iterator[AmountInText]:
    """Yield the amounts whose number is written in words."""
    words = language.words("leaks")["amounts"]
    for numeral in numerals_in(language, text):
        found = _unit_behind(language).match(text, numeral.end)
        unit = _named(words["units"], found["unit"]) if found else ""
        rest = text[numeral.end :]
        if unit or _is_money("word", numeral.value, rest, words["of_money"]):
            end = found.end() if found else numeral.end
            amount = Amount(numeral.value, unit or _MONEY)
            if amount.is_money or amount.value not in _EVERYWHERE:
                yield AmountInText(amount, text[numeral.start : end], numeral.start)


def _each(language: Language, text: str) -> Iterator[AmountInText]:
    words = language.words("leaks")["amounts"]
    for found, before in _numbers(language, text):
        if not (found["unit"] or before or found["scale"]):
            continue
        unit = _named(words["units"], found["unit"] or before.rstrip())
        scale = float(_named(words["scales"], found["scale"] or "") or 1)
        if not unit and not _is_money(
            found["scale"] or "", scale, text[found.end() :], words["of_money"]
        ):
            continue
        numbers = (found["first"], found["number"]) if found["first"] else (found["number"],)
        for number in numbers:
            amount = Amount(_value(number) * scale, unit or _MONEY)
            if amount.is_money or amount.value not in _EVERYWHERE:
                start = found.start() - len(before)
                yield AmountInText(amount, text[start : found.end()].strip(), start)


def _numbers(language: Language, text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the numbers of a text with what stands behind them, and the currency in front.

    Digits are looked for first, in small letters: one pattern for all took twice as long.
    """
    lowered, at, last_end = in_small_letters(text), 0, 0
    while run := _DIGITS.search(lowered, at):
        at = run.end()
        found = _number(language).match(lowered, run.start())
        if found:
            start = max(last_end, found.start() - _LONGEST_CURRENCY)
            before = _currency_before(language).search(lowered, start, found.start())
            at = last_end = max(at, found.end())
            yield found, before[0] if before else ""


def _value(number: str) -> float:
    if re.fullmatch(r"\d+\.\d{1,2}", number):  # as the English write it
        return float(number)
    return float(re.sub(r"[. '’\u00a0\u202f]", "", number).replace(",", "."))


def _is_money(scale: str, times: float, behind: str, of_money: str) -> bool:
    """Whether a number without a unit is a sum: „4,4 Millionen“ is, „2 Millionen Stück“ is not."""
    noun = re.match(r"\s+([A-ZÄÖÜ]\w*)", behind)
    counts_things = noun is not None and not re.match(f"(?i:{of_money})", noun[1])
    return len(scale) > 1 and times >= _MILLION and not counts_things


def _named(patterns: dict[object, str], written: str) -> str:
    """Return the name whose pattern something written is, "" for none."""
    if not written:
        return ""
    return next(
        (str(n) for n, each in patterns.items() if re.fullmatch(f"(?i:{each})", written)), ""
    )


@cache
def _unit_behind(language: Language) -> re.Pattern[str]:
    units = "|".join(language.words("leaks")["amounts"]["units"].values())
    return re.compile(rf"(?i)[\s\u00a0\u202f-](?P<unit>{units})(?!\w)")


@cache
def _currency_before(language: Language) -> re.Pattern[str]:
    units = language.words("leaks")["amounts"]["units"]
    money = "|".join(each for name, each in units.items() if len(str(name)) == 3)
    return re.compile(rf"(?<!\w)(?:{money})\s?\Z")


@cache
def _number(language: Language) -> re.Pattern[str]:
    words = language.words("leaks")["amounts"]
    units, scales = ("|".join(words[key].values()) for key in ("units", "scales"))
    return re.compile(
        rf"(?<![\w.,])(?:(?P<first>{_NUMBER})\s?(?:{words['ranges']})\s?)?(?P<number>{_NUMBER})(?:,[–—-]{{1,2}}(?!\d))?"
        rf"(?:[\s\u00a0\u202f-]?(?P<scale>{scales}))?(?:[\s\u00a0\u202f-]?(?P<unit>{units}))?(?![\w])"
    )
