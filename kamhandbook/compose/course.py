"""The course of a figure in words: where it began, where it is, where it shall go."""

from __future__ import annotations

from kamhandbook.content.steering import KpiValues
from kamhandbook.wording.language import Language
from kamhandbook.wording.lists import enumerated
from kamhandbook.wording.numbers import number_text


def course_text(language: Language, values: KpiValues) -> str:
    """Return a figure's plain values in words, its unit behind each; "" for none."""
    words: dict[str, str] = language.words("labels")["course"]
    numbers = {key: getattr(values, key) for key in words}
    return enumerated(
        language,
        (
            f"{words[key]} {number_text(language, number, decimals=2)} {values.unit}".strip()
            for key, number in numbers.items()
            if number is not None
        ),
        " → ",
    )
