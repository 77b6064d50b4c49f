"""What is said, free of any output format: pages and slides made of blocks and inlines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kamhandbook.document.drawing import Drawing
from kamhandbook.wording.language import Language

# --- inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Characters exactly as they are to be shown."""

    text: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Inlines in a style."""

    style: Literal["strong", "emphasis", "strike"]
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Literal text."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``href`` is http(s), mailto, or relative: a site page or ``#slide-id``."""

    children: tuple[Inline, ...]
    href: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture below ``content/``; ``alt`` is required to be told."""

    src: str
    alt: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break that was asked for."""


Inline: TypeAlias = "Text | Styled | Code | Link | Image | Break"

# --- blocks


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``role`` lets a template name what it is (say "number", "lead", "muted")."""

    children: tuple[Inline, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a page, a slide or an answer; level from 1."""

    level: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list of items, each several blocks; ``role`` as in a paragraph, ``most`` as in a table."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    role: str = ""
    most: int = 0


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

    text: str


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


Block: TypeAlias = (
    "Paragraph | Heading | ListBlock | Table | Quote | CodeBlock | Rule | Figure | Columns"
)
Blocks: TypeAlias = tuple[Block, ...]

# --- pages and slides


@dataclass(frozen=True, slots=True)
class Page:
    """A site page: Markdown made by a template, and the blocks that stand in its slots.

    ``file`` is its name below the site's root (``ziele.html``). A slot's key is the placeholder
    text that stands in the Markdown; the site renderer puts the blocks there after MkDocs' own
    Markdown step, so that nobody's text is ever parsed twice.
    """

    file: str
    title: str
    markdown: str
    slots: Mapping[str, Blocks] = field(default_factory=dict)
    section: str = ""
    description: str = ""


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


@dataclass(frozen=True, slots=True)
class Document:
    """Everything one edition says."""

    imprint: Imprint
    pages: tuple[Page, ...] = ()
    slides: tuple[Slide, ...] = ()
