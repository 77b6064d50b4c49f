"""Lists in a sentence, by the customs of a language: A, B und C."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from kamhandbook.wording.language import Language
from kamhandbook.wording.names import amid
from kamhandbook.wording.numbers import counted
from kamhandbook.wording.sentences import unended


def listed(
    language: Language,
    items: Iterable[object],
    limit: int = 0,
    *,
    style: Literal["standard", "or"] = "standard",
) -> str:
    """Return items joined as in a sentence, "A, B und C" ("or": oder), none that are empty.

    Beyond ``limit`` they are counted: "A, B und sieben weitere". Where an item is a list itself
    ("B und C"), semicolons tell them apart: "A; B und C; D".
    """
    from babel.lists import format_list  # only where a list is written at all

    texts = [text for item in items if (text := str(item))]
    if len(texts) > 1:
        texts = _amid_others(language, texts)
    if limit and len(texts) > limit:
        uncounted = len(texts) - limit + 1
        texts = [*texts[: limit - 1], counted(language, uncounted, "more")]
    if len(texts) > 1 and any(_is_list(language, text) for text in texts):
        return apart(texts)
    return format_list(texts, style, language.locale)


def enumerated(language: Language, items: Iterable[str], separator: str = ", ") -> str:
    """Return items one after the other, where a sentence has no room for "und"."""
    texts = _amid_others(language, filter(None, items))
    is_clear = len(texts) < 2 or not any(_is_list(language, text) for text in texts)
    return separator.join(texts) if is_clear else apart(texts)


def _amid_others(language: Language, texts: Iterable[str]) -> list[str]:
    """Return texts as they stand among others: no full stop, no capital article but the first."""
    return [
        amid(language, unended(text)) if index else unended(text)
        for index, text in enumerate(texts)
    ]


def apart(texts: Iterable[str]) -> str:
    """Return texts so that nobody takes a part of one for one of its own: "A; B und C"."""
    all_texts = list(texts)
    return (" · " if any(";" in text for text in all_texts) else "; ").join(all_texts)


def _is_list(language: Language, text: str) -> bool:
    """Whether a text reads as several items: it holds a comma, or a word that joins."""
    joining: list[str] = language.words("amounts")["joining"]
    return ", " in text or ";" in text or any(f" {word} " in text for word in joining)


def country_names(language: Language, codes: Iterable[str]) -> str:
    """Return countries joined as in a sentence, by name; what is no code stays as it is."""
    return listed(language, (country_name(language, code) for code in codes))


def language_name(language: Language, code: str) -> str:
    """Return what people call a language, say Deutsch for ``de``."""
    return str(language.locale.languages.get(code, code))


def country_name(language: Language, code: str) -> str:
    """Return what people call a country, say Schweiz for ``CH``; what is no code stays as it is.

    The catalogue says where they say something else than officials: Großbritannien for ``GB``.
    """
    country_code = code.strip().upper()
    everyday: dict[str, str] = language.words("amounts")["countries"]
    is_code = len(country_code) == 2
    return (
        everyday.get(country_code)
        or (is_code and language.locale.territories.get(country_code))
        or code
    )


def every_territory(language: Language) -> Iterator[str]:
    """Yield countries and regions by name, in a language and in English, and by code."""
    from babel.core import Locale, get_global  # read only where a place is doubtful

    for locale in (language.locale, Locale("en")):
        yield from map(str, locale.territories.values())
    yield from (code for code in map(str, get_global("territory_aliases")) if len(code) == 3)
    yield from (code for code in map(str, language.locale.territories) if len(code) == 2)


def every_country_name(language: Language) -> Iterator[str]:
    """Yield what ``country_name`` can say of a code."""
    everyday: dict[str, str] = language.words("amounts")["countries"]
    yield from everyday.values()
    yield from (name for code, name in language.locale.territories.items() if len(code) == 2)
