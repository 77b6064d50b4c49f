"""What blocks and inlines hold, read once from the types of their fields.

A class declares what it holds by these types alone: ``Words``, a tuple of inlines or of blocks,
such tuples in tuples (items, rows of cells), or tuples of a Struct that declares the same.
Everything that goes through a tree is built on this, so that a new kind of block is gone through
as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from operator import is_
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.document.blocks import Block, Blocks, Inline, Inlines, Words

T = TypeVar("T")
BlocksChange = Callable[[Blocks], Blocks]
InlinesChange = Callable[[Inlines], Inlines]


class _Holding(Struct, frozen=True):
    """A field that holds something, in so many tuples around each group."""

    name: str
    kind: Literal["words", "inlines", "blocks", "entries"]
    depth: int = 0


def inside(
    part: Any,
    words: Callable[[str], T],
    inlines: Callable[[Inlines], T],
    blocks: Callable[[Blocks], T],
) -> list[T]:
    """Return what is made of everything that is directly inside a part, in the order it is read."""
    results: list[T] = []
    kind: Any = type(part)
    for holding in _holdings(kind):
        for group in _groups(getattr(part, holding.name), holding.depth):
            if holding.kind == "inlines":
                results.append(inlines(group))
            elif holding.kind == "blocks":
                results.append(blocks(group))
            elif holding.kind == "words":
                results.append(words(group))
            else:
                for entry in group:
                    results.extend(inside(entry, words, inlines, blocks))
    return results


def _groups(value: Any, depth: int) -> Iterable[Any]:
    """Return the groups that stand in so many tuples."""
    if not depth:
        return (value,)
    return value if depth == 1 else [group for row in value for group in _groups(row, depth - 1)]


def with_inside(part: T, blocks: BlocksChange, inlines: InlinesChange) -> T:
    """Return a part with all that is directly inside it changed, in the order it is read.

    It is the same part where nothing changes, which is most of the time.
    """

    kind: Any = type(part)
    change: Callable[[Any], Any]
    changes = {}
    for holding in _holdings(kind):
        if holding.kind == "words":
            continue
        if holding.kind == "inlines":
            change = inlines
        elif holding.kind == "blocks":
            change = blocks
        else:
            change = partial(mapped, lambda entry: with_inside(entry, blocks, inlines))
        before = getattr(part, holding.name)
        after = _changed(change, before, holding.depth)
        if after is not before:
            changes[holding.name] = after
    return replace(part, **changes) if changes else part  # type: ignore[type-var]


def _changed(change: Callable[[Any], Any], value: Any, depth: int) -> Any:
    """Return groups changed that stand in so many tuples."""
    if not depth:
        return change(value)
    return mapped(change if depth == 1 else lambda row: _changed(change, row, depth - 1), value)


def mapped(change: Callable[[T], T], parts: tuple[T, ...]) -> tuple[T, ...]:
    """Return parts changed one by one; the same tuple where none changes."""
    changed = tuple(map(change, parts))
    return parts if all(map(is_, changed, parts)) else changed


@cache
def _holdings(kind: type) -> tuple[_Holding, ...]:
    """Return the fields of a class that hold something."""
    hints = get_type_hints(kind, include_extras=True)
    read = (_holding(name, hint) for name, hint in hints.items())
    return tuple(holding for holding in read if holding)


def _holding(name: str, hint: Any) -> _Holding | None:
    if hint == Words:
        return _Holding(name, "words")
    depth = -1
    while get_origin(hint) is tuple and get_args(hint)[1:] == (Ellipsis,):
        hint, depth = get_args(hint)[0], depth + 1
    if depth < 0:
        return None
    if hint == Inline:
        return _Holding(name, "inlines", depth)
    if hint == Block:
        return _Holding(name, "blocks", depth)
    is_entry = isinstance(hint, type) and issubclass(hint, Struct) and bool(_holdings(hint))
    return _Holding(name, "entries", depth) if is_entry else None
