"""Checks of other packages run with ours; one that is broken is told, and ends nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from html import unescape
from pathlib import Path
from textwrap import dedent

import pytest

from tests.checks.patching import SAMPLE

ACME = Path(__file__).parent / "acme"
ACCEPTED = """
checks:
  accepted:
    - {code: ACME1, reason: Die Werke wollen es so, until: 2027-03-31}
"""
HEAD = (
    "from kamhandbook.checks import Found, FurtherCheck\n"
    "from kamhandbook.findings import Severity\n"
    "KEYS = ('title', 'condition', 'message', 'next_step', 'explanation')\n"
    "TEXTS = dict.fromkeys(KEYS, 'Text.')\n"
    "def check(code, function, **more):\n"
    "    values = dict(severities=(Severity.HINT,), texts=TEXTS) | more\n"
    "    return FurtherCheck(code, function, **values)\n"
)


def installed(site: Path, code: str = "", entries: str = "acme_kam:CHECKS") -> Path:
    """Install the example, or a module of other code, as pip would: with its ``.dist-info``."""
    about = tomllib.loads((ACME / "pyproject.toml").read_text("utf-8"))["project"]
    group, offered = next(iter(about["entry-points"].items()))
    folder = site / f"acme_kam-{about['version']}.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: {about['version']}\n", "utf-8"
    )
    lines = [f"{name} = {target}" for name, target in offered.items()] if not code else [entries]
    (folder / "entry_points.txt").write_text("\n".join([f"[{group}]", *lines, ""]), "utf-8")
    text = HEAD + dedent(code) if code else (ACME / "acme_kam.py").read_text("utf-8")
    (site / "acme_kam.py").write_text(text, "utf-8")
    return site


def kamhandbook(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "kamhandbook", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


def check(site: Path, *options: str, content: Path = SAMPLE) -> subprocess.CompletedProcess[str]:
    done = kamhandbook(site, "check", "--content", str(content), "--today", "2026-11-24", *options)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def with_settings(tmp_path: Path, more: str) -> Path:
    """Copy the sample's content with more in its handbook.yaml, in place of its own checks."""
    content = tmp_path / "content"
    shutil.copytree(SAMPLE, content)
    shutil.copytree(SAMPLE.parent / "themes", tmp_path / "themes")
    handbook = (content / "handbook.yaml").read_text("utf-8")
    assert handbook.count("\nchecks: {}\n") == 1
    handbook = handbook.replace("\nchecks: {}\n", f"\n{more}\n")
    (content / "handbook.yaml").write_text(handbook, "utf-8")
    return content


def test_a_check_of_another_package_runs_with_ours(tmp_path: Path) -> None:
    site = installed(tmp_path)
    report = json.loads(check(site, "--format", "json").stdout)
    (finding,) = report["findings"]
    assert (finding["code"], finding["severity"]) == ("ACME1", "warning")
    assert finding["path"] == "content/3-services.yaml"
    assert finding["line"] > 1
    assert finding["message"].endswith(
        "sind genannt. Was ihr versprecht, müssen alle Werke halten."
    )
    assert "ACME1" in check(site).stdout
    assert check(site).returncode == 0
    assert check(site, "--strict").returncode == 1


def test_it_stands_in_sarif_with_its_rule(tmp_path: Path) -> None:
    run = json.loads(check(installed(tmp_path), "--format", "sarif").stdout)["runs"][0]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["id"] == "ACME1"
    assert rule["shortDescription"] == {"text": "Zu viele Leistungen"}
    assert run["results"][0]["level"] == "warning"


def test_it_is_explained_with_its_limits(tmp_path: Path) -> None:
    content = with_settings(tmp_path, "checks: {thresholds: {ACME1: {warning: 3}}}\n")
    site = installed(tmp_path / "site")
    explanation = check(site, "--explain", "acme1", content=content).stdout
    assert explanation.startswith("ACME1  Zu viele Leistungen  (Warnung)")
    assert "mehr als 3 Leistungen" in explanation
    assert "warning: 3 (von euch gesetzt; vorgegeben: 4)" in explanation
    assert "Eine Warnung hält nur mit --strict auf." in explanation


