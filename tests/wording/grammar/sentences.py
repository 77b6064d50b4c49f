"""Everything an edition says, as texts with their place: pages, slides, notes, terminal, Excel.

Composed and fitted by the product's own code; only MkDocs, PowerPoint and files are left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from openpyxl import load_workbook

from kamhandbook.building.handbook import Built, Further, Output
from kamhandbook.building.project import check_project, read_project
from kamhandbook.checks.base import CheckContext
from kamhandbook.checks.runner import run
from kamhandbook.cli.show import built_text
from kamhandbook.compose.context import TemplateContext
from kamhandbook.compose.imprint import make_imprint
from kamhandbook.compose.pages import compose_pages
from kamhandbook.compose.storyline import compose_report, compose_slides
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.types import Audience
from kamhandbook.deck.master import own_master
from kamhandbook.design.brand import neutral
from kamhandbook.design.geometry import Geometry
from kamhandbook.document.blocks import (
    Attributed,
    Block,
    Blocks,
    CodeBlock,
    Columns,
    Figure,
    Heading,
    Inlines,
    Paragraph,
    Slide,
)
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.drawing import Box, Drawing, flat
from kamhandbook.document.inside import inside
from kamhandbook.editions.edition import Edition, cut
from kamhandbook.findings import Finding, Position
from kamhandbook.fit import fit
from kamhandbook.fit.fitted import FigureFrame, FittedDeck, Frame, TableFrame, TextFrame
from kamhandbook.history.changes import News
from kamhandbook.history.diff import diff
from kamhandbook.metrics import Hyphenator
from kamhandbook.positions import Positions
from kamhandbook.questionnaire.export import make_workbook
from kamhandbook.questionnaire.plan import make_plan
from kamhandbook.report.news_text import text_news
from kamhandbook.report.plain_text import painter, text_report
from kamhandbook.report.status_text import Standing, status_text
from kamhandbook.wording.messages import problem
from tests.audiences.contents import write_content
from tests.wording.grammar.handbooks import Case, handbook_of

HIDDEN = "kam-visually-hidden"
TODAY = date(2026, 11, 24)
Kind = Literal["title", "heading", "text", "card", "figure", "alt", "terminal", "excel"]


class Said(Struct, frozen=True):
    """A text with where it stands."""

    place: str
    kind: Kind
    text: str


class Spoken(Struct, frozen=True):
    """A case, its edition, and everything said of it."""

    case: Case
    edition: Edition
    texts: tuple[Said, ...]


@cache
def geometry() -> Geometry:
    """Return our own master's geometry."""
    return own_master(neutral()).geometry


def spoken(case: Case) -> Spoken:
    """Return what pages and slides of a case say."""
    handbook = handbook_of(case)
    edition = cut(handbook, case.audience)
    is_of_management = case.audience is Audience.MANAGEMENT
    context = TemplateContext(
        edition,
        make_imprint(edition),
        TODAY,
        _findings(handbook) if is_of_management else (),
        _news(case, edition.handbook),
    )
    report = _slides(compose_report(context, geometry(), neutral())) if is_of_management else ()
    return Spoken(case, edition, (*_pages(context), *_deck(context), *report))


def _findings(handbook: Handbook) -> tuple[Finding, ...]:
    """Return what the checks find, all at one place."""
    about = handbook.handbook
    return run(
        handbook, Positions(), CheckContext(TODAY, about.checks.thresholds, handbook.language)
    )


