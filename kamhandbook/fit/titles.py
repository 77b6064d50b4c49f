"""Titles at their size, in two even lines at the most, and the kicker above them."""

from __future__ import annotations

from msgspec import Struct

from kamhandbook.design.geometry import Geometry, TextArea
from kamhandbook.document.blocks import Slide
from kamhandbook.document.drawing import LABEL_SIZE
from kamhandbook.fit.balance import balanced
from kamhandbook.fit.fitted import Para, Span
from kamhandbook.fit.paragraphs import Faces, SetText, set_text
from kamhandbook.fit.sizes import TITLE_FLOOR, title_start

TITLE_LINES = 2
NO_LIMIT = 99  # of lines, where a title stands in a narrow column: its box alone limits it
ROUNDING = 0.01  # points: sums of lengths may differ by so much


class TitleFitter(Struct, frozen=True):
    """Fits titles and kickers to the areas of one master."""

    geometry: Geometry
    faces: Faces

    def size(self, slide: Slide) -> float:
        """Return the largest size at which a title has two lines and stays in its box."""
        area = self.geometry.layouts[slide.layout].areas["title"]
        size = title_start(area)
        while size > TITLE_FLOOR and not self.fits(slide.title, area, size):
            size -= 1
        return max(size, TITLE_FLOOR)

    def fits(self, title: str, area: TextArea, size: float) -> bool:
        """Whether a title fits its box in two lines at a size."""
        text = self.set(title, area, size)
        most_lines = TITLE_LINES if _is_wide(area) else NO_LIMIT
        return (
            text.lines <= most_lines
            and text.height <= area.rect.height + ROUNDING
            and not text.overflow
        )

    def set(self, title: str, area: TextArea, size: float) -> SetText:
        """Return a title as it is broken into lines at a size, the second no mere leftover."""
        width = area.rect.width

        def set_spans(*spans: Span) -> SetText:
            para = Para(spans, size, bold=area.bold)
            return set_text((para,), width, self.faces, area=area)

        set_title = set_spans(Span(title))
        if set_title.lines != TITLE_LINES or not _is_wide(area):
            return set_title
        halves = balanced(title, lambda text: set_spans(Span(text)).lines == 1)
        if not halves:
            return set_title
        return set_spans(Span(halves[0]), Span("", line_break=True), Span(halves[1]))

    def kicker_fits(self, slide: Slide) -> bool:
        """Whether a kicker, if there is room for one, stays on its line."""
        area = self.geometry.layouts[slide.layout].areas.get("kicker")
        if not area or not slide.kicker:
            return True
        text = set_text((kicker_para(slide, area),), area.rect.width, self.faces)
        return text.lines == 1 and not text.overflow


def _is_wide(area: TextArea) -> bool:
    """Whether a title stands over the slide, not beside something in a narrow column."""
    return area.rect.width > area.rect.height * 4


def kicker_para(slide: Slide, area: TextArea) -> Para:
    """Return the kicker as its placeholder's paragraph."""
    return Para((Span(slide.kicker),), LABEL_SIZE, bold=area.bold)
