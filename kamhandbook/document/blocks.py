"""What pages and slides are made of: blocks and inlines, free of any output format.

**Who makes them.** What a company writes in an answer is read by ``commonmark.BlockReader``; what
a page or slide template writes, by ``compose.template_markdown.TemplateReader``, which knows more
kinds. A template's helpers put in what no Markdown can say: figures, icons, marked changes.

**Who shows them.** ``site.html.HtmlWriter`` (pages, the book) and ``fit.slide_blocks`` (slides and
what the speaker says). Each meets every kind: a kind that one of them forgets ends in
``assert_never``, which the type checker reports.

**What they hold** is said by the types of their fields alone, in the order it is read: ``Words``, a
tuple of inlines or of blocks, tuples of such. What walks or changes a tree, its bare words and what
the search finds follow from that (``document.inside``).

Where a block says nothing else, it is made from answers and templates and shown everywhere.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Struct

from kamhandbook.document.drawing import Drawing
from kamhandbook.wording.language import Language

Words: TypeAlias = Annotated[str, "shown to readers"]  # not a name, an address or a role


class Attributes(Struct, frozen=True):
    """What a template says of an element: its anchor, its classes, further attributes.

    ``only`` is where the element stands if not everywhere: on a page of its own, or in the book.
    Slides and notes have no use for any of it.
    """

    id: str = ""
    classes: tuple[str, ...] = ()
    further: tuple[tuple[str, str], ...] = ()
    only: Literal["", "page", "book"] = ""


PLAIN = Attributes()

# --- inlines: what stands in a line


class Text(Struct, frozen=True):
    """Characters exactly as they are to be shown; whoever writes an output escapes them."""

    text: Words


class Styled(Struct, frozen=True):
    """Inlines in a style."""

    style: Literal["strong", "emphasis", "strike"]
    children: tuple[Inline, ...]


class Code(Struct, frozen=True):
    """Literal text within a line."""

    text: Words


class Link(Struct, frozen=True):
    """A link; ``href`` is http(s), mailto, or relative: a site page or ``#slide-id``.

    ``title`` is what a page shows beside the pointer: of a term its meaning.
    """

    children: tuple[Inline, ...]
    href: str
    title: str = ""
    attributes: Attributes = PLAIN


class Image(Struct, frozen=True):
    """A picture below ``content/``; ``alt`` says what it shows, and stands where it cannot be.

    On a slide it is shown where it is alone in its paragraph, elsewhere as its ``alt``.
    """

    src: str
    alt: Words


class Break(Struct, frozen=True):
    """A line break that was asked for."""


class Attributed(Struct, frozen=True):
    """Inlines with attributes; ``element`` is what they are in HTML.

    Made from templates, and where words changed since the last iteration. Slides and notes show
    its children alone.
    """

    children: tuple[Inline, ...]
    attributes: Attributes = PLAIN
    element: Literal["span", "small", "ins", "del", "button"] = "span"


class Icon(Struct, frozen=True):
    """A small sign beside words, by its name in the set that Material ships.

    Made from templates, shown on pages only; the words beside it say the same.
    """

    name: str


Inline: TypeAlias = Text | Styled | Code | Link | Image | Break | Attributed | Icon
Inlines: TypeAlias = tuple[Inline, ...]

# --- blocks: what stands below each other


class Paragraph(Struct, frozen=True):
    """A paragraph; ``role`` lets a template name what it is (say "number", "lead", "muted").

    One ``in_answer`` was written by the company: its words are searched for terms to explain.
    """

    children: tuple[Inline, ...]
    role: str = ""
    attributes: Attributes = PLAIN
    in_answer: bool = False


class Heading(Struct, frozen=True):
    """A heading; level from 1. On slides and in notes it is a bold line.

    One ``in_answer`` stands below the heading of the question, whatever its level is, and in no
    table of contents.
    """

    level: int
    children: tuple[Inline, ...]
    attributes: Attributes = PLAIN
    in_answer: bool = False


class ListBlock(Struct, frozen=True):
    """A list of items, each several blocks; ``role`` and ``slide_limit`` as in a table.

    ``start`` is the number of the first item. ``role`` "checklist" makes boxes to tick on pages.
    """

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    role: str = ""
    slide_limit: int = 0
    attributes: Attributes = PLAIN


class Table(Struct, frozen=True):
    """A table; every row has as many cells as the header.

    Most are made by ``compose.tables`` from a list of the content. ``slide_limit`` is how many rows
    a slide shows at the most, the others are on the site; 0: all. ``sort_keys`` are what the cells
    of each row sort by on a page where that is not their text ("" elsewhere), ``anchors`` where its
    rows are linked to. ``role`` is a class of the page's table. In notes every row is a line.
    """

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    align: tuple[Literal["left", "center", "right"], ...]
    role: str = ""
    slide_limit: int = 0
    sort_keys: tuple[tuple[str, ...], ...] = ()
    attributes: Attributes = PLAIN
    anchors: tuple[str, ...] = ()


class Quote(Struct, frozen=True):
    """Blocks somebody else said; slides and notes show them like any other."""

    blocks: tuple[Block, ...]


class CodeBlock(Struct, frozen=True):
    """Literal lines."""

    text: Words


class Rule(Struct, frozen=True):
    """A thematic break; slides and notes have no use for it."""


class Figure(Struct, frozen=True):
    """A drawing, made by a template's ``figure``; notes say its alternative text."""

    drawing: Drawing


