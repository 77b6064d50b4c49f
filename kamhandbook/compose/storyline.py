"""The slides of a deck, in the storyline's order, each from a template of its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook import figures
from kamhandbook.checks.common import is_written
from kamhandbook.compose.context import TemplateContext
from kamhandbook.compose.environment import Rendered, Templates
from kamhandbook.compose.figures_in_columns import RoomForFigures, figure_count
from kamhandbook.compose.markdown_syntax import MarkdownError
from kamhandbook.compose.slide_attributes import AttributesOfSlides
from kamhandbook.compose.slide_markdown import Draft, parse_slides
from kamhandbook.compose.statements import Statements
from kamhandbook.compose.template_names import template_names
from kamhandbook.content.questions import dimension_states, has_data
from kamhandbook.content.storyline import (
    CONTACTS,
    COVER,
    MEANING,
    OPEN_QUESTIONS,
    OWN_QUESTIONS,
    REPORT,
    SLIDES,
    STORYLINE,
    drop_order,
    storyline,
)
from kamhandbook.content.types import Audience
from kamhandbook.design.brand import Brand
from kamhandbook.design.geometry import Geometry, LayoutKind, SlideLayout
from kamhandbook.document.blocks import Slide
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.drawing import Drawing, labels
from kamhandbook.document.letters import letters
from kamhandbook.document.tree import without_links_to
from kamhandbook.editions.edition import Edition
from kamhandbook.figures.enlarged import enlarged
from kamhandbook.metrics import Hyphenator, face_pair
from kamhandbook.positions import ContentPath
from kamhandbook.reading.suggestions import suggestion
from kamhandbook.wording.language import Language

_PROJECT = "introduction"
MODEL_WIDTH, MODEL_HEIGHT = 0.28, 1.05  # of the body, for the motif of the cover
MARKER_SHARE = 0.4  # of the body's width
AMPLE = (900.0, 2500.0)  # points: room for all that a figure has to say
ENLARGED = (1.45, 1.3, 1.15)  # times its size: a figure that leaves most of its room white
SMALL_FIGURE = 0.8  # of its room's height
HIGHER = (0.5, 0.65, 0.8, 1.0)  # shares of the body's height to try when texts find no room


def compose_slides(context: TemplateContext, geometry: Geometry, brand: Brand) -> tuple[Slide, ...]:
    """Compose every slide that has something to say; how many fit is not decided here.

    One that the company leaves out is among them only where it would carry an answer.
    Raises CannotGoOnError with template and line when a template is wrong.
    """
    deck = context.edition.handbook.handbook.deck
    names = storyline(deck, context.edition.audience)
    slides = _composed(names, frozenset(deck.leave_out), context, geometry, brand)
    return slides if OWN_QUESTIONS in deck.order else tuple(_with_its_dimension(slides))


def compose_report(context: TemplateContext, geometry: Geometry, brand: Brand) -> tuple[Slide, ...]:
    """Compose the slides for the steering committee; errors are those of ``compose_slides``."""
    return _composed(REPORT, frozenset(), context, geometry, brand)


def _composed(
    names: Sequence[str],
    left_out: frozenset[str],
    context: TemplateContext,
    geometry: Geometry,
    brand: Brand,
) -> tuple[Slide, ...]:
    """Compose the slides of these names.

    Raises CannotGoOnError with template and line when a template is wrong.
    """
    templates = Templates("deck", brand.folder, {})
    seen: dict[str, _Written] = {}
    painter = _Painter(context, geometry)
    statements = Statements(context)
    values = {
        **template_names(context, painter.draw),
        **statements.values(),
        "iteration": context.edition.iteration,
    }
    attributes = AttributesOfSlides(context)
    slides: list[Slide] = []
    opened: list[str] = []
    has_map = OPEN_QUESTIONS in names and OPEN_QUESTIONS not in left_out
    for name in names:
        if name == _PROJECT and context.edition.handbook.handbook.programme.since:
            continue  # a programme that runs already has no introduction
        template = f"{name}.md.j2"
        for draft in _drafts(templates, template, values, geometry, seen, attributes):
            if draft.attributes.get("open") and has_map:
                opened.append(draft.attributes["id"])
                continue
            slide = _slide(name, draft, slides, painter, context)
            slide = _with_unsaid(slide, name, statements)
            if slide.drop_order:
                slide = replace(slide, briefs=statements.briefs(name))
            if not _is_told(name, slide, context.edition):
                continue
            if name not in left_out:
                slides.append(slide)
            elif _carries_answer(name, slide, context.edition):
                slides.append(replace(slide, is_left_out=True))
    _check_links(templates, seen)
    return tuple(
        replace(slide, stands_for=tuple(opened)) if slide.id == OPEN_QUESTIONS else slide
        for slide in slides
    )


def _with_unsaid(slide: Slide, name: str, statements: Statements) -> Slide:
    """Return a slide of several questions with the answers that neither it nor its data say."""
    if len(STORYLINE.get(name, ())) < 2 or not slide.blocks:
        return slide
    said = letters(f"{slide.title} {text_of((*slide.blocks, *slide.spare))}")
    unsaid = [
        block
        for ref in STORYLINE[name]
        if not has_data(statements.context.edition.handbook, ref)
        for brief in filter(None, [statements.brief(ref)])
        if letters(text_of(brief.blocks[1:])) not in said
        for block in brief.blocks
    ]
    return replace(slide, blocks=(*slide.blocks, *unsaid)) if unsaid else slide


def _with_its_dimension(slides: Sequence[Slide]) -> Sequence[Slide]:
    """Return slides with that of a company's own questions behind the last of its section."""
    own = next((slide for slide in slides if slide.id == OWN_QUESTIONS), None)
    others = [slide for slide in slides if slide is not own]
    last = max(
        (at for at, each in enumerate(others) if own and each.section == own.section), default=-1
    )
    return [*others[: last + 1], own, *others[last + 1 :]] if own and last >= 0 else slides


