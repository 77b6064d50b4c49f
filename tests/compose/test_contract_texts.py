"""A list, a record or a block never becomes text by accident, whatever way a template goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.document.commonmark import text_of
from kamhandbook.findings import CannotGoOnError
from tests.compose.test_reference import OUTPUTS, blocks_of

NO_TEXT = (
    "goals.goals",
    "goals.goals[0]",
    "goals.goals | string",
    "goals.goals[0] | string",
    "goals.goals[0] | upper",
    "goals.goals | title",
    "goals.goals | join(', ')",
    "goals.goals[0] | join(', ')",
    "goals.goals[0].text | replace('a', goals.goals)",
    "goals.goals | map(attribute='text') | list | replace('a', 'b')",
    "goals.goals | map(attribute='text')",
    "goals.goals | map('upper') | join",
    "goals.goals | map('string') | list | first",
    "goals.goals | join(', ', attribute='id') ~ goals.goals",
    "goals.goals ~ ''",
    "'Ziele: ' ~ goals.goals[0]",
    "'a' ~ ('b' ~ goals.terms)",
    "'%s' % goals.goals[0]",
    "'%s und %s' % ('a', goals.goals)",
    "'%s' | format(goals.goals)",
    "'{}'.format(goals.goals[0])",
    "'{x}'.format(x=goals.goals)",
    "listed(goals.goals)",
    "listed(goals.goals[0])",
    "link(goals.goals[0], 'ziele.html')",
    "handbook.answer('goals', 'purpose') | upper",
    "handbook.answer('goals', 'purpose') ~ '!'",
    "figure('criteria') ~ ''",
    "catalogue.dimensions[0]",
    "catalogue.dimensions | join",
    "{'a': 1} | string",
    "['a'] | tojson",
    "(['a'] ~ '') | upper",
    "about",
    "questions",
    "news ~ ''",
)


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("written", NO_TEXT)
def test_what_is_no_text_is_told_with_the_remedy(output: str, written: str, tmp_path: Path) -> None:
    with pytest.raises(CannotGoOnError) as refused:
        blocks_of(output, tmp_path, f"Vorn\n\n{{{{ {written} }}}}\n")
    (finding,) = refused.value.findings
    assert "kein Text" in finding.message
    assert "Schleife" in finding.next_step
    assert finding.position.line == (3 if output == "site" else 5)


@pytest.mark.parametrize(
    "written",
    ["table((goals,), ('Ziele', 'goals'))", "table((handbook,), ('Ziele', 'goals'))"],
)
def test_what_a_table_is_to_write_is_a_text(written: str, tmp_path: Path) -> None:
    with pytest.raises(CannotGoOnError) as refused:
        blocks_of("site", tmp_path, f"{{{{ {written} }}}}\n")
    assert "kein Text" in refused.value.findings[0].message


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("goals.non_goals[:1] | join(', ')", "Kein Rabattprogramm"),
        ("['a', 'b', 3] | join(', ')", "a, b, 3"),
        ("goals.goals[:2] | join(', ', attribute='id')", "Z1, Z2"),
        ("goals.goals[:2] | map(attribute='id') | join(' und ')", "Z1 und Z2"),
        ("goals.goals[:2] | map(attribute='id') | map('lower') | join", "z1z2"),
        ("listed(goals.goals[:2] | map(attribute='id'))", "Z1 und Z2"),
        ("goals.goals | length ~ ' Ziele'", "3 Ziele"),
        ("'%s von %d' % (goals.goals[0].id, 3)", "Z1 von 3"),
        ("'{} von {}'.format(goals.goals[0].id, 3)", "Z1 von 3"),
        ("('Stand ' ~ none) | trim", "Stand"),
        ("'ja' if goals.goals | first else 'nein'", "ja"),
        ("goals.goals | map(attribute='id') | list | last", "Z3"),
        ("selection.key_accounts | groupby('segment') | length ~ ''", "4"),
        ("'a' | upper | center(5) | trim | replace('A', 'b')", "b"),
        ("1 + 2 * 3", "7"),
        ("('a', 'b') | first", "a"),
    ],
)
def test_texts_stay_what_they_are(written: str, shown: str, tmp_path: Path) -> None:
    for output in OUTPUTS:
        assert text_of(blocks_of(output, tmp_path, f"{{{{ {written} }}}}\n")) == shown
