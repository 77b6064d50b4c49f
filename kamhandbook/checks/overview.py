"""Findings in the order people work on them: by dimension, worst first, the same advice once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from kamhandbook.checks.texts import page_of, part_name, part_page, reason, title
from kamhandbook.content.handbook import FILES, file_name
from kamhandbook.findings import Finding, Severity
from kamhandbook.wording.language import Language
from kamhandbook.wording.numbers import plural

OTHER = "other"  # whatever stands in no file of the answers: the brand, the project's own files
PARTS = (*FILES, OTHER)
_PART_OF_FILE = {file_name(part): part for part in FILES}


_SEVERAL = 4  # findings of one kind, from which on they are told in one line
_RUNS = 24  # lines, or runs of them, that one line names


class Told(Struct, frozen=True):
    """One line of a report: a finding, or several of one kind; ``finding`` is the first."""

    message: str
    finding: Finding
    count: int = 1


class Topic(Struct, frozen=True):
    """Findings of one part that one piece of advice answers, say three criteria without a source.

    ``title`` is the check's, "" for a problem of reading; ``because`` the pitfall or order reason
    in words; ``page`` the site page concerned, "" without one. ``told`` are the findings as a
    report tells them: many of one kind in one line. ``harm`` says how much harm it does among
    findings of its severity, 0 the most.
    """

    code: str
    severity: Severity
    title: str
    consequence: str
    next_step: str
    because: str
    page: str
    findings: tuple[Finding, ...]
    told: tuple[Told, ...] = ()
    harm: int = 0


class PartFindings(Struct, frozen=True):
    """What was found in one part of the handbook, worst first; ``page`` is "" without one."""

    part: str
    name: str
    page: str
    topics: tuple[Topic, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of the group, in the order of its topics."""
        return tuple(finding for topic in self.topics for finding in topic.findings)


def by_dimension(findings: Iterable[Finding], language: Language) -> tuple[PartFindings, ...]:
    """Group findings by dimension, in the handbook's order; only groups that have some."""
    parts: dict[str, list[Finding]] = {part: [] for part in PARTS}
    for finding in findings:
        parts[part_of(finding)].append(finding)
    return tuple(
        PartFindings(
            part,
            part_name(language, part),
            part_page(language, part),
            _topics(part, part_findings, language),
        )
        for part, part_findings in parts.items()
        if part_findings
    )


def part_of(finding: Finding) -> str:
    """Return the part of the handbook a finding is about, else of the file it stands in."""
    return finding.dimension or _part_of_path(finding.position.path)


def counted(findings: Iterable[Finding]) -> Mapping[Severity, int]:
    """Return the number of findings by severity, the accepted ones left out."""
    counts = Counter(finding.severity for finding in findings if not finding.accepted)
    return {severity: counts[severity] for severity in Severity}


def _part_of_path(path: str) -> str:
    folder, _, name = path.rpartition("/")
    if folder.endswith("iterations"):
        return "introduction"
    return _PART_OF_FILE.get(name, OTHER)


def _topics(part: str, findings: Iterable[Finding], language: Language) -> tuple[Topic, ...]:
    """Put findings with the same advice together, where the first of them would stand."""
    worst_first = sorted(
        findings,
        key=lambda finding: (
            finding.severity.rank,
            harm_of(finding, language),
            finding.position,
            finding.code,
            finding.message,
        ),
    )
    by_advice: dict[tuple[object, ...], list[Finding]] = {}
    for finding in worst_first:
        advice = (finding.severity, finding.code, finding.consequence, finding.next_step)
        by_advice.setdefault(advice, []).append(finding)
    return tuple(_topic(part, alike, language) for alike in by_advice.values())


def harm_of(finding: Finding, language: Language) -> int:
    """Return how much harm a finding does among those of its severity, 0 the most.

    What cannot be read hides all else; a pitfall wrecks an introduction; an order that is not kept
    costs work twice; what is only incomplete is seen by everybody who reads the handbook.
    """
    if not title(language, finding.code):
        return 0
    if any(finding.because == pitfall.id for pitfall in language.catalogue.pitfalls):
        return 1
    return 2 if finding.because else 3


def _topic(part: str, findings: list[Finding], language: Language) -> Topic:
    first = findings[0]
    return Topic(
        code=first.code,
        severity=first.severity,
        title=title(language, first.code),
        consequence=first.consequence,
        next_step=first.next_step,
        because=reason(language, first.because),
        page=page_of(language, first.code) or part_page(language, part),
        findings=tuple(findings),
        told=tuple(_told(findings, language)),
        harm=harm_of(first, language),
    )


def _told(findings: list[Finding], language: Language) -> Iterator[Told]:
    """Yield the lines of a report; each place of a group is a line of the same file."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.position.path, []).append(finding)
    for alike in by_file.values():
        lines = sorted({finding.position.line for finding in alike})
        what = _several(alike, language)
        if what and len(lines) == len(alike) >= _SEVERAL:
            yield Told(_at_lines(what, lines, language), alike[0], len(alike))
        else:
            yield from (Told(finding.message, finding) for finding in alike)


def _several(findings: list[Finding], language: Language) -> str:
    """Return what findings of one kind are called together; "" where each says its own."""
    words, first, n = language.words("report"), findings[0], len(findings)
    if first.code in words["several"]:
        return str(words["several"][first.code]).format(n=n)
    if all(finding.message == first.message for finding in findings):
        return str(words["several_same"]).format(n=n, message=first.message.rstrip("."))
    name = title(language, first.code)
    return str(words["several_of"]).format(n=n, title=name) if name else ""


def _runs(lines: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of lines that follow each other."""
    first = last = lines[0]
    for line in lines[1:]:
        if line > last + 1:
            yield first, last
            first = line
        last = line
    yield first, last


def _at_lines(what: str, lines: list[int], language: Language) -> str:
    words = language.words("report")
    runs = list(_runs(lines))
    more = sum(last - first + 1 for first, last in runs[_RUNS:])
    numbers = ", ".join(
        f"{first}–{last}" if last - first > 1 else ", ".join(map(str, range(first, last + 1)))
        for first, last in runs[:_RUNS]
    )
    if more > 0:
        numbers += plural(language, more, words["several_more"]).format(n=more)
    forms = words["several_at"]
    return plural(language, len(lines), forms).format(what=what, lines=numbers)
