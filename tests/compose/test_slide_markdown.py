"""Slides in Markdown: fixtures in ``title . input . expected`` form, anybody can add one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.compose.markdown_syntax import MarkdownError
from kamhandbook.compose.slide_markdown import parse_slides
from kamhandbook.compose.slots import SlotContent, Slots
from kamhandbook.document.blocks import Text
from kamhandbook.document.commonmark import parse
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
    assert outline_of_drafts(parse_slides(written, Slots())) == expected


@pytest.mark.parametrize(("written", "expected"), cases("slide_errors.md"))
def test_what_cannot_be_understood(written: str, expected: str) -> None:
    with pytest.raises(MarkdownError) as raised:
        parse_slides(written, Slots())
    line = written.split("\n")[raised.value.line]
    assert f"{raised.value.key} | {line}" == expected


SLOTS = Slots()
WORD = SLOTS.put(SlotContent(inlines=(Text("ein Wort"),)))
PROSE = SLOTS.put(SlotContent(blocks=parse("ein Satz")))
POINT = SLOTS.put(SlotContent(blocks=parse("- Punkt")))


def test_a_paragraph_of_slots_becomes_their_blocks() -> None:
    (draft,) = parse_slides(f"# T {{#t}}\n\n{WORD} {PROSE} {POINT}\n", SLOTS)
    assert outline_of_drafts((draft,)).split("\n")[1:] == [
        "  text 'ein Wort '",
        "  text 'ein Satz'",
        "  list",
        "    text 'Punkt'",
    ]


def test_a_slot_among_words_becomes_words() -> None:
    text = f"# T {WORD} {{#t}}\n\n| A |\n|---|\n| {POINT}! |\n"
    (draft,) = parse_slides(text, SLOTS)
    assert draft.title == "T ein Wort"
    assert outline_of_drafts((draft,)).endswith("Punkt!")
