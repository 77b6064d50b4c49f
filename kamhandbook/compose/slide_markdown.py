"""Slides in Markdown, in Pandoc's conventions: what a deck template writes becomes slides.

``# Title {#id page=ziele.html}`` starts a slide. Its attributes: ``layout`` (content, two_columns,
title_only, title, closing), ``kicker``, ``here`` (the dimension shown as "you are here"), ``page``
(of the site), ``section`` (its name), ``source`` (content path such as ``goals.why``), ``optional``
(a slide with a small number is dropped first). Fences hold what is inside them together:

- ``::: notes``: what the speaker says;
- ``::: columns`` with ``::: column`` or ``::: {.column width=40%}``: side by side; ``::: cards``
  the same on surfaces, ``::: card`` a single one;
- ``::: {.limit most=8}``: a table or list that shows so many rows or items at the most;
- ``::: label``, ``lead``, ``number``, ``muted``: the role of a text; ``excerpt`` may be shortened.

All that stands between the fences is CommonMark. In a template a comment is ``{## … ##}``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kamhandbook.compose.slots import filled, filled_inlines
from kamhandbook.document.blocks import Block, Blocks, Columns, ListBlock, Paragraph, Table
from kamhandbook.document.commonmark import blocks as blocks_of
from kamhandbook.document.commonmark import inlines, parser, text_of

_HEADING = re.compile(r"#\s+(?P<title>.*?)\s*(?:\{(?P<attributes>[^{}]*)\})?\s*$")
_FENCE = re.compile(r":{3,}\s*(?P<opens>.*?)\s*:*\s*$")
_ATTRIBUTE = re.compile(
    r'#(?P<id>[\w-]+)|\.(?P<name>[\w-]+)|(?P<key>[\w-]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+))'
)
_WIDTH = re.compile(r"(\d{1,3}(?:\.\d+)?)%")
ROLES = frozenset({"number", "lead", "label", "muted", "excerpt"})
KEYS = frozenset({"layout", "kicker", "here", "page", "section", "source", "optional"})
LAYOUTS = frozenset({"title", "content", "two_columns", "title_only", "closing"})


class SlideMarkdownError(Exception):
    """What a template wrote cannot be understood; ``written`` is the line as rendered."""

    def __init__(self, key: str, written: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.written = written
        self.values = values


@dataclass(frozen=True, slots=True)
class Draft:
    """A slide as written: ``attributes`` are strings, all known, ``id`` among them."""

    title: str
    attributes: Mapping[str, str]
    blocks: Blocks
    notes: Blocks = ()


@dataclass(slots=True)
class _Fence:
    """An opened fence: its name, attributes, the line it opened with, what it holds so far."""

    name: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    written: str = ""
    parts: list[str | _Fence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Inside:
    """What a fence turned into: blocks of the slide, and what belongs to the notes."""

    blocks: Blocks = ()
    notes: Blocks = ()


Slots = Mapping[str, Blocks]


def parse_slides(text: str, slots: Slots) -> tuple[Draft, ...]:
    """Parse the slides that a template wrote; raises SlideMarkdownError."""
    return tuple(_draft(heading, lines, slots) for heading, lines in _slides(text))


def _slides(text: str) -> Iterator[tuple[str, list[str]]]:
    heading, lines, in_code = "", list[str](), False
    for line in text.splitlines():
        in_code ^= line.startswith("```")
        if not in_code and line.startswith("# "):
            if heading:
                yield heading, lines
            heading, lines = line, []
        elif heading:
            lines.append(line)
        elif line.strip():
            raise SlideMarkdownError("slide_without_heading", line)
    if heading:
        yield heading, lines


def _draft(heading: str, lines: Sequence[str], slots: Slots) -> Draft:
    match = _HEADING.match(heading)
    assert match  # every line that starts a slide is a heading
    attributes = _attributes(match["attributes"] or "", heading)
    unknown = sorted(set(attributes) - KEYS - {"id"})
    if unknown:
        raise SlideMarkdownError(
            "slide_attribute", heading, attribute=unknown[0], allowed=", ".join(sorted(KEYS))
        )
    if "id" not in attributes:
        raise SlideMarkdownError("slide_without_id", heading)
    if attributes.get("layout", "content") not in LAYOUTS:
        raise SlideMarkdownError(
            "slide_layout",
            heading,
            layout=attributes["layout"],
            allowed=", ".join(sorted(LAYOUTS)),
        )
    inside = _content(_fences(lines), slots)
    return Draft(_title(match["title"], slots), attributes, inside.blocks, inside.notes)


def _title(written: str, slots: Slots) -> str:
    token = parser().parseInline(written)[0]
    return " ".join(text_of(filled_inlines(inlines(token.children or []), slots)).split())


def _attributes(written: str, line: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(written):
        if match["key"]:
            found[match["key"]] = html.unescape(match["quoted"] or match["bare"] or "")
        elif match["id"]:
            found["id"] = match["id"]
        else:
            found["class"] = match["name"]
    if _ATTRIBUTE.sub("", written).strip():
        raise SlideMarkdownError("slide_attributes", line)
    return found


# --- fences


def _fences(lines: Sequence[str]) -> _Fence:
    """Nest the lines of a slide; an opening fence has a name, a closing one has none."""
    stack = [_Fence()]
    for line in lines:
        match = _FENCE.fullmatch(line)
        if not match:
            stack[-1].parts.append(line)
        elif match["opens"]:
            opened = _opened(match["opens"], line)
            stack[-1].parts.append(opened)
            stack.append(opened)
        elif len(stack) == 1:
            raise SlideMarkdownError("slide_fence_closed", line)
        else:
            stack.pop()
    if len(stack) > 1:
        raise SlideMarkdownError("slide_fence_open", stack[-1].written)
    return stack[0]


def _opened(written: str, line: str) -> _Fence:
    if written.startswith("{"):
        attributes = _attributes(written.strip("{}"), line)
        name = attributes.pop("class", "")
    else:
        name, attributes = written, {}
    if name not in _KINDS:
        raise SlideMarkdownError("slide_fence", line, fence=name, allowed=", ".join(sorted(_KINDS)))
    return _Fence(name, attributes, line)


def _content(fence: _Fence, slots: Slots) -> _Inside:
    blocks: list[Block] = []
    notes: list[Block] = []
    lines: list[str] = []

    def flush() -> None:
        blocks.extend(filled(blocks_of(parser().parse("\n".join(lines))), slots))
        lines.clear()

    for part in fence.parts:
        if isinstance(part, str):
            lines.append(part)
            continue
        flush()
        inside = _KINDS[part.name](part, slots)
        blocks.extend(inside.blocks)
        notes.extend(inside.notes)
    flush()
    return _Inside(tuple(blocks), tuple(notes))


def _notes(fence: _Fence, slots: Slots) -> _Inside:
    return _Inside(notes=_content(fence, slots).blocks)


def _columns(fence: _Fence, slots: Slots) -> _Inside:
    columns = [part for part in fence.parts if isinstance(part, _Fence)]
    inside = [(each, _content(each, slots).blocks) for each in columns]
    full = [(each, blocks) for each, blocks in inside if blocks]
    if not full:
        return _Inside()
    widths = _widths([each for each, _ in full])
    role = "cards" if fence.name == "cards" else ""
    return _Inside((Columns(tuple(blocks for _, blocks in full), widths, role),))


def _widths(columns: Sequence[_Fence]) -> tuple[float, ...]:
    """Give the fractions; columns that name none share what is left, and all add up to 1."""
    given = [_fraction(each) for each in columns]
    left = max(1 - sum(width for width in given if width), 0.0)
    without = given.count(None)
    widths = [left / without if width is None else width for width in given]
    total = sum(widths) or 1.0
    return tuple(width / total for width in widths)


def _fraction(column: _Fence) -> float | None:
    written = column.attributes.get("width", "")
    match = _WIDTH.fullmatch(written)
    if written and not match:
        raise SlideMarkdownError("slide_width", column.written, width=written)
    return float(match[1]) / 100 if match else None


def _column(fence: _Fence, _slots: Slots) -> _Inside:
    raise SlideMarkdownError("slide_column_alone", fence.written)


def _card(fence: _Fence, slots: Slots) -> _Inside:
    inside = _content(fence, slots)
    return replace(inside, blocks=(Columns((inside.blocks,), (1.0,), "cards"),))


def _role(fence: _Fence, slots: Slots) -> _Inside:
    inside = _content(fence, slots)
    return replace(inside, blocks=tuple(_with_role(each, fence.name) for each in inside.blocks))


def _with_role(block: Block, role: str) -> Block:
    return replace(block, role=role) if isinstance(block, Paragraph | ListBlock) else block


def _limit(fence: _Fence, slots: Slots) -> _Inside:
    """Tables and lists show so many rows or items at the most; the others are on the site."""
    written = fence.attributes.get("most", "")
    if not written.isdigit():
        raise SlideMarkdownError("slide_most", fence.written, most=written)
    most = int(written)
    inside = _content(fence, slots)
    blocks = tuple(
        replace(each, most=most) if isinstance(each, Table | ListBlock) else each
        for each in inside.blocks
    )
    return replace(inside, blocks=blocks)


_KINDS: Mapping[str, Callable[[_Fence, Slots], _Inside]] = {
    "notes": _notes,
    "columns": _columns,
    "cards": _columns,
    "column": _column,
    "card": _card,
    "limit": _limit,
    **dict.fromkeys(sorted(ROLES), _role),
}
