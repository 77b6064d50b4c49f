"""What a corporate template brings onto the slides or keeps off them, told under a deck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kamhandbook.deck.fixed_texts import fixed_text_notices
from kamhandbook.deck.foot_notices import foot_notices
from kamhandbook.deck.master_parts import Master
from kamhandbook.deck.sensitivity import label_names
from kamhandbook.design.geometry import LayoutKind
from kamhandbook.fit.notices import Notice
from kamhandbook.wording.language import Language
from kamhandbook.wording.lists import listed


def template_notices(
    master: Master, kinds: Iterable[LayoutKind], language: Language
) -> tuple[Notice, ...]:
    """Return what is to be said of a template whose layouts of some kinds are in use."""
    in_use = tuple(kinds)
    feet = foot_notices(master, in_use, language)
    fixed = fixed_text_notices(master, in_use, language)
    return (
        *(Notice("foot_missing", text) for text in feet),
        *(Notice("fixed_texts", text) for text in fixed),
        *(Notice("label", text) for text in label_sentences(master, language)),
        *(Notice("slide_design", text) for text in design_sentences(master, language)),
    )


def design_sentences(master: Master, language: Language) -> Iterator[str]:
    """Yield what was taken over from a template's sample slides, and where there is more."""
    design = master.design
    if design.grounds or design.marks:
        key = "deck_design_ground" if design.grounds else "deck_design_marks"
        yield language.phrase(key)
    if design.left:
        key = "deck_design_left_one" if len(design.left) == 1 else "deck_design_left"
        yield language.phrase(key, slides=listed(language, map(str, design.left)))


def label_sentences(master: Master, language: Language) -> Iterator[str]:
    """Yield a sentence for each sensitivity label that the deck takes over."""
    for name in label_names(master.parts):
        key = "deck_label" if name else "deck_label_unnamed"
        yield language.phrase(key, name=name)
