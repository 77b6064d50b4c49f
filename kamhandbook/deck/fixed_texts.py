"""Texts that a corporate template has on its layouts: they stand on our slides and are not cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kamhandbook.deck.master_parts import Master
from kamhandbook.deck.xml import A, Element, P
from kamhandbook.design.geometry import LayoutKind
from kamhandbook.wording.language import Language

_MOST = 3  # texts named
_LONGEST = 80  # characters of one


def fixed_text_notices(
    master: Master, kinds: Iterable[LayoutKind], language: Language
) -> tuple[str, ...]:
    """Return a sentence with the texts that stand fixed on slides of some kinds, if there are any.

    A name or an address among them reaches every reader; only people can judge that.
    """
    if master.is_own:
        return ()
    texts = list(dict.fromkeys(text for kind in kinds for text in _texts_of(master, kind)))
    if not texts:
        return ()
    shown = ", ".join(f"„{text[:_LONGEST]}“" for text in texts[:_MOST])
    key = "deck_fixed_texts_more" if len(texts) > _MOST else "deck_fixed_texts"
    return (language.phrase(key, texts=shown, n=len(texts) - _MOST),)


def _texts_of(master: Master, kind: LayoutKind) -> Iterator[str]:
    offer = master.plans[kind].scene.choice.offer
    layout = offer.layout.element
    if layout.get("showMasterSp", "1") not in ("0", "false"):
        yield from _fixed(offer.parent.element)
    yield from _fixed(layout)


def _fixed(part: Element) -> Iterator[str]:
    for shape in part.iter(f"{P}sp"):
        if next(shape.iter(f"{P}ph"), None) is None:
            lines = (
                "".join(run.text or "" for run in line.iter(f"{A}t")) for line in _lines(shape)
            )
            text = " ".join(" ".join(lines).split())
            if any(char.isalpha() for char in text):
                yield text


def _lines(shape: Element) -> Iterator[Element]:
    body = shape.find(f"{P}txBody")
    return iter(()) if body is None else body.iter(f"{A}p")


def _words(line: Element) -> str:
    return "".join(run.text or "" for run in line.iter(f"{A}t"))
