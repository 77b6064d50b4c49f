"""Text pasted from Word, Excel and mail becomes a list or table where that is certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.content.pasted_text import as_markdown, doubts
from kamhandbook.document.blocks import Block, ListBlock, Paragraph, Table
from kamhandbook.document.commonmark import parse, text_of
from kamhandbook.reading.content_folder import read_content_folder

LISTS = {
    "• erstens • zweitens": ["erstens", "zweitens"],
    "•erstens •zweitens": ["erstens", "zweitens"],
    "•\terstens\n•\tzweitens": ["erstens", "zweitens"],
    "\uf0b7\terstens\n\uf0b7\tzweitens": ["erstens", "zweitens"],
    "    • erstens\n    • zweitens": ["erstens", "zweitens"],
    "• nur einer": ["nur einer"],
    "– erstens\n– zweitens": ["erstens", "zweitens"],
    "·\terstens\n·\tzweitens": ["erstens", "zweitens"],
    "o\terstens\no\tzweitens": ["erstens", "zweitens"],
    "-\xa0erstens\n-\xa0zweitens": ["erstens", "zweitens"],
    "– Kosten senken – Umsatz steigern – Kunden binden": [
        "Kosten senken",
        "Umsatz steigern",
        "Kunden binden",
    ],
    "1) erstens 2) zweitens": ["erstens", "zweitens"],
    "1.) erstens\n2.) zweitens": ["erstens", "zweitens"],
    "(1) erstens\n(2) zweitens": ["erstens", "zweitens"],
    "1) erstens\n2) zweitens": ["erstens", "zweitens"],
    "1. Eins 2. Zwei 3. Drei": ["Eins", "Zwei", "Drei"],
}
INTRODUCED = (
    "Ziele: • erstens • zweitens",
    "Ablauf: 1) erstens 2) zweitens",
    "Ziele:\n• erstens\n• zweitens",
)
SAME = (
    "Berlin • München • Köln",
    "Das CRM – und nur das CRM – zählt.",
    "Wir wachsen\n– aber ruhig –\nund stetig.",
    "– wir liefern – wenn möglich – sofort",
    "Am 1. Mai und am 2. Juni.",
    "1. Mai 2. Juni",
    "Wir prüfen 1) Umsatz und 2) Potenzial.",
    "- Bürozeiten Montag - Freitag",
    "- erstens\n- zweitens",
    "* erstens\n* zweitens",
    "1. erstens\n2. zweitens",
    "```\n• a\n• b\n```",
    "| a | b |\n|---|---|\n| • x | y |",
    "Punkt a) gilt immer.",
    "Ein Satz o ohne Sinn",
)


@pytest.mark.parametrize("text", LISTS)
def test_points_become_a_list(text: str) -> None:
    (block,) = parse(text)
    assert isinstance(block, ListBlock)
    assert [text_of(item) for item in block.items] == LISTS[text]
    assert not list(doubts(text))


@pytest.mark.parametrize("text", INTRODUCED)
def test_what_stands_before_the_points_stays_a_sentence(text: str) -> None:
    before, block = parse(text)
    assert isinstance(before, Paragraph)
    assert isinstance(block, ListBlock)
    assert [text_of(item) for item in block.items] == ["erstens", "zweitens"]


@pytest.mark.parametrize("text", SAME)
def test_what_is_not_certain_or_is_markdown_already_stays(text: str) -> None:
    assert as_markdown(text) == text


@pytest.mark.parametrize("text", ["• A\no\tA1\n• B", "• A\n\to A1\n• B", "• A o A1 • B"])
def test_words_second_level_stands_below_its_point(text: str) -> None:
    (block,) = parse(text)
    assert isinstance(block, ListBlock)
    first, second = block.items
    assert isinstance(first[1], ListBlock)
    assert text_of(second) == "B"


def test_a_paragraph_behind_points_is_one() -> None:
    kinds: list[type[Block]] = [type(block) for block in parse("Vorher:\n• a\n• b\nNachher.")]
    assert kinds == [Paragraph, ListBlock, Paragraph]
    (block,) = parse("• ein Punkt, den ein Mailprogramm\n  umgebrochen hat\n• b")
    assert isinstance(block, ListBlock)


def test_letters_keep_their_lines() -> None:
    assert text_of(parse("a) eins\nb) zwei")) == "a) eins\nb) zwei"


def test_lines_with_tabs_are_a_table() -> None:
    before, table, after = parse("Stand:\nName\tLand\tUmsatz\nA|B\tDE\t3\nC\tAT\nSo ist es.")
    assert isinstance(table, Table)
    assert [text_of(cell) for cell in table.header] == ["Name", "Land", "Umsatz"]
    assert [[text_of(cell) for cell in row] for row in table.rows] == [
        ["A|B", "DE", "3"],
        ["C", "AT", ""],
    ]
    assert (text_of([before]), text_of([after])) == ("Stand:", "So ist es.")


def test_soft_hyphens_go_and_line_breaks_stay() -> None:
    assert text_of(parse("Schlüs\xadsel\u2028kunden")) == "Schlüssel\nkunden"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Berlin • München • Köln", "points"),
        ("– wir liefern – wenn möglich – sofort", "points"),
        ("- eins - zwei - drei", "points"),
        ("CRM\tKontakte", "tabs"),
        ("Name\tLand\nA\tDE\tmehr", "tabs"),
    ],
)
def test_doubts_are_named(text: str, doubt: str) -> None:
    assert list(doubts(text)) == [doubt]


@pytest.mark.parametrize(
    ("yaml", "written"),
    [
        ("  purpose:\n    • erstens\n    • zweitens\n", "• erstens\n• zweitens"),
        ("  purpose: • erstens\n    • zweitens\n", "• erstens\n• zweitens"),
        ("  purpose: >\n    Ziele:\n\n    – eins\n    – zwei\n", "Ziele:\n\n– eins\n– zwei"),
        ("  purpose:\n    text: Ziele\n      - eins\n      - zwei\n", "Ziele\n- eins\n- zwei"),
        ("  purpose:\n    Name\tLand\n    CRM\tDE\n", "Name\tLand\nCRM\tDE"),
        ("  purpose:\n    1) eins\n    2) zwei\n", "1) eins\n2) zwei"),
        (
            "  purpose:\n    Ein Satz\n    – mit Gedanken –\n    geht weiter\n",
            "Ein Satz – mit Gedanken – geht weiter",
        ),
    ],
)
def test_lines_that_yaml_folds_are_read_as_typed(yaml: str, written: str, tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "1-goals.yaml").write_text(f"answers:\n{yaml}why: Ein\n  Grund\n", "utf-8")
    loaded = read_content_folder(content)
    assert not loaded.findings
    assert loaded.handbook.answer("goals", "purpose").text == written
    assert loaded.handbook.goals.why == "Ein Grund"