class Columns(Struct, frozen=True):
    """Blocks side by side, made from templates; in notes they stand below each other.

    ``widths`` are fractions of the body's width that add up to 1; pages share it by themselves.
    ``role`` "cards" puts each column on a surface of its own, all of one height. ``each`` are the
    attributes of the columns, where a template gives some.
    """

    columns: tuple[tuple[Block, ...], ...]
    widths: tuple[float, ...]
    role: str = ""
    attributes: Attributes = PLAIN
    each: tuple[Attributes, ...] = ()


class Definition(Struct, frozen=True):
    """A term and what it means; ``attributes`` are the term's. Stands in a list only."""

    term: tuple[Inline, ...]
    meanings: tuple[tuple[Block, ...], ...]
    attributes: Attributes = PLAIN


class DefinitionList(Struct, frozen=True):
    """Terms with their meanings, made from templates; on slides each term is a label.

    ``role`` "facts" makes it a small table of names and values on pages.
    """

    items: tuple[Definition, ...]
    role: str = ""
    attributes: Attributes = PLAIN


class Container(Struct, frozen=True):
    """Blocks that belong together, made from templates; ``element`` is what they are in HTML.

    What is not ``searched`` is found by no search: it repeats what stands elsewhere. Slides and
    notes show the blocks alone.
    """

    blocks: tuple[Block, ...]
    element: Literal["div", "section", "nav", "aside"] = "div"
    attributes: Attributes = PLAIN
    searched: bool = True


class Details(Struct, frozen=True):
    """Blocks that a page shows when a reader opens their summary, made from templates.

    Slides and notes show them below the summary. ``searched`` as in a container.
    """

    summary: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    attributes: Attributes = PLAIN
    searched: bool = True


class Part(Struct, frozen=True):
    """A page as a part of the book, below a heading of its own; ``file`` is the page's.

    Made by ``compose.pages`` alone. Anchors inside begin with the page's name, and headings are
    one level lower.
    """

    file: str
    title: Words
    blocks: tuple[Block, ...]
    attributes: Attributes = PLAIN


Block: TypeAlias = (
    Paragraph
    | Heading
    | ListBlock
    | Table
    | Quote
    | CodeBlock
    | Rule
    | Figure
    | Columns
    | DefinitionList
    | Container
    | Details
    | Part
)
Blocks: TypeAlias = tuple[Block, ...]

# --- pages and slides


class Page(Struct, frozen=True):
    """A page of the site, ready to be rendered; made by ``compose.pages``.

    ``file`` is its name below the site's root (``ziele.html``), ``section`` the group it stands in
    in the navigation ("" for none), ``description`` a sentence for search engines.
    """

    file: str
    title: str
    section: str
    description: str
    blocks: Blocks
    in_navigation: bool = True

    @property
    def is_book(self) -> bool:
        """Whether the page holds all others."""
        return any(isinstance(block, Part) for block in self.blocks)


class Brief(Struct, frozen=True):
    """What another slide of a section says in place of one that has no room in the deck."""

    section: str
    blocks: Blocks
    notes: Blocks


class Slide(Struct, frozen=True):
    """A slide as the storyline says it, before anybody knows how much room there is.

    Made by ``compose.storyline``; ``fit`` finds out what has room and drops what has none.
    ``source`` is the content path its statements come from, for findings about fit. ``page`` is
    the site page that says the same at length. ``marker`` is a small drawing that says where the
    reader is; it stands beside the kicker where there is one. ``spare`` blocks stand below the
    others where there is room for them, else in the notes; ``instead`` stands in the place of
    ``blocks`` where these find no room at any size. A slide that is ``is_left_out`` by
    the company is not shown, only told of. ``drop_order``: 1 is dropped first where the deck has
    too many slides, 0 never; its ``briefs`` then stand on others, so that no answer is lost. Links
    to the slides that it ``stands_for``, by their ids, lead to it. One that ``is_statement`` says a
    single thing, large.
    """

    id: str
    layout: Literal["title", "content", "two_columns", "title_only", "closing", "statement"]
    title: str
    blocks: Blocks
    notes: Blocks = ()
    kicker: str = ""
    subtitle: str = ""
    section: str = ""
    page: str = ""
    source: tuple[str | int, ...] = ()
    drop_order: int = 0
    marker: Drawing | None = None
    is_left_out: bool = False
    spare: Blocks = ()
    instead: Blocks = ()
    stands_for: tuple[str, ...] = ()
    is_statement: bool = False
    briefs: tuple[Brief, ...] = ()


class Imprint(Struct, frozen=True):
    """What every page and slide says about the handbook itself.

    ``iteration`` is the number of the one at work, 0 before the first.
    """

    company: str
    title: str
    version: str
    date: str
    classification: str
    state: str  # "Entwurf, Iteration 3" until released
    audience: str
    language: Language
    site_url: str = ""
    fingerprint: str = ""
    iteration: int = 0