def test_its_limit_can_be_changed_and_its_finding_accepted(tmp_path: Path) -> None:
    site = installed(tmp_path / "site")
    content = with_settings(tmp_path, "checks: {thresholds: {ACME1: {warning: 99}}}\n")
    assert not json.loads(check(site, "--format", "json", content=content).stdout)["findings"]
    (tmp_path / "other").mkdir()
    content = with_settings(tmp_path / "other", ACCEPTED)
    (finding,) = json.loads(check(site, "--format", "json", content=content).stdout)["findings"]
    assert (finding["code"], finding["accepted"]) == ("ACME1", True)
    without = json.loads(check(tmp_path, "--format", "json", content=content).stdout)["findings"]
    assert [each["code"] for each in without] == ["ACC2"]  # the package is gone


def test_the_reference_of_the_management_edition_lists_it(tmp_path: Path) -> None:
    out, site = tmp_path / "out", installed(tmp_path / "site")
    arguments = ["--content", str(SAMPLE), "--out", str(out), "--today", "2026-11-24"]
    done = kamhandbook(site, "build", *arguments, "--audience", "management", "--site-only")
    assert done.returncode == 0, done.stdout + done.stderr
    page = unescape((out / "site" / "pruefbericht.html").read_text("utf-8")).replace("\xad", "")
    assert 'id="acme1"' in page
    assert "ACME1 · Zu viele Leistungen" in page
    assert "Acme verspricht wenig und hält alles." in page


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("1 / 0", "acme-kam lassen sich nicht laden (ZeroDivisionError: division by zero)"),
        ("raise SystemExit(3)", "lassen sich nicht laden (SystemExit: 3)"),
        ("from nowhere import x", "ModuleNotFoundError: No module named 'nowhere'"),
        ("CHECKZ = []", "has no attribute 'CHECKS'"),
        ("CHECKS = [42]", "keine Prüfung, sondern int"),
        (
            "CHECKS = check('SEL1', lambda h, c: ())",
            "SEL1 aus dem Paket acme-kam läuft nicht, weil",
        ),
        ("CHECKS = [check('ACME1', lambda h, c: ())] * 2", "ACME1 aus dem Paket acme-kam läuft"),
        ("CHECKS = check('acme', lambda h, c: ())", "„acme“ aus dem Paket acme-kam läuft nicht"),
        ("CHECKS = check('ACME1', lambda h, c: (), texts={})", "stimmt nicht: texts.title, texts"),
        (
            "CHECKS = check('ACME1', lambda h, c: (), texts=None)",
            "es fehlt oder stimmt nicht: texts",
        ),
        ("CHECKS = check('ACME1', 7, severities=())", "stimmt nicht: function, severities."),
        (
            "CHECKS = check('ACME1', lambda h, c: (), texts={**TEXTS, 'page': 'x.html'})",
            "stimmt nicht: texts.page.",
        ),
        (
            "CHECKS = check('ACME1', lambda h, c: (), texts={**TEXTS, 'condition': '{warning}'})",
            "stimmt nicht: texts.condition.",
        ),
        ("CHECKS = check('ACME1', lambda h, c: 1 / 0)", "ist abgebrochen (ZeroDivisionError"),
        ("CHECKS = check('ACME1', lambda h, c: None)", "ist abgebrochen (TypeError"),
        ("CHECKS = check('ACME1', lambda h, c: [7])", "int is not a Found"),
        (
            "CHECKS = check('ACME1', lambda h, c: [Found(('goals',), Severity.ERROR)])",
            "severity error is not in severities",
        ),
        (
            "CHECKS = check('ACME1', lambda h, c: [Found(('nix', 3), Severity.HINT)])",
            "no such place: ('nix', 3)",
        ),
        (
            "CHECKS = check('ACME1', lambda h, c: [Found(('goals',), Severity.HINT)],\n"
            "    texts={**TEXTS, 'message': '{number} Ziele.'})",
            "KeyError: 'number'",
        ),
    ],
)
def test_a_broken_package_is_one_message_and_the_rest_goes_on(
    tmp_path: Path, code: str, words: str
) -> None:
    site = installed(tmp_path, code, "acme = acme_kam:CHECKS")
    done = check(site, "--format", "json")
    findings = json.loads(done.stdout)["findings"]
    assert [each["code"] for each in findings] == ["PLUG1"]
    assert words in findings[0]["message"]
    assert findings[0]["path"] == "content/handbook.yaml"
    assert done.returncode == 1


def test_nothing_of_another_package_is_here_without_one() -> None:
    from kamhandbook.checks.further import further_checks, refusals

    assert (further_checks(), refusals()) == ((), ())
