"""Notes pages: the slide's image and the full text, on the master's own notes master."""

from __future__ import annotations

from kamhandbook.deck.frames import reference
from kamhandbook.deck.inherit import Placeholder
from kamhandbook.deck.notes import SIZES, notes_paragraphs
from kamhandbook.deck.package import Relations
from kamhandbook.deck.slide_canvas import SlideCanvas, cnv_pr
from kamhandbook.deck.text import Setting, paragraphs
from kamhandbook.deck.xml import NAMESPACES, ROOT_GROUP
from kamhandbook.fit.fitted import FittedSlide, Para, Span

_NOTES = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml"


def add_notes(canvas: SlideCanvas, slide: FittedSlide, number: int, name: str) -> None:
    """Add the notes page of slide ``number`` (part ``name``), unless there is nothing to say."""
    plan, relations = canvas.master.notes, Relations()
    relations.to("notesMaster", plan.partname)
    relations.to("slide", name)
    room = plan.body.inside
    paras = notes_paragraphs(slide.notes, room.width, room.height)
    site_page = canvas.links.external_url(slide.page) if slide.page else ""
    if site_page:
        size = paras[0].size if paras else SIZES[0]
        paras = (
            *paras,
            Para((Span(canvas.language.phrase("deck_link"), href=site_page),), size, before=8.0),
        )
    if not paras:
        return

    def link(address: str) -> str | None:
        external = canvas.links.external_url(address)
        key = relations.to("hyperlink", external, external=True) if external else ""
        return f'r:id="{key}"' if key else None

    paints = canvas.plan.paints["body"]
    setting = Setting(canvas.language.tag, paints, link, plan.body.text)
    image = _image(plan.image, canvas) if plan.image else ""
    xml = (
        f"<p:notes {NAMESPACES}><p:cSld><p:spTree>{ROOT_GROUP}{image}"
        f"<p:sp><p:nvSpPr>{cnv_pr(3, canvas.name_of('notes'))}"
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{reference(plan.body)}</p:nvPr></p:nvSpPr><p:spPr/>"
        "<p:txBody><a:bodyPr><a:noAutofit/></a:bodyPr><a:lstStyle/>"
        f"{paragraphs(paras, setting)}</p:txBody></p:sp></p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
    notes = f"ppt/notesSlides/notesSlide{number}.xml"
    canvas.package.add(notes, _NOTES, xml, relations)
    canvas.relations.to("notesSlide", notes)


def _image(place: Placeholder, canvas: SlideCanvas) -> str:
    return (
        f"<p:sp><p:nvSpPr>{cnv_pr(2, canvas.name_of('slide_image'))}"
        '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        f"<p:nvPr>{reference(place)}</p:nvPr></p:nvSpPr><p:spPr/></p:sp>"
    )
