"""Findings for people: by dimension, worst first, with source line, consequence and next step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

from kamhandbook.checks.overview import PartFindings, Told, Topic, by_dimension, counted
from kamhandbook.checks.texts import codes
from kamhandbook.finding_codes import Stops, stopped_by
from kamhandbook.findings import Finding, Severity
from kamhandbook.report.excerpt import Sources
from kamhandbook.wording.language import DEFAULT, Language
from kamhandbook.wording.numbers import plural

Painter = Callable[[str, str], str]

WIDTH = 100  # characters; fixed, so that a report does not depend on who looks at it
_INDENT = " " * 7
_FIRST = 3  # things to do that stand on top
_STYLES = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "hint": "\x1b[1;36m",
    "strong": "\x1b[1m",
    "quiet": "\x1b[2m",
}


def text_report(
    findings: Sequence[Finding], root: Path, *, language: Language = DEFAULT, colours: bool = False
) -> str:
    """Return findings as plain text, or with colours for a terminal.

    ``root`` is the project root that the findings' paths are relative to; ``language`` is the
    handbook's, where it could be read.
    """
    paint = painter(colours)
    sources = Sources(root)
    open_findings = [finding for finding in findings if not finding.accepted]
    groups = by_dimension(open_findings, language)
    lines = list(_first_lines(groups, paint, language))
    for group in groups:
        lines += [*_dimension_lines(group, sources, paint, language), ""]
    lines += _accepted_lines([finding for finding in findings if finding.accepted], paint, language)
    return "\n".join([*lines, *_summary_lines(findings, paint, language)])


def summary(findings: Sequence[Finding], language: Language) -> str:
    """Return the number of findings in a few words; "" when there are none."""
    words = _words(language)["counted"]
    parts = [(severity.value, n) for severity, n in counted(findings).items()]
    parts.append(("accepted", sum(finding.accepted for finding in findings)))
    return ", ".join(plural(language, n, words[key]).format(n=n) for key, n in parts if n)


def _first_lines(
    groups: Sequence[PartFindings], paint: Painter, language: Language
) -> Iterator[str]:
    """Yield what to do first: what stops every build, then what does more harm."""
    topics = [topic for group in groups for topic in group.topics]
    if len(topics) <= _FIRST:
        return
    urgent = sorted(topics, key=_harm)
    by_code = {topic.code: topic for topic in reversed(urgent)}  # the worst of each code
    worst = [topic for topic in urgent if by_code[topic.code] is topic]
    first = _of_several_reasons(worst)[:_FIRST]
    words = _words(language)
    yield paint("strong", words["first"].format(n=len(first), all=len(topics)))
    for number, topic in enumerate(first, 1):
        told, more = topic.told[0], len(topic.told) - 1
        place = f"{told.finding.position}: {told.message.rstrip('.')}"
        form = plural(language, more, words["first_items"]) if more else words["first_item"]
        text = form.format(n=number, message=place, more=more, step=topic.next_step)
        yield from wrap(text, WIDTH, initial_indent="  ", subsequent_indent="     ")
    yield ""


def _harm(topic: Topic) -> tuple[int, int, int]:
    """Sort key: what stops most comes first, then what is worse, then what does more harm."""
    stops = list(Stops).index(stopped_by(topic.code, topic.severity))
    return stops, topic.severity.rank, topic.harm


def _of_several_reasons(topics: Sequence[Topic]) -> list[Topic]:
    """Return topics with those ahead that stem from a pitfall or order not named before them.

    Three findings of one pitfall are one thing to think about.
    """
    by_reason = {topic.because: topic for topic in reversed(topics) if topic.because}
    ahead = [t for t in topics if not t.because or by_reason[t.because] is t]
    return sorted(topics, key=lambda topic: (_harm(topic)[:2], topic not in ahead))


def _dimension_lines(
    group: PartFindings, sources: Sources, paint: Painter, language: Language
) -> Iterator[str]:
    yield paint("strong", f"{group.name}  ({summary(group.findings, language)})")
    severity: Severity | None = None
    for topic in group.topics:
        yield ""
        if topic.severity is not severity:
            severity = topic.severity
            yield f"  {paint(severity.value, _heading(group, severity, language))}"
        for told in topic.told:
            yield from _told_lines(told, sources, paint)
        yield from _advice_lines(topic, paint)


def _heading(group: PartFindings, severity: Severity, language: Language) -> str:
    count = sum(finding.severity is severity for finding in group.findings)
    return plural(language, count, _words(language)["severities"][severity.value])


def _told_lines(told: Told, sources: Sources, paint: Painter) -> Iterator[str]:
    finding = told.finding
    code = paint(finding.severity.value, finding.code)
    if told.count > 1:
        yield from wrap(
            f"{finding.position}: {code} {told.message}", WIDTH, subsequent_indent=_INDENT
        )
        return
    yield f"{finding.position}: {code} {told.message}"
    for line in sources.excerpt(finding.position):
        yield paint("quiet", line)


def _advice_lines(topic: Topic, paint: Painter) -> Iterator[str]:
    """Yield once for all findings of one kind what they lead to, and what to do."""
    for line in wrap(topic.consequence, WIDTH - len(_INDENT)):
        yield f"{_INDENT}{line}"
    prefix = "→ "
    for line in wrap(topic.next_step, WIDTH - len(_INDENT) - 2):
        yield f"{_INDENT}{prefix}{paint('strong', line)}"
        prefix = "  "
    if topic.because:
        yield f"{_INDENT}{paint('quiet', f'({topic.because})')}"


def _accepted_lines(
    findings: Sequence[Finding], paint: Painter, language: Language
) -> Iterator[str]:
    if not findings:
        return
    yield paint("strong", _words(language)["accepted"])
    for finding in findings:
        yield paint("quiet", f"{finding.position}: {finding.code} {finding.message}")
        yield from (f"{_INDENT}{line}" for line in wrap(finding.reason or "", WIDTH - 7))
    yield ""


def _summary_lines(
    findings: Sequence[Finding], paint: Painter, language: Language
) -> Iterator[str]:
    if not any(counted(findings).values()):
        yield paint("strong", _words(language)["nothing"])
        if any(finding.accepted for finding in findings):
            yield summary(findings, language)
        return
    yield paint("strong", summary(findings, language))
    explicable = [
        finding for finding in findings if not finding.accepted and finding.code in codes()
    ]
    if explicable:
        worst = min(explicable, key=lambda finding: (finding.severity.rank, finding.position))
        yield _words(language)["more"].format(code=worst.code)


def painter(colours: bool) -> Painter:
    """Return a function that colours (style, text); styles: error, warning, hint, strong, quiet."""
    return _with_colour if colours else _without_colour


def _without_colour(_style: str, text: str) -> str:
    return text


def _with_colour(style: str, text: str) -> str:
    return f"{_STYLES[style]}{text}\x1b[0m"


def _words(language: Language) -> dict[str, Any]:
    return language.words("report")
