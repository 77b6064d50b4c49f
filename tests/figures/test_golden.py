"""Figures as readable text: the sample's, and those of companies that have little, or too much.

``pytest --renew-goldens`` writes them anew.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kamhandbook.building.project import open_project
from kamhandbook.content.handbook import Handbook
from kamhandbook.figures import draw
from tests.figures.extreme import LONG, SHORT, extreme
from tests.figures.outline import outline
from tests.figures.paper import NAMES, options, room, sample, subject

GOLDENS = Path(__file__).parent / "goldens"
COMPANIES = Path(__file__).parents[1] / "companies"
HERE = {"dimensions_small": {"here": "services"}}
FOR_MANAGEMENT = ("portfolio", "progress")


def seen_by(name: str, others: str = "newcomers") -> str:
    """Return an audience that a figure has something to show to."""
    if name == "assessment":
        return "team"
    return "management" if name in FOR_MANAGEMENT else others


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"services"}))  # a phone shows its table
def test_the_sample_figures_are_what_they_were(name: str, renew_goldens: bool) -> None:
    extra = {**options(name), **HERE.get(name, {})}
    deck = draw(name, subject(sample(), audience=seen_by(name)), room(873, 367), **extra)
    site = draw(name, subject(sample(), "site", seen_by(name)), room(720, 0, narrow=True), **extra)
    assert deck is not None and site is not None and site.narrow is not None
    text = "\n".join(
        f"== {where}\n{outline(each)}"
        for where, each in (("slide", deck), ("page", site), ("phone", site.narrow))
    )
    _hold(GOLDENS / f"{name}.txt", text, renew_goldens)


@pytest.mark.parametrize("name", NAMES)
def test_the_figures_of_others_are_what_they_were(name: str, renew_goldens: bool) -> None:
    extra = {**options(name), **HERE.get(name, {})}
    text = ""
    for company, handbook in others().items():
        for width, height in ((873, 367), (430, 260)):
            drawing = draw(
                name,
                subject(handbook, audience=seen_by(name, "team")),
                room(width, height),
                **extra,
            )
            shown = outline(drawing) if drawing else "nothing\n"
            text += f"== {company}, {width} × {height}\n{shown}\n"
    _hold(GOLDENS / "others" / f"{name}.txt", text, renew_goldens)


@cache
def others() -> dict[str, Handbook]:
    """Return the handbooks of other companies, and of two that nobody would write."""
    folders = sorted(path for path in COMPANIES.iterdir() if (path / "content").is_dir())
    return {
        **{folder.name: open_project(folder / "content").loaded.handbook for folder in folders},
        "one short item of each": extreme(1, SHORT),
        "seven long items of each": extreme(7, LONG),
    }


def _hold(file: Path, text: str, renew_goldens: bool) -> None:
    if renew_goldens:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text("utf-8"), "look at it, then pytest --renew-goldens"
