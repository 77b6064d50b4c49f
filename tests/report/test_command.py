"""``kamhandbook check``: exit codes, formats, explanations, what it costs."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kamhandbook.cli import main
from kamhandbook.report.explanation import explicable
from tests.checks.patching import SAMPLE

COMPANIES = Path(__file__).resolve().parents[1] / "companies"
TODAY = "2026-11-24"


def check(*options: str, content: Path = SAMPLE) -> Result:
    arguments = ["check", "--content", str(content), "--today", TODAY, *options]
    return CliRunner().invoke(main, arguments)


def own(tmp_path: Path, **files: str) -> Path:
    """Write a content folder of whole files."""
    content = tmp_path / "content"
    content.mkdir()
    for name, text in files.items():
        (content / f"{name}.yaml").write_text(text, "utf-8")
    return content


def test_no_errors_is_success() -> None:
    result = check()
    assert result.exit_code == 0
    assert result.output.startswith("Nichts gefunden")


def test_errors_fail() -> None:
    result = check(content=COMPANIES / "anfang" / "content")
    assert result.exit_code == 1
    assert "content/handbook.yaml:1:1: APP1" in result.output


def test_warnings_fail_only_when_strict(tmp_path: Path) -> None:
    content = own(tmp_path, handbook=(SAMPLE / "handbook.yaml").read_text("utf-8"))
    for file in SAMPLE.glob("*.yaml"):
        text = file.read_text("utf-8").replace("also_rollout: true", "also_rollout: false")
        (content / file.name).write_text(text, "utf-8")
    (content / "iterations").mkdir()
    (content / "iterations" / "01.yaml").write_text("number: 1\n", "utf-8")
    assert check(content=content).exit_code == 0
    assert check("--strict", content=content).exit_code == 1
    assert "PRJ7" in check(content=content).output


def test_hints_never_fail() -> None:
    result = check("--strict", content=COMPANIES / "verteiler" / "content")
    assert result.exit_code == 0


def test_content_that_cannot_be_read_fails_with_all_its_problems_and_nothing_else(
    tmp_path: Path,
) -> None:
    content = own(tmp_path, **{"handbook": "phase: schnell\nwhat: 1\n", "1-goals": "why: [\n"})
    result = check("--format", "json", content=content)
    assert result.exit_code == 1
    found = json.loads(result.output)["findings"]
    assert [each["code"] for each in found] == ["YAML1", "TYPE1", "KEY1"]
    assert found[1]["path"] == "content/handbook.yaml"


def test_a_missing_folder_is_a_finding(tmp_path: Path) -> None:
    result = check("--format", "json", content=tmp_path / "nix")
    assert result.exit_code == 1
    assert json.loads(result.output)["findings"][0]["code"] == "FILE2"


def test_findings_about_the_brand_are_reported_along(tmp_path: Path) -> None:
    content = own(tmp_path, handbook="brand: fehlt\n")
    codes = [
        each["code"]
        for each in json.loads(check("--format", "json", content=content).output)["findings"]
    ]
    assert "BRAND1" in codes
    assert "APP1" in codes


@pytest.mark.parametrize(
    "options", [("--format", "xml"), ("--today", "morgen"), ("--explain", "X9")]
)
def test_wrong_use(options: tuple[str, ...]) -> None:
    assert check(*options).exit_code == 2


@pytest.mark.parametrize("format_", ["text", "json", "sarif", "github"])
def test_every_format_says_the_same_twice(format_: str) -> None:
    folder = COMPANIES / "hast" / "content"
    first, second = (check("--format", format_, content=folder) for _ in range(2))
    assert first.exit_code == 1
    assert first.output == second.output


def test_an_acceptance_holds_and_stays_visible(tmp_path: Path) -> None:
    handbook = (COMPANIES / "anfang" / "content" / "handbook.yaml").read_text("utf-8")
    handbook += (
        "checks:\n  accepted:\n    - {code: APP1, reason: Klärt der Beirat, until: 2026-12-31}\n"
    )
    content = own(tmp_path, handbook=handbook)
    introduction = (COMPANIES / "anfang" / "content" / "introduction.yaml").read_text("utf-8")
    (content / "introduction.yaml").write_text(introduction, "utf-8")
    result = check(content=content)
    assert result.exit_code == 0
    assert "Klärt der Beirat (bis 31.12.2026)" in result.output
    assert "1 akzeptiert" in result.output
    late = CliRunner().invoke(
        main, ["check", "--content", str(content), "--today", "2027-01-01", "--format", "json"]
    )
    assert late.exit_code == 1
    codes = {each["code"]: each["accepted"] for each in json.loads(late.output)["findings"]}
    assert codes == {"APP1": False, "ACC1": False}


def test_an_explanation_shows_the_thresholds_in_force(tmp_path: Path) -> None:
    content = own(tmp_path, handbook="checks: {thresholds: {SEL1: {warning: 7}}}\n")
    result = check("--explain", "sel1", content=content)
    assert result.exit_code == 0
    assert "mehr als 7 Key Accounts" in result.output
    assert "warning: 7 (von euch gesetzt; vorgegeben: 5)" in result.output
    assert "Fallstrick 2" in result.output
    assert "\x1b" not in result.output


@pytest.mark.parametrize("code", explicable())
def test_every_code_can_be_explained(code: str) -> None:
    result = check("--explain", code)
    assert result.exit_code == 0
    assert result.output.startswith(code)
    assert len(result.output.split("\n")) > 5


def test_an_unknown_code_is_met_with_a_suggestion() -> None:
    result = check("--explain", "SEL11")
    assert result.exit_code == 2
    assert "Meintet ihr „SEL" in result.output


@pytest.mark.parametrize("command", ["check", "status"])
def test_check_and_status_load_no_renderer(command: str) -> None:
    script = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from kamhandbook.cli import main\n"
        f"result = CliRunner().invoke(main, ['{command}', '--content', {str(SAMPLE)!r}])\n"
        "assert result.exit_code == 0, result.output\n"
        "print(*sorted(name for name in sys.modules if '.' not in name))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert not {"mkdocs", "material", "pptx", "jinja2", "lxml", "openpyxl"} & set(
        done.stdout.split()
    )


def test_check_is_quick() -> None:
    """At most one and a half times the imports it cannot do without, and a quarter of a second."""
    imports = [sys.executable, "-c", "import pydantic, yaml, markdown_it"]
    command = [
        sys.executable,
        "-m",
        "kamhandbook",
        "check",
        "--content",
        str(SAMPLE),
        "--today",
        TODAY,
    ]
    runs = [(seconds(imports), seconds(command)) for _ in range(5)]  # in turn
    least, check_least = (min(column) for column in zip(*runs, strict=True))
    assert check_least <= 1.5 * least + 0.25


def seconds(command: list[str]) -> float:
    """Return the processor time of a command, which other work on the machine changes little.

    Modules are compiled once, as an installation does it, whatever this process is told.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
