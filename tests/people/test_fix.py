"""``check --fix``: what can be meant in one way only is written, all else stays byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kamhandbook.building.fixing import fixed
from kamhandbook.building.project import open_project
from kamhandbook.cli import main
from kamhandbook.reading.content_folder import read_content_folder
from tests.people.cases import Case, cases
from tests.people.test_mistakes import CASES, project_with
from tests.people.test_slips import TABLE

ALL = (*CASES, *cases(TABLE))

BEFORE = """\
# Unsere Auswahl
Criteria:   # aus dem Workshop
  - name: Umsatz
    weight: 12,5          # noch klären
    goal: z1
key_accounts:
  - name: 'Talvera'
    Status: Kandidat      # seit Mai
    länder: DE, AT
    buying: zentral
    why: Grund: ein Einkauf
    scores:
      umsatz: 80
review:
  months: Feb, Mai
"""
AFTER = """\
# Unsere Auswahl
criteria:   # aus dem Workshop
  - name: Umsatz
    weight: 12.5          # noch klären
    goal: Z1
key_accounts:
  - name: 'Talvera'
    status: candidate      # seit Mai
    countries: [DE, AT]
    buying: {kind: central}
    why: "Grund: ein Einkauf"
    scores:
      Umsatz: 80
review:
  months: [2, 5]
