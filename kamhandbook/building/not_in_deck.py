"""What people have written and a deck does not say: by the storyline's choice it is on the site."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.content.meanings import Meaning
from kamhandbook.content.types import Kind
from kamhandbook.document.commonmark import parse
from kamhandbook.document.letters import letters
from kamhandbook.editions.edition import Edition
from kamhandbook.editions.redaction import Passage, texts
from kamhandbook.fit.fitted import FittedDeck
from kamhandbook.fit.notices import Notice, beginning, texts_in
from kamhandbook.fit.said import said
from kamhandbook.wording.numbers import plural

_WORDED = frozenset({Kind.TEXT, Kind.JOINED, Kind.MARKDOWN, Kind.LIST, Kind.LABELLED})
_NOT_SAID = frozenset({Meaning.LINK, Meaning.SETTING, Meaning.STATE})
# Each audience's slides carry their own label; names of slides are nobody's wording.
_UNWORDED = (("handbook", "classification"), ("handbook", "deck"))


def not_in_deck(edition: Edition, deck: FittedDeck) -> tuple[Notice, ...]:
    """Return one notice with all that neither slides nor notes nor ledger hold, if there is any."""
    lost = tuple(dict.fromkeys(_unsaid(edition, deck)))
    if not lost:
        return ()
    language = edition.language
    forms = language.words("deck")["not_in_deck"]
    text = plural(language, len(lost), forms).format(count=len(lost), text=beginning(lost[0]))
    return (Notice("not_in_deck", text, lost=lost),)


def _unsaid(edition: Edition, deck: FittedDeck) -> Iterator[str]:
    whole = letters(" ".join(said(deck)))
    for passage in texts(edition.handbook):
        for text in _pieces(passage):
            if any(map(str.isalpha, text)) and letters(text) not in whole:
                yield text


def _pieces(passage: Passage) -> tuple[str, ...]:
    """Return what is to be read of a passage, paragraph by paragraph; () of what is no wording."""
    field = passage.field
    if field is None or field.target or field.choices or passage.path[-1] == "id":
        return ()
    if passage.path[:2] in _UNWORDED:
        return ()
    if field.meanings & _NOT_SAID or field.kind not in _WORDED:
        return ()
    return texts_in(parse(passage.value)) if field.kind is Kind.MARKDOWN else (passage.value,)
