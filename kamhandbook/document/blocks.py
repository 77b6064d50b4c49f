"""What is said, free of any output format: pages and slides made of blocks and inlines.

A class says what it holds by the types of its fields alone, in the order it is read: ``Words``, a
tuple of inlines or blocks, or tuples of such. All that goes through blocks follows from these types
(``document/inside``); how a kind looks is one entry in each output's visitor: ``site/html`` and
``fit/slide_blocks``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from kamhandbook.document.drawing import Drawing
from kamhandbook.wording.language import Language

Words: TypeAlias = Annotated[str, "shown to readers"]  # not a name, an address or a role


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a template says of an element: its anchor, its classes, further attributes.

    ``only`` is where the element stands if not everywhere: on a page of its own, or in the book.
    """

    id: str = ""
    classes: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    only: Literal["", "page", "book"] = ""


PLAIN = Attributes()

# --- inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Characters exactly as they are to be shown."""

    text: Words


@dataclass(frozen=True, slots=True)
class Styled:
    """Inlines in a style."""

    style: Literal["strong", "emphasis", "strike"]
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Literal text."""

    text: Words


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``href`` is http(s), mailto, or relative: a site page or ``#slide-id``."""

    children: tuple[Inline, ...]
    href: str
    title: str = ""
    attributes: Attributes = PLAIN


@dataclass(frozen=True, slots=True)
class Image:
    """A picture below ``content/``; ``alt`` is required to be told."""

    src: str
    alt: Words


@dataclass(frozen=True, slots=True)
class Break:
    """A line break that was asked for."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """Inlines with attributes; ``element`` is what they are in HTML."""

    children: tuple[Inline, ...]
    attributes: Attributes = PLAIN
    element: Literal["span", "small", "ins", "del", "button"] = "span"


@dataclass(frozen=True, slots=True)
class Icon:
    """A small sign beside words, by its name in the set that Material ships."""

    name: str


Inline: TypeAlias = Text | Styled | Code | Link | Image | Break | Attributed | Icon
Inlines: TypeAlias = tuple[Inline, ...]

# --- blocks


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``role`` lets a template name what it is (say "number", "lead", "muted").

    One ``inside`` an answer was written by the company, in Markdown.
    """

    children: tuple[Inline, ...]
    role: str = ""
    attributes: Attributes = PLAIN
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level from 1.

    One ``inside`` an answer stands below the heading of the question, whatever its level is, and
    in no table of contents.
    """

    level: int
    children: tuple[Inline, ...]
    attributes: Attributes = PLAIN
    inside: bool = False


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list of items, each several blocks; ``role`` as in a paragraph, ``most`` as in a table."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    role: str = ""
    most: int = 0
    attributes: Attributes = PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as the header.

    ``most`` is how many rows a slide shows at the most, the others are on the site; 0: all.
    ``keys`` are what the cells of each row sort by where that is not their text ("" elsewhere).
    """

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    align: tuple[Literal["left", "center", "right"], ...]
    role: str = ""
    most: int = 0
    keys: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Blocks somebody else said."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Literal lines."""

    text: Words


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing."""

    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side; ``widths`` are fractions of the body's width that add up to 1.

    ``role`` "cards" puts each column on a surface of its own, all of one height.
    """

    columns: tuple[tuple[Block, ...], ...]
    widths: tuple[float, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means; ``attributes`` are the term's."""

    term: tuple[Inline, ...]
    meanings: tuple[tuple[Block, ...], ...]
    attributes: Attributes = PLAIN


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms with their meanings; ``role`` "facts" is a small table of names and values."""

    items: tuple[Definition, ...]
    role: str = ""
    attributes: Attributes = PLAIN


@dataclass(frozen=True, slots=True)
class Container:
    """Blocks that belong together; ``element`` is what they are in HTML.

    What is not ``searched`` is found by no search: it repeats what stands elsewhere.
    """

    blocks: tuple[Block, ...]
    element: Literal["div", "section", "nav", "aside"] = "div"
    attributes: Attributes = PLAIN
    searched: bool = True


@dataclass(frozen=True, slots=True)
class Details:
    """Blocks that show when a reader opens their summary."""

    summary: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    attributes: Attributes = PLAIN
    searched: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A page as a part of the book, below a heading of its own; ``file`` is the page's.

    Anchors inside begin with the page's name, and headings are one level lower.
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


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site, ready to be rendered.

    ``file`` is its name below the site's root (``ziele.html``), ``section`` the group it stands in
    in the navigation ("" for none), ``description`` a sentence for search engines.
    """

    file: str
    title: str
    section: str
    description: str
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide as the storyline says it, before anybody knows how much room there is.

    ``source`` is the content path its statements come from, for findings about fit. ``page`` is
    the site page that says the same at length. ``marker`` is a small drawing that says where the
    reader is; it stands beside the kicker where there is one. A slide that is ``is_left_out`` by
    the company is not shown, only told of.
    """

    id: str
    layout: Literal["title", "content", "two_columns", "title_only", "closing"]
    title: str
    blocks: Blocks
    notes: Blocks = ()
    kicker: str = ""
    subtitle: str = ""
    section: str = ""
    page: str = ""
    source: tuple[str | int, ...] = ()
    drop_order: int = 0  # 0: never dropped; else 1 is dropped first
    marker: Drawing | None = None
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every page and slide says about the handbook itself."""

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
    iteration: int = 0  # the one at work; 0 before the first