class _Written(Struct, frozen=True):
    """A slide with the template that wrote it."""

    template: str
    rendered: Rendered
    draft: Draft


def _drafts(
    templates: Templates,
    template: str,
    values: Mapping[str, Any],
    geometry: Geometry,
    seen: dict[str, _Written],
    attributes: AttributesOfSlides,
) -> Sequence[Draft]:
    """Return the slides that a template writes, each figure drawn for where it stands.

    ``seen`` are the slides before by their ids; these are added.
    """
    rendered = templates.render(template, **values)
    with templates.located(template, rendered):
        drafts = parse_slides(rendered.text, rendered.slots)
        for draft in drafts:
            attributes.check(draft)
    for draft in drafts:
        _add(templates, _Written(template, rendered, draft), seen)
    layouts = geometry.layouts
    room = RoomForFigures(rendered.slots.figures, layouts["content"].areas["body"].rect.width)
    return [_with_figures(draft, room, layouts[_layout(draft)]) for draft in drafts]


def _with_figures(draft: Draft, room: RoomForFigures, layout: SlideLayout) -> Draft:
    """Return a slide with its figures in their room; where one has none, what stands instead."""
    blocks = room.on_slide(draft.blocks, layout)
    instead = room.on_slide(draft.instead, layout)
    if instead and figure_count(blocks) < figure_count(draft.blocks):
        blocks, instead = instead, ()
    return replace(draft, blocks=blocks, spare=room.on_slide(draft.spare, layout), instead=instead)


def _check_links(templates: Templates, seen: Mapping[str, _Written]) -> None:
    """Raise CannotGoOnError for a link to a slide that no template writes, with or without data."""
    known = {*seen, *SLIDES}
    for slide in seen.values():
        for id_, line in slide.draft.links:
            if id_ not in known:
                with templates.located(slide.template, slide.rendered):
                    guess = suggestion(id_, known)
                    raise MarkdownError("slide_link", line, word=id_, suggestion=guess)


def _add(templates: Templates, slide: _Written, seen: dict[str, _Written]) -> None:
    """Add a slide to those seen; where its id is taken, the brand's own of the two is told."""
    id_ = slide.draft.attributes["id"]
    before = seen.setdefault(id_, slide)
    if before is slide:
        return
    told, other = slide, before
    if templates.is_own(before.template) and not templates.is_own(slide.template):
        told, other = before, slide
    with templates.located(told.template, told.rendered):
        place = f"deck/{other.template}"
        raise MarkdownError("slide_id_twice", told.draft.line, id=id_, other=place)


def _layout(draft: Draft) -> LayoutKind:
    return cast(LayoutKind, draft.attributes.get("layout", "content"))


def _is_told(name: str, slide: Slide, edition: Edition) -> bool:
    """Whether an audience is shown a slide at all: applicants are shown no gaps."""
    if edition.audience is not Audience.APPLICANTS or name in (COVER, MEANING, CONTACTS):
        return True
    if STORYLINE.get(name):  # of a question that is open nothing is said to them
        return bool(slide.blocks)
    return _carries_answer(name, slide, edition)


def _carries_answer(name: str, slide: Slide, edition: Edition) -> bool:
    """Whether a slide says something of the company's own: an answer, or what its source holds."""
    references = [tuple(reference.split(".")) for reference in STORYLINE.get(name, ())]
    if slide.source[1:2] == ("answers",):
        references.append((str(slide.source[0]), str(slide.source[2])))
    handbook = edition.handbook
    if any(handbook.answer(dimension, id_).is_answered for dimension, id_ in references):
        return True
    value: Any = handbook
    for step in slide.source:
        value = getattr(value, str(step), None)
    return bool(slide.source) and is_written(value)


