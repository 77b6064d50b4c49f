"""Which item of an older list is which of a newer one, however both are ordered.

The same identity (see ``identity``) is the same item. What is left over is the same item under a
new name when everything else about it is equal and nothing else could have become it; a sentence
that reads alike is the same sentence, changed. What stays doubtful is reported as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from pydantic import BaseModel

from kamhandbook.content.base import LABEL_FIELD, Content
from kamhandbook.content.goals import Goal
from kamhandbook.content.identity import fold, identity, identity_field, name
from kamhandbook.content.introduction import Member

_ALIKE = 0.6  # how much of a sentence must be common for it to be the same one, changed
_NEARLY = 0.5  # how much of an item must be common for a doubt


@dataclass(slots=True)
class Matches:
    """Pairs of indexes (old, new), and what has no counterpart.

    ``renamed`` are the pairs found by everything but the name; ``twice`` are names that stand more
    than once, ``doubts`` pairs of names that might be one item renamed.
    """

    pairs: list[tuple[int, int]] = field(default_factory=list)
    renamed: set[tuple[int, int]] = field(default_factory=set)
    removed: list[int] = field(default_factory=list)
    added: list[int] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)


def match(old: Sequence[BaseModel], new: Sequence[BaseModel]) -> Matches:
    """Return which items of two lists of one kind are the same, and which stand alone."""
    matches = Matches()
    _by_identity(old, new, matches)
    paired_old = {i for i, _ in matches.pairs}
    paired_new = {j for _, j in matches.pairs}
    matches.removed = [i for i in range(len(old)) if i not in paired_old]
    matches.added = [j for j in range(len(new)) if j not in paired_new]
    _by_content(old, new, matches)
    matches.pairs.sort(key=lambda pair: pair[1])
    return matches


def _by_identity(old: Sequence[BaseModel], new: Sequence[BaseModel], matches: Matches) -> None:
    old_groups, new_groups = _grouped(old), _grouped(new)
    for key, before in old_groups.items():
        after = list(new_groups.get(key, ()))
        unpaired = []
        for i in before:
            equal = next((j for j in after if new[j] == old[i]), None)
            if equal is None:
                unpaired.append(i)
            else:
                after.remove(equal)
                matches.pairs.append((i, equal))
        if unpaired and after and max(len(unpaired), len(after)) > 1:
            matches.twice.append(name(old[before[0]]))
        matches.pairs += zip(unpaired, after, strict=False)


def _grouped(items: Sequence[BaseModel]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        groups[identity(item)].append(index)
    return groups


def _by_content(old: Sequence[BaseModel], new: Sequence[BaseModel], matches: Matches) -> None:
    """Pair renamed items and changed sentences among what is left over."""
    candidates = [
        (i, j)
        for i in matches.removed
        for j in matches.added
        if _is_renamed(old[i], new[j]) or _is_alike(old[i], new[j])
    ]
    for i, j in candidates:
        rivals = [pair for pair in candidates if (pair[0] == i) != (pair[1] == j)]
        if rivals:
            matches.doubts.append((name(old[i]), name(new[j])))
            continue
        matches.pairs.append((i, j))
        matches.removed.remove(i)
        matches.added.remove(j)
        if _is_renamed(old[i], new[j]) and not _is_sentence(old[i]):
            matches.renamed.add((i, j))
    for i in matches.removed:
        for j in matches.added:
            if (i, j) not in candidates and _is_doubtful(old[i], new[j]):
                matches.doubts.append((name(old[i]), name(new[j])))


def _is_renamed(old: BaseModel, new: BaseModel) -> bool:
    """Whether two items are equal but for the name, and that is enough to go by."""
    filled_fields = _fields_beside_name(old)
    if not identity(old) or not identity(new) or filled_fields != _fields_beside_name(new):
        return False
    is_enough = len(filled_fields) >= 2 and not isinstance(
        old, Member
    )  # two people may do the same
    return is_enough or _share_in_common(name(old), name(new)) >= _NEARLY


def _is_alike(old: BaseModel, new: BaseModel) -> bool:
    """Whether two sentences read alike; one with an id is another one all the same."""
    if not _is_sentence(old) or (isinstance(old, Goal) and old.id):
        return False
    return _share_in_common(name(old), name(new)) >= _ALIKE


def _is_sentence(item: BaseModel) -> bool:
    return isinstance(item, Content) and item.is_sentence


def _is_doubtful(old: BaseModel, new: BaseModel) -> bool:
    """Whether an item might have been renamed and changed at once."""
    before, after = _fields_beside_name(old), _fields_beside_name(new)
    common_keys = set(before) & set(after)
    is_enough = len(common_keys) >= 2 and not isinstance(old, Member)
    if not is_enough and _share_in_common(name(old), name(new)) < _ALIKE:
        return False
    equal = sum(before[key] == after[key] for key in common_keys)
    return bool(common_keys) and equal >= max(1, _NEARLY * max(len(before), len(after)))


def _fields_beside_name(item: BaseModel) -> dict[str, object]:
    """Return the fields that are filled in beside the name, by key."""
    skipped = {identity_field(item), LABEL_FIELD}
    filled = item.model_dump(exclude_defaults=True)
    return {key: value for key, value in filled.items() if key not in skipped}


def _share_in_common(old: str, new: str) -> float:
    """Return how much of two texts is common, from 0 to 1, by words."""
    before, after = fold(old).split(), fold(new).split()
    return SequenceMatcher(None, before, after, autojunk=False).ratio()
