"""A helper called wrongly, a filter, tag or name that is not: told with cause, guess and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.compose.environment import OF_PAGES
from kamhandbook.findings import CannotGoOnError, Finding
from tests.compose.test_reference import OUTPUTS, blocks_of, documented

PYTHONS = ("NoneType", "object", "argument", "unexpected", "Encountered", "named '", "attribute")


def told(output: str, folder: Path, template: str) -> Finding:
    with pytest.raises(CannotGoOnError) as refused:
        blocks_of(output, folder, template)
    (finding,) = refused.value.findings
    assert finding.code == "TPL1"
    assert not [word for word in PYTHONS if word in finding.message]
    assert finding.next_step
    return finding


BOTH = (
    ('questions("gaols")', "Meintet ihr „goals“?"),
    ('state("gaols")', "Meintet ihr „goals“?"),
    ('label("goalkind", "revenue")', "Meintet ihr „goal_kind“?"),
    ('label("goal_kind", "revenu")', "Meintet ihr „revenue“?"),
    ('count(1, "gaol")', "Meintet ihr „goal“?"),
    ('count(1, "goal", "dativ")', "Meintet ihr „dative“?"),
    ('handbook.answer("goals", "purpos").text', "Meintet ihr „purpose“?"),
    ('handbook.answer("gaols", "purpose").text', "Meintet ihr „goals“?"),
    ('day("x")', "„day“"),
    ("day()", "„day“"),
    ("day(1, 2)", "„day“"),
    ("number()", "„number“"),
    ('sees("teem")', "„sees“"),
    ('catalogue.dimension("gaols").name', "„dimension“"),
    ("goals.why | uper", "Meintet ihr „upper“?"),
    ("goals.why is defind", "Meintet ihr „defined“?"),
    ("goals.goals[7].text", "sie hat 3, gezählt ab 0"),
    ('"a" + 1', "„+“"),
    ('"a" | round', "„round“"),
    ("none | join", "„join“"),
)
PAGES = (
    ('icon("material/targt")', "Meintet ihr „target“?"),
    ('icon("schiff")', "„schiff“"),
    ('table(goals.goals, ("Ziel", "txt"))', "Meintet ihr „text“?"),
)
SLIDES = (
    ('full_answers("steering.kpi")', "„kpi“"),
    ('headline("goals.gaols")', "„gaols“"),
    ('points("goals")', "„goals“ nennt keine Antwort"),
    ('points("gaols.purpose")', "Meintet ihr „goals“?"),
    ('kicker("gaols")', "Meintet ihr „goals“?"),
    ('count_in_state("decidet")', "Meintet ihr „decided“?"),
)


@pytest.mark.parametrize(
    ("output", "call", "said"),
    [
        *((output, *case) for output in OUTPUTS for case in BOTH),
        *(("site", *case) for case in PAGES),
        *(("deck", *case) for case in SLIDES),
    ],
)
def test_a_wrong_call_is_told(output: str, call: str, said: str, tmp_path: Path) -> None:
    finding = told(output, tmp_path, f"A\n\n{{{{ {call} }}}}\n")
    assert said in finding.message
    assert finding.position.line == (3 if output == "site" else 5)


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("A\n\n{% for x in 'ab' %}\n{{ x }}\n\nEnde\n", 3, "„{% for … %}“ wird nicht"),
        ("{% for x in 'ab' %}\n{% if x %}\n{% endfor %}\n", 3, "endfor"),
        ("{% set a = 1 %}\n{% if a %}\nA\n\nB\n", 2, "„{% if … %}“ wird nicht"),
        ("{% macro m() %}\n{% set x %}\nA\n{% endset %}\n\nB\n", 1, "„{% macro … %}“"),
        ("A\n{{ goals.why\n\nB\n", 2, "„{{“ wird nicht"),
        ("A\n{% end %}\n", 2, "„end“"),
        ("{% for x in 'ab' %}\n{% end %}\n", 2, "endfor"),
        ("A\n{% forr x in 'ab' %}\n", 2, "Meintet ihr „for“?"),
        ("A\n{{ goals.why) }}\n", 2, "„)“"),
        ("{% extends 'example.md.j2' %}\n", 1, "bindet sich selbst ein"),
        ("A\n{% include '_fehlt.md.j2' %}\n", 2, "_fehlt.md.j2"),
    ],
)
def test_what_jinja_cannot_read_is_told(
    template: str, line: int, said: str, tmp_path: Path
) -> None:
    finding = told("site", tmp_path, template)
    assert said in finding.message
    assert finding.position.line == line


def test_names_of_pages_are_known_as_such_on_slides(tmp_path: Path) -> None:
    assert documented("site") - documented("deck") == OF_PAGES
    finding = told("deck", tmp_path, "{{ table(goals.goals, ('Ziel', 'text')) }}\n")
    assert "nur auf Seiten" in finding.message and "for" in finding.next_step
