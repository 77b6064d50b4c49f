"""The status fits one screen, says what is next in the right order, and knows its terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from kamhandbook.cli import main
from kamhandbook.content.handbook import Handbook
from kamhandbook.findings import Finding, Position, Severity
from kamhandbook.history.changes import NO_NEWS, Change, News
from kamhandbook.report.plain_text import painter
from kamhandbook.report.status_text import Standing, next_question, status_text
from kamhandbook.wording.language import DEFAULT

CATALOGUE = DEFAULT.catalogue
ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 24)
ALL = {
    dimension.id: {
        "answers": {q.id: {"text": "Ja.", "status": "decided"} for q in dimension.questions}
    }
    for dimension in CATALOGUE.dimensions
}


def handbook(**parts: object) -> Handbook:
    return Handbook.model_validate(parts)


def told(book: Handbook, findings: tuple[Finding, ...] = (), news: News = NO_NEWS) -> str:
    return status_text(Standing(book, findings, news, TODAY), painter(False))


def finding(severity: Severity) -> Finding:
    return Finding("SEL1", severity, Position("content/2-selection.yaml"), "Zu viele.", "Weniger.")


def test_dimensions_stand_in_order_with_a_bar_each() -> None:
    lines = told(handbook(goals={"answers": {"purpose": "Wachsen."}})).split("\n")
    rows = [line for line in lines if line[:1].isdigit()]
    assert [row[0] for row in rows] == list("12345678")
    assert rows[0] == f"1 Ziele           {'▒' * 12}{'░' * 12}  offen       1 von 2 beantwortet"


@pytest.mark.parametrize("states", [("decided", "piloted"), ("draft", "open"), ("open", "open")])
def test_bar_shows_every_state(states: tuple[str, str]) -> None:
    answers = dict(
        zip(("purpose", "terms"), ({"text": "x", "status": s} for s in states), strict=True)
    )
    bar = told(handbook(goals={"answers": answers})).split("\n")[3][18:42]
    marks = {"open": "░", "draft": "▒", "piloted": "▓", "decided": "█"}
    assert bar == "".join(marks[state] * 12 for state in states)


def test_next_is_the_first_open_question_from_the_top() -> None:
    assert next_question(handbook(), CATALOGUE).id == "purpose"  # type: ignore[union-attr]
    later = handbook(selection={"answers": {"identification": "Drei Kriterien."}})
    assert next_question(later, CATALOGUE).id == "purpose"  # type: ignore[union-attr]
    text = told(handbook(goals=ALL["goals"]))
    assert "Als Nächstes: 2 Key-Account-Selektion" in text
    assert "Warum jetzt: Die Ziele geben vor" in text
    assert "Steht in 2-selection.yaml unter „identification“." in text


def test_when_nothing_is_open_drafts_are_next_then_what_is_piloted() -> None:
    goals = {"answers": {"purpose": {"text": "x", "status": "piloted"}, "terms": "y"}}
    book = handbook(**{**ALL, "goals": goals})
    assert next_question(book, CATALOGUE).id == "terms"  # type: ignore[union-attr]
    assert "jetzt erproben" in told(book)
    assert "Alle Leitfragen sind entschieden." in told(handbook(**ALL))


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2026-11-24", "Überprüfung: heute"),
        ("2026-11-25", "Überprüfung: morgen (25.11.2026)"),
        ("2026-12-24", "Überprüfung: in 30 Tagen (24.12.2026)"),
        ("2026-12", "Überprüfung: in 37 Tagen (Dezember 2026)"),
        ("2026-11-23", "Überprüfung: seit einem Tag überfällig (23.11.2026)"),
        ("2026-10-24", "Überprüfung: seit 31 Tagen überfällig (24.10.2026)"),
    ],
)
def test_days_to_the_review(due: str, said: str) -> None:
    assert said in told(handbook(handbook={"review_by": due})).split("\n")


def test_findings_are_counted_by_severity() -> None:
    found = (finding(Severity.WARNING), finding(Severity.ERROR), finding(Severity.WARNING))
    assert "Prüfung: 1 Fehler, 2 Warnungen" in told(handbook(), found)


def test_what_changed_since_the_last_iteration() -> None:
    changes = [
        Change("added", "goals", (), "Z4", "goals"),
        Change("status", "goals", (), "a", "answers"),
    ]
    text = told(handbook(), news=News(since=2, changes=tuple(changes)))
    assert "Seit Iteration 2: 1 neu, 1 mit anderem Stand" in text
    assert "Seit Iteration 2: nichts geändert" in told(handbook(), news=News(since=2))
    assert "Noch keine Iteration abgeschlossen" in told(handbook())
    assert "Von keiner Iteration" in told(handbook(iterations=[{"number": 1}]))


def test_no_line_is_longer_than_eighty_columns() -> None:
    long = "Verbundunternehmenszusammenschluss " * 6
    about = {"company": {"name": long}, "title": long, "review_by": "2026-10-24"}
    question = {"dimension": "goals", "id": "x" * 60, "question": long}
    book = handbook(**{**ALL, "handbook": {**about, "questions": [question]}})
    changes = tuple(Change(k, "goals", (), "a", "goals") for k in ("added", "removed", "owner"))
    text = told(book, (finding(Severity.HINT),) * 500, News(since=12, changes=changes * 40))
    assert max(map(len, text.split("\n"))) <= 80


def test_command_on_the_sample() -> None:
    command = ["status", "--content", str(ROOT / "content"), "--today", "2026-11-24"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.output
    assert "Nordkamp Dichtsysteme GmbH · KAM-Handbuch" in result.output
    assert max(map(len, result.output.split("\n"))) <= 80


def test_terminals_without_block_characters_get_plain_ones() -> None:
    command = ["status", "--content", str(ROOT / "content"), "--today", "2026-11-24"]
    result = CliRunner(charset="latin-1").invoke(main, command)
    assert result.exit_code == 0
    assert "░" not in result.output and "####" in result.output


def test_content_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "1-goals.yaml").write_text("why: a: b\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["status", "--content", str(tmp_path / "content")])
    assert result.exit_code == 1
    assert "content/1-goals.yaml:1:7" in result.output


def test_a_programme_that_runs_is_told_when_it_last_assessed_itself() -> None:
    running = {"programme": {"since": "2019-03"}}
    assert "Selbsteinschätzung: noch keine" in told(handbook(handbook=running))
    steering = {"assessments": [{"date": "2026-10-12"}, {"date": "2025-11"}]}
    text = told(handbook(handbook=running, steering=steering))
    assert "Selbsteinschätzung: zuletzt 12.10.2026" in text
    assert "Iteration" not in text