def _news(case: Case, handbook: Handbook) -> News:
    """Return what changed since the same handbook had other numbers."""
    if not handbook.iterations:
        return News()
    before = handbook_of(Case(case.seed, (case.count or 0) // 2, case.address, case.audience))
    found = diff(before, handbook)
    return News(changes=found.changes[:21], ambiguous=found.ambiguous, since=1)


def _pages(context: TemplateContext) -> Iterator[Said]:
    for page in compose_pages(context, neutral()):
        yield Said(page.file, "text", page.description)
        yield from said_by(page.blocks, page.file)


def _deck(context: TemplateContext) -> Iterator[Said]:
    slides = compose_slides(context, geometry(), neutral())
    yield from _slides(slides)
    words = Hyphenator(context.hyphenation, context.catalogue.locale)
    deck = fit(slides, geometry(), context.imprint, hyphenator=words, pictures=Path())
    yield from _fitted(deck)


def _slides(slides: Iterable[Slide]) -> Iterator[Said]:
    for slide in slides:
        yield Said(f"slide {slide.id}", "title", slide.title)
        yield from said_by(slide.blocks, f"slide {slide.id}")
        yield from said_by(slide.notes, f"notes {slide.id}")


def _fitted(deck: FittedDeck) -> Iterator[Said]:
    yield from (Said("deck", "terminal", notice.text) for notice in deck.notices)
    for slide in deck.slides:
        for frame in slide.frames:
            yield from _frame(frame, f"fitted {slide.id}")


def _frame(frame: Frame, place: str) -> Iterator[Said]:
    if isinstance(frame, TextFrame):
        for para in frame.paragraphs:
            text = "".join(" " if span.line_break else span.text for span in para.spans)
            is_title = frame.slot == "title"
            yield Said(place, "title" if is_title else "text", text.replace("- ", "-"))
        is_card = frame.fill and frame.fill != "accent"  # which is a mark above a statement
        if is_card and not any(span.text for para in frame.paragraphs for span in para.spans):
            yield Said(place, "card", "")
    elif isinstance(frame, TableFrame):
        yield Said(place, "alt", frame.alt)
    elif isinstance(frame, FigureFrame):
        yield from _drawing(frame.drawing, place)


def said_by(blocks: Iterable[Block], place: str) -> Iterator[Said]:
    """Yield every text of blocks, one a paragraph, heading, item, cell, label."""
    for block in blocks:
        yield from _block(block, place)


def _block(block: Block, place: str) -> Iterator[Said]:
    if isinstance(block, Figure):
        yield from _drawing(block.drawing, place)
        return
    if isinstance(block, CodeBlock):  # content, as people write it
        return
    if isinstance(block, Columns) and block.role == "cards":
        yield from (Said(place, "card", _body(column)) for column in block.columns)
    kind: Kind = "heading" if isinstance(block, Heading) else "text"
    found: list[list[Said]] = inside(
        block,
        words=lambda text: [Said(place, kind, text)],
        inlines=lambda group: [Said(place, kind, text_of(_seen(group)))],
        blocks=lambda group: list(said_by(group, place)),
    )
    for group in found:
        yield from group


def _seen(inlines: Inlines) -> Inlines:
    """Return inlines without what is only heard: „neu:“ before words that are new."""
    return tuple(
        replace(inline, children=_seen(inline.children))
        if isinstance(inline, Attributed)
        else inline
        for inline in inlines
        if not isinstance(inline, Attributed) or HIDDEN not in inline.attributes.classes
    )


def _body(column: Blocks) -> str:
    """Return the text of a card without its label."""
    rest = [b for b in column if not (isinstance(b, Paragraph) and b.role == "label")]
    drawn = " ".join(block.drawing.alt for block in rest if isinstance(block, Figure))
    return " ".join((text_of(tuple(rest)) + drawn).split())


def _drawing(drawing: Drawing, place: str) -> Iterator[Said]:
    yield Said(f"{place} {drawing.name}", "alt", drawing.alt)
    for mark in flat(drawing.marks):
        if isinstance(mark, Box):
            for label in mark.labels:
                text = " ".join(label.lines).replace("- ", "-")
                yield Said(f"{place} {drawing.name}", "figure", text)


def terminal(case: Case, folder: Path) -> Iterator[Said]:
    """Yield what check, status and diff say, line by line."""
    handbook = handbook_of(case)
    checked = check_project(read_project(write_content(handbook, folder)), TODAY)
    plain, language = painter(False), handbook.language
    standing = Standing(handbook, checked.findings, _news(case, handbook), TODAY)
    texts = {
        "check": text_report(checked.findings, folder.parent, language=language),
        "status": status_text(standing, plain),
        "diff": text_news(standing.news, "Iteration 1", "Iteration 2", language),
        "build": built_text(_built(case, handbook, checked.findings), 1.0),
    }
    for place, text in texts.items():
        for line in text.splitlines():
            if "│" not in line:  # what people wrote
                yield Said(place, "terminal", " ".join(line.split()).removeprefix("– "))
    for finding in checked.findings:
        yield Said(f"finding {finding.code}", "terminal", finding.message)
        yield Said(f"finding {finding.code}", "terminal", finding.next_step)


def _built(case: Case, handbook: Handbook, findings: tuple[Finding, ...]) -> Built:
    """Return what a build would tell of: as many pages, slides and places as the case counts."""
    count = case.count or 0
    output = Output(
        make_imprint(cut(handbook, case.audience)),
        "site/index.html",
        "kam.pptx",
        count,
        count,
        further=(
            Further("kam-handbuch.html", left_out=tuple(f"{n}.xlsx" for n in range(count))),
            Further("kam-handbuch.pdf", handbook.language.phrase("pdf_no_browser")),
            Further("kam-handbuch-deck.pdf", handbook.language.phrase("pdf_no_office")),
        ),
    )
    placed = Position("content/7-tools.yaml", 3)
    shown = (problem("site_name_of_another", placed, site_name="A", company="B"),)
    gates = (replace(each, code="TXT1") for each in shown * (count + 6))
    return Built((output,), (*findings, *gates), count)


def excel(case: Case) -> Iterator[Said]:
    """Yield the text of every cell of the questionnaire."""
    edition = cut(handbook_of(case), case.audience)
    content = make_workbook(edition, make_plan(edition), neutral(), TODAY)
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        if sheet.sheet_state == "visible":
            for row in sheet.iter_rows(values_only=True):
                cells = (str(cell).replace(" |  | ", " | ") for cell in row if cell)
                yield from (Said(sheet.title, "excel", cell) for cell in cells)
