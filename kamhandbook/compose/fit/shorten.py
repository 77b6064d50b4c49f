"""Less on a slide: fewer rows, fewer points, shorter excerpts, with a pointer to the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from kamhandbook.document import (
    Block,
    Blocks,
    Columns,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Table,
    Text,
)
from kamhandbook.messages import wording
from kamhandbook.prose import text_of

ELLIPSIS = " …"
EXCERPT, SHORTEST = 140, 40  # characters an excerpt keeps: at first, and if nothing else helps
Fits = Callable[[Blocks], bool]


@dataclass(frozen=True, slots=True)
class Shortened:
    """What is left of a slide's blocks, and what was taken: (kind, shown, total) each."""

    blocks: Blocks
    taken: tuple[tuple[str, int, int], ...] = ()


def limited(blocks: Blocks, page: str) -> Shortened:
    """Keep to the most rows and items that a template wants on a slide."""
    taken: list[tuple[str, int, int]] = []

    def limit(block: Block) -> Blocks:
        if isinstance(block, Table) and 0 < block.most < len(block.rows):
            taken.append(("rows", block.most, len(block.rows)))
            return _rows(block, block.most, page)
        if isinstance(block, ListBlock) and 0 < block.most < len(block.items):
            taken.append(("points", block.most, len(block.items)))
            return _points(block, block.most, page)
        return (block,)

    return Shortened(_each(blocks, limit), tuple(taken))


def shortened(blocks: Blocks, page: str, fits: Fits) -> Shortened:
    """Take words of excerpts, rows and points until the blocks fit or nothing is left to take."""
    taken: list[tuple[str, int, int]] = []
    for each in _cuts(blocks, page):
        if fits(blocks):
            break
        if each.total > each.least:
            shown = _largest(blocks, each, fits)
            blocks = each.cut(blocks, shown)
            taken.append((each.kind, shown, each.total))
    return Shortened(blocks, tuple(taken))


def _largest(blocks: Blocks, what: Take, fits: Fits) -> int:
    """Find how much may stay: as much as fits, at least ``what.least``."""
    low, high = what.least, what.total - 1
    while low < high:
        middle = (low + high + 1) // 2
        if fits(what.cut(blocks, middle)):
            low = middle
        else:
            high = middle - 1
    return low


Cut = Callable[[Blocks, int], Blocks]


@dataclass(frozen=True, slots=True)
class Take:
    """Something that may be taken from: ``total`` pieces, of which ``least`` must stay."""

    kind: str
    cut: Cut
    total: int
    least: int = 1


def _cuts(blocks: Blocks, page: str) -> Iterator[Take]:
    """Walk what may be taken, the least loss first: long excerpts, long tables, points."""
    yield from _excerpts(blocks, page, EXCERPT)
    for table in sorted(_all(blocks, Table), key=lambda each: -len(each.rows)):
        yield Take("rows", _cutter(table, lambda t, n: _rows(t, n, page)), len(table.rows))
    for items in _all(blocks, ListBlock):
        yield Take("points", _cutter(items, lambda b, n: _points(b, n, page)), len(items.items))
    yield from _excerpts(blocks, page, SHORTEST)


def _excerpts(blocks: Blocks, page: str, least: int) -> Iterator[Take]:
    lists = [each for each in _all(blocks, ListBlock) if each.role == "excerpt"]
    longest = max((len(text_of(item)) for each in lists for item in each.items), default=0)
    if longest:
        yield Take("text", _shorter_items, longest, least)
    for text in _all(blocks, Paragraph):
        if text.role == "excerpt":
            cut = _cutter(text, lambda p, n: _words(p, n, page))
            yield Take("text", cut, len(text_of((text,))), least)


def _cutter(target: Block, cut: Callable[[Any, int], Blocks]) -> Cut:
    """Make a cut of one block; the block is told by identity, so that twins are not cut too."""

    def apply(blocks: Blocks, number: int) -> Blocks:
        return _each(blocks, lambda each: cut(each, number) if each is target else (each,))

    return apply


def _shorter_items(blocks: Blocks, number: int) -> Blocks:
    """Shorten every item of excerpt lists to so many characters."""

    def shorter(block: Block) -> Blocks:
        if not isinstance(block, ListBlock) or block.role != "excerpt":
            return (block,)
        items = tuple((_shortened_text(item, number),) for item in block.items)
        return (replace(block, items=items),)

    return _each(blocks, shorter)


def _rows(table: Table, shown: int, page: str) -> Blocks:
    hidden = len(table.rows) - shown
    return replace(table, rows=table.rows[:shown], most=0), _more(hidden, page)


def _points(items: ListBlock, shown: int, page: str) -> Blocks:
    hidden = len(items.items) - shown
    return replace(items, items=items.items[:shown], most=0), _more(hidden, page)


def _words(text: Paragraph, shown: int, page: str) -> Blocks:
    return _shortened_text((text,), shown), _link("more_text", page)


def _shortened_text(blocks: Blocks, characters: int) -> Paragraph:
    """Cut a text at a space before so many characters."""
    text = " ".join(text_of(blocks).split())
    if len(text) <= characters:
        kept = text
    else:
        head = text[:characters]
        kept = (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:–-") + ELLIPSIS
    return Paragraph((Text(kept),))


def _more(count: int, page: str) -> Paragraph:
    return _link("more_row" if count == 1 else "more_rows", page, count=count)


def _link(key: str, page: str, **values: object) -> Paragraph:
    text: Inline = Text(str(wording("deck")[key]).format(**values))
    return Paragraph((Link((text,), page),) if page else (text,), role="more")


def _each(blocks: Blocks, change: Callable[[Block], Blocks]) -> Blocks:
    """Change every block, inside columns too."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Columns):
            columns = tuple(_each(column, change) for column in block.columns)
            made.append(replace(block, columns=columns))
        else:
            made.extend(change(block))
    return tuple(made)


Kind = TypeVar("Kind", bound=Block)


def leaves(blocks: Blocks) -> Iterator[Block]:
    """Walk the blocks of a slide, those in columns instead of the columns."""
    for block in blocks:
        if isinstance(block, Columns):
            for column in block.columns:
                yield from leaves(column)
        else:
            yield block


def _all(blocks: Blocks, kind: type[Kind]) -> Iterator[Kind]:
    return (block for block in leaves(blocks) if isinstance(block, kind))
