"""TXT1, DOC1 and DOC7: what a deck's gates find, and where they say it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import cut
from kamhandbook.findings import Finding, Severity
from kamhandbook.fit.fitted import FittedDeck, FittedSlide
from kamhandbook.output_checks.deck_limits import deck_findings
from kamhandbook.output_checks.newcomer_questions import newcomer_findings, told_once
from kamhandbook.reading.content_folder import Loaded, read_content_folder
from tests.compose.conftest import CONTENT, context_of, fitted, made, sample

BREAKABLE = "Wir halten fest, was wir vereinbart haben, und sagen es allen. "


def content(folder: Path, **files: str) -> Loaded:
    """Write a small content folder and read it."""
    (folder / "content").mkdir()
    for name, text in {"handbook": "company: {name: Klein GmbH}\n", **files}.items():
        file = folder / "content" / f"{name.replace('_', '-')}.yaml"
        file.write_text(text, encoding="utf-8")
    return read_content_folder(folder / "content")


def found(loaded: Loaded) -> list[Finding]:
    deck = fitted(loaded.handbook)
    return [f for f in deck_findings(deck, loaded.handbook, loaded.positions) if f.code == "TXT1"]


def test_a_title_too_long_for_two_lines(tmp_path: Path) -> None:
    text = f"\njob:\n  purpose: {BREAKABLE * 5}\n"
    (finding,) = found(content(tmp_path, **{"5_people": text}))
    assert (finding.position.path, finding.position.line) == ("content/5-people.yaml", 3)
    assert finding.severity is Severity.ERROR
    assert "Titel" in finding.message
    over = int("".join(c for c in finding.message.split("etwa")[1] if c.isdigit()))
    assert 60 < over < 200


def test_a_word_that_cannot_be_broken(tmp_path: Path) -> None:
    text = "tools:\n  - name: CRM\n  - name: X\n    purpose: " + "x" * 400 + "\n"
    findings = found(content(tmp_path, **{"7_tools": text}))
    assert {(f.position.path, f.position.line) for f in findings} == {("content/7-tools.yaml", 4)}
    assert "Das Wort" in findings[0].message


def test_a_bullet_of_short_that_fills_more_than_a_slide(tmp_path: Path) -> None:
    bullet = BREAKABLE * 60
    text = (
        "answers:\n  rules:\n    text: Kurz.\n    short:\n      - Regeln helfen uns allen\n"
        f"      - {bullet}\n"
    )
    (finding,) = found(content(tmp_path, **{"6_rules": text}))
    assert (finding.position.path, finding.position.line) == ("content/6-rules.yaml", 6)
    assert finding.message.startswith("Der Punkt")


def test_a_table_cell_that_fills_more_than_a_slide(tmp_path: Path) -> None:
    text = f"services:\n  - name: Lager\n    key_accounts: {BREAKABLE * 120}\n"
    (finding,) = found(content(tmp_path, **{"3_services": text}))
    assert (finding.position.path, finding.position.line) == ("content/3-services.yaml", 3)
    assert "Tabellenfeld" in finding.message


def test_long_answers_are_condensed_and_never_found(tmp_path: Path) -> None:
    text = "answers:\n  rules: |\n    " + BREAKABLE * 60 + "\n"
    assert found(content(tmp_path, **{"6_rules": text})) == []


def test_the_text_is_found_in_the_file_although_the_audience_sees_other_rows(
    tmp_path: Path,
) -> None:
    text = (
        "tools:\n  - {name: Geheim, visible_from: management}\n"
        "  - name: Offen\n    purpose: " + "x" * 400 + "\n"
    )
    (finding,) = found(content(tmp_path, **{"7_tools": text}))
    assert finding.position.line == 4


@pytest.mark.parametrize(("slides", "told"), [(14, "hint"), (15, ""), (20, ""), (21, "error")])
def test_doc1_counts_slides(slides: int, told: str) -> None:
    empty = tuple(FittedSlide(f"s{n}", "content", f"T{n}", ()) for n in range(slides))
    deck = FittedDeck(context_of(sample()).imprint, empty)
    findings = deck_findings(deck, sample(), read_content_folder(CONTENT).positions)
    assert [f.severity.value for f in findings] == [told] * bool(told)
    assert all(f.code == "DOC1" and str(slides) in f.message for f in findings)


@pytest.mark.parametrize(("status", "severity"), [("draft", "warning"), ("released", "error")])
def test_doc7_finds_newcomer_questions_without_an_answer(status: str, severity: str) -> None:
    handbook = made(handbook={"status": status}, tools={"answers": {}})
    positions = read_content_folder(CONTENT).positions
    edition = cut(handbook, Audience.NEWCOMERS)
    (finding,) = newcomer_findings(edition, positions)
    assert (finding.code, finding.severity.value) == ("DOC7", severity)
    assert finding.position.path == "content/7-tools.yaml"
    assert "Welche Werkzeuge habe ich" in finding.message


def test_doc7_looks_at_what_the_audience_sees() -> None:
    answers = {"tools": {"text": "CRM und Plan.", "visible_from": "team"}}
    handbook = made(tools={"answers": answers})
    positions = read_content_folder(CONTENT).positions
    told = {
        audience: len(newcomer_findings(cut(handbook, audience), positions))
        for audience in (Audience.NEWCOMERS, Audience.TEAM)
    }
    assert told == {Audience.NEWCOMERS: 1, Audience.TEAM: 0}


def test_doc7_tells_a_question_once_for_all_editions_of_a_build() -> None:
    hidden = {"services": {"text": "Ein fester Ansprechpartner.", "visible_from": "team"}}
    handbook = made(tools={"answers": {}}, services={"answers": hidden})
    positions = read_content_folder(CONTENT).positions
    found = [
        finding
        for audience in reversed(list(Audience))
        for finding in newcomer_findings(cut(handbook, audience), positions)
    ]
    told = [finding.message for finding in told_once(found)]
    assert len(found) == 6 and len(told) == 2
    assert "Werkzeuge" in told[0] and "Leitung" in told[0]
    assert "Was leisten wir" in told[1] and "Neue im KAM" in told[1]


def test_the_sample_answers_all_six_questions() -> None:
    for audience in Audience:
        assert (
            newcomer_findings(cut(sample(), audience), read_content_folder(CONTENT).positions) == ()
        )
