"""What an import would do, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kamhandbook.questionnaire.filled_workbook import Stray
from kamhandbook.questionnaire.merge import Conflict, Merge
from kamhandbook.wording.language import Language
from kamhandbook.wording.numbers import plural

_LONGEST = 60


def summary(outcome: Merge, language: Language) -> str:
    """Return what is taken over and what is not, and why, one line each."""
    lines = "\n".join(_lines(outcome, language))
    if lines or outcome.deletions:
        return lines
    return str(language.words("questionnaire")["nothing"])


def _lines(outcome: Merge, language: Language) -> Iterator[str]:
    words = language.words("questionnaire")
    if outcome.edits:
        count = len(outcome.edits)
        yield plural(language, count, words["changes"]).format(n=count)
    for edit in outcome.edits:
        key = "change" if edit.before else "change_new"
        before, after = _difference(edit.before, edit.after)
        yield words[key].format(where=edit.where, before=before, after=after)
    yield from _conflicts(outcome.conflicts, words["conflicts"], words)
    yield from _conflicts(outcome.covered, words["covered"], words)
    if outcome.refusals:
        yield words["problems"]
    for refusal in outcome.refusals:
        yield words["problem"].format(
            where=refusal.where,
            cell=refusal.cell,
            message=refusal.message,
            next_step=refusal.next_step,
        )
    yield from _strays(outcome.strays, words)
    if outcome.cleared:
        yield words["cleared"]
    yield from (words["cleared_one"].format(where=where) for where in outcome.cleared)
    if outcome.notes:
        yield words["notes"]
    yield from (words["note"].format(note=note) for note in outcome.notes)


def deletions(outcome: Merge, language: Language) -> str:
    """Return what was emptied or deleted in the workbook, one line each; "" for nothing."""
    words = language.words("questionnaire")
    if not outcome.deletions:
        return ""
    lines = [words["deletions"]]
    for edit in outcome.deletions:
        key = "deletion_item" if edit.removes else "deletion_text"
        before, _ = _difference(edit.before, "")
        lines.append(words[key].format(where=edit.where, before=before))
    return "\n".join(lines)


def _strays(strays: Sequence[Stray], words: Mapping[str, Any]) -> Iterator[str]:
    """Yield the cells that belong to nothing, by reason."""
    by_reason: dict[str, list[Stray]] = {}
    for stray in strays:
        by_reason.setdefault(stray.why, []).append(stray)
    for why, found in by_reason.items():
        yield words["strays"][why]
        for stray in found:
            text, _ = _difference(stray.text, "")
            yield words["stray_on_sheet" if why == "drawn" else "stray"].format(
                cell=stray.at, text=text
            )


def _conflicts(
    conflicts: Sequence[Conflict], heading: str, words: Mapping[str, Any]
) -> Iterator[str]:
    if conflicts:
        yield heading
    for conflict in conflicts:
        in_handbook, in_workbook = _difference(conflict.in_handbook, conflict.in_workbook)
        yield words["conflict"].format(where=conflict.where, ours=in_handbook, theirs=in_workbook)


def _difference(before: str, after: str) -> tuple[str, str]:
    """Shorten two texts to where they differ."""
    flat_before, flat_after = _flat(before), _flat(after)
    common = 0
    for a, b in zip(flat_before, flat_after, strict=False):
        if a != b:
            break
        common += 1
    # A little of what is equal stands before the difference, so that readers find the place.
    start = max(common - 20, 0) if max(len(flat_before), len(flat_after)) > _LONGEST else 0
    return _shortened(flat_before, start), _shortened(flat_after, start)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _shortened(text: str, start: int) -> str:
    excerpt = text[start : start + _LONGEST]
    head = "…" if start and excerpt else ""
    tail = "…" if start + _LONGEST < len(text) else ""
    return f"„{head}{excerpt}{tail}“"
