"""The key or choice that somebody meant: written otherwise, misspelt, or in German.

A German word is looked up in the field's own title ("Thema"), in the labels of its choices
("Unternehmensansatz") and among the words of ``catalogue/de.reading.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache

from msgspec import Struct
from pydantic import BaseModel

from kamhandbook.content.field_words import choice_labels, words_of
from kamhandbook.content.fields import fields_of
from kamhandbook.reading.syntax import OPENING_QUOTES
from kamhandbook.wording.language import DEFAULT

_REMARK = re.compile(r" *[(\[][^()\[\]]*[)\]]$")  # why (Anlass)
_QUOTES = f"{OPENING_QUOTES}\"'"
_NEAR, _SURE = 0.6, 0.75  # how alike two words are, 1 for the same
_LONG, _SLIP = 6, 0.88  # names so short, or less alike, may be other ones
_STEM = 4  # letters that say what a word is about


class Guess(Struct, frozen=True):
    """What was meant, "" for no idea; ``is_certain`` where it can be nothing else."""

    word: str = ""
    is_certain: bool = False


NONE = Guess()


def key_guess(written: str, allowed: Iterable[str], model: type[BaseModel] | None = None) -> Guess:
    """Return which of the allowed keys was meant; ``model`` knows their German titles."""
    keys = list(allowed)
    bare_key = _REMARK.sub("", written)
    if bare_key and bare_key != written:  # the remark would be lost
        return Guess(key_guess(bare_key, keys, model).word)
    titles = _titles(model) if model else {}
    named = {key: (key, *titles.get(key, ())) for key in keys}
    return _same(written, named) or _listed("keys", written, keys) or _alike(written, named) or NONE


def choice_guess(written: str, choices: Iterable[str]) -> Guess:
    """Return which of the choices was meant."""
    keys = tuple(choices)
    labels = choice_labels(DEFAULT, keys)
    named = {key: (key, labels[key]) if key in labels else (key,) for key in keys}
    return (
        _same(written, named)
        or _listed("choices", written, keys)
        or _alike(written, {key: (key,) for key in keys}, sure=0.8)
        or _by_stems(written, named)
        or NONE
    )


def name_guess(written: str, names: Iterable[str]) -> Guess:
    """Return which of the names that people chose was meant: only a slip away, figures the same."""
    alike = [
        name
        for name in names
        if bare(name) == bare(written)
        or (
            min(len(name), len(written)) >= _LONG
            and re.findall(r"\d+", name) == re.findall(r"\d+", written)
            and SequenceMatcher(None, bare(written), bare(name)).ratio() >= _SLIP
        )
    ]
    return Guess(alike[0], is_certain=True) if len(alike) == 1 else NONE


def choices_text(choices: Iterable[str]) -> str:
    """Return the choices as a message lists them, each with its German meaning."""
    keys = tuple(choices)
    labels = choice_labels(DEFAULT, keys)
    return ", ".join(
        f"{key} ({labels[key]})" if labels.get(key, key).casefold() != key else key for key in keys
    )


def bare(word: str) -> str:
    """Return a word without what is a matter of taste: quotes, case, blanks and hyphens."""
    return re.sub(r"[\s_-]+", "", word.strip(_QUOTES + " ").casefold())


def _same(written: str, named: Mapping[str, tuple[str, ...]]) -> Guess | None:
    found = [key for key, names in named.items() if bare(written) in map(bare, names)]
    return Guess(found[0], is_certain=len(found) == 1) if found else None


def _listed(group: str, written: str, keys: Iterable[str]) -> Guess | None:
    meant = DEFAULT.words("reading")[group].get(written.strip(_QUOTES + " ").casefold(), ())
    found = [key for key in ([meant] if isinstance(meant, str) else meant) if key in keys]
    return Guess(found[0], is_certain=len(found) == 1) if found else None


def _alike(written: str, named: Mapping[str, tuple[str, ...]], sure: float = _SURE) -> Guess | None:
    """Return what is spelled nearly the same."""
    scores = {
        key: max(SequenceMatcher(None, bare(written), bare(name)).ratio() for name in names)
        for key, names in named.items()
    }
    near = sorted((key for key in scores if scores[key] >= _NEAR), key=lambda key: -scores[key])
    if not near:
        return None
    return Guess(near[0], is_certain=len(near) == 1 and scores[near[0]] >= sure)


def _by_stems(written: str, named: Mapping[str, tuple[str, ...]]) -> Guess | None:
    """Return the only choice whose label shares a word's stem: "aktiver Kunde" is "aktiv"."""
    words = list(_words(written))
    shared = {
        key: [word for word in words if any(_is_stem(word, other) for other in _words(label))]
        for key, (*_, label) in named.items()
    }
    found = [key for key, common in shared.items() if common]
    if len(found) != 1:
        return None
    return Guess(found[0], is_certain=len(shared[found[0]]) == len(words))


def _words(text: str) -> Iterator[str]:
    yield from (word for word in re.findall(r"\w+", text.casefold()) if len(word) >= _STEM)


def _is_stem(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return long.startswith(short) and (short == long or len(short) > _STEM)


@cache
def _titles(model: type[BaseModel]) -> dict[str, tuple[str, ...]]:
    """Return the German title of each key of a model."""
    titles: dict[str, tuple[str, ...]] = {}
    for field in fields_of(model):
        try:
            titles[field.key] = (words_of(DEFAULT, model, field).title,)
        except KeyError:  # a model that stands in no content file: a brand's
            continue
    return titles
