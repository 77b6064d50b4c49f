"""Telephone numbers in an answer: with a country's code, or behind „Tel.“, they are certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kamhandbook.document.blocks import Inline, Link, Text
from kamhandbook.wording.catalogue_files import catalogue_file, languages

_INTERNATIONAL = (
    r"(?<![\w+])\+[1-9]\d{0,2}(?:[ \xa0]?\(0\))?(?:[ \xa0/-]{0,3}\d{1,8}){2,7}(?![\w,.]*\d)"
    r"(?![ \xa0]?(?:[%€$£]|[A-Z]{3}\b|Mio|Mrd|Tsd|T€))"
)
_NATIONAL = r"(?<=[.: \xa0])\(?0[1-9]\d{1,4}\)?(?:[ \xa0/-]{0,3}\d{1,8}){1,5}(?![\w,.]*\d)"
_FEWEST, _FEWEST_NATIONAL, _MOST = 10, 7, 15  # digits, the country's code among them


def with_telephones(text: str) -> Iterator[Inline]:
    """Yield a text with its telephone numbers as links."""
    at = 0
    for start, end in _found(text):
        if start > at:
            yield Text(text[at:start])
        digits = re.sub(r"\D", "", text[start:end].replace("(0)", ""))
        sign = "+" if text[start] == "+" else ""
        yield Link((Text(text[start:end]),), f"tel:{sign}{digits}")
        at = end
    if at < len(text):
        yield Text(text[at:])


def telephone_address(text: str) -> str:
    """Return the address of a telephone number that is all of a text; "" where it is none."""
    number = _bare_number().fullmatch(text.strip())
    digits = re.sub(r"\D", "", number[0].replace("(0)", "")) if number else ""
    if not number or not _FEWEST_NATIONAL <= len(digits) <= _MOST:
        return ""
    return f"tel:{'+' if number['number'].startswith('+') else ''}{digits}"


@cache
def _bare_number() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?i:{_words()})\b[ .:]*)?(?P<number>[+(]?\(?0?\d(?:[ \xa0/()-]{{0,3}}\d)+)"
    )


@cache
def _words() -> str:
    return "|".join(
        word for code in languages() for word in catalogue_file(code, "telephone")["before"]
    )


def _found(text: str) -> Iterator[tuple[int, int]]:
    """Yield where numbers stand: with a country's code, or behind a word that says so."""
    if not _MAY_HOLD_ONE.search(text):
        return
    for found in _pattern().finditer(text):
        name = "national" if found["national"] else "international"
        fewest = _FEWEST_NATIONAL if found["national"] else _FEWEST
        digits = re.sub(r"\D", "", found[name].replace("(0)", ""))
        if fewest <= len(digits) <= _MOST:
            yield found.span(name)


_MAY_HOLD_ONE = re.compile(r"\+[1-9]|[.: \xa0]\(?0[1-9]\d")


@cache
def _pattern() -> re.Pattern[str]:
    before = rf"\b(?i:{_words()})\b\.?(?:[ -]?Nr\.?)?:?[ \xa0]*"
    return re.compile(rf"(?P<international>{_INTERNATIONAL})|{before}(?P<national>{_NATIONAL})")
