"""What an import would do, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kamhandbook.questionnaire.merge import Merge
from kamhandbook.wording.messages import wording

_LONGEST = 60


def told(outcome: Merge) -> str:
    """Tell what is taken over and what is not, and why."""
    return "\n".join(_lines(outcome)) or str(_words()["nothing"])


def _lines(outcome: Merge) -> Iterator[str]:
    words = _words()
    if outcome.taken:
        number = "one" if len(outcome.taken) == 1 else "many"
        yield words["changes"][number].format(n=len(outcome.taken))
    for change in outcome.taken:
        key = "change" if change.before else "change_new"
        before, after = _difference(change.before, change.after)
        yield words[key].format(where=change.where, before=before, after=after)
    if outcome.conflicts:
        yield words["conflicts"]
    for conflict in outcome.conflicts:
        ours, theirs = _difference(conflict.ours, conflict.theirs)
        yield words["conflict"].format(where=conflict.where, ours=ours, theirs=theirs)
    if outcome.refused:
        yield words["problems"]
    for refused in outcome.refused:
        yield words["problem"].format(
            where=refused.where,
            cell=refused.cell,
            message=refused.message,
            next_step=refused.next_step,
        )
    if outcome.cleared:
        yield words["cleared"]
    yield from (words["cleared_one"].format(where=where) for where in outcome.cleared)


def _difference(before: str, after: str) -> tuple[str, str]:
    """Shorten two texts to where they differ."""
    flat_before, flat_after = _flat(before), _flat(after)
    same = 0
    for a, b in zip(flat_before, flat_after, strict=False):
        if a != b:
            break
        same += 1
    start = max(same - 20, 0) if max(len(flat_before), len(flat_after)) > _LONGEST else 0
    return _shortened(flat_before, start), _shortened(flat_after, start)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _shortened(text: str, start: int) -> str:
    cut = text[start : start + _LONGEST]
    head = "…" if start and cut else ""
    tail = "…" if start + _LONGEST < len(text) else ""
    return f"„{head}{cut}{tail}“"


def _words() -> dict[str, Any]:
    return wording("questionnaire")
