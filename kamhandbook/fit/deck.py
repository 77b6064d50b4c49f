"""The whole deck: one size per role, at most twenty slides, nothing cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from kamhandbook.design.geometry import Geometry
from kamhandbook.document.blocks import Blocks, Brief, Imprint, Paragraph, Slide, Table, Text
from kamhandbook.document.commonmark import text_of
from kamhandbook.fit.brief_cards import brief_cards
from kamhandbook.fit.cover_lines import cover_lines
from kamhandbook.fit.fitted import FittedDeck, FittedSlide, Overfull
from kamhandbook.fit.forms import Forms
from kamhandbook.fit.last_resort import cut_down, texts_of
from kamhandbook.fit.notices import Ledger, all_texts, beginning, texts_in
from kamhandbook.fit.overfull import overfull_of
from kamhandbook.fit.paragraphs import is_text
from kamhandbook.fit.short_titles import short_title
from kamhandbook.fit.shorten import Pointer, cut_to_fit, omissions, shown
from kamhandbook.fit.sizes import Sizes, start
from kamhandbook.fit.slide import SlideFitter, faces_of
from kamhandbook.fit.slide_blocks import SlideBlocks, leaves, slide_blocks
from kamhandbook.fit.small_figures import with_small_figures
from kamhandbook.fit.split import Halves, halves
from kamhandbook.metrics import Hyphenator
from kamhandbook.wording.language import Language

MOST_SLIDES = 20  # as the check DOC1 has it: a handbook deck has no slide 21
MOST_FOR_APPLICANTS = 12  # to keep after an interview
MOST_IN_REPORT = 6  # a steering committee has half an hour


def fit(
    slides: Iterable[Slide],
    geometry: Geometry,
    imprint: Imprint,
    *,
    hyphenator: Hyphenator,
    pictures: Path,
    most: int = 0,
) -> FittedDeck:
    """Fit slides to a master: give every text its size and every thing its place.

    ``pictures`` is the content folder that pictures of answers lie in. The deck has at most
    ``most`` slides as long as enough of them may be dropped; 0 stands for ``MOST_SLIDES``
    (applicants: ``MOST_FOR_APPLICANTS``).
    """
    fitter = SlideFitter(geometry, faces_of(geometry, hyphenator), pictures, imprint.language)
    ledger = Ledger(imprint.language)
    most = most or (MOST_FOR_APPLICANTS if imprint.audience == "applicants" else MOST_SLIDES)
    return _DeckFitter(fitter, start(geometry), ledger, most).fit(tuple(slides), imprint)


@dataclass(slots=True)
class _DeckFitter:
    """A deck in the making; ``ledger`` and ``overfull`` collect what the build has to tell."""

    fitter: SlideFitter
    sizes: Sizes
    ledger: Ledger
    most: int = MOST_SLIDES
    overfull: list[Overfull] = field(default_factory=list)

    @property
    def language(self) -> Language:
        return self.ledger.language

    def fit(self, slides: tuple[Slide, ...], imprint: Imprint) -> FittedDeck:
        forms = Forms(self.fitter, start(self.fitter.geometry), self.language)
        shown_slides = tuple(map(self._that_fits, self._shown(slides)))
        kept = self._within_limit(forms.together(shown_slides), 0)
        chosen = forms.of(tuple(replace(self._that_fits(slide), instead=()) for slide in kept))
        chosen = tuple(self._with_spare(slide) for slide in chosen)
        self.sizes, overlong = self._common_sizes(chosen)
        divisible = self._divisible(overlong)
        if divisible:
            fewer = self._within_limit(chosen, len(divisible))
            if len(fewer) < len(chosen):
                chosen = fewer
                self.sizes, overlong = self._common_sizes(chosen)
                divisible = self._divisible(overlong)
        room = max(self.most - len(chosen), 0)
        divided = dict(list(divisible.items())[:room])
        sparse = {slide.id for slide in overlong} - divisible.keys()
        fitted: list[FittedSlide] = []
        for slide in chosen:
            whole = self._without_rest(slide) if slide.id in sparse else slide
            fitted.extend(self._slide(whole, divided.get(slide.id)))
        notices = self.ledger.numbered(slide.id for slide in fitted)
        return FittedDeck(imprint, tuple(fitted), notices, tuple(self.overfull))

    def _shown(self, slides: tuple[Slide, ...]) -> tuple[Slide, ...]:
        """Leave out what the company does, and say so: its answers are still looked for here."""
        for slide in slides:
            if slide.is_left_out:
                self.ledger.note("left_out", slide, all_texts(slide))
        return tuple(slide for slide in slides if not slide.is_left_out)

    def _within_limit(self, slides: tuple[Slide, ...], reserved: int) -> tuple[Slide, ...]:
        """Drop optional slides in order until the rest and ``reserved`` second parts have room.

        What answers a question is said on another slide of its section; for a second part it is
        not dropped at all.
        """
        chosen = list(slides)
        hosted: dict[str, list[Brief]] = {}  # what a slide says for others, by its id
        for slide in sorted((s for s in slides if s.drop_order), key=lambda s: s.drop_order):
            if len(chosen) + reserved <= self.most:
                break
            if reserved and slide.briefs:
                continue
            at = next(index for index, each in enumerate(chosen) if each.id == slide.id)
            del chosen[at]
            for brief in (*slide.briefs, *hosted.pop(slide.id, ())):
                host = _host(chosen, brief, at)
                chosen[host] = with_brief(chosen[host], brief, slide.id)
                hosted.setdefault(chosen[host].id, []).append(brief)
            self.ledger.forget(slide)
            kind = "merged" if slide.briefs else "dropped"
            self.ledger.note(kind, slide, all_texts(slide), limit=self.most)
        return tuple(chosen)

    def _that_fits(self, slide: Slide) -> Slide:
        """Return a slide with what stands instead of its blocks, where these fit at no size."""
        smallest = start(self.fitter.geometry).smallest
        if slide.instead and not self._fits(slide, slide.blocks, smallest):
            return replace(slide, blocks=slide.instead, instead=())
        return slide

    def _with_spare(self, slide: Slide) -> Slide:
        """Return a slide with its spare blocks where there is room, else with them in the notes."""
        whole = replace(slide, blocks=(*slide.blocks, *slide.spare), spare=())
        smallest = start(self.fitter.geometry).smallest
        if not slide.spare or self._fits(whole, whole.blocks, smallest):
            return whole
        return self._in_notes(replace(slide, spare=()), slide.spare)

    def _without_rest(self, slide: Slide) -> Slide:
        """Return a slide without the few lines that would stand alone on a second one."""
        cut = self._halves(slide)
        if not cut or not cut.is_sparse:
            return slide
        upper, lower = (self._fill(slide, blocks) for blocks in (cut.upper, cut.lower))
        kept, rest = (cut.upper, cut.lower) if upper >= lower else (cut.lower, cut.upper)
        return self._in_notes(replace(slide, blocks=kept), rest)

    def _in_notes(self, slide: Slide, rest: Blocks) -> Slide:
        """Return a slide with blocks in its notes, as far as these do not say it already."""
        texts = texts_in(rest)
        if texts:
            self.ledger.note("in_notes", slide, texts, text=beginning(" · ".join(texts)))
        said = text_of(slide.notes)
        unsaid = tuple(block for block in rest if text_of((block,)) not in said)
        return replace(slide, notes=(*slide.notes, *unsaid))

    def _common_sizes(self, slides: Sequence[Slide]) -> tuple[Sizes, list[Slide]]:
        """Return the sizes that slides share, and the slides that fit at none."""
        largest = start(self.fitter.geometry)
        sizes, overlong = largest, []
        for slide in slides:
            fitting = self._fitting_sizes(slide, slide.blocks, sizes)
            if fitting is None:
                overlong.append(slide)
            else:
                sizes = fitting.at_least_aims(largest)
        with_second_parts = [*slides, *(_part(slide, 2, self.language) for slide in overlong)]
        title_size = min(
            (self.fitter.titles.size(s) for s in with_second_parts if _is_plain(s)),
            default=largest.title,
        )
        return replace(sizes, title=title_size).at_least_aims(largest), overlong

    def _fitting_sizes(self, slide: Slide, blocks: Blocks, sizes: Sizes) -> Sizes | None:
        """Return the largest sizes, from some downwards, at which blocks fit; None at none."""
        for steps in range(sizes.steps + 1):
            stepped = _stepped(slide, sizes, steps)
            if self._fits(slide, blocks, stepped):
                return stepped
        return None

    def _own_sizes(self, slide: Slide, *parts: Blocks) -> Sizes:
        """Return the sizes of a slide's parts: the deck's, or smaller where it needs them."""
        sizes = self.sizes
        for blocks in parts:
            fitting = self._fitting_sizes(slide, blocks, sizes)
            sizes = fitting or _stepped(slide, sizes, sizes.steps)
        return sizes

    def _fits(self, slide: Slide, blocks: Blocks, sizes: Sizes) -> bool:
        return self.fitter.is_fitting(slide, shown(blocks, self._pointer(slide)), sizes)

    def _divisible(self, overlong: Iterable[Slide]) -> dict[str, Halves]:
        """Return how slides are divided that are worth a second one, by their ids."""
        cuts = ((slide.id, self._halves(slide)) for slide in overlong)
        return {id_: cut for id_, cut in cuts if cut and not cut.is_sparse}

    def _halves(self, slide: Slide) -> Halves | None:
        if not _is_plain(slide):
            return None
        return halves(slide_blocks(slide.blocks), lambda blocks: self._fill(slide, blocks))

    def _fill(self, slide: Slide, blocks: Blocks) -> float:
        smallest = self.sizes.smallest
        return self.fitter.fill(slide, shown(blocks, self._pointer(slide)), smallest)

    def _slide(self, slide: Slide, divided: Halves | None) -> list[FittedSlide]:
        if not divided:
            return [self._fitted(slide, slide.blocks, self._own_sizes(slide, slide.blocks))]
        self.ledger.note("split", slide)
        upper, lower = (_part(slide, n, self.language) for n in (1, 2))
        below: Blocks = divided.lower
        cards = brief_cards(divided.lower)
        if cards and self._fits(slide, cards, self.sizes):
            named = self.language.words("deck")["briefs_title"].format(name=slide.section)
            upper, lower, below = slide, replace(lower, title=named), cards
        sizes = self._own_sizes(slide, divided.upper, below)
        return [self._fitted(upper, divided.upper, sizes), self._fitted(lower, below, sizes)]

    def _fitted(self, slide: Slide, blocks: Blocks, sizes: Sizes) -> FittedSlide:
        size = self.fitter.titles.size(slide)
        if slide.layout != "title":  # a last slide does not shout either
            size = min(size, sizes.title)
        before = len(self.overfull)
        shown_slide = self._headed(slide, size)
        reduced = self._reduced(slide, blocks, sizes)
        body = self.fitter.body(slide, reduced, sizes)
        self.overfull.extend(overfull_of(slide, body))
        for file in body.missing_pictures:
            self.ledger.note("picture_missing", slide, file=file)
        for drawing in body.drawings:
            if drawing.unshown:
                named = beginning(" · ".join(drawing.unshown))
                self.ledger.note("figure_in_part", slide, drawing.unshown, text=named)
        fitted = self.fitter.slide(shown_slide, body, size)
        return replace(fitted, is_marked=len(self.overfull) > before)

    def _headed(self, slide: Slide, size: float) -> Slide:
        """Return a slide whose title and kicker fit; the whole title stands in the notes."""
        titles, area = self.fitter.titles, self.fitter.geometry.layouts[slide.layout].areas["title"]
        short = short_title(slide.title, lambda title: titles.fits(title, area, size))
        if not titles.kicker_fits(slide):
            self.ledger.note("kicker_left_out", slide, (slide.kicker,), kicker=slide.kicker)
            slide = replace(slide, kicker="")
        if short.text == slide.title:
            return slide
        self.ledger.note("title_shortened", slide, (slide.title,), shown=short.text)
        if short.over:
            self.overfull.append(Overfull(slide.source, slide.id, slide.title, short.over, "title"))
        whole = Paragraph((Text(slide.title),))
        return replace(slide, title=short.text, notes=(whole, *slide.notes))

    def _reduced(self, slide: Slide, blocks: Blocks, sizes: Sizes) -> SlideBlocks:
        """Return what there is room for, all that is not shown noted."""

        def fits(reduced: SlideBlocks) -> bool:
            return self.fitter.is_fitting(slide, reduced, sizes)

        pointer = self._pointer(slide)
        if slide.layout == "title":
            lines = cover_lines(shown(blocks, pointer), fits)
            if lines.left_out:
                text = " · ".join(lines.left_out)
                self.ledger.note("line_shortened", slide, lines.left_out, text=text)
            return self._cut_down(slide, lines.blocks, fits)
        cut = cut_to_fit(blocks, pointer, fits)
        for omission in omissions(blocks, cut):
            self.ledger.note(
                f"condensed_{omission.kind}",
                slide,
                omission.lost,
                shown=omission.shown,
                total=omission.total,
            )
        return self._cut_down(slide, shown(blocks, pointer, cut), fits)

    def _cut_down(
        self, slide: Slide, blocks: SlideBlocks, fits: Callable[[SlideBlocks], bool]
    ) -> SlideBlocks:
        """Return what fits in any case; whatever is cut for it is an error of a release."""
        if fits(blocks):
            return blocks
        remains = cut_down(blocks, self._pointer(slide), fits)
        for long in remains.cut:
            over = len(long.text) - long.shown
            self.overfull.append(Overfull(slide.source, slide.id, long.text, over, long.kind))
            self.ledger.note("text_cut", slide, (long.text,), text=beginning(long.text))
        if remains.missing:
            lost = texts_in(remains.missing)
            self.ledger.note(
                "blocks_missing",
                slide,
                lost,
                n=len(remains.missing),
                text=beginning(" · ".join(lost)),
            )
        if not remains.cut:
            text = max((text for text, _ in texts_of(blocks)), key=len, default=slide.title)
            self.overfull.append(Overfull(slide.source, slide.id, text, len(text)))
        return with_small_figures(remains.blocks, fits)

    def _pointer(self, slide: Slide) -> Pointer:
        return Pointer(slide.page, self.language)


def _host(slides: Sequence[Slide], brief: Brief, at: int) -> int:
    """Return which slide a brief goes to: the nearest of its section that stays, else before it."""
    stays = [n for n, each in enumerate(slides) if each.section == brief.section]
    stays = [n for n in stays if not slides[n].drop_order] or stays
    return min(stays, key=lambda n: abs(n - at + 0.5), default=max(at - 1, 0))


def with_brief(slide: Slide, brief: Brief, dropped: str) -> Slide:
    """Return a slide that says below the rest what another would have said."""
    blocks, notes = (*slide.blocks, *brief.blocks), (*slide.notes, *brief.notes)
    instead = (*slide.instead, *brief.blocks) if slide.instead else ()
    stands_for = tuple(dict.fromkeys((*slide.stands_for, dropped)))
    return replace(slide, blocks=blocks, notes=notes, instead=instead, stands_for=stands_for)


def _part(slide: Slide, number: int, language: Language) -> Slide:
    """Return a part of a slide by its title; the first keeps the id, since links lead there."""
    title = language.words("deck")["part"].format(title=slide.title, part=number, parts=2)
    return replace(slide, id=slide.id if number == 1 else f"{slide.id}_{number}", title=title)


def _stepped(slide: Slide, sizes: Sizes, steps: int) -> Sizes:
    """Return sizes stepped down, but only of what the slide shows: text, tables, or both."""
    blocks = list(leaves(slide.blocks))
    has_text = any(is_text(block) for block in blocks)
    has_table = any(isinstance(block, Table) for block in blocks)
    return sizes.stepped(body=steps if has_text else 0, table=steps if has_table else 0)


def _is_plain(slide: Slide) -> bool:
    """Whether a slide shares its sizes with the others: all but the cover and the last one."""
    return slide.layout not in ("title", "closing") and not (
        slide.is_statement and slide.layout == "statement"
    )
