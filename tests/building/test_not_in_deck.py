"""Every word that a company has written is in the deck, or in its ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation

from kamhandbook.building.edition_in_context import Order, read_edition
from kamhandbook.building.handbook import Output, Outputs, build
from kamhandbook.content.types import Audience
from kamhandbook.document.letters import letters
from kamhandbook.editions.redaction import texts
from tests.deck import masters
from tests.sample import copy_of_sample

TODAY = date(2026, 11, 24)


def built(root: Path, audience: Audience) -> Output:
    order = Order(root / "content", TODAY, audience)
    return build(order, Outputs(root / "out", site=False)).outputs[0]


def everything(output: Output) -> str:
    slides = Presentation(output.deck).slides
    roots = [root for s in slides for root in (s._element, s.notes_slide._element)]
    shown = ["".join(p.itertext()) for root in roots for p in root.iter("{*}p")]
    told = [text for notice in output.notices for text in (*notice.lost, notice.text)]
    return letters(" ".join((*shown, *told)))


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("is_foreign", [False, True])
def test_what_was_written_is_shown_or_told(
    tmp_path: Path, audience: Audience, is_foreign: bool
) -> None:
    root = tmp_path / "kam"
    copy_of_sample(root)
    if is_foreign:
        low = masters.moved("obj", "obj", 60, 150, 700, 190)
        masters.changed(root / "themes" / "nordkamp" / "deck.pptx", low)
    found = everything(built(root, audience))
    edition = read_edition(Order(root / "content", TODAY, audience)).edition
    names = (
        "text",
        "short",
        "meaning",
        "why",
        "task",
        "requirements",
        "answer",
        "concern",
        "local",
    )
    written = [p for p in texts(edition.handbook) if set(names) & set(map(str, p.path))]
    assert len(written) > 40
    lost = [
        (passage.path, line)
        for passage in written
        for line in passage.value.splitlines()
        if not set("|[*`") & set(line) and any(map(str.isalpha, line))
        if letters(line.lstrip("-0123456789. ")) not in found
    ]
    assert lost == []


def test_a_word_more_is_a_word_told(tmp_path: Path) -> None:
    root = tmp_path / "kam"
    copy_of_sample(root)
    before = next(n for n in built(root, Audience.NEWCOMERS).notices if n.kind == "not_in_deck")
    file = root / "content" / "handbook.yaml"
    text = file.read_text("utf-8")
    assert "headquarters: Kassel" in text
    file.write_text(text.replace("headquarters: Kassel", "headquarters: Bad Nirgendwo"), "utf-8")
    after = next(n for n in built(root, Audience.NEWCOMERS).notices if n.kind == "not_in_deck")
    assert set(after.lost) - set(before.lost) == {"Bad Nirgendwo"}
    assert str(len(after.lost)) in after.text
