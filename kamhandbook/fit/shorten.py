"""Less on a slide: fewer rows, fewer points, shorter excerpts, with a pointer to the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.document.blocks import (
    Blocks,
    Columns,
    Figure,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Table,
    Text,
)
from kamhandbook.document.commonmark import text_of
from kamhandbook.fit.slide_blocks import (
    SlideBlock,
    SlideBlocks,
    SlideLeaf,
    leaves,
    slide_blocks,
)
from kamhandbook.wording.language import Language
from kamhandbook.wording.numbers import plural

ELLIPSIS = " …"
EXCERPT, SHORTEST = 140, 40  # characters an excerpt keeps: at first, and if nothing else helps
ALL = 1_000_000  # more than anything has
Fits = Callable[[SlideBlocks], bool]


class Cut(Struct, frozen=True):
    """How much is shown at the most: rows of tables, items of lists, characters of excerpts."""

    rows: int = ALL
    points: int = ALL
    text: int = ALL


class Omission(Struct, frozen=True):
    """What a slide shows in part: of what kind ("rows", "points", "text"), how much of it.

    ``lost`` are the texts that are not shown whole.
    """

    kind: str
    shown: int
    total: int
    lost: tuple[str, ...] = ()


UNCUT = Cut()


class Pointer(Struct, frozen=True):
    """The line that says where the rest stands; ``page`` is the site page, "" for none to link."""

    page: str
    language: Language

    def to_entries(self, count: int) -> Paragraph:
        """Return the line below a table or list that leaves out ``count`` of its entries."""
        forms = self.language.words("deck")["more_rows"]
        return self._line(plural(self.language, count, forms).format(count=count))

    def to_text(self) -> Paragraph:
        """Return the line below a text that goes on."""
        return self._line(self.language.words("deck")["more_text"])

    def _line(self, words: str) -> Paragraph:
        text: Inline = Text(words)
        children = (Link((text,), self.page),) if self.page else (text,)
        return Paragraph(children, role="more")


def shown(blocks: Blocks, pointer: Pointer, cut: Cut = UNCUT) -> SlideBlocks:
    """Return what a slide shows: no more than the template's limit, no more than the cut."""

    def show(block: SlideLeaf) -> SlideBlocks:
        match block:
            case Table():
                return _table(block, pointer, cut)
            case ListBlock():
                return _list(block, pointer, cut)
            case Paragraph():
                return _paragraph(block, pointer, cut)
            case Heading() | Figure():
                return (block,)
            case _:
                assert_never(block)

    return _map_leaves(blocks, show)


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
            hidden = [text_of(cell) for row in block.rows[limit:] for cell in row]
            yield Omission("rows", limit, len(block.rows), tuple(hidden))
        if isinstance(block, ListBlock) and limit < len(block.items):
            hidden = [text_of(item) for item in block.items[limit:]]
            yield Omission("points", limit, len(block.items), tuple(hidden))
        if _size(block, "text") > cut.text:
            yield Omission("text", cut.text, _size(block, "text"), tuple(_too_long(block, cut)))


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


def _most_shown(block: SlideLeaf, cut: Cut) -> int:
    """Return how many rows or items of a block are shown at the most."""
    match block:
        case Table(slide_limit=limit):
            return min(limit or ALL, cut.rows)
        case ListBlock(slide_limit=limit):
            return min(limit or ALL, cut.points)
        case Paragraph() | Heading() | Figure():
            return ALL
        case _:
            assert_never(block)


def _size(block: SlideLeaf, kind: str) -> int:
    """Return how much of a kind a block has: rows, points, characters of its longest excerpt."""
    match block:
        case Table(rows=rows):
            return len(rows) if kind == "rows" else 0
        case ListBlock(items=items):
            if kind == "points":
                return len(items)
            lengths = (len(text_of(item)) for item in items)
            return max(lengths, default=0) if _is_excerpt(block) and kind == "text" else 0
        case Paragraph():
            return len(text_of((block,))) if _is_excerpt(block) and kind == "text" else 0
        case Heading() | Figure():
            return 0
        case _:
            assert_never(block)


def _too_long(block: SlideLeaf, cut: Cut) -> Iterator[str]:
    """Yield the texts of an excerpt that lose words."""
    parts = block.items if isinstance(block, ListBlock) else ((block,),)
    yield from (text for part in parts if len(text := text_of(part)) > cut.text)


def _is_excerpt(block: Paragraph | ListBlock) -> bool:
    return block.role == "excerpt"


def _table(block: Table, pointer: Pointer, cut: Cut) -> SlideBlocks:
    rows = block.rows[: _most_shown(block, cut)]
    hidden = len(block.rows) - len(rows)
    return (replace(block, rows=rows), pointer.to_entries(hidden)) if hidden else (block,)


def _paragraph(block: Paragraph, pointer: Pointer, cut: Cut) -> SlideBlocks:
    if _size(block, "text") > cut.text:
        return _shortened((block,), cut.text), pointer.to_text()
    return (block,)


def _list(block: ListBlock, pointer: Pointer, cut: Cut) -> SlideBlocks:
    items = block.items[: _most_shown(block, cut)]
    if _is_excerpt(block):
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


def _map_leaves(blocks: Blocks, change: Callable[[SlideLeaf], SlideBlocks]) -> SlideBlocks:
    """Return blocks, each replaced by what ``change`` makes of it, inside columns too."""
    changed: list[SlideBlock] = []
    for block in slide_blocks(blocks):
        if isinstance(block, Columns):
            columns = tuple(_map_leaves(column, change) for column in block.columns)
            changed.append(replace(block, columns=columns))
        else:
            changed.extend(change(block))
    return tuple(changed)
