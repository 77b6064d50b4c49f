"""A text that does not fit: a draft builds and marks its slide, a release is stopped."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation

from kamhandbook.building.edition_in_context import Order
from kamhandbook.building.handbook import Built, Outputs, build
from kamhandbook.findings import CannotGoOnError
from tests.deck import masters
from tests.sample import copy_of_sample

TODAY = date(2026, 11, 24)
LONG = "Regeln halten fest, was wir vereinbart haben, und sagen es allen. " * 40
MARK = "Gekürzt: passt nicht auf die Folie"


def built(root: Path, *, strict: bool = False) -> Built:
    outputs = Outputs(root / "out", site=False)
    return build(Order(root / "content", TODAY), outputs, strict=strict)


def with_long_title(root: Path) -> Path:
    copy_of_sample(root)
    file = root / "content" / "5-people.yaml"
    text = file.read_text("utf-8")
    old = "Entwickelt zwei bis drei Key Accounts über Länder hinweg"
    assert old in text
    file.write_text(text.replace(old, LONG.strip()), "utf-8")
    return root


def marked(root: Path) -> list[str]:
    deck = Presentation(str(root / "out" / "kam-handbuch.pptx"))
    return [
        slide.shapes.title.text
        for slide in deck.slides
        if any(shape.has_text_frame and shape.text_frame.text == MARK for shape in slide.shapes)
    ]


def test_a_draft_builds_marks_the_slide_and_tells(tmp_path: Path) -> None:
    root = with_long_title(tmp_path / "kam")
    result = built(root)
    assert [found.code for found in result.findings if found.code == "TXT1"] == ["TXT1"]
    (title,) = marked(root)
    assert title.startswith("Regeln halten fest")
    assert any("Der Titel „" in notice.text for notice in result.outputs[0].notices)


def test_strict_and_released_stop_it(tmp_path: Path) -> None:
    root = with_long_title(tmp_path / "kam")
    with pytest.raises(CannotGoOnError, match="TXT1"):
        built(root, strict=True)
    assert not (root / "out" / "kam-handbuch.pptx").exists()


def test_the_sample_has_no_mark(tmp_path: Path) -> None:
    root = tmp_path / "kam"
    copy_of_sample(root)
    built(root)
    assert marked(root) == []


def test_where_our_own_master_has_room_the_template_is_blamed(tmp_path: Path) -> None:
    """A title in a narrow, low box over a slide that a surface covers: there is no room to take."""
    root = tmp_path / "kam"
    copy_of_sample(root)
    surface = masters.fixed(0, 90, 960, 60, "Fest")
    lower = masters.fixed(300, 0, 660, 90, "Fest")
    narrow = [masters.moved(kind, "title", 20, 60, 200, 26) for kind in ("obj", "titleOnly")]
    template = root / "themes" / "nordkamp" / "deck.pptx"
    masters.changed(template, surface, lower, *narrow)
    found = [each for each in built(root).findings if each.code == "TXT1"]
    assert found
    assert {each.position.path for each in found} == {"themes/nordkamp/deck.pptx"}
    assert all("diese Vorlage" in each.message for each in found)
    assert all("Folienmaster" in each.next_step for each in found)
