"""A figure is as wide as the column or card it stands in, and never beyond the slide."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from msgspec.structs import replace

from kamhandbook.compose.storyline import compose_slides
from kamhandbook.content.types import Audience
from kamhandbook.design.brand import neutral
from kamhandbook.figures import FIGURES
from kamhandbook.findings import CannotGoOnError
from kamhandbook.fit import fit
from kamhandbook.fit.fitted import FigureFrame
from kamhandbook.metrics import Hyphenator
from tests.compose.conftest import CONTENT, context_of, master_geometry, sample
from tests.compose.test_reference import OUTPUTS, blocks_of

# The sample has no news in these tests, and no self-assessment.
SHOWN = [name for name in FIGURES if name not in ("changes", "assessment")]
TIGHT = ("accounts", "job")  # give way to a table or cards where they have little room
WIDE = (
    "services",
    "decision_rights",
    "trainings",
)  # drawn only where there is room for it; elsewhere the table stays
COLUMN = "::: column\n{{ %s }}\n:::\n"
HALVES = f"::: columns\n{COLUMN}{COLUMN}:::\n"
PLACES = {
    "columns": HALVES,
    "cards": HALVES.replace("columns", "cards"),
    "card": "::: card\n::: label\nA\n:::\n{{ %s }}\n:::\n",
    "narrow column": f"::: columns\n::: {{.column width=65%%}}\n{{{{ %s }}}}\n:::\n{COLUMN}:::\n",
    "columns in a column": f"::: columns\n::: column\n{HALVES}:::\n{COLUMN}:::\n",
    "alone": "{{ %s }}\n",
}


def frames(folder: Path, body: str, attributes: str = "") -> list[FigureFrame]:
    (folder / "muster" / "deck").mkdir(parents=True)
    file = folder / "muster" / "deck" / "tools.md.j2"
    file.write_text(f"# Werkzeuge {{#tools {attributes}}}\n\n{body}", encoding="utf-8")
    brand = replace(neutral(), folder=folder / "muster")
    context = context_of(sample(), Audience.MANAGEMENT)  # who are shown every figure
    slides = compose_slides(context, master_geometry(), brand)
    own = tuple(slide for slide in slides if slide.id == "tools")
    deck = fit(
        own,
        master_geometry(),
        context.imprint,
        hyphenator=Hyphenator(context.hyphenation, "de_DE"),
        pictures=CONTENT,
    )
    return [f for s in deck.slides for f in s.frames if isinstance(f, FigureFrame)]


def figure(name: str, options: str = "") -> str:
    return f'figure("{name}"{options})'


@pytest.mark.parametrize("options", ["", ", width=0.95"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", SHOWN)
def test_figures_stay_in_their_columns(name: str, place: str, options: str, tmp_path: Path) -> None:
    body = PLACES[place]
    call = figure(name, options)
    shown = frames(tmp_path, body % ((call,) * body.count("%s")))
    area = master_geometry().layouts["content"].areas["body"].rect
    if name not in TIGHT or place in ("card", "alone"):
        assert bool(shown) is (name not in WIDE or place in ("card", "alone"))
    for frame in shown:
        assert frame.rect.x >= area.x - 1 and frame.rect.right <= area.right + 1
        assert frame.rect.width <= area.width * (0.98 if options else 1) + 1
    for one, other in combinations(shown, 2):
        first, second = sorted((one.rect, other.rect), key=lambda rect: rect.x)
        is_beside = first.right <= second.x + 1
        assert is_beside or first.bottom <= second.y + 1 or second.bottom <= first.y + 1


def test_figures_stay_in_the_two_areas_of_a_layout(tmp_path: Path) -> None:
    call = figure("timeline")
    shown = frames(tmp_path, HALVES % (call, call), "layout=two_columns")
    areas = master_geometry().layouts["two_columns"].areas
    assert len(shown) == 2
    for frame, slot in zip(shown, ("body", "second"), strict=True):
        assert frame.rect.right <= areas[slot].rect.right + 1  # type: ignore[index]


def test_a_width_that_fits_is_kept(tmp_path: Path) -> None:
    (frame,) = frames(tmp_path, '{{ figure("criteria", width=0.4) }}\n')
    body = master_geometry().layouts["content"].areas["body"].rect
    assert frame.rect.width == pytest.approx(0.4 * body.width, abs=1)


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize(
    ("call", "said", "remedy"),
    [
        ('figure("critera")', "Meintet ihr „criteria“?", "timeline"),
        ('figure("criteria", size=2)', "„size“", "width, height, whole"),
        ('figure("criteria", widht=0.4)', "Meintet ihr „width“?", "width"),
        ('figure("criteria", here="goals")', "„here“", "width"),
        ('figure("criteria", width="30%")', "„width=30%“", "width=0.4"),
        ('figure("criteria", width=30)', "„width=30“", "width=0.4"),
        ('figure("criteria", height=0)', "„height=0“", "height=0.4"),
        ('figure("dimensions", here="gaols")', "Meintet ihr „goals“?", "steering"),
        ('figure("changes")', "fehlt", "news=news"),
    ],
)
def test_what_a_figure_does_not_have_is_told(
    output: str, call: str, said: str, remedy: str, tmp_path: Path
) -> None:
    with pytest.raises(CannotGoOnError) as refused:
        blocks_of(output, tmp_path, f"{{{{ {call} }}}}\n")
    (finding,) = refused.value.findings
    assert said in finding.message and remedy in finding.next_step
