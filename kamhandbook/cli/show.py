"""What the commands say: findings, and what a build made."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamhandbook.checks.output_findings import GATES
from kamhandbook.cli.speech import spoken
from kamhandbook.cli.terminal import wants_colour
from kamhandbook.findings import Finding, Severity
from kamhandbook.wording.language import Language, speaker
from kamhandbook.wording.lists import listed
from kamhandbook.wording.numbers import number_text, plural
from kamhandbook.wording.sentences import sentence_of

if TYPE_CHECKING:  # what builds is slow to load, and findings are shown by every command
    from kamhandbook.building.handbook import Built, Further, Output
    from kamhandbook.fit.notices import Notice

_MKDOCS_WARNING = "SITE2"  # a warning of MkDocs, which "check" does not run
_MOST_SHOWN = 6  # of what only the output shows: one for each question of a newcomer


def show_findings(findings: Iterable[Finding], content: Path) -> None:
    """Print findings to standard error, with their source lines; colours at a terminal only."""
    from kamhandbook.report.plain_text import text_report  # most builds have nothing to report

    root = content.absolute().parent
    colours = wants_colour(sys.stderr)
    click.echo(
        text_report(tuple(findings), root, language=spoken(speaker()), colours=colours), err=True
    )


def built_text(built: Built, seconds: float) -> str:
    """Return what was made, for whom, how long it took and what is still open."""
    lines = [line for output in built.outputs for line in _output(output)]
    lines += _report(built.report) if built.report else []
    language = spoken(built.outputs[0].imprint.language)
    duration = number_text(language, seconds, decimals=1, fixed=True)
    lines.append(language.phrase("built_took", seconds=duration))
    lines += _open(built, language)
    return "\n".join(lines)


def _output(output: Output) -> list[str]:
    imprint = output.imprint
    language = spoken(imprint.language)
    facts = [imprint.company, imprint.title, imprint.state]
    audience = language.catalogue.label("audience", imprint.audience)
    if imprint.version:
        facts.append(language.phrase("built_version", version=imprint.version))
    lines = [
        " · ".join(part for part in facts if part),
        language.phrase("built_for", audience=audience),
    ]
    if output.site:
        lines.append(sentence_of(language, "built_site", output.pages, path=output.site))
    if output.deck:
        lines.append(sentence_of(language, "built_deck", output.slides, path=output.deck))
    lines += [line for file in output.further for line in _further(file, language)]
    return [*lines, *_notices(output)]


def _report(report: Output) -> list[str]:
    """Return what is told of the steering committee's deck, and for whom it is."""
    language = spoken(report.imprint.language)
    told = sentence_of(language, "built_report", report.slides, path=report.deck)
    return [told, *_notices(report)]


def _notices(output: Output) -> list[str]:
    return [f"  – {_told(notice, spoken(output.imprint.language))}" for notice in output.notices]


def _further(file: Further, language: Language) -> Iterator[str]:
    """Yield where a further file is and what it has not, or why there is none."""
    if file.problem:
        yield f"  – {file.problem}"
        return
    yield language.phrase("built_further", path=file.path)
    if file.left_out:
        names = listed(language, [f"„{name}“" for name in file.left_out])
        yield sentence_of(language, "built_left_out", len(file.left_out), names=names)


def _told(notice: Notice, language: Language) -> str:
    """Return a notice with the number of the slide it is about, where that is in the deck."""
    if not notice.number:
        return notice.text
    return language.phrase("built_on_slide", number=notice.number, text=notice.text)


def _open(built: Built, language: Language) -> list[str]:
    """Return counts of what ``check`` reports; what only the output shows stands in full."""
    output_codes = {*GATES, _MKDOCS_WARNING}
    messages = [_shown(finding) for finding in built.findings if finding.code in output_codes]
    shown_messages = messages[:_MOST_SHOWN]
    if messages[_MOST_SHOWN:]:
        shown_messages.append(sentence_of(language, "built_more", len(messages) - _MOST_SHOWN))
    counted = Counter(
        finding.severity
        for finding in built.findings
        if not finding.accepted and finding.code not in output_codes
    )
    words = language.words("report")["counted"]
    parts = [
        plural(language, n, words[severity.value]).format(n=n)
        for severity in Severity
        if (n := counted[severity])
    ]
    if built.open_questions:
        parts.insert(0, sentence_of(language, "open_questions", built.open_questions))
    if not parts and not shown_messages:
        return [language.phrase("built_nothing_open")]
    what = ", ".join(parts)
    first = (
        language.phrase("built_open", what=what) if parts else language.phrase("built_output_open")
    )
    return [first, *shown_messages]


def _shown(finding: Finding) -> str:
    """Return a finding about an output; of a file that somebody wrote, with its place."""
    is_placed = finding.code == _MKDOCS_WARNING and finding.position.path != "mkdocs.yml"
    return f"  – {finding.position}: {finding.message}" if is_placed else f"  – {finding.message}"
