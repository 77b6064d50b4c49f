"""What the commands say: findings, and what a build made."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamhandbook.checks.output_findings import GATES
from kamhandbook.cli.terminal import wants_colour
from kamhandbook.findings import Finding, Severity
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.messages import phrase
from kamhandbook.wording.numbers import number_text, plural

if TYPE_CHECKING:  # what builds is slow to load, and findings are shown by every command
    from kamhandbook.building.handbook import Built, Output

_OF_MKDOCS = "SITE2"  # a warning of MkDocs, which "check" does not run
_SHOWN = 6  # of what only the output shows: one for each question of a newcomer


def show_findings(findings: Iterable[Finding], content: Path) -> None:
    """Print findings to standard error, with their source lines; colours at a terminal only."""
    from kamhandbook.report.plain_text import text_report  # most builds have nothing to report

    root = content.absolute().parent
    colours = wants_colour(sys.stderr)
    click.echo(text_report(tuple(findings), root, colours=colours), err=True)


def built_text(built: Built, seconds: float) -> str:
    """Say in plain words what was made, for whom, how long it took and what is still open."""
    lines = [line for output in built.outputs for line in _output(output)]
    took = number_text(DEFAULT, seconds, decimals=1, fixed=True)
    lines.append(phrase("built_took", seconds=took))
    lines += _open(built)
    return "\n".join(lines)


def _output(output: Output) -> list[str]:
    imprint = output.imprint
    about = [imprint.company, imprint.title, imprint.state]
    if imprint.version:
        about.append(phrase("built_version", version=imprint.version))
    lines = [
        " · ".join(part for part in about if part),
        phrase("built_for", audience=DEFAULT.catalogue.label("audience", imprint.audience)),
    ]
    if output.site:
        lines.append(phrase("built_site", pages=output.pages, path=output.site))
    if output.deck:
        lines.append(phrase("built_deck", slides=output.slides, path=output.deck))
    lines += [f"  – {notice}" for notice in output.notices]
    return lines


def _open(built: Built) -> list[str]:
    """Count what ``check`` tells more about; what only the output shows stands in full."""
    only_here = {*GATES, _OF_MKDOCS}
    told = [f"  – {f.message}" for f in built.findings if f.code in only_here]
    shown = told[:_SHOWN]
    if told[_SHOWN:]:
        shown.append(phrase("built_more", n=len(told) - _SHOWN))
    counted = Counter(
        f.severity for f in built.findings if not f.accepted and f.code not in only_here
    )
    words = DEFAULT.words("report")["counted"]
    parts = [
        plural(DEFAULT, n, words[severity.value]).format(n=n)
        for severity in Severity
        if (n := counted[severity])
    ]
    if built.open_questions:
        parts.insert(0, phrase("built_open_questions", n=built.open_questions))
    if not parts and not shown:
        return [phrase("built_nothing_open")]
    first = phrase("built_open", what=", ".join(parts)) if parts else phrase("built_output_open")
    return [first, *shown]
