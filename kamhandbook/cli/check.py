"""``kamhandbook check``: what the answers overlook, with the line to change."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path

import click

from kamhandbook.building.project import Project, check_project, open_project
from kamhandbook.cli.options import content_option, today_option
from kamhandbook.content.handbook_file import Thresholds
from kamhandbook.findings import Finding, Severity
from kamhandbook.wording.language import Language

Report = Callable[[tuple[Finding, ...], Language], str]

_MACHINES = {
    "json": ("kamhandbook.report.json_and_github", "json_report"),
    "github": ("kamhandbook.report.json_and_github", "github_report"),
    "sarif": ("kamhandbook.report.sarif", "sarif_report"),
}


@click.command("check", short_help="Find what the answers overlook.")
@content_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", *_MACHINES]),
    default="text",
    show_default=True,
    help="How to report: for people, or for machines.",
)
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
@today_option
@click.option("--explain", metavar="CODE", help="Explain a check, say SEL1, and stop.")
def command(content: Path, format_: str, strict: bool, today: date, explain: str | None) -> None:
    """Check the answers for the classic mistakes of introducing KAM.

    Findings come by dimension, worst first, each with the line to change. Exit status: 0 no
    errors; 1 errors (with --strict warnings, too), or content that cannot be read; 2 wrong use.

    \b
    Example:
      kamhandbook check --strict
    """
    from kamhandbook.cli.progress import progress

    project = open_project(content)
    if explain is not None:
        click.echo(_explained(explain, project, today))
        return
    with progress():
        findings = everything(project, today)
    report = _text(project) if format_ == "text" else _machine(format_)
    text = report(findings, project.loaded.handbook.language)
    if text:
        click.echo(text)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(f.severity in failing and not f.accepted for f in findings):
        raise SystemExit(1)


def everything(project: Project, today: date) -> tuple[Finding, ...]:
    """Return the problems of reading and, where every answer could be read, of the checks."""
    if not project.loaded.is_readable:
        return project.findings
    return check_project(project, today).findings


def _text(project: Project) -> Report:
    from kamhandbook.report.plain_text import text_report

    def report(findings: tuple[Finding, ...], language: Language) -> str:
        return text_report(findings, project.root, language=language, colours=_has_colours())

    return report


def _machine(format_: str) -> Report:
    module, name = _MACHINES[format_]
    report: Report = getattr(import_module(module), name)
    return report


def _has_colours() -> bool:
    """Colours at a terminal only, and not where somebody asked for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _explained(code: str, project: Project, today: date) -> str:
    from kamhandbook.report.explanation import explanation, explicable
    from kamhandbook.report.plain_text import painter

    known, handbook = explicable(), project.loaded.handbook
    code = code.strip().upper()
    if code not in known:
        raise click.BadParameter(_unknown(code, known, handbook.language), param_hint="--explain")
    own: Mapping[str, Thresholds] = handbook.handbook.checks.thresholds
    return explanation(code, own, today, painter(_has_colours()), handbook.language)


def _unknown(code: str, known: tuple[str, ...], language: Language) -> str:
    words = language.words("report")["explain"]
    close = get_close_matches(code, known, n=1, cutoff=0.5)
    guess = words["guess"].format(code=close[0]) if close else ""
    return str(words["unknown"]).format(code=code, guess=guess, codes=", ".join(known))
