"""What commands write for people, as they get it: workbooks, and words at the terminal.

Look at what changed, then renew: ``pytest tests/goldens --renew-goldens``.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kamhandbook.cli import main
from tests.goldens.workbook_outline import workbook_outline
from tests.people.test_help import commands

ROOT = Path(__file__).resolve().parents[2]
FILES = Path(__file__).parent / "files"
DAY = ("--today", "2026-11-24")

# Written over the sample: what no YAML is, what does not fit the format, what a check finds.
WRITTEN = {
    "no-yaml": {
        "3-services.yaml": 'answers:\n  services: "offen\nservices: []\n',
        "7-tools.yaml": "tools:\n  - name: CRM\n\tpurpose: Überblick\n",
        "8-steering.yaml": "answers:\n  steering: |\n  Text ohne Einzug\n",
    },
    "misfits": {
        "1-goals.yaml": (
            "answers:\n  purpose: {text: Wir wollen mehr, status: fertig}\nziele: []\n"
            "goals: [{text: Wachsen, kind: umsatz}, {text: 17, by: 2026-13}]\n"
        ),
        "2-selection.yaml": "criteria: [{name: Umsatz, weight: viel}, {name: Umsatz, goal: x}]\n",
        "9-extra.yaml": "x: 1\n",
    },
    "mistakes": {
        "2-selection.yaml": "criteria: [{name: Umsatz, weight: 90}]\nkey_accounts:\n"
        + "".join(f"  - {{name: Kunde {n}, status: candidate}}\n" for n in range(1, 41)),
        "8-steering.yaml": "kpis: [{name: Umsatz}, {name: Marge}]\n",
    },
}
CHECK = ("check", *DAY)
COMMANDS = [
    *((company, "check", CHECK) for company in ("sample", "forms", *WRITTEN)),
    *((company, "github", (*CHECK, "--format", "github")) for company in ("forms", "misfits")),
    *((company, "status", ("status", *DAY)) for company in ("sample", "forms", "mistakes")),
    ("sample", "diff", ("iteration", "diff")),
    ("sample", "diff-1-2", ("iteration", "diff", "1", "2", "--audience", "newcomers")),
    ("sample", "diff-markdown", ("iteration", "diff", "--format", "markdown")),
    ("sample", "explain", ("check", "--explain", "SEL2")),
]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("content", "themes"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("company", "audience"), [("sample", "applicants"), ("forms", "management")]
)
def test_the_questionnaire_is_what_it_was(
    project: Path, company: str, audience: str, renew_goldens: bool
) -> None:
    _take(project, company)
    command = ["questionnaire", "export", "fragen.xlsx", "--audience", audience]
    command += ["--today", "2026-11-30"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    text = workbook_outline((project / "fragen.xlsx").read_bytes())
    _hold(f"{company}-{audience}.xlsx.txt", text + done.output, renew_goldens)


@pytest.mark.parametrize(
    ("company", "name", "command"),
    COMMANDS,
    ids=[f"{company}-{name}" for company, name, _ in COMMANDS],
)
def test_the_terminal_says_what_it_said(
    project: Path, company: str, name: str, command: tuple[str, ...], renew_goldens: bool
) -> None:
    _take(project, company)
    done = CliRunner().invoke(main, command)
    _hold(f"{company}.{name}.txt", f"exit {done.exit_code}\n{done.output}", renew_goldens)


def _take(project: Path, company: str) -> None:
    if company == "forms":
        shutil.rmtree(project / "content")
        shutil.copytree(FILES / company, project / "content")
    for name, text in WRITTEN.get(company, {}).items():
        (project / "content" / name).write_text(text, encoding="utf-8")


def _hold(name: str, text: str, renew_goldens: bool) -> None:
    file = FILES / "commands" / name
    if renew_goldens:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text("utf-8"), "look at it, then pytest tests/goldens --renew-goldens"


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_help_is_what_it_was(language: str, renew_goldens: bool) -> None:
    text = ""
    for path in [(), *commands(main)]:
        done = CliRunner().invoke(main, ["--lang", language, *path, "--help"], terminal_width=100)
        assert done.exit_code == 0
        text += f"== {' '.join(path)}\n{done.output}\n"
    _hold(f"help.{language}.txt", text, renew_goldens)
