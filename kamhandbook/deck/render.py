"""A fitted deck as a presentation: the same input gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from kamhandbook.deck.figure import figure_frame
from kamhandbook.deck.footer import footers
from kamhandbook.deck.frames import mark_shape, panel_shape, picture_frame, table_frame, text_frame
from kamhandbook.deck.master import Master
from kamhandbook.deck.notes_page import add_notes
from kamhandbook.deck.package import PackageBuilder
from kamhandbook.deck.presentation import list_slides
from kamhandbook.deck.properties import add_properties
from kamhandbook.deck.slide_canvas import Links, SlideCanvas
from kamhandbook.deck.slide_scale import scale_lengths
from kamhandbook.deck.xml import NAMESPACES, ROOT_GROUP, escaped, parsed, serialised
from kamhandbook.design.brand import Brand
from kamhandbook.fit.fitted import (
    FigureFrame,
    FittedDeck,
    FittedSlide,
    PictureFrame,
    TableFrame,
    TextFrame,
)

_SLIDE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"


def render_deck(
    fitted: FittedDeck, master: Master, brand: Brand, *, today: date, site_url: str = ""
) -> bytes:
    """Draw every slide and pack the presentation.

    ``today`` is the day it says it was made. Links to site pages need ``site_url``; without it
    their text stands unlinked.
    """
    package = PackageBuilder.of(master.parts)
    names = [f"ppt/slides/slide{number}.xml" for number in range(1, len(fitted.slides) + 1)]
    links = Links(
        {
            id_: name
            for slide, name in zip(fitted.slides, names, strict=True)
            for id_ in (slide.id, *slide.stands_for)
        },
        site_url,
    )
    for number, (slide, name) in enumerate(zip(fitted.slides, names, strict=True), 1):
        canvas = SlideCanvas(
            master=master,
            plan=master.plans[slide.layout],
            layout=master.geometry.layouts[slide.layout],
            links=links,
            package=package,
            language=fitted.imprint.language,
        )
        _add_slide(canvas, fitted, slide, number, name)
    list_slides(package, fitted, names)
    add_properties(package, fitted, brand, today)
    return package.zipped()


def _add_slide(
    canvas: SlideCanvas, fitted: FittedDeck, slide: FittedSlide, number: int, name: str
) -> None:
    scene = canvas.plan.scene
    panels = (scene.panel, *scene.foot_panels) if scene.panel else scene.foot_panels
    shapes = "".join(panel_shape(panel, canvas) for panel in panels)
    shapes += "".join(_frames(slide, canvas))
    if slide.is_marked:
        shapes += mark_shape(canvas)
    if slide.layout != "title":
        shapes += footers(canvas, fitted.imprint, number, slide.page)
    canvas.relations.to("slideLayout", canvas.plan.partname)
    add_notes(canvas, slide, number, name)
    xml = (
        f'<p:sld {NAMESPACES}><p:cSld name="{escaped(slide.id)}"><p:spTree>{ROOT_GROUP}{shapes}'
        f"</p:spTree></p:cSld><p:clrMapOvr>{canvas.plan.colour_map}</p:clrMapOvr></p:sld>"
    )
    canvas.package.add(name, _SLIDE, _enlarged(xml, canvas.master.scale), canvas.relations)


def _enlarged(xml: str, scale: float) -> str | bytes:
    """Return a slide as large as the template's slides are."""
    if scale == 1.0:
        return xml
    root = parsed(xml.encode())
    scale_lengths(root, scale)
    return serialised(root)


def _frames(slide: FittedSlide, canvas: SlideCanvas) -> Iterator[str]:
    for frame in slide.frames:
        yield _DRAW[type(frame)](frame, canvas)


_DRAW: dict[type, Callable[[Any, SlideCanvas], str]] = {
    TextFrame: text_frame,
    TableFrame: table_frame,
    FigureFrame: figure_frame,
    PictureFrame: picture_frame,
}
