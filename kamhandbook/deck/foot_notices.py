"""Which parts of the foot are missing, since something of the template's own stands there."""

from __future__ import annotations

from collections.abc import Iterable

from kamhandbook.deck.areas import footers
from kamhandbook.deck.master_parts import Master
from kamhandbook.design.geometry import LayoutKind
from kamhandbook.wording.language import Language


def foot_notices(
    master: Master, kinds: Iterable[LayoutKind], language: Language
) -> tuple[str, ...]:
    """Return a sentence for each layout in use on which a part of the foot had no room."""
    return tuple(
        dict.fromkeys(
            language.phrase(
                "deck_foot_missing",
                layout=master.plans[kind].scene.choice.offer.name,
                what=", ".join(language.phrase(f"deck_name_{part}") for part in missing),
            )
            for kind in kinds
            if kind != "title" and (missing := _missing(master, kind))
        )
    )


def _missing(master: Master, kind: LayoutKind) -> list[str]:
    plan = master.plans[kind]
    shown = {place.kind for place in plan.footers} | ({"ftr"} if plan.spare_foot else set())
    offered = ["ftr", *(place.kind for place in footers(plan.scene.choice.offer))]
    return [part for part in ("ftr", "dt", "sldNum") if part in offered and part not in shown]
