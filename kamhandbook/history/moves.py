"""What stands in one of two states only: new, gone, or moved to another place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.content.field_words import part_name
from kamhandbook.document.unmarked import unmarked
from kamhandbook.history.changes import Change, DiffPart
from kamhandbook.history.word_diff import difference
from kamhandbook.wording.language import Language


class OneSided(Struct, frozen=True):
    """Something added or removed.

    ``key`` is what it would be recognised by at another place, "" where nothing would do.
    """

    change: Change
    key: str
    is_hidden: bool


def with_moves(entries: Iterable[Change | OneSided], language: Language) -> Iterator[Change | str]:
    """Yield the changes in order, without what is hidden.

    What went at one place and came at another is one change, "moved". Where it may have come from
    or gone to several places, its name is yielded before the change.
    """
    entries = tuple(entries)
    removed, added = _by_key(entries, "removed"), _by_key(entries, "added")
    for entry in entries:
        if isinstance(entry, Change):
            yield entry
            continue
        before, after = removed.get(entry.key, []), added.get(entry.key, [])
        if len(before) == 1 and len(after) == 1 and _place(before[0]) != _place(after[0]):
            if entry is after[0] and not before[0].is_hidden and not entry.is_hidden:
                yield _moved(before[0].change, entry.change, language)
            continue
        if before and after and not entry.is_hidden:
            yield entry.change.name
        if not entry.is_hidden:
            yield entry.change


def _by_key(entries: Iterable[Change | OneSided], kind: str) -> dict[str, list[OneSided]]:
    by_key: dict[str, list[OneSided]] = {}
    for entry in entries:
        if isinstance(entry, OneSided) and entry.change.kind == kind and entry.key:
            by_key.setdefault(entry.key, []).append(entry)
    return by_key


def _place(one_sided: OneSided) -> tuple[object, ...]:
    change = one_sided.change
    return (change.part, change.kind_of, change.path[:-1])


def _moved(old: Change, new: Change, language: Language) -> Change:
    words: tuple[DiffPart, ...] = ()
    if new.is_answer and old.before != new.after:
        words = difference(unmarked(old.before), unmarked(new.after))
    if old.part == new.part:
        return replace(new, kind="moved", before=old.where, after=new.where, words=words)
    before, after = part_name(language, old.part), part_name(language, new.part)
    return replace(new, kind="moved", before=before, after=after, words=words)
