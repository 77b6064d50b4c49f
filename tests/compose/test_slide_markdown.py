"""Slides in Markdown: fixtures in ``title . input . expected`` form, anybody can add one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.compose.slide_markdown import SlideMarkdownError, parse_slides
from kamhandbook.document.blocks import ListBlock, Paragraph, Text
from tests.compose.outline import outline_of_drafts

FIXTURES = Path(__file__).parent / "fixtures"


def cases(name: str) -> list[object]:
    """Read a fixture file."""
    lines = (FIXTURES / name).read_text("utf-8").split("\n")
    found, part = [], [[]]  # type: ignore[var-annotated]
    for line in lines:
        if line != ".":
            part[-1].append(line)
        elif len(part) < 3:
            part.append([])
        else:
            title, written, expected = ("\n".join(each).strip("\n") for each in part)
            found.append(pytest.param(written, expected, id=title))
            part = [[]]
    return found


@pytest.mark.parametrize(("written", "expected"), cases("slides.md"))
def test_slides(written: str, expected: str) -> None:
    assert outline_of_drafts(parse_slides(written, {})) == expected


@pytest.mark.parametrize(("written", "expected"), cases("slide_errors.md"))
def test_what_cannot_be_understood(written: str, expected: str) -> None:
    with pytest.raises(SlideMarkdownError) as raised:
        parse_slides(written, {})
    assert f"{raised.value.key} | {raised.value.written}" == expected


WORD, POINT = "\ue0000\ue001", "\ue0001\ue001"
SLOTS = {
    WORD: (Paragraph((Text("ein Wort"),)),),
    POINT: (ListBlock(((Paragraph((Text("Punkt"),)),),)),),
}


def test_a_paragraph_of_slots_becomes_their_blocks() -> None:
    (draft,) = parse_slides(f"# T {{#t}}\n\n{WORD} {POINT}\n", SLOTS)
    assert draft.blocks == (*SLOTS[WORD], *SLOTS[POINT])


def test_a_slot_among_words_becomes_words() -> None:
    text = f"# T {WORD} {{#t}}\n\n| A |\n|---|\n| {POINT}! |\n"
    (draft,) = parse_slides(text, SLOTS)
    assert draft.title == "T ein Wort"
    assert outline_of_drafts((draft,)).endswith("Punkt!")
