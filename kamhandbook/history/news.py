"""Closed iterations: what is new since the last one, and what changed within those before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from kamhandbook.content.fields import ContentField, fields_of
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.references import mentions, nameable
from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import Edition, cut
from kamhandbook.editions.redaction import Passage
from kamhandbook.history.changes import NO_NEWS, News
from kamhandbook.history.diff import Side, compare
from kamhandbook.history.matching import match
from kamhandbook.positions import ContentPath
from kamhandbook.reading.content_folder import Loaded


def older_editions(edition: Edition, loaded: Loaded) -> tuple[Edition, ...]:
    """Cut the closed iterations for an edition's audience, each by its own labels."""
    return tuple(cut(snapshot.handbook, edition.audience) for snapshot in loaded.snapshots)


def news_for(edition: Edition, loaded: Loaded, older: Sequence[Edition] = ()) -> News:
    """Tell what changed since the last closed iteration, as far as the edition's audience sees it.

    An older state is cut by its own labels and by today's: what is withheld now is not told from
    the past. Applicants are not told of iterations at all. ``older`` are the older editions where
    they are at hand.
    """
    snapshots = loaded.snapshots
    if not snapshots or not edition.sees(Audience.NEWCOMERS):
        return NO_NEWS
    now = Side(loaded.handbook, edition.hidden)
    past = [
        _side(snapshot.handbook, now, each.hidden)
        for snapshot, each in zip(snapshots, older or older_editions(edition, loaded), strict=True)
    ]
    earlier = [
        replace(
            compare(old, new, edition.language),
            since=before.number,
            until=after.number,
            closed_on=before.closed_on,
        )
        for (before, old), (after, new) in pairwise(zip(snapshots, past, strict=True))
    ]
    last = snapshots[-1]
    news = compare(past[-1], now, edition.language)
    return replace(
        news, since=last.number, closed_on=last.closed_on, earlier=tuple(reversed(earlier))
    )


def withheld_before(loaded: Loaded, older: Sequence[Edition]) -> tuple[Passage, ...]:
    """List the texts of older states that the audience of the older editions may not see.

    Their paths start with the file of the snapshot they stand in.
    """
    return tuple(
        replace(passage, path=(snapshot.path, *passage.path))
        for snapshot, each in zip(loaded.snapshots, older, strict=True)
        for passage in each.withheld
    )


def _side(old: Handbook, now: Side, hidden: frozenset[ContentPath]) -> Side:
    hidden |= frozenset(_hidden_by_now(old, now.handbook, now, (), ()))
    past, written = Side(old, hidden), tuple(mentions(old))
    gone = {
        target: _hidden_names(past, target) | _hidden_names(now, target)
        for target in {mention.target for mention in written}
    }
    return Side(old, hidden | {each.path for each in written if each.name in gone[each.target]})


def _hidden_names(side: Side, target: str) -> frozenset[str]:
    """Give the names that references to ``target`` may not use before the side's readers."""
    every = tuple(nameable(side.handbook, target))
    shown = frozenset(name for path, name in every if not side.hides(path))
    return frozenset(name for _, name in every) - shown


def _hidden_by_now(
    old: BaseModel, new: BaseModel, now: Side, old_path: ContentPath, new_path: ContentPath
) -> Iterator[ContentPath]:
    """Walk the places of an older state whose counterparts are hidden today."""
    for field in fields_of(type(new)):
        before, after = getattr(old, field.name), getattr(new, field.name)
        here, there = (*old_path, field.key), (*new_path, field.key)
        yield from _hidden_inside(before, after, now, here, there, field)


def _hidden_inside(
    old: Any, new: Any, now: Side, old_path: ContentPath, new_path: ContentPath, field: ContentField
) -> Iterator[ContentPath]:
    if new_path in now.hidden:
        yield old_path
    elif isinstance(old, BaseModel) and isinstance(new, BaseModel):
        yield from _hidden_by_now(old, new, now, old_path, new_path)
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from ((*old_path, key) for key in old if (*new_path, key) in now.hidden)
    elif field.holds_items:
        for i, j in match(old, new).pairs:
            here, there = (*old_path, i), (*new_path, j)
            yield from _hidden_inside(old[i], new[j], now, here, there, field)
