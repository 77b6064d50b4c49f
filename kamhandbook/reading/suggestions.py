"""Guesses at what somebody meant: "did you mean …?" for keys, choices, dates, numbers, yes and no.

A guess is only ever offered; nothing is read as anything else than what is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from functools import cache

from kamhandbook.reading.syntax import OPENING_QUOTES
from kamhandbook.wording.dates import month_number
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.messages import phrase

_QUOTES = f"{OPENING_QUOTES}\"'"
_DAY = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})(?:[./](\d{1,2}))?")
_MONTH = re.compile(r"(\d{1,2})[./] ?(\d{4})")
_NAMED = re.compile(r"(?:(\d{1,2})\.? )?([^\W\d]+)\.? (\d{4})")
_THOUSANDS = re.compile(r"\d{1,3}([.' ]\d{3})+")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+")  # 1.180,5
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


def suggestion(word: str, candidates: Iterable[str]) -> str:
    """Return "did you mean …? " for the nearest candidate; "" where none is near."""
    names = list(candidates)
    folded = {name.casefold(): name for name in names}
    bare = word.strip(_QUOTES + " ").casefold()
    close = get_close_matches(bare, list(folded), n=1, cutoff=0.6)
    return did_you_mean(folded[close[0]] if close else _translated(bare, names))


def did_you_mean(word: str) -> str:
    """Return the sentence for a guess; "" for none."""
    return phrase("did_you_mean", guess=word) if word else ""


def meant(kind: str, value: object) -> str:
    """Return the question what ``value`` was meant to be where ``kind`` (a type error) came up."""
    return did_you_mean(guess(kind, value))


def guess(kind: str, value: object) -> str:
    """Return what ``value`` should have been, as the content format writes it; "" for no idea."""
    if kind not in _GUESSERS or not isinstance(value, str):
        return ""
    return _GUESSERS[kind](value.strip(_QUOTES + " "))


def _translated(word: str, candidates: list[str]) -> str:
    """Return the key that a German word means, or the choice with this label; "" for none."""
    key = str(DEFAULT.words("reading")["keys"].get(word, ""))
    if key in candidates:
        return key
    return next((c for c in candidates if word in _labels().get(c, ())), "")


@cache
def _labels() -> dict[str, tuple[str, ...]]:
    """Return the labels of every choice by its key, folded."""
    labels: dict[str, tuple[str, ...]] = {}
    for group in DEFAULT.words("labels").values():
        for key, label in group.items():
            labels[key] = (*labels.get(key, ()), str(label).casefold())
    return labels


def _yes_or_no(text: str) -> str:
    words = DEFAULT.words("reading")
    if text.casefold() in (*words["true_words"], "true"):
        return "true"
    return "false" if text.casefold() in (*words["false_words"], "false") else ""


def _a_date(text: str) -> str:
    if match := _DAY.fullmatch(text):
        return _iso(match[3], match[2], match[1])
    if match := _YEAR_FIRST.fullmatch(text):
        return _iso(match[1], match[2], match[3])
    if match := _MONTH.fullmatch(text):
        return _iso(match[2], match[1])
    if match := _NAMED.fullmatch(text):
        return _iso(match[3], str(month_number(DEFAULT, match[2])), match[1])
    return ""


def _iso(year: str, month: str, day: str | None = None) -> str:
    """Return a date as the content format writes it; "" when there is no such day."""
    try:
        parsed = date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    return parsed.isoformat() if day else parsed.isoformat()[:7]


def _a_number(text: str) -> str:
    if _THOUSANDS.fullmatch(text):
        return re.sub(r"\D", "", text)
    if _GROUPED.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    match = _NUMBER.search(text)
    return match[0].replace(",", ".") if match else ""


def _a_whole_number(text: str) -> str:
    month = month_number(DEFAULT, text)
    if month:
        return str(month)
    return _a_number(text).partition(".")[0]


def _plain_word(text: str) -> str:
    """Return a text as an id or a folder name can be written."""
    last_part = text.strip("/").rpartition("/")[2]
    return re.sub(r"[^\w.-]+", "_", last_part).strip("_.-")


_GUESSERS: dict[str, Callable[[str], str]] = {
    "not_bool": _yes_or_no,
    "not_month_or_date": _a_date,
    "not_number": _a_number,
    "not_whole_number": _a_whole_number,
    "bad_id": _plain_word,
    "bad_folder_name": _plain_word,
}
