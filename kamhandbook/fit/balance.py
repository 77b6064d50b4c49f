"""Titles of two lines, so that no word stands alone on the second."""

from __future__ import annotations

from collections.abc import Callable

SHORT_REST = 1 / 3  # of a title: less than this on its second line looks left over
PAUSE, COLON = 8, 32  # characters that a break after a comma or a colon is better than elsewhere
STUB = 3  # letters: „die“, „und“ or „Key“ belong to what follows, so a line ends with it last


def balanced(title: str, fits_a_line: Callable[[str], bool]) -> tuple[str, str] | None:
    """Return the two lines of a title whose second would be left over; None if it is well as it is.

    Both lines are about as long as each other; a break after a comma or colon is preferred.
    """
    words = title.split()
    splits = [(" ".join(words[:count]), " ".join(words[count:])) for count in range(1, len(words))]
    fitting = [
        (upper, lower) for upper, lower in splits if fits_a_line(upper) and fits_a_line(lower)
    ]
    if not fitting or not _is_left_over(fitting[-1][1], title):
        return None
    return min(fitting, key=_unevenness)


def _is_left_over(lower: str, title: str) -> bool:
    return " " not in lower or len(lower) < len(title) * SHORT_REST


def _unevenness(lines: tuple[str, str]) -> float:
    upper, lower = lines
    penalty = float(abs(len(upper) - len(lower)))
    if upper[-1] == ":":
        penalty -= COLON
    elif upper[-1] in ",;–":
        penalty -= PAUSE
    elif len(upper.split()[-1]) <= STUB:
        penalty += PAUSE
    return penalty + (len(upper) if lower[0] in "–-" else 0)
