"""A company's own storyline held against the slides there are, ours and its brand's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kamhandbook.content.handbook_file import DeckSettings
from kamhandbook.content.storyline import COVER, REPORT, SLIDES
from kamhandbook.findings import Finding
from kamhandbook.positions import Positions
from kamhandbook.reading.suggestions import suggestion
from kamhandbook.wording.messages import problem

_ENDING = ".md.j2"


def storyline_findings(
    deck: DeckSettings, positions: Positions, brand_folder: Path | None
) -> Iterator[Finding]:
    """Yield what is wrong with ``deck.leave_out`` and ``deck.order``, at each name."""
    own = own_slides(brand_folder)
    for key, names in (("leave_out", deck.leave_out), ("order", deck.order)):
        allowed = [name for name in (*SLIDES, *own) if _is_allowed(name, key, own)]
        for index, name in enumerate(names):
            at = positions.of(("handbook", "deck", key, index))
            if name in names[:index]:
                yield problem("story_twice", at, name=name)
            elif name == COVER and (key == "leave_out" or index):
                yield problem(f"story_cover_{key}", at)
            elif name in own and key == "leave_out":
                yield problem("story_own_left_out", at, name=name)
            elif name not in allowed:
                hint = suggestion(name, allowed)
                yield problem(
                    "story_unknown", at, name=name, suggestion=hint, allowed=", ".join(allowed)
                )
            elif key == "order" and name in deck.leave_out:
                yield problem("story_both", at, name=name)


def own_slides(brand_folder: Path | None) -> tuple[str, ...]:
    """Return the names of a brand's slide templates that replace none of ours, sorted."""
    templates = sorted((brand_folder / "deck").glob(f"*{_ENDING}")) if brand_folder else []
    names = (file.name.removesuffix(_ENDING) for file in templates)
    ours = {*SLIDES, *REPORT}
    return tuple(name for name in names if name not in ours and not name.startswith(("_", ".")))


def _is_allowed(name: str, key: str, own: tuple[str, ...]) -> bool:
    return key == "order" or (name != COVER and name not in own)
