"""A content file with what can be mended for certain; all else stays as it is, byte by byte.

A remedy counts when the file, read again, has fewer problems than before; one that has not is left
out. A file that cannot be read at all has more problems than any that can.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from kamhandbook.findings import Finding, Replacement
from kamhandbook.reading.syntax.lines import offset_of

#: The problems of a text, and whether it can be read at all.
Problems = Callable[[str], tuple[tuple[Finding, ...], bool]]

_DEPTH = 3  # groups in groups whose keys are mended along with theirs
_ROUNDS = 200  # remedies of one file that are tried one after the other


class Mended(Struct, frozen=True):
    """A text with its remedies, in the order of their places; () where nothing could be mended."""

    text: str
    changes: tuple[Replacement, ...] = ()


def mended(text: str, problems: Problems) -> Mended:
    """Return a text with every remedy that leaves it with fewer problems."""
    whole = _all_at_once(text, problems)
    if whole.changes and not any(finding.remedy for finding in problems(whole.text)[0]):
        return whole
    step = _one_by_one(whole, problems)
    return step if _badness(step.text, problems) < _badness(text, problems) else Mended(text)


def with_replacement(text: str, replacement: Replacement) -> tuple[str, Replacement] | None:
    """Return a text with one place replaced, and what stood there; None where it does not."""
    start = offset_of(text, replacement.at)
    for old in (replacement.old, f'"{replacement.old}"', f"'{replacement.old}'"):
        if replacement.old and text.startswith(old, start):
            changed = text[:start] + replacement.new + text[start + len(old) :]
            return changed, Replacement(replacement.at, old, replacement.new)
    return None


def with_replacements(text: str, replacements: Iterable[Replacement]) -> Mended | None:
    """Return a text with all places replaced; None where one of them does not stand there."""
    changes: list[Replacement] = []
    for replacement in sorted(replacements, key=lambda each: each.at, reverse=True):
        result = with_replacement(text, replacement)
        if result is None:
            return None
        text = result[0]
        changes.insert(0, result[1])
    return Mended(text, tuple(changes))


def _all_at_once(text: str, problems: Problems) -> Mended:
    """Return a text with all its remedies, where each of them mends its problem."""
    findings, is_readable = problems(text)
    mendable = [finding for finding in findings if finding.remedy]
    remedies = {remedy for finding in mendable for remedy in finding.remedy}
    lines = {remedy.at.line for remedy in remedies}
    if not mendable or not is_readable or len(lines) < len(remedies):
        return Mended(text)
    result = with_replacements(text, remedies)
    if result is None or not problems(result.text)[1]:
        return Mended(text)
    is_better = len(problems(result.text)[0]) <= len(findings) - len(mendable)
    return result if is_better else Mended(text)


def _one_by_one(before: Mended, problems: Problems) -> Mended:
    result = before
    refused: set[Finding] = set()
    for _ in range(_ROUNDS):
        findings, _is_readable = problems(result.text)
        finding = next((f for f in findings if f.remedy and f not in refused), None)
        if finding is None:
            break
        step = _step(result, finding, problems, _DEPTH)
        if step:
            result = step
        else:
            refused.add(finding)
    return Mended(result.text, tuple(sorted(result.changes, key=lambda change: change.at)))


def _step(before: Mended, finding: Finding, problems: Problems, depth: int) -> Mended | None:
    """Return a text with one problem mended; None where it has as many problems as before.

    A key that is spelled well at last shows what is wrong below it: that is mended along with it.
    Behind a mistake of syntax the next one shows.
    """
    findings, was_readable = problems(before.text)
    replaced = with_replacements(before.text, finding.remedy)
    if replaced is None:
        return None
    result = Mended(replaced.text, (*before.changes, *replaced.changes))
    found, is_readable = problems(result.text)
    if not was_readable:
        moved = is_readable or min(f.position for f in found) > finding.position
        return result if moved else None
    for shown in [f for f in found if f not in findings and f.remedy] if depth else ():
        result = _step(result, shown, problems, depth - 1) or result
    left, is_readable = problems(result.text)
    return result if is_readable and len(left) < len(findings) else None


def _badness(text: str, problems: Problems) -> tuple[bool, int]:
    findings, is_readable = problems(text)
    return not is_readable, len(findings)
