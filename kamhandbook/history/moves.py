"""What stands on one side of a comparison only: new, gone, or moved to another place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kamhandbook.content.field_words import part_name
from kamhandbook.history.changes import Change, Words
from kamhandbook.history.word_diff import difference, readable
from kamhandbook.wording.language import Language


@dataclass(frozen=True, slots=True)
class Lone:
    """Something added or removed; ``key`` is what it would be told by elsewhere, "" for nothing."""

    change: Change
    key: str
    is_hidden: bool


def with_moves(found: Iterable[Change | Lone], language: Language) -> Iterator[Change | str]:
    """Join what went at one place and came at another; leave out what is hidden.

    Gives changes in order, and the name of what might have been moved to several places.
    """
    found = tuple(found)
    removed, added = _by_key(found, "removed"), _by_key(found, "added")
    for each in found:
        if isinstance(each, Change):
            yield each
            continue
        before, after = removed.get(each.key, []), added.get(each.key, [])
        if len(before) == 1 and len(after) == 1 and _place(before[0]) != _place(after[0]):
            if each is after[0] and not before[0].is_hidden and not each.is_hidden:
                yield _moved(before[0].change, each.change, language)
            continue
        if before and after and not each.is_hidden:
            yield each.change.name
        if not each.is_hidden:
            yield each.change


def _by_key(found: Iterable[Change | Lone], kind: str) -> dict[str, list[Lone]]:
    lone: dict[str, list[Lone]] = {}
    for each in found:
        if isinstance(each, Lone) and each.change.kind == kind and each.key:
            lone.setdefault(each.key, []).append(each)
    return lone


def _place(lone: Lone) -> tuple[object, ...]:
    change = lone.change
    return (change.part, change.kind_of, change.path[:-1])


def _moved(old: Change, new: Change, language: Language) -> Change:
    words: tuple[Words, ...] = ()
    if new.is_answer and old.before != new.after:
        words = difference(readable(old.before), readable(new.after))
    if old.part == new.part:
        return replace(new, kind="moved", before=old.where, after=new.where, words=words)
    before, after = part_name(language, old.part), part_name(language, new.part)
    return replace(new, kind="moved", before=before, after=after, words=words)
