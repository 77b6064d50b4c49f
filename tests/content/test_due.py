"""What falls due, in the status and as a calendar file that other programs read."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kamhandbook.cli import main
from kamhandbook.content.due import Due, due_items, due_within, overdue
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.tasks import overdue_tasks
from kamhandbook.report.icalendar import calendar_text
from kamhandbook.wording.language import DEFAULT

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 24)


def handbook(**parts: Any) -> Handbook:
    return Handbook.model_validate(parts)


def iteration(number: int, **lists: Any) -> dict[str, Any]:
    return {"number": number, **lists}


def test_a_task_counts_until_it_is_done() -> None:
    tasks = [{"text": "Offen", "due": "2026-11-01"}, {"text": "Fertig", "due": "2026-11-01"}]
    tasks[1]["done"] = "2026-11-02"
    book = handbook(iterations=[iteration(1, open=tasks)])
    assert [task.text for _, task in overdue_tasks(book, TODAY)] == ["Offen"]
    assert not overdue_tasks(book, date(2026, 11, 1))


def test_a_month_is_late_when_it_is_over() -> None:
    book = handbook(iterations=[iteration(1, next=[{"text": "Bald", "due": "2026-11"}])])
    assert not overdue_tasks(book, date(2026, 11, 30))
    assert overdue_tasks(book, date(2026, 12, 1))


def test_what_was_left_open_counts_in_the_iteration_that_took_it_over() -> None:
    left = {"text": "Alt", "due": "2026-09-01"}
    book = handbook(iterations=[iteration(1, open=[left]), iteration(2, open=[])])
    assert not overdue_tasks(book, TODAY)
    kept = iteration(1, open=[left, {"text": "Erledigt", "done": "2026-09-01"}])
    assert overdue_tasks(handbook(iterations=[kept, iteration(2)]), TODAY)


def test_a_meeting_without_a_day_stands_on_the_first_weekday_of_each_of_its_months() -> None:
    book = handbook(steering={"routines": [{"name": "Runde", "months": [8, 11]}]})
    days = [(item.day, item.has_day) for item in due_items(book, TODAY)]
    assert days == [(date(2026, 11, 2), False), (date(2027, 8, 2), False)]  # 1 August: a Sunday


def test_what_is_due_soon_and_what_is_late() -> None:
    items = (
        Due("task", "Spät", date(2026, 11, 23)),
        Due("milestone", "Vorbei", date(2026, 11, 23)),
        Due("task", "Heute", TODAY),
        Due("training", "Bald", date(2026, 12, 24)),
        Due("training", "Später", date(2026, 12, 25)),
    )
    assert [item.name for item in overdue(items, TODAY)] == ["Spät"]
    assert [item.name for item in due_within(items, TODAY, 30)] == ["Heute", "Bald"]


@pytest.mark.parametrize(
    ("today", "is_due"), [("2026-10-31", True), ("2026-11-30", True), ("2026-12-01", False)]
)
def test_what_has_no_day_may_still_come_in_its_month(today: str, is_due: bool) -> None:
    book = handbook(people={"trainings": [{"name": "Grundkurs", "date": "2026-11"}]})
    items = due_items(book, date.fromisoformat(today))
    assert bool(due_within(items, date.fromisoformat(today), 30)) is is_due


def test_phases_begin_and_end() -> None:
    plan = {"phases": [{"kind": "prototyping", "start": "2026-06-01", "end": "2026-12"}]}
    items = due_items(handbook(introduction=plan), TODAY)
    assert [(item.kind, item.name) for item in items] == [
        ("phase", "Prototyping"),
        ("phase_end", "Prototyping"),
    ]
    assert [item.kind for item in due_within(items, TODAY, 30)] == ["phase_end"]


def test_a_programme_that_runs_assesses_itself_every_year() -> None:
    steering = {"assessments": [{"date": "2024-02"}, {"date": "2025-11-18", "by": "Beirat"}]}
    running = {"programme": {"since": "2019-03"}}
    (item,) = due_items(handbook(handbook=running, steering=steering), TODAY)
    assert (item.kind, item.day, item.who) == ("assessment", date(2026, 11, 18), "Beirat")
    assert overdue([item], TODAY)
    assert not due_items(handbook(steering=steering), TODAY)


def test_a_programme_that_runs_has_no_dates_of_a_project() -> None:
    plan = {"phases": [{"kind": "rollout", "start": "2026-12-01"}]}
    assert due_items(handbook(introduction=plan), TODAY)
    running = {"programme": {"since": "2019"}} | {"programme": {"since": "2019-03"}}
    assert not due_items(handbook(handbook=running, introduction=plan), TODAY)


@pytest.mark.parametrize(
    "name",
    ["Kurz", "Ä" * 200, "Komma, Strich; \\ und\nZeile", "\u0007\u202e", "日本語の会議 " * 20],
)
def test_lines_are_as_the_format_wants_them(name: str) -> None:
    text = calendar_text([Due("routine", name, TODAY)], "Wir", TODAY, DEFAULT)
    lines = text.split("\r\n")
    assert lines[-1] == "" and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = text.replace("\r\n ", "")
    summary = next(line for line in unfolded.split("\r\n") if line.startswith("SUMMARY:"))
    value = summary.removeprefix("SUMMARY:")
    assert not re.search(r"(?<!\\)[;,]", value)
    assert "BEGIN:VEVENT" in lines and "END:VCALENDAR" in lines


def test_an_event_keeps_its_name_when_it_moves_and_has_one_of_its_own() -> None:
    def uids(*items: Due) -> list[str]:
        text = calendar_text(items, "Wir", TODAY, DEFAULT)
        return re.findall(r"^UID:(.*)\r$", text, re.MULTILINE)

    before = uids(Due("task", "Plan", date(2026, 12, 1)))
    assert uids(Due("task", "Plan", date(2027, 1, 1))) == before
    twice = uids(Due("task", "Plan", TODAY), Due("task", "Plan", TODAY))
    assert twice[0] == before[0] and len(set(twice)) == 2


def test_nobodys_address_is_written() -> None:
    item = Due("task", "Plan", TODAY, who="Anna Berg anna@firma.example")
    text = calendar_text([item], "Wir", TODAY, DEFAULT)
    assert "anna@firma" not in text and "Anna Berg" in text
    assert "ATTENDEE" not in text and "ORGANIZER" not in text


def written(folder: Path, *options: str) -> tuple[str, str]:
    file = folder / "kam.ics"
    arguments = ["calendar", str(file), "--content", str(ROOT / "content"), "--today", "2026-11-24"]
    done = CliRunner().invoke(main, [*arguments, *options])
    assert done.exit_code == 0, done.output
    return file.read_bytes().decode(), done.output


def test_the_command_writes_what_its_readers_see(tmp_path: Path) -> None:
    team, _ = written(tmp_path, "--audience", "team")
    assert "Karrierestufen" in team and "KAM-Lenkungskreis" in team
    newcomers, told = written(tmp_path)
    assert "Karrierestufen" not in newcomers and "--audience team" in told
    applicants, _ = written(tmp_path, "--audience", "applicants")
    assert "BEGIN:VCALENDAR" in applicants and "Application Engineers" not in applicants


def test_the_same_day_writes_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path) == written(tmp_path)


SECRET = """\
key_accounts:
  - {name: Xylophan Nord GmbH, visible_from: management, status: pilot, why: Groß}
