"""The sample company's figures as readable text; ``pytest --renew-goldens`` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.figures import draw
from tests.figures.outline import outline
from tests.figures.paper import NAMES, options, room, sample, subject

GOLDENS = Path(__file__).parent / "goldens"
HERE = {"dimensions_small": {"here": "services"}}


@pytest.mark.parametrize("name", NAMES)
def test_the_sample_figures_are_what_they_were(name: str, renew_goldens: bool) -> None:
    extra = {**options(name), **HERE.get(name, {})}
    deck = draw(name, subject(sample(), audience="newcomers"), room(873, 367), **extra)
    site = draw(name, subject(sample(), "site", "newcomers"), room(720, 0, narrow=True), **extra)
    assert deck is not None and site is not None and site.narrow is not None
    text = "\n".join(
        f"== {where}\n{outline(each)}"
        for where, each in (("slide", deck), ("page", site), ("phone", site.narrow))
    )
    file = GOLDENS / f"{name}.txt"
    if renew_goldens:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text("utf-8"), "look at it, then pytest --renew-goldens"
