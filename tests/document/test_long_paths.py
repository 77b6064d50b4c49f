"""Long paths end lines behind their folders on a slide; no character of one is lost."""

from __future__ import annotations

import pytest

from kamhandbook.document.blocks import Paragraph
from kamhandbook.document.commonmark import parse
from kamhandbook.fit.long_paths import ZERO_WIDTH_SPACE, parts_of_path
from kamhandbook.fit.paragraphs import spans

LONG = "\\\\srv01.muster.example\\Vertrieb\\KeyAccountManagement\\Vorlagen_2026_Version_17.xlsx"


@pytest.mark.parametrize(
    "path", ["\\\\srv01\\KAM\\Plan 2026.xlsx", "K:\\KAM\\Kurz und gut\\Plan.xlsx"]
)
def test_a_short_path_stays_whole(path: str) -> None:
    assert parts_of_path(path) == [path]


@pytest.mark.parametrize("path", [LONG, "K:\\" + "x" * 90, "file://srv01/" + "ab_" * 30])
def test_a_long_path_falls_into_parts_that_fit(path: str) -> None:
    parts = parts_of_path(path)
    assert "".join(parts) == path
    assert all(0 < len(part) <= 32 for part in parts)


def test_every_part_on_a_slide_leads_to_the_place() -> None:
    (block,) = parse(LONG)
    assert isinstance(block, Paragraph)
    shown = spans(block.children)
    assert "".join(span.text for span in shown).replace(ZERO_WIDTH_SPACE, "") == LONG
    linked = [span for span in shown if span.text != ZERO_WIDTH_SPACE]
    assert {span.href for span in linked} == {"file:" + LONG.replace("\\", "/")}
