"""``kamhandbook check``: what the answers overlook, with the line to change."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path

import click

from kamhandbook.building.project import Project, check_project, open_project
from kamhandbook.cli.options import (
    audience_option,
    content_option,
    refuse_together,
    today_option,
)
from kamhandbook.cli.speech import said, spoken
from kamhandbook.cli.terminal import wants_colour
from kamhandbook.cli.writing import write_or_tell
from kamhandbook.content.handbook_file import Thresholds
from kamhandbook.content.types import Audience
from kamhandbook.findings import Finding, Severity
from kamhandbook.wording.language import Language

Report = Callable[[tuple[Finding, ...], Language], str]

_MACHINE_REPORTS = {
    "json": ("kamhandbook.report.json_and_github", "json_report"),
    "github": ("kamhandbook.report.json_and_github", "github_report"),
    "sarif": ("kamhandbook.report.sarif", "sarif_report"),
}


@click.command("check", short_help="Find what the answers overlook.")
@content_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", *_MACHINE_REPORTS]),
    default="text",
    show_default=True,
    help="How to report: for people, or for machines.",
)
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
@audience_option
@click.option(
    "--all-audiences", is_flag=True, help="Look into every edition, as --audience into one."
)
@today_option
@click.option(
    "--fix", is_flag=True, help="Mend what can be meant in one way only, and show each change."
)
@click.option("--dry-run", is_flag=True, help="With --fix: show the changes, write nothing.")
@click.option("--explain", metavar="CODE", help="Explain a check, say SEL1, and stop.")
def command(
    content: Path,
    format_: str,
    strict: bool,
    audience: Audience | None,
    all_audiences: bool,
    today: date,
    fix: bool,
    dry_run: bool,
    explain: str | None,
) -> None:
    """Check the answers for the classic mistakes of introducing KAM.

    Findings come by dimension, worst first, each with the line to change. Exit status: 0 no
    errors; 1 errors (with --strict warnings, too), or content that cannot be read; 2 wrong use.

    With --fix, slips of typing that can be meant in one way only are mended in the files first:
    misspelt and German keys and choices, missing quotes and colons, dates and months, names that
    are a slip away. Each change is shown, and nothing else is touched.

    With --audience or --all-audiences, editions are made, searched and thrown away: so is found
    at once, and at every place, what would stop them from being handed out.

    \b
    Example:
      kamhandbook check --strict
      kamhandbook check --all-audiences
      kamhandbook check --fix
    """
    from kamhandbook.cli.progress import progress

    project = open_project(content)
    if explain is not None:
        click.echo(_explanation(explain, project, today))
        return
    if dry_run and not fix:
        raise click.UsageError(said("--dry-run goes with --fix."))
    if fix:
        _fix(project, is_shown_only=dry_run, to_stderr=format_ != "text")
        project = project if dry_run else open_project(content)
    with progress():
        findings = all_findings(project, today, _asked_for(audience, all_audiences))
    language = project.loaded.handbook.language
    is_text = format_ == "text"
    report = _text_report(project) if is_text else _machine_report(format_)
    text = report(findings, spoken(language) if is_text else language)
    if text:
        click.echo(text)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(finding.severity in failing and not finding.accepted for finding in findings):
        raise SystemExit(1)


def _fix(project: Project, *, is_shown_only: bool, to_stderr: bool) -> None:
    """Mend what is certain, and show each change."""
    from kamhandbook.building.fixing import fixed
    from kamhandbook.report.changes_text import changes_text

    folder = project.loaded.folder
    outcome = fixed(folder)
    if outcome.files and not is_shown_only:
        write_or_tell(folder, outcome.files)
    language = spoken(project.loaded.handbook.language)
    text = changes_text(outcome.changes, language, is_written=not is_shown_only)
    click.echo(text, err=to_stderr)


def all_findings(
    project: Project, today: date, audiences: tuple[Audience, ...] = ()
) -> tuple[Finding, ...]:
    """Return the problems of reading and, where every answer could be read, of the checks.

    Those of the editions for ``audiences`` are among them.
    """
    if not project.loaded.is_readable:
        return project.findings
    checked = check_project(project, today)
    if not audiences:
        return checked.findings
    from kamhandbook.building.edition_rehearsal import rehearsed  # MkDocs and all that draws

    return rehearsed(checked, audiences)


def _asked_for(audience: Audience | None, all_audiences: bool) -> tuple[Audience, ...]:
    refuse_together(all_audiences=all_audiences, audience=audience)
    return tuple(Audience) if all_audiences else (audience,) if audience else ()


def _text_report(project: Project) -> Report:
    from kamhandbook.report.plain_text import text_report

    def report(findings: tuple[Finding, ...], language: Language) -> str:
        return text_report(
            findings, project.root, language=language, colours=wants_colour(sys.stdout)
        )

    return report


def _machine_report(format_: str) -> Report:
    module, name = _MACHINE_REPORTS[format_]
    report: Report = getattr(import_module(module), name)
    return report


def _explanation(code: str, project: Project, today: date) -> str:
    from kamhandbook.report.explanation import explanation, explicable
    from kamhandbook.report.plain_text import painter

    codes, handbook = explicable(), project.loaded.handbook
    code = code.strip().upper()
    if code not in codes:
        raise click.BadParameter(
            _unknown_code(code, codes, handbook.language), param_hint="--explain"
        )
    thresholds: Mapping[str, Thresholds] = handbook.handbook.checks.thresholds
    return explanation(
        code, thresholds, today, painter(wants_colour(sys.stdout)), handbook.language
    )


def _unknown_code(code: str, codes: tuple[str, ...], language: Language) -> str:
    words = language.words("report")["explain"]
    similar = get_close_matches(code, codes, n=1, cutoff=0.5)
    suggestion = words["guess"].format(code=similar[0]) if similar else ""
    return str(words["unknown"]).format(code=code, guess=suggestion, codes=", ".join(codes))
