"""Numbers, shares and amounts as people read them, by the customs of a language."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from kamhandbook.wording.language import Language

_ROOM = "amounts"
_TOO_LARGE_TO_READ = (
    1e15  # from here on a float is not exact to the unit, and Babel gives up at 1e28
)


def number_text(
    language: Language,
    value: float,
    *,
    decimals: int = 2,
    grouped: bool = True,
    fixed: bool = False,
) -> str:
    """Return a number: 7,5 and 30 and 1.180; at most ``decimals``, without zeros at the end.

    ``fixed`` always writes all decimals (1,50), for what is measured. ``grouped`` sets thousands
    apart: for amounts, not for numbers that people type again.
    """
    from babel.numbers import format_decimal  # only where a number is written at all

    if abs(value) >= _TOO_LARGE_TO_READ:
        return f"{value:g}"
    pattern = _pattern(decimals, grouped, fixed)
    return str(format_decimal(_rounded(value, decimals), pattern, language.locale))


def percent_text(language: Language, value: float, *, decimals: int = 2) -> str:
    """Return a share of a hundred with its sign: 12.5 is 12,5 % (the blank does not break)."""
    from babel.numbers import format_percent

    if abs(value) >= _TOO_LARGE_TO_READ:
        return f"{value:g}\u00a0%"
    share = _rounded(value, decimals) / 100
    return str(format_percent(share, locale=language.locale, decimal_quantization=False))


def numeral(language: Language, amount: int, case: str = "") -> str:
    """Return an amount before a noun: in words up to twelve (vier), from there in figures."""
    words = language.words(_ROOM)
    if amount == 0:
        return str(words["none"].get(case, words["none"]["plain"]))
    numerals: list[str] = words["numerals"]
    return numerals[amount] if 0 < amount < len(numerals) else number_text(language, amount)


def counted(
    language: Language, amount: int, noun: str, case: str = "", *, start: bool = False
) -> str:
    """Return an amount with its noun: "vier Key Accounts"; ``start`` begins a sentence.

    ``noun`` is a key of the room „amounts“. ``case`` is the noun's place in the sentence, say
    "dative"; where the language has no form of its own for it, the plain one is right.
    """
    forms: dict[str, Any] = language.words(_ROOM)["nouns"][noun]
    form: dict[str, str] = forms.get(case, forms)
    text = plural(language, amount, form).format(amount=numeral(language, amount, case))
    return text[:1].upper() + text[1:] if start else text


def plural(language: Language, amount: float, forms: Mapping[str, str]) -> str:
    """Return the form that goes with an amount: ``forms`` by CLDR's kinds of plural.

    "other" is the one that every language has, and stands in for what is not there.
    """
    return str(forms.get(plural_kind(language, amount), forms["other"]))


def plural_kind(language: Language, amount: float) -> str:
    """Return CLDR's name for the plural that goes with an amount: "one", "other", "few" …"""
    # A whole number is written without decimals, and these count for CLDR: "1.0" is not "one".
    written = int(amount) if amount == int(amount) else amount
    return str(language.locale.plural_form(written))


@cache
def _pattern(decimals: int, grouped: bool, fixed: bool) -> str:
    integer_part, decimal_part = "#,##0" if grouped else "0", ("0" if fixed else "#") * decimals
    return f"{integer_part}.{decimal_part}" if decimal_part else integer_part


def _rounded(value: float, decimals: int) -> Decimal:
    """Return a number as Python rounds it; Babel would round what is written, 2.675 up."""
    return Decimal(repr(round(value, decimals)))