review: {interval: jährlich, months: [2], owner: Leitung KAM}
"""
LEAKY = "routines: [{name: 'Runde mit Gästen und Gastgebern, zu Xylophan\u00a0Nord', months: [1]}]"


def in_project(folder: Path, command: str, *options: str) -> Result:
    """Run a command on a small handbook whose meeting names a customer that few may know."""
    content = folder / "content"
    content.mkdir(exist_ok=True)
    (content / "2-selection.yaml").write_text(SECRET, "utf-8")
    (content / "8-steering.yaml").write_text(LEAKY, "utf-8")
    arguments = [command, *options, "--content", str(content), "--today", "2026-11-24"]
    return CliRunner().invoke(main, arguments)


def test_nothing_withheld_stands_in_a_calendar_also_where_its_lines_are_folded(
    tmp_path: Path,
) -> None:
    file = tmp_path / "kam.ics"
    refused = in_project(tmp_path, "calendar", str(file), "--audience", "team")
    assert refused.exit_code == 1 and not file.exists()
    assert "8-steering.yaml:1:" in refused.output and "DOC6" in refused.output
    done = in_project(tmp_path, "calendar", str(file), "--audience", "management")
    assert done.exit_code == 0 and file.exists(), done.output


@pytest.mark.parametrize("name", ["mkdocs.yml", "pipe"])
def test_a_calendar_replaces_nothing_but_a_calendar(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    if name == "pipe" and hasattr(os, "mkfifo"):
        os.mkfifo(file)
    else:
        file.write_text("site_name: Wir\n")
    refused = in_project(tmp_path, "calendar", str(file), "--audience", "management")
    assert refused.exit_code == 1 and "Sie bleibt, wie sie ist" in refused.output
    assert file.is_fifo() if name == "pipe" else file.read_text() == "site_name: Wir\n"


def test_without_dates_nothing_is_written(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    file = tmp_path / "kam.ics"
    done = CliRunner().invoke(main, ["calendar", str(file), "--content", str(content)])
    assert done.exit_code == 0 and not file.exists() and "Kein Termin" in done.output


def test_the_status_tells_what_is_late_and_what_comes() -> None:
    options = ["--content", str(ROOT / "content"), "--today", "2026-12-10"]
    done = CliRunner().invoke(main, ["status", *options])
    assert done.exit_code == 0
    assert "Überfällig sind 3 Aufgaben:" in done.output
    assert "Meilenstein: Endgültiges Konzept" in done.output
    assert all(len(line) <= 80 for line in done.output.split("\n"))
