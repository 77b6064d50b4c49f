"""Less on a slide: fewer rows, fewer points, shorter excerpts, with a pointer to the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kamhandbook.document.blocks import (
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
from kamhandbook.document.commonmark import text_of
from kamhandbook.wording.language import Language

ELLIPSIS = " …"
EXCERPT, SHORTEST = 140, 40  # characters an excerpt keeps: at first, and if nothing else helps
ALL = 1_000_000  # more than anything has
Fits = Callable[[Blocks], bool]


@dataclass(frozen=True, slots=True)
class Cut:
    """How much is shown at the most: rows of tables, items of lists, characters of excerpts."""

    rows: int = ALL
    points: int = ALL
    text: int = ALL


@dataclass(frozen=True, slots=True)
class Omission:
    """What a slide shows in part: of what kind ("rows", "points", "text"), how much of it."""

    kind: str
    shown: int
    total: int


UNCUT = Cut()


@dataclass(frozen=True, slots=True)
class Pointer:
    """The line that says where the rest stands; ``page`` is the site page, "" for none to link."""

    page: str
    language: Language

    def to_entries(self, count: int) -> Paragraph:
        """Return the line below a table or list that leaves out ``count`` of its entries."""
        return self._line("more_row" if count == 1 else "more_rows", count=count)

    def to_text(self) -> Paragraph:
        """Return the line below a text that goes on."""
        return self._line("more_text")

    def _line(self, key: str, **values: object) -> Paragraph:
        text: Inline = Text(str(self.language.words("deck")[key]).format(**values))
        children = (Link((text,), self.page),) if self.page else (text,)
        return Paragraph(children, role="more")


def shown(blocks: Blocks, pointer: Pointer, cut: Cut = UNCUT) -> Blocks:
    """Return what a slide shows: no more than the template's limit, no more than the cut."""

    def show(block: Block) -> Blocks:
        limit = _most_shown(block, cut)
        if isinstance(block, Table) and limit < len(block.rows):
            pointer_line = pointer.to_entries(len(block.rows) - limit)
            return replace(block, rows=block.rows[:limit]), pointer_line
        if isinstance(block, ListBlock):
            return _list(block, limit, pointer, cut)
        if isinstance(block, Paragraph) and block.role == "excerpt" and _length(block) > cut.text:
            return _shortened((block,), cut.text), pointer.to_text()
        return (block,)

    return _map_blocks(blocks, show)


def cut_to_fit(blocks: Blocks, pointer: Pointer, fits: Fits) -> Cut:
    """Return the smallest cut with which blocks fit; the largest there is if they never do.

    First long excerpts lose words, then tables lose rows, lists points, and excerpts more words.
    """
    cut = UNCUT
    for kind, minimum in (("text", EXCERPT), ("rows", 1), ("points", 1), ("text", SHORTEST)):
        if fits(shown(blocks, pointer, cut)):
            break
        total = min(
            getattr(cut, kind), max((_size(block, kind) for block in leaves(blocks)), default=0)
        )
        if total > minimum:
            cut = _largest_cut(blocks, pointer, cut, kind, (minimum, total - 1), fits)
    return cut


def omissions(blocks: Blocks, cut: Cut) -> Iterator[Omission]:
    """Yield what a slide does not show of its blocks."""
    for block in leaves(blocks):
        limit = _most_shown(block, cut)
        if isinstance(block, Table) and limit < len(block.rows):
            yield Omission("rows", limit, len(block.rows))
        if isinstance(block, ListBlock) and limit < len(block.items):
            yield Omission("points", limit, len(block.items))
        if _size(block, "text") > cut.text:
            yield Omission("text", cut.text, _size(block, "text"))


def leaves(blocks: Blocks) -> Iterator[Block]:
    """Yield the blocks of a slide, those in columns instead of the columns."""
    for block in blocks:
        if isinstance(block, Columns):
            for column in block.columns:
                yield from leaves(column)
        else:
            yield block


def _largest_cut(
    blocks: Blocks, pointer: Pointer, cut: Cut, kind: str, bounds: tuple[int, int], fits: Fits
) -> Cut:
    """Return the cut that leaves as much of a kind as fits, at least the lower bound."""

    def cut_at(number: int) -> Cut:
        return replace(cut, **{kind: number})

    number = largest_fitting(*bounds, lambda number: fits(shown(blocks, pointer, cut_at(number))))
    return cut_at(number)


def largest_fitting(low: int, high: int, fits: Callable[[int], bool]) -> int:
    """Return the largest number from ``low`` to ``high`` that fits; ``low`` where none does."""
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _most_shown(block: Block, cut: Cut) -> int:
    """Return how many rows or items of a block are shown at the most."""
    if isinstance(block, Table):
        return min(block.slide_limit or ALL, cut.rows)
    return min(block.slide_limit or ALL, cut.points) if isinstance(block, ListBlock) else ALL


def _size(block: Block, kind: str) -> int:
    """Return how much of a kind a block has: rows, points, characters of its longest excerpt."""
    if kind == "rows" and isinstance(block, Table):
        return len(block.rows)
    if kind == "points" and isinstance(block, ListBlock):
        return len(block.items)
    if kind != "text" or getattr(block, "role", "") != "excerpt":
        return 0
    if isinstance(block, ListBlock):
        return max((len(text_of(item)) for item in block.items), default=0)
    return _length(block)


def _list(block: ListBlock, limit: int, pointer: Pointer, cut: Cut) -> Blocks:
    items = block.items[:limit]
    if block.role == "excerpt":
        items = tuple(
            (_shortened(item, cut.text),) if len(text_of(item)) > cut.text else item
            for item in items
        )
    hidden = len(block.items) - len(items)
    shown_list = replace(block, items=items)
    return (shown_list, pointer.to_entries(hidden)) if hidden else (shown_list,)


def _shortened(blocks: Blocks, characters: int) -> Paragraph:
    """Return a text cut at a space before so many characters."""
    head = " ".join(text_of(blocks).split())[:characters]
    words = head.rsplit(" ", 1)[0] if " " in head else head
    return Paragraph((Text(words.rstrip(" ,;:–-") + ELLIPSIS),))


def _length(block: Block) -> int:
    return len(text_of((block,)))


def _map_blocks(blocks: Blocks, change: Callable[[Block], Blocks]) -> Blocks:
    """Return blocks, each replaced by what ``change`` makes of it, inside columns too."""
    changed: list[Block] = []
    for block in blocks:
        if isinstance(block, Columns):
            columns = tuple(_map_blocks(column, change) for column in block.columns)
            changed.append(replace(block, columns=columns))
        else:
            changed.extend(change(block))
    return tuple(changed)
