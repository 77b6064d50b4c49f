"""Closed iterations: what is new since the last one, and what changed within those before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from msgspec.structs import replace
from pydantic import BaseModel

from kamhandbook.content.fields import ContentField, fields_of
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.references import mentions, nameable
from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import Edition, cut
from kamhandbook.editions.redaction import Passage
from kamhandbook.history.changes import NO_NEWS, News
from kamhandbook.history.diff import compare
from kamhandbook.history.matching import match
from kamhandbook.history.states import State
from kamhandbook.positions import ContentPath
from kamhandbook.reading.content_folder import Loaded


def older_editions(edition: Edition, loaded: Loaded) -> tuple[Edition, ...]:
    """Return the closed iterations cut for an edition's audience, each by its own labels."""
    return tuple(cut(snapshot.handbook, edition.audience) for snapshot in loaded.snapshots)


def news_for(edition: Edition, loaded: Loaded, older: Sequence[Edition] = ()) -> News:
    """Return what changed since the last closed iteration, as far as the audience sees it.

    An older state is cut by its own labels and by today's: what is withheld now is not told from
    the past. Applicants are not told of iterations at all. ``older`` are the older editions where
    they are at hand.
    """
    snapshots = loaded.snapshots
    if not snapshots or not edition.sees(Audience.NEWCOMERS):
        return NO_NEWS
    now = State(loaded.handbook, edition.hidden)
    states = [
        _state_as_seen_today(snapshot.handbook, now, edition_then.hidden)
        for snapshot, edition_then in zip(
            snapshots, older or older_editions(edition, loaded), strict=True
        )
    ]
    earlier = [
        replace(
            compare(old, new, edition.language),
            since=before.number,
            until=after.number,
            closed_on=before.closed_on,
        )
        for (before, old), (after, new) in pairwise(zip(snapshots, states, strict=True))
    ]
    last = snapshots[-1]
    news = compare(states[-1], now, edition.language)
    return replace(
        news, since=last.number, closed_on=last.closed_on, earlier=tuple(reversed(earlier))
    )


def withheld_before(loaded: Loaded, older: Sequence[Edition]) -> tuple[Passage, ...]:
    """Return the texts of older states that the audience of the older editions may not see.

    Their paths start with the file of the snapshot they stand in.
    """
    return tuple(
        replace(passage, path=(snapshot.path, *passage.path))
        for snapshot, edition in zip(loaded.snapshots, older, strict=True)
        for passage in edition.withheld
    )


def _state_as_seen_today(old: Handbook, now: State, hidden: frozenset[ContentPath]) -> State:
    hidden |= frozenset(_hidden_by_now(old, now.handbook, now, (), ()))
    state, references = State(old, hidden), tuple(mentions(old))
    hidden_names = {
        target: _hidden_names(state, target) | _hidden_names(now, target)
        for target in {mention.target for mention in references}
    }
    return State(
        old,
        hidden
        | {mention.path for mention in references if mention.name in hidden_names[mention.target]},
    )


def _hidden_names(state: State, target: str) -> frozenset[str]:
    """Return the names that references to ``target`` may not show to the state's readers."""
    names = tuple(nameable(state.handbook, target))
    visible = frozenset(name for path, name in names if not state.hides(path))
    return frozenset(name for _, name in names) - visible


def _hidden_by_now(
    old: BaseModel, new: BaseModel, now: State, old_path: ContentPath, new_path: ContentPath
) -> Iterator[ContentPath]:
    """Yield the places of an older state whose counterparts are hidden today."""
    for field in fields_of(type(new)):
        before, after = getattr(old, field.name), getattr(new, field.name)
        old_field_path, new_field_path = (*old_path, field.key), (*new_path, field.key)
        yield from _hidden_inside(before, after, now, old_field_path, new_field_path, field)


def _hidden_inside(
    old: Any,
    new: Any,
    now: State,
    old_path: ContentPath,
    new_path: ContentPath,
    field: ContentField,
) -> Iterator[ContentPath]:
    if new_path in now.hidden:
        yield old_path
    elif isinstance(old, BaseModel) and isinstance(new, BaseModel):
        yield from _hidden_by_now(old, new, now, old_path, new_path)
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from ((*old_path, key) for key in old if (*new_path, key) in now.hidden)
    elif field.holds_items:
        for i, j in match(old, new).pairs:
            old_item_path, new_item_path = (*old_path, i), (*new_path, j)
            yield from _hidden_inside(old[i], new[j], now, old_item_path, new_item_path, field)
