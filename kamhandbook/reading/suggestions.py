"""Guesses at what somebody meant: "did you mean …?" for keys, choices, dates, numbers, yes and no.

A guess is only ever offered; nothing is read as anything else than what is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kamhandbook.reading.nearest import key_guess
from kamhandbook.reading.syntax import OPENING_QUOTES
from kamhandbook.reading.typed_dates import day_of
from kamhandbook.wording.dates import month_name
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.messages import phrase

_QUOTES = f"{OPENING_QUOTES}\"'"
_THOUSANDS = re.compile(r"\d{1,3}([.' ]\d{3})+")
_THOUSANDS_INSIDE = re.compile(r"(?<![\d.,])\d{1,3}(?:[.' ]\d{3})+(?![\d.,]\d)")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+")  # 1.180,5
_PURE_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)? ?%?")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


def suggestion(word: str, candidates: Iterable[str]) -> str:
    """Return "did you mean …? " for the nearest candidate; "" where none is near."""
    return did_you_mean(key_guess(word, candidates).word)


def did_you_mean(word: str) -> str:
    """Return the sentence for a guess; "" for none."""
    return phrase("did_you_mean", guess=word) if word else ""


def guess(kind: str, value: object) -> str:
    """Return what ``value`` should have been, as the content format writes it; "" for no idea."""
    if kind not in _GUESSERS or not isinstance(value, str):
        return ""
    return _GUESSERS[kind](value.strip(_QUOTES + " "))


def is_certain(kind: str, value: object) -> bool:
    """Whether what ``guess`` says is the only thing that can have been meant."""
    text = value.strip(_QUOTES + " ") if isinstance(value, str) else ""
    if not guess(kind, value) or kind in ("bad_id", "bad_folder_name"):
        return False
    numerals: list[str] = DEFAULT.words("amounts")["numerals"]
    if kind == "not_whole_number" and (_month(text) or text.casefold() in numerals):
        return True
    is_number = kind in ("not_number", "not_whole_number")
    return not is_number or _PURE_NUMBER.fullmatch(text) is not None


def _yes_or_no(text: str) -> str:
    words = DEFAULT.words("reading")
    if text.casefold() in (*words["true_words"], "true"):
        return "true"
    return "false" if text.casefold() in (*words["false_words"], "false") else ""


def _a_number(text: str) -> str:
    if _THOUSANDS.fullmatch(text):
        return re.sub(r"\D", "", text)
    if _GROUPED.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    grouped = _THOUSANDS_INSIDE.search(text)
    if grouped:  # "ca. 1.200"
        return re.sub(r"\D", "", grouped[0])
    numbers = _NUMBER.findall(text)
    return numbers[0].replace(",", ".") if len(numbers) == 1 else ""  # of „20–30“ either is meant


def _a_whole_number(text: str) -> str:
    numerals: list[str] = DEFAULT.words("amounts")["numerals"]
    if text.casefold() in numerals:
        return str(numerals.index(text.casefold()))
    month = _month(text)
    return str(month) if month else _a_number(text).partition(".")[0]


def days_in(text: str) -> int:
    """Return how many days „2 Wochen“ or „ein Monat“ are; 0 for anything else."""
    words, numerals = DEFAULT.words("reading")["spans"], DEFAULT.words("amounts")["numerals"]
    found = re.search(rf"(\w+)\s+({'|'.join(words)})\b", text.casefold())
    if not found:
        return 0
    number = found[1].removesuffix("er").removesuffix("em")
    if number in numerals:
        return int(numerals.index(number) * words[found[2]])
    return int(number) * int(words[found[2]]) if number.isascii() and number.isdigit() else 0


def month_numbers(text: str) -> tuple[int, ...]:
    """Return the months that a text lists, by name, number or range; () where one is unclear."""
    words = DEFAULT.words("reading")
    rhythm = words["rhythms"].get(text.strip().casefold())
    if rhythm:
        return tuple(rhythm)
    both = "|".join(map(re.escape, words["and"]))
    parts = re.split(rf"\s*(?:[,;/+&]|\b(?:{both})\b)\s*", text.strip("()[] "))
    months = [_month_range(part) for part in parts if part]
    return tuple(month for each in months for month in each) if all(months) else ()


def likely_months(text: str) -> tuple[int, ...]:
    """Return months that "quartalsweise" or "Q1, Q3" may mean; () for no idea."""
    words = DEFAULT.words("reading")
    folded = " ".join(text.casefold().split())
    if folded in words["likely_rhythms"]:
        return tuple(words["likely_rhythms"][folded])
    quarters = "|".join(map(re.escape, words["quarters"]))
    found = re.findall(rf"\b(?:{quarters})\.? ?([1-4])\b|\b([1-4])\. ?(?:{quarters})\b", folded)
    return tuple(3 * int(behind or before) - 2 for behind, before in found)


def _month_range(text: str) -> tuple[int, ...]:
    """Return the months of "Mai" or "Januar bis März"; () for anything else."""
    until = "|".join(map(re.escape, DEFAULT.words("reading")["until"]))
    ends = [_month(end) for end in re.split(rf"\s*(?:[–—-]|\b(?:{until})\b)\s*", text)]
    if len(ends) > 2 or not all(ends) or ends[0] > ends[-1]:
        return ()
    return tuple(range(ends[0], ends[-1] + 1))


def _month(text: str) -> int:
    """Return which month is meant, by name, short name or number; 0 for none."""
    word = text.strip(". ").casefold()
    if word.isascii() and word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else 0
    names = {month_name(DEFAULT, number).casefold(): number for number in range(1, 13)}
    others = DEFAULT.words("reading")["months"]
    meant = [number for name, number in {**names, **others}.items() if name.startswith(word)]
    return meant[0] if len(word) >= 3 and len(set(meant)) == 1 else 0


def _plain_word(text: str) -> str:
    """Return a text as an id or a folder name can be written."""
    last_part = text.strip("/").rpartition("/")[2]
    return re.sub(r"[^\w.-]+", "_", last_part).strip("_.-")


_GUESSERS: dict[str, Callable[[str], str]] = {
    "not_bool": _yes_or_no,
    "not_month_or_date": day_of,
    "not_number": _a_number,
    "not_whole_number": _a_whole_number,
    "bad_id": _plain_word,
    "bad_folder_name": _plain_word,
}
