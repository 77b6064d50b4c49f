"""Making the sample deck is no slower than Pandoc, and Pandoc's deck is a plainer one.

CPU time is compared, so that whatever else the machine does is left out; imports and the reading of
the content are not part of it.
"""

from __future__ import annotations

import io
import resource
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from kamhandbook.compose.context import TemplateContext
from kamhandbook.compose.storyline import compose_slides
from kamhandbook.deck.master import own_master
from kamhandbook.deck.render import render_deck
from kamhandbook.design.brand import Brand
from kamhandbook.fit import fit
from kamhandbook.metrics import Hyphenator
from tests.deck.conftest import ROOT, TODAY
from tests.programs import require_program

RUNS = 4


@pytest.mark.slow
def test_the_sample_deck_takes_no_longer_than_pandoc(
    brand: Brand, context: TemplateContext, tmp_path: Path
) -> None:
    pandoc = require_program("pandoc", "pandoc")
    ours = [_ours(brand, context) for _ in range(RUNS)]
    source = tmp_path / "same.md"
    source.write_text("\n".join(_markdown(ours[0][1])), encoding="utf-8")
    command = [pandoc, str(source), "-t", "pptx", "-o", str(tmp_path / "pandoc.pptx")]
    theirs = [_theirs(command) for _ in range(RUNS)]
    assert min(seconds for seconds, _ in ours) <= min(theirs)


def _ours(brand: Brand, context: TemplateContext) -> tuple[float, bytes]:
    """Read the master, compose, fit, draw and pack."""
    start = time.process_time()
    master = own_master(brand)
    slides = compose_slides(context, master.geometry, brand)
    hyphenator = Hyphenator(context.catalogue.hyphenation, context.catalogue.locale)
    fitted = fit(
        slides, master.geometry, context.imprint, hyphenator=hyphenator, pictures=ROOT / "content"
    )
    data = render_deck(fitted, master, brand, today=TODAY)
    return time.process_time() - start, data


def _theirs(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, timeout=120)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _markdown(deck: bytes) -> Iterator[str]:
    """Write the same text as Pandoc reads it."""
    for slide in Presentation(io.BytesIO(deck)).slides:
        yield f"# {slide.shapes.title.text_frame.text}\n"
        for shape in _leaves(slide.shapes):
            if shape.has_text_frame and shape != slide.shapes.title:
                yield from (f"- {each.text}" for each in shape.text_frame.paragraphs if each.text)
            elif getattr(shape, "has_table", False) and shape.has_table:
                yield from _table(shape.table)
        if slide.has_notes_slide:
            yield f"\n::: notes\n{slide.notes_slide.notes_text_frame.text}\n:::\n"


def _leaves(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if shape.shape_type == 6:
            yield from _leaves(shape.shapes)
        else:
            yield shape


def _table(table: Any) -> Iterator[str]:
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    yield f"\n| {' | '.join(rows[0])} |\n|{'---|' * len(rows[0])}"
    yield from (f"| {' | '.join(row)} |" for row in rows[1:])
    yield ""
