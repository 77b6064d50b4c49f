"""Titles that do not fit: a shorter wording of ours first, then cut, the whole one in the notes."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from kamhandbook.fit.last_resort import longest_fitting

_PART = re.compile(r" \(\d+/\d+\)\Z")  # behind the title of a slide's part
_FEWEST_WORDS = 3  # behind a colon that say enough by themselves


class ShortTitle(Struct, frozen=True):
    """A title as it is shown; ``over`` are the characters that were too many, 0 of ours alone."""

    text: str
    over: int = 0


def short_title(title: str, fits: Callable[[str], bool]) -> ShortTitle:
    """Return a title that fits, by words that can be spared: what precedes a colon, then its end.

    The number of a slide's part stays: no two slides have one title.
    """
    if fits(title):
        return ShortTitle(title)
    match = _PART.search(title)
    part = match[0] if match else ""
    whole = title.removesuffix(part)
    core = _behind_colon(whole)
    if fits(core + part):
        return ShortTitle(core + part)
    cut = longest_fitting(core, lambda text: fits(text + part))
    return ShortTitle(cut + part, max(len(core) - len(cut), 1))


def _behind_colon(title: str) -> str:
    """Return what a title says behind its first colon, the whole where that is too little."""
    _, colon, rest = title.partition(": ")
    if not colon or len(rest.split()) < _FEWEST_WORDS:
        return title
    return rest[0].upper() + rest[1:]