class _Painter:
    """Draws the figures of a deck to fractions of its body rectangle."""

    def __init__(self, context: TemplateContext, geometry: Geometry) -> None:
        handbook, catalogue = context.edition.handbook, context.catalogue
        self.body = geometry.layouts["content"].areas["body"].rect
        self.faces = face_pair(geometry.body_font)
        self.hyphenator = Hyphenator(context.hyphenation, catalogue.locale)
        states = dimension_states(handbook, catalogue)
        self.subject = figures.Subject(context.edition, context.today, states, "deck")

    def draw(
        self,
        name: str,
        *,
        width: float = 1.0,
        height: float = 1.0,
        whole: bool = False,
        **options: Any,
    ) -> Drawing | None:
        """Draw a figure for ``width`` × ``height`` of the body; higher if its texts need it.

        With ``whole`` there is none where some of its items would only be counted.
        """
        drawing: Drawing | None = None
        for share in (height, *(higher for higher in HIGHER if higher > height)):
            room = figures.Room(
                self.body.width * width, self.body.height * share, self.faces, self.hyphenator
            )
            drawing = figures.draw(name, self.subject, room, **options)
            if drawing is None or not drawing.overflow:
                break
        if drawing is None or (whole and drawing.is_cut):
            return None
        drawing = self._large(name, drawing, height, **options)
        unshown = self._unshown(name, drawing, **options) or drawing.counts
        return replace(drawing, unshown=unshown)

    def _large(self, name: str, drawing: Drawing, height: float, **options: Any) -> Drawing:
        """Return a figure that takes little of its height as large as it fits, whole."""
        room = self.body.height * height
        for factor in ENLARGED if drawing.height * ENLARGED[-1] < room * SMALL_FIGURE else ():
            smaller = figures.Room(
                drawing.width / factor, room / factor, self.faces, self.hyphenator
            )
            found = figures.draw(name, self.subject, smaller, **options)
            if found and found.height * factor <= room and _says_the_same(found, drawing):
                return enlarged(found, factor)
        return drawing

    def _unshown(self, name: str, drawing: Drawing, **options: Any) -> tuple[str, ...]:
        """Return the texts that a figure would show in ample room, and does not in this."""
        ample = figures.Room(*AMPLE, self.faces, self.hyphenator)
        full = figures.draw(name, self.subject, ample, **options)
        said = " ".join(map(letters, labels(drawing)))
        return tuple(
            text
            for label in (labels(full) if full else ())
            if (text := " ".join(label.split())) and letters(text) not in said
        )

    def of_slide(self, attributes: Mapping[str, str]) -> Drawing | None:
        """Draw what says where the reader is: on the cover, the whole model."""
        if attributes.get("layout") == "title":
            return self._drawn("model", MODEL_WIDTH, MODEL_HEIGHT)
        return self._marker(attributes["here"]) if "here" in attributes else None

    def _drawn(self, name: str, width: float, height: float) -> Drawing | None:
        room = figures.Room(
            self.body.width * width, self.body.height * height, self.faces, self.hyphenator
        )
        return figures.draw(name, self.subject, room)

    def _marker(self, dimension: str) -> Drawing | None:
        """Draw the small strip that shows which of the dimensions a slide belongs to."""
        return self.draw("dimensions_small", width=MARKER_SHARE, height=0.05, here=dimension)


def _says_the_same(one: Drawing, other: Drawing) -> bool:
    """Whether two drawings show the same texts, neither with less of them."""
    return one.overflow == other.overflow and set(labels(one)) == set(labels(other))


def _slide(
    name: str, draft: Draft, before: list[Slide], painter: _Painter, context: TemplateContext
) -> Slide:
    absent_pages = context.absent_pages
    attributes = draft.attributes
    drops = drop_order(name, context.edition.audience)
    return Slide(
        id=attributes["id"],
        layout=_layout(draft),
        title=_unlike(draft.title, before, attributes.get("kicker", ""), context.language),
        blocks=without_links_to(draft.blocks, absent_pages),
        notes=without_links_to(draft.notes, absent_pages),
        spare=without_links_to(draft.spare, absent_pages),
        instead=without_links_to(draft.instead, absent_pages),
        kicker=attributes.get("kicker", ""),
        section=attributes.get("section", ""),
        page=_present(attributes.get("page", ""), absent_pages),
        source=_path(attributes.get("source", "")),
        drop_order=int(attributes.get("optional", "0")) if drops is None else drops,
        marker=painter.of_slide(attributes),
    )


def _present(page: str, absent_pages: frozenset[str]) -> str:
    """Return a slide's page on the site, "" where the audience has none of that name."""
    return "" if page.partition("#")[0] in absent_pages else page


def _unlike(title: str, before: list[Slide], name: str, language: Language) -> str:
    """Return a title that no earlier slide has, numbered or named where it must be."""
    titles = {slide.title for slide in before if not slide.is_left_out}
    unique_title, number = title, 1
    while unique_title in titles:
        number += 1
        suffix = name if name and number == 2 else str(number)
        unique_title = str(language.words("deck")["twin"].format(title=title, name=suffix))
    return unique_title


def _path(dotted: str) -> ContentPath:
    return tuple(int(part) if part.isdigit() else part for part in dotted.split(".") if part)
