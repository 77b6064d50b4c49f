"""What only the deck can show: how long it is (DOC1) and what does not fit its slide (TXT1)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from kamhandbook.checks import gate_finding
from kamhandbook.checks.thresholds import limits_of
from kamhandbook.content.handbook import Handbook
from kamhandbook.editions.redaction import texts
from kamhandbook.findings import Finding, Position
from kamhandbook.fit import MOST_SLIDES
from kamhandbook.fit.fitted import FittedDeck, Overfull
from kamhandbook.positions import ContentPath, Positions


class TemplateFault(Struct, frozen=True):
    """A corporate template, and the texts that fit on slides with the usual room."""

    template: Position
    texts: frozenset[str] = frozenset()


NO_FAULT = TemplateFault(Position(""))


def deck_findings(
    deck: FittedDeck,
    handbook: Handbook,
    positions: Positions,
    fault: TemplateFault = NO_FAULT,
) -> tuple[Finding, ...]:
    """Return what is wrong with a fitted deck; ``handbook`` is the whole one, as it was written.

    A text that does not fit is looked up there, since an edition has other indexes than the files;
    where the template is at ``fault``, the finding stands at the template.
    """
    too_long = overlong_texts(deck, handbook, positions, fault)
    return (*_length(deck, handbook, positions), *too_long)


def overlong_texts(
    deck: FittedDeck, handbook: Handbook, positions: Positions, fault: TemplateFault = NO_FAULT
) -> tuple[Finding, ...]:
    """Return which texts do not fit their slides (TXT1)."""
    return tuple(
        _of_template(overfull, handbook, fault)
        if overfull.text in fault.texts
        else _too_long(overfull, handbook, positions)
        for overfull in deck.overfull
    )


def _length(deck: FittedDeck, handbook: Handbook, positions: Positions) -> Iterator[Finding]:
    at, slides = positions.of(("handbook",)), len(deck.slides)
    limits = limits_of("DOC1", handbook.handbook.checks.thresholds)
    most, fewest = limits.error or MOST_SLIDES, limits.minimum or 0
    if slides > most:
        deck_at = positions.of(("handbook", "deck"))
        yield gate_finding(
            handbook.language, "DOC1", deck_at, "too_many", slides=slides, limit=most
        )
    is_handbook = deck.imprint.audience != "applicants"  # theirs is short on purpose
    if slides < fewest and is_handbook:
        yield gate_finding(handbook.language, "DOC1", at, "too_few", slides=slides, limit=fewest)


def _too_long(overfull: Overfull, handbook: Handbook, positions: Positions) -> Finding:
    path = _path_of(overfull, handbook)
    return gate_finding(
        handbook.language,
        "TXT1",
        positions.value(path),
        overfull.kind,
        text=overfull.text,
        over=overfull.characters,
    )


def _of_template(overfull: Overfull, handbook: Handbook, fault: TemplateFault) -> Finding:
    return gate_finding(
        handbook.language,
        "TXT1",
        fault.template,
        "template",
        text=overfull.text,
        over=overfull.characters,
    )


def _path_of(overfull: Overfull, handbook: Handbook) -> ContentPath:
    """Return where a text was written: as a whole or as a part, near the slide's source first."""
    overfull_text = _plain(overfull.text)
    passages = [(passage.path, _plain(passage.value)) for passage in texts(handbook)]
    passages_of_source = [
        passage for passage in passages if passage[0][: len(overfull.source)] == overfull.source
    ]
    for candidates in (passages_of_source, passages):
        for matches in (_is_same, _is_part, _is_whole):
            for path, text in candidates:
                if matches(overfull_text, text):
                    return path
    return overfull.source


def _is_same(overfull_text: str, text: str) -> bool:
    return overfull_text == text


def _is_part(overfull_text: str, text: str) -> bool:
    return overfull_text in text


def _is_whole(overfull_text: str, text: str) -> bool:
    """Whether a title or cell put together by us contains a written text longer than a word."""
    return len(text) > 20 and text in overfull_text


def _plain(text: str) -> str:
    return " ".join(text.split())
