"""The whole deck: one size per role, at most twenty slides, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kamhandbook.design.geometry import Geometry
from kamhandbook.document.blocks import Blocks, Imprint, Slide, Table
from kamhandbook.fit.fitted import FittedDeck, FittedSlide, Overfull
from kamhandbook.fit.overfull import overfull_of
from kamhandbook.fit.paragraphs import is_text
from kamhandbook.fit.shorten import Pointer, cut_to_fit, leaves, shown, taken
from kamhandbook.fit.sizes import Sizes, start
from kamhandbook.fit.slide import Sheets, faces_of
from kamhandbook.fit.split import parts
from kamhandbook.metrics import Hyphenator
from kamhandbook.wording.language import Language

MOST_SLIDES = 20


def fit(
    slides: Iterable[Slide],
    geometry: Geometry,
    imprint: Imprint,
    *,
    hyphenator: Hyphenator,
    pictures: Path,
) -> FittedDeck:
    """Fit slides to a master: give every text its size and every thing its place.

    ``pictures`` is the content folder that pictures of answers lie in. The deck has at most
    ``MOST_SLIDES`` slides as long as enough of them may be dropped.
    """
    sheets = Sheets(geometry, faces_of(geometry, hyphenator), pictures, imprint.language)
    return _Deck(sheets, start(geometry), imprint.language).fit(tuple(slides), imprint)


@dataclass(slots=True)
class _Deck:
    """A deck in the making; ``notices`` and ``overfull`` collect what the build has to tell."""

    sheets: Sheets
    sizes: Sizes
    language: Language
    notices: list[str] = field(default_factory=list)
    overfull: list[Overfull] = field(default_factory=list)

    def fit(self, slides: tuple[Slide, ...], imprint: Imprint) -> FittedDeck:
        kept = self._within(self._shown(slides), 0)
        self.sizes, long = self._common(kept)
        divisible = [slide for slide in long if self._parts(slide)]
        if divisible:
            fewer = self._within(kept, len(divisible))
            if len(fewer) < len(kept):
                kept = fewer
                self.sizes, long = self._common(kept)
                divisible = [slide for slide in long if self._parts(slide)]
        room = max(MOST_SLIDES - len(kept), 0)
        dividing = {slide.id for slide in divisible[:room]}
        made = [each for slide in kept for each in self._slide(slide, slide.id in dividing)]
        return FittedDeck(imprint, tuple(made), tuple(self.notices), tuple(self.overfull))

    def _shown(self, slides: tuple[Slide, ...]) -> tuple[Slide, ...]:
        """Leave out what the company does, and say so: its answers are still looked for here."""
        for slide in slides:
            if slide.is_left_out:
                self._tell("fit_left_out", slide)
        return tuple(slide for slide in slides if not slide.is_left_out)

    def _within(self, slides: tuple[Slide, ...], more: int) -> tuple[Slide, ...]:
        """Drop optional slides in their order until slides and ``more`` second parts have room."""
        kept = list(slides)
        for slide in sorted((s for s in slides if s.drop_order), key=lambda s: s.drop_order):
            if len(kept) + more <= MOST_SLIDES:
                break
            kept.remove(slide)
            self._tell("fit_dropped", slide, limit=MOST_SLIDES)
        return tuple(kept)

    def _common(self, slides: Sequence[Slide]) -> tuple[Sizes, list[Slide]]:
        """Find the sizes at which every slide fits, and the slides that fit at none."""
        first = start(self.sheets.geometry)
        sizes, long = first, []
        for slide in slides:
            steps = self._steps(slide, sizes)
            if steps is None:
                long.append(slide)
                steps = first.steps
            sizes = _stepped(slide, sizes, steps)
        named = [*slides, *(_part(slide, 2, self.language) for slide in long)]
        title = min((self.sheets.title_size(s) for s in named if _is_plain(s)), default=first.title)
        return replace(sizes, title=title), long

    def _steps(self, slide: Slide, sizes: Sizes) -> int | None:
        for steps in range(sizes.steps + 1):
            if self._fits(slide, slide.blocks, _stepped(slide, sizes, steps)):
                return steps
        return None

    def _fits(self, slide: Slide, blocks: Blocks, sizes: Sizes | None = None) -> bool:
        return self.sheets.is_fitting(
            slide, shown(blocks, self._pointer(slide)), sizes or self.sizes
        )

    def _parts(self, slide: Slide) -> tuple[Blocks, Blocks] | None:
        if not _is_plain(slide):
            return None
        return parts(slide.blocks, lambda blocks: self._fits(slide, blocks))

    def _slide(self, slide: Slide, divide: bool) -> list[FittedSlide]:
        divided = self._parts(slide) if divide else None
        if not divided:
            return [self._finished(slide, slide.blocks)]
        self._tell("fit_split", slide)
        return [
            self._finished(_part(slide, n, self.language), blocks)
            for n, blocks in enumerate(divided, 1)
        ]

    def _finished(self, slide: Slide, blocks: Blocks) -> FittedSlide:
        pointer = self._pointer(slide)
        cut = cut_to_fit(
            blocks, pointer, lambda less: self.sheets.is_fitting(slide, less, self.sizes)
        )
        for each in taken(blocks, cut):
            self._tell(f"fit_condensed_{each.kind}", slide, shown=each.shown, total=each.total)
        less = shown(blocks, pointer, cut)
        body = self.sheets.body(slide, less, self.sizes)
        size = self.sizes.title if _is_plain(slide) else self.sheets.title_size(slide)
        if slide.layout == "closing":
            size = min(size, self.sizes.title)  # a last slide does not shout
        self.overfull.extend(overfull_of(self.sheets, slide, less, body, self.sizes, size))
        for file in body.lost:
            self._tell("fit_picture_missing", slide, file=file)
        return self.sheets.slide(slide, body, size)

    def _pointer(self, slide: Slide) -> Pointer:
        return Pointer(slide.page, self.language)

    def _tell(self, key: str, slide: Slide, **values: object) -> None:
        self.notices.append(self.language.phrase(key, title=slide.title, page=slide.page, **values))


def _part(slide: Slide, number: int, language: Language) -> Slide:
    """Name a part of a slide; the first one keeps the slide's id, since links lead there."""
    title = language.words("deck")["part"].format(title=slide.title, part=number, parts=2)
    return replace(slide, id=slide.id if number == 1 else f"{slide.id}_{number}", title=title)


def _stepped(slide: Slide, sizes: Sizes, steps: int) -> Sizes:
    """Step down only what a slide shows: text beside a table shrinks with it, no other does."""
    there = list(leaves(slide.blocks))
    text = any(is_text(block) for block in there)
    table = any(isinstance(block, Table) for block in there)
    return sizes.stepped(body=steps if text else 0, table=steps if table else 0)


def _is_plain(slide: Slide) -> bool:
    """Whether a slide shares its sizes with the others: all but the cover and the last one."""
    return slide.layout not in ("title", "closing")
