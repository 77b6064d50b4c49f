"""An answer is shown whatever it begins with: on its slide, its page, and in a line."""

from __future__ import annotations

import pytest

from kamhandbook.compose.pages import compose_pages
from kamhandbook.design.brand import neutral
from kamhandbook.document.blocks import ListBlock
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.tree import walk
from tests.compose.conftest import composed, context_of, made

LIST = "- Nord betreuen\n- Süd betreuen"
NUMBERED = "3. Nord betreuen\n4. Süd betreuen"
TABLE = "| Gebiet | Wer |\n|---|---|\n| Nord | Vertrieb |\n| Süd | Technik |"


@pytest.mark.parametrize("text", [LIST, NUMBERED, TABLE, f"## Kurz\n\n{TABLE}", "> Nord und Süd."])
def test_no_answer_is_open_because_of_how_it_begins(text: str) -> None:
    answers = {"answers": {"tools": {"text": text}}, "tools": []}
    handbook = made(tools=answers)
    slide = next(slide for slide in composed(handbook) if slide.id == "tools")
    assert "Nord" in text_of(slide.blocks)
    assert slide.title == "Diese Werkzeuge unterstützen die tägliche KAM-Arbeit"
    pages = {page.file: page for page in compose_pages(context_of(handbook), neutral())}
    overview = text_of(pages["ueberblick.html"].blocks)
    question = "Welche Werkzeuge unterstützen die tägliche KAM-Arbeit?"
    line = next(line for line in overview.splitlines() if line.startswith(question))
    assert "Nord" in line
    assert "Noch offen" not in line


def test_a_numbered_list_stays_numbered_on_its_slide() -> None:
    handbook = made(tools={"answers": {"tools": {"text": NUMBERED}}, "tools": []})
    slide = next(slide for slide in composed(handbook) if slide.id == "tools")
    (shown,) = (block for block in walk(slide.blocks) if isinstance(block, ListBlock))
    assert (shown.ordered, shown.start, len(shown.items)) == (True, 3, 2)
