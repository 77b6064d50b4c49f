"""The difference between two texts, word by word, as a person would mark it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from kamhandbook.history.changes import DiffPart

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|\w+|\s+|[^\w\s]")
_PARAGRAPH = re.compile(r".+?(?:\n\s*\n|\Z)", re.DOTALL)
_TOO_MANY = 4_000_000  # pairs of words to compare; about two texts of 2,000 words each
_ISLAND = 2  # fewer unchanged words than this between two changes are taken into them
_ALIKE = 0.25  # below this share of common words, the old and the new text stand whole

Stretch = tuple[bool, str, str]  # same, old text, new text


def difference(old: str, new: str) -> tuple[DiffPart, ...]:
    """Return what was removed and added; the words kept and added are exactly the new text."""
    stretches = _merged(_stretches(old, new))
    same = sum(len(_words(before)) for is_same, before, _ in stretches if is_same)
    if same < _ALIKE * max(len(_words(old)), len(_words(new)), 1):
        stretches = [(False, old, new)]
    return tuple(_as_words(stretches))


def excerpt(words: tuple[DiffPart, ...], around: int = 60) -> tuple[DiffPart, ...]:
    """Return a difference with unchanged parts cut to ``around`` characters beside each change."""
    shortened = []
    for index, stretch in enumerate(words):
        if stretch.kind != "same":
            shortened.append(stretch)
            continue
        text = _clipped(stretch.text, around, index == 0, index == len(words) - 1)
        shortened.append(DiffPart(text, "same"))
    return tuple(word for word in shortened if word.text)


def _stretches(old: str, new: str) -> list[Stretch]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) * len(after) > _TOO_MANY:
        before, after = _PARAGRAPH.findall(old), _PARAGRAPH.findall(new)
    # Most of a text is as it was; what it begins and ends with need not be compared crosswise.
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    old_middle, new_middle = before[head : len(before) - tail], after[head : len(after) - tail]
    matcher = SequenceMatcher(None, old_middle, new_middle, autojunk=False)
    middle = [
        (kind == "equal", "".join(old_middle[a:b]), "".join(new_middle[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
    ]
    common_head, common_tail = "".join(before[:head]), "".join(before[len(before) - tail :])
    return [
        stretch
        for stretch in ((True, common_head, common_head), *middle, (True, common_tail, common_tail))
        if any(stretch[1:])
    ]


def _alike(old: list[str], new: list[str]) -> int:
    """Return how many words two texts have in common at their beginning."""
    pairs = zip(old, new, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _merged(stretches: list[Stretch]) -> list[Stretch]:
    """Return the difference with small islands of unchanged words taken into the changes around."""
    merged: list[Stretch] = []
    last = len(stretches) - 1
    for index, (is_same, old, new) in enumerate(stretches):
        if is_same and 0 < index < last and len(_words(old)) < _ISLAND:
            is_same = not merged or merged[-1][0]
        if not is_same and merged and not merged[-1][0]:
            merged[-1] = (False, merged[-1][1] + old, merged[-1][2] + new)
        else:
            merged.append((is_same, old, new))
    return merged


def _as_words(stretches: list[Stretch]) -> Iterator[DiffPart]:
    for is_same, old, new in stretches:
        if is_same:
            yield DiffPart(old, "same")
            continue
        if old:
            yield DiffPart(old, "removed")
        if new:
            yield DiffPart(new, "added")


def _clipped(text: str, around: int, is_first: bool, is_last: bool) -> str:
    room = around if is_first or is_last else 2 * around
    if len(text) <= room + 20:
        return text
    head = "" if is_first else text[:around].rsplit(" ", 1)[0] + " "
    tail = "" if is_last else " " + text[-around:].split(" ", 1)[-1]
    return f"{head}…{tail}"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
