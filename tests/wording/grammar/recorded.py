"""Which sentences of the catalogue were said while something ran, and in which forms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from kamhandbook.wording.language import DEFAULT, Language

ROOM = "sentences"
#: Parts of the room that hold words, or sentences by a word: of names, of a company, of days.
NO_SENTENCES = frozenset({"names", "company", "dates"})

Forms = set[tuple[str, str]]


@contextmanager
def recorded() -> Iterator[Forms]:
    """Yield what is said meanwhile: (key, form); the form of a sentence that has one is ""."""
    said: Forms = set()
    words = Language.words

    def watched(language: Language, room: str) -> dict[str, Any]:
        found = words(language, room)
        return _Watched(found, said) if room == ROOM else found

    with patch.object(Language, "words", watched):
        yield said


def every_form() -> Forms:
    """Return every sentence of the catalogue with each of its forms."""
    forms: Forms = set()
    for key, sentence in DEFAULT.words(ROOM).items():
        if key not in NO_SENTENCES:
            forms |= (
                {(key, form) for form in sentence} if isinstance(sentence, dict) else {(key, "")}
            )
    return forms


class _Watched(dict[str, Any]):
    """The sentences by key; whoever takes one is noticed."""

    def __init__(self, words: dict[str, Any], said: Forms) -> None:
        super().__init__(words)
        self.said = said

    def __getitem__(self, key: str) -> Any:
        sentence = super().__getitem__(key)
        if isinstance(sentence, dict):
            return _WatchedForms(key, sentence, self.said)
        self.said.add((key, ""))
        return sentence


class _WatchedForms(dict[str, Any]):
    """The forms of a sentence; the one that is taken is noticed."""

    def __init__(self, key: str, forms: dict[str, Any], said: Forms) -> None:
        super().__init__(forms)
        self.key, self.said = key, said

    def get(self, form: str, default: Any = None) -> Any:
        self.said.add((self.key, form if form in self else "other"))
        return super().get(form, default)

    def __getitem__(self, form: str) -> Any:
        return self.get(form)
