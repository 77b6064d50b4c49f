"""Differences that people can read: whole words, no confetti, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamhandbook.document.unmarked import unmarked
from kamhandbook.history.changes import DiffPart
from kamhandbook.history.word_diff import difference, excerpt

TEXTS = st.lists(st.sampled_from(["Kunde", "Plan", "im", "Team", ".", "\n\n", " "])).map("".join)


def marked(words: tuple[DiffPart, ...]) -> str:
    """Write a difference as „[-old-]{+new+}“."""
    signs = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(signs[word.kind].format(word.text) for word in words)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ein Plan im Jahr", "ein Plan im Monat", "ein Plan im [-Jahr-]{+Monat+}"),
        ("über 1,0 Mio.", "über 2,0 Mio.", "über [-1,0-]{+2,0+} Mio."),
        ("Alles ganz neu hier", "Nichts davon gilt noch", None),
        ("", "neu", "{+neu+}"),
        ("alt", "", "[-alt-]"),
        ("gleich", "gleich", "gleich"),
    ],
)
def test_a_difference_marks_words(old: str, new: str, expected: str | None) -> None:
    assert marked(difference(old, new)) == (expected or f"[-{old}-]{{+{new}+}}")


def test_a_single_word_between_two_changes_is_taken_into_them() -> None:
    old = "Wir liefern morgen und rufen an, wenn es nicht geht oder später wird."
    new = "Wir liefern heute und schreiben, wenn es nicht geht oder später wird."
    assert marked(difference(old, new)).startswith(
        "Wir liefern [-morgen und rufen an-]{+heute und schreiben+}, wenn"
    )


@given(TEXTS, TEXTS)
def test_nothing_is_lost(old: str, new: str) -> None:
    words = difference(old, new)
    assert "".join(word.text for word in words if word.kind != "added") == old
    assert "".join(word.text for word in words if word.kind != "removed") == new


def test_very_long_texts_are_compared_by_paragraphs() -> None:
    paragraphs = [f"Absatz {number} " + "wort " * 40 for number in range(60)]
    old = "\n\n".join(paragraphs)
    new = "\n\n".join([*paragraphs[:30], "Ganz neu.", *paragraphs[30:]])
    assert [word.text.strip() for word in difference(old, new) if word.kind == "added"] == [
        "Ganz neu."
    ]


def test_an_excerpt_keeps_what_stands_next_to_changes() -> None:
    old = "Anfang " + "lang " * 60 + "Mitte alt Mitte " + "lang " * 60 + "Ende"
    shown = marked(excerpt(difference(old, old.replace("alt", "neu")), around=20))
    assert shown == "… lang lang Mitte [-alt-]{+neu+} Mitte lang lang …"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Ein **Key\nAccount** ist *wer*", "Ein Key Account ist wer"),
        ("[Seite](ziele.html) und `code`", "Seite und code"),
        ("- eins\n  weiter\n- zwei", "- eins weiter\n- zwei"),
        ("1. eins\n2. zwei", "1. eins\n2. zwei"),
        ("## Kopf\n\nText", "Kopf\n\nText"),
        ("| A | B |\n|---|---|\n| x | y |", "A · B\nx · y"),
        ("snake_case und 3 * 4 * 5", "snake_case und 3 * 4 * 5"),
        ("1\\. kein Punkt", "1. kein Punkt"),
        ("`a*b*c` und __init__ und **__fett__**", "a*b*c und init und fett"),
        ("*außen **innen** außen* und a*b", "außen innen außen und a*b"),
        ("[Wort][ziel]\n\n[ziel]: ziele.html", "Wort"),
        ("> Zitat\n> weiter\n\nText", "Zitat weiter\n\nText"),
        ("3. drei\n4. vier", "3. drei\n4. vier"),
        ("- eins\n\n  noch\n- zwei", "- eins\n\nnoch\n- zwei"),
        ("```\n**kein** Markdown\n```", "**kein** Markdown"),
    ],
)
def test_markup_is_taken_out(markdown: str, expected: str) -> None:
    assert unmarked(markdown) == expected