"""
GOALS = "goals:\n  - id: Z1\n    text: Wachsen\n"


def content_with(root: Path, **files: str | bytes) -> Path:
    content = root / "content"
    content.mkdir()
    for name, text in files.items():
        raw = text if isinstance(text, bytes) else text.encode()
        (content / f"{name}.yaml").write_bytes(raw)
    return content


def check(content: Path, *options: str) -> Result:
    arguments = ["check", "--content", str(content), "--today", "2026-11-24", *options]
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_slips_are_mended_and_nothing_else_is_touched(
    tmp_path: Path, line_break: str, mark: bytes
) -> None:
    before = mark + BEFORE.replace("\n", line_break).encode()
    content = content_with(tmp_path, **{"2-selection": before, "1-goals": GOALS})
    result = check(content, "--fix")
    after = (content / "2-selection.yaml").read_bytes()
    assert after == mark + AFTER.replace("\n", line_break).encode()
    assert (content / "1-goals.yaml").read_text("utf-8") == GOALS
    assert "content/2-selection.yaml:8: Kandidat → candidate" in result.output
    assert "content/2-selection.yaml:15: Feb, Mai → [2, 5]" in result.output
    assert not list(content.glob(".kamhandbook-*"))


@pytest.mark.parametrize("written", ["– id: Z1", "-id: Z1", "- id:Z1"])
def test_a_sign_that_is_mended_is_told_with_its_line(tmp_path: Path, written: str) -> None:
    content = content_with(tmp_path, **{"1-goals": f"goals:\n  {written}\n    text: Wachsen\n"})
    assert f"content/1-goals.yaml:2: {written} → - id: Z1\n" in check(content, "--fix").output


def test_a_text_that_a_comment_cuts_is_put_into_quotes(tmp_path: Path) -> None:
    tools = (
        "tools:\n  - name: Plan #2 der IT\n    access: Ticket # 4711 bei der IT\n"
        '    owner: IT  # noch klären\n    purpose: sagt "so" #3\n'
    )
    content = content_with(tmp_path, **{"7-tools": tools})
    check(content, "--fix")
    assert (content / "7-tools.yaml").read_text("utf-8") == (
        'tools:\n  - name: "Plan #2 der IT"\n    access: "Ticket # 4711 bei der IT"\n'
        "    owner: IT  # noch klären\n    purpose: 'sagt \"so\" #3'\n"
    )


def test_again_there_is_nothing_to_mend(tmp_path: Path) -> None:
    content = content_with(tmp_path, **{"2-selection": BEFORE, "1-goals": GOALS})
    check(content, "--fix")
    assert check(content, "--fix").output.startswith("Nichts geändert")


def test_a_dry_run_shows_and_writes_nothing(tmp_path: Path) -> None:
    content = content_with(tmp_path, handbook="phase: Prototyping\n")
    result = check(content, "--fix", "--dry-run")
    assert "content/handbook.yaml:1: Prototyping → prototyping" in result.output
    assert (content / "handbook.yaml").read_text("utf-8") == "phase: Prototyping\n"
    assert result.exit_code == 1
    assert check(content, "--dry-run").exit_code == 2


def test_what_cannot_be_mended_is_reported_as_ever(tmp_path: Path) -> None:
    content = content_with(tmp_path, handbook="phase: Roll-out\nstatus: halb fertig\n")
    result = check(content, "--fix")
    assert result.exit_code == 1
    assert "content/handbook.yaml:2:9: TYPE1 „halb fertig“" in result.output
    assert (content / "handbook.yaml").read_text("utf-8") == "phase: rollout\nstatus: halb fertig\n"


def test_json_stays_json(tmp_path: Path) -> None:
    content = content_with(tmp_path, handbook="phase: Prototyping\n")
    result = check(content, "--fix", "--format", "json")
    assert json.loads(result.stdout)["summary"]
    assert "Prototyping → prototyping" in result.stderr


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_file_saved_otherwise_is_saved_as_utf8(tmp_path: Path, encoding: str) -> None:
    text = "why: Größer werden – für „Kunden“\r\ngoals: []\r\n"
    content = content_with(tmp_path, **{"1-goals": text.encode(encoding)})
    result = check(content, "--fix")
    assert (content / "1-goals.yaml").read_bytes() == text.encode()
    assert "→ UTF-8" in result.output


@pytest.mark.parametrize(
    "text",
    [
        "criteria:\n  - name: Umsatz\n    goal: Z11\n",  # Z1 and Z2 there are: another goal
        "criteria:\n  - name: Umsatz\n    name: Potenzial\n",  # which of both?
        "key_accounts:\n  - name: A\n    status: halbaktiv\n",
        "key_accounts:\n  - name: A\n    why: Grund: a # oder b\n",  # what is the comment?
        "key_accounts:\n  - name: A\n    requirements: Preis, Qualität und Zeit\n",
        "review:\n  months: quartalsweise\n",
        "decision:\n  - level: National\n    leevel: international\n    body: VL\n",
    ],
)
def test_what_may_be_meant_otherwise_stays(tmp_path: Path, text: str) -> None:
    goals = "goals:\n  - {id: Z1, text: A}\n  - {id: Z2, text: B}\n"
    content = content_with(tmp_path, **{"2-selection": text, "1-goals": goals})
    for change in fixed(content).changes:
        assert change.before == "National"


def test_a_name_that_is_a_slip_away_is_mended(tmp_path: Path) -> None:
    services = "services:\n  - name: Gemeinsame Planung\npackages:\n"
    services += "  - name: Gold\n    services: [Gemeinsame Plannung]\n"
    content = content_with(tmp_path, **{"3-services": services})
    assert (
        "services: [Gemeinsame Planung]"
        in fixed(content).files[content / "3-services.yaml"].decode()
    )


def test_own_questions_that_nobody_can_read_are_no_reason_to_rename_answers(tmp_path: Path) -> None:
    content = content_with(
        tmp_path,
        handbook="questions:\n  - {dimension: goals, id: term, question: Ä?}\n".encode("mac_roman"),
        **{"1-goals": "answers:\n  term: Eine Antwort.\n"},
    )
    assert not fixed(content).files


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.title)
def test_of_every_slip_nothing_is_made_worse(case: Case, tmp_path: Path) -> None:
    content = project_with(case, tmp_path)
    before = read_content_folder(content)
    outcome = fixed(content)
    if not outcome.changes:
        assert not outcome.files
        return
    for file, raw in outcome.files.items():
        assert raw.decode().count("\n") == file.read_bytes().decode("utf-8", "replace").count("\n")
        file.write_bytes(raw)
    after = read_content_folder(content)
    hidden = {f.code for f in before.findings} & {"YAML1", "FILE4"}  # hide all behind them
    assert len(after.findings) < len(before.findings) or hidden
    assert not fixed(content).changes
    assert open_project(content).findings is not None
