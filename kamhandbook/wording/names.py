"""Names within a sentence: of persons, roles and companies, in any number and with any article."""

from __future__ import annotations

import re
from typing import Any, Literal

from kamhandbook.wording.language import Language

Place = Literal["by"]


def are_several(language: Language, name: str) -> bool:
    """Whether a name means several persons, roles or bodies, so that its verb is a plural.

    „Anna Berg und Tim Roth“ and „Die Gebietsleitungen“ are several, „Leitung Vertrieb und
    Marketing“ is one.
    """
    words = _words(language)
    joins = "|".join(map(re.escape, words["joined_by"]))
    first, *others = re.split(rf"\s+(?:{joins})\s+", name.strip())
    is_one_name = first.rpartition(" ")[2] in words["particles"]  # von und zu
    if others and not is_one_name:
        return not _has_role(words, first) or any(_is_whole(words, part) for part in others)
    return not is_one_name and _ends_as_several(words, re.split(r"[,(]", first)[0])


def verb_number(language: Language, name: str) -> int:
    """Return the number that goes with a name's verb: 1, or 2 for several."""
    return 2 if are_several(language, name) else 1


def amid(language: Language, name: str) -> str:
    """Return a name as it stands within a sentence: an article that it begins with is small."""
    first, _, rest = name.strip().partition(" ")
    words = _words(language)
    is_article = first.casefold() in (*words["articles"], *words["amid"]) and rest[:1].isupper()
    return f"{first.casefold()} {rest}" if is_article else name


def of_company(language: Language, place: Place, name: str, article: str = "") -> str:
    """Return a company with a preposition, "by" („bei der Muster“, „beim Klinikum“, „bei Muster“).

    Without an ``article`` the name's own counts; a name that has none stands without.
    """
    own_article, bare = _split(language, name)
    forms: dict[str, str] = language.words("sentences")["company"][place]
    kind = article or own_article or "none"
    bare_name = bare if own_article else name
    if kind == "die" and (inflected := _dative_of_several(_words(language), bare_name)):
        return forms["several"].format(name=inflected)
    if own_article == "die" and bare.endswith(tuple(_words(language)["families"])):
        return forms["several"].format(name=bare)
    return forms[kind].format(name=bare_name)


def _split(language: Language, name: str) -> tuple[str, str]:
    """Return the article that a name begins with, in small letters, and what follows."""
    first, _, rest = name.strip().partition(" ")
    is_article = first.casefold() in _words(language)["articles"] and rest[:1].isupper()
    return (first.casefold(), rest) if is_article else ("", name)


def _has_role(words: dict[str, Any], name: str) -> bool:
    """Whether a name begins with a role that is called after something: „Leitung Vertrieb“."""
    first, *others = name.split()
    return bool(others) and first.casefold().endswith(tuple(words["one_role"]))


def _is_whole(words: dict[str, Any], name: str) -> bool:
    """Whether what is joined to a role is a role or a person by itself."""
    parts = name.split()
    is_role = any(part.casefold().endswith(tuple(words["one_role"])) for part in parts)
    return is_role or len(parts) > 1


def _ends_as_several(words: dict[str, Any], name: str) -> bool:
    return name.strip().casefold().endswith(tuple(words["several"]))


def _dative_of_several(words: dict[str, Any], name: str) -> str:
    """Return the dative of a name whose first word means several, "" for any other.

    What ends with a legal form is one company, whatever it begins with.
    """
    first, _, rest = name.partition(" ")
    for ending, dative in words["several"].items():
        if first.casefold().endswith(ending) and not re.search(
            r"\b(\w*mbH|KG|AG|eG|SE|K\.)$", rest
        ):
            inflected = first[: len(first) - len(ending)] + dative
            is_capital = first[0].isupper()
            inflected = inflected[:1].upper() + inflected[1:] if is_capital else inflected
            return f"{inflected} {rest}".strip()
    return ""


def _words(language: Language) -> dict[str, Any]:
    words: dict[str, Any] = language.words("sentences")["names"]
    return words
