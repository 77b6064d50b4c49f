"""Odd templates, made of our master: what people do to masters that nobody plans for."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.util import Emu

from kamhandbook.deck.xml import NAMESPACES, A, P, parsed
from tests.deck import masters
from tests.deck.masters import fixed, moved, parts

Change = Callable[[Any], None]
TITLES, FEET = ("title", "ctrTitle"), ("dt", "ftr", "sldNum")
CONTENT = ("obj", "body", "subTitle")
POINT = 12_700


def make_all(folder: Path) -> Iterator[Path]:
    """Make every odd template in a folder."""
    for name, changes in ODD.items():
        yield masters.changed(folder / f"odd-{name}.pptx", *changes)
    yield masters.of_form(folder / "odd-square.pptx", 7.9, 7.9)
    yield masters.of_form(folder / "odd-a4-upright.pptx", 8.27, 11.69)
    yield masters.scaled(folder / "odd-16cm.pptx", 16 / 33.87)
    yield masters.scaled(folder / "odd-70cm.pptx", 70 / 33.87)
    yield from (_of_2013(folder / f"odd-2013-{name}.pptx", *each) for name, each in OF_2013.items())


def _of_2013(path: Path, *changes: Change) -> Path:
    deck = Presentation()  # PowerPoint's own white default, 4:3
    for change in changes:
        change(deck)
    deck.save(str(path))
    return path


# --- changes: each a function of an open presentation


def without(*kinds: str) -> Change:
    """Take placeholders of some kinds off layouts and masters."""

    def change(deck: Any) -> None:
        for root in parts(deck):
            for shape in list(root.iter(f"{P}sp")):
                ph = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
                if ph is not None and ph.get("type", "obj") in kinds:
                    shape.getparent().remove(shape)

    return change


def only(*types: str) -> Change:
    """Keep layouts of some types."""

    def change(deck: Any) -> None:
        for layout in list(deck.slide_layouts):
            if layout._element.get("type") not in types:
                deck.slide_layouts.remove(layout)

    return change


def untyped(deck: Any) -> None:
    """Layouts without a type, named in another language."""
    for number, layout in enumerate(deck.slide_layouts, 1):
        layout._element.attrib.pop("type", None)
        layout._element.cSld.set("name", f"レイアウト {number}")


def body_properties(kinds: tuple[str, ...], **attributes: str) -> Change:
    """Set attributes of the text bodies of placeholders of some kinds."""

    def change(deck: Any) -> None:
        for root in parts(deck):
            for shape in root.iter(f"{P}sp"):
                ph = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
                if ph is not None and ph.get("type", "obj") in kinds:
                    shape.find(f"{P}txBody/{A}bodyPr").attrib.update(attributes)

    return change


def placed(kinds: tuple[str, ...], x: float, y: float, width: float, height: float) -> Change:
    """Put placeholders of some kinds at shares of the slide, on masters and layouts."""

    def change(deck: Any) -> None:
        across, down = deck.slide_width, deck.slide_height
        for sheet in (*deck.slide_masters, *deck.slide_layouts):
            for shape in sheet.placeholders:
                if shape.element.ph.get("type", "obj") in kinds:
                    shape.left, shape.top = Emu(round(x * across)), Emu(round(y * down))
                    shape.width, shape.height = (
                        Emu(round(width * across)),
                        Emu(round(height * down)),
                    )

    return change


def turned(kinds: tuple[str, ...], degrees: int) -> Change:
    """Turn placeholders of some kinds."""

    def change(deck: Any) -> None:
        for sheet in (*deck.slide_masters, *deck.slide_layouts):
            for shape in sheet.placeholders:
                if shape.element.ph.get("type", "obj") in kinds:
                    shape.left, shape.top, shape.width, shape.height = (
                        shape.left,
                        shape.top,
                        shape.width,
                        shape.height,
                    )
                    shape.rotation = degrees

    return change


def background(xml: str) -> Change:
    """Give the masters a background; layouts follow them."""

    def change(deck: Any) -> None:
        for root in parts(deck):
            sheet = root.find(f"{P}cSld")
            for old in sheet.findall(f"{P}bg"):
                sheet.remove(old)
        for master in deck.slide_masters:
            new = f"<p:bg {NAMESPACES}><p:bgPr>{xml}<a:effectLst/></p:bgPr></p:bg>"
            master._element.cSld.insert(0, parsed(new.encode()))

    return change


def photograph(deck: Any) -> None:
    """A picture all over, of every brightness."""
    for master in deck.slide_masters:
        _, key = master.part.get_or_add_image_part(io.BytesIO(_noise()))
        background(f'<a:blipFill><a:blip r:embed="{key}"/><a:stretch/></a:blipFill>')(deck)
        return


def _noise() -> bytes:
    dice, picture = random.Random(16), Image.new("RGB", (640, 360))
    pen = ImageDraw.Draw(picture)
    for _ in range(400):
        x, y, size = dice.randrange(640), dice.randrange(360), dice.randrange(20, 120)
        colour = tuple(dice.randrange(256) for _ in range(3))
        pen.rectangle((x, y, x + size, y + size), fill=colour)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def shape(
    x: float, y: float, width: float, height: float, *, fill: str = "", style: str = ""
) -> Change:
    """Put a shape at shares of the slide on every layout, behind all else."""

    def change(deck: Any) -> None:
        for root in _layouts(deck):
            tree = root.find(f"{P}cSld/{P}spTree")
            tree.insert(2, _shape(deck, tree, (x, y, width, height), fill, style))

    return change


def _layouts(deck: Any) -> list[Any]:
    return [layout._element for layout in deck.slide_layouts]


def _shape(
    deck: Any, tree: Any, shares: tuple[float, float, float, float], fill: str, style: str
) -> Any:
    number = 1 + max(int(each.get("id")) for each in tree.iter("{*}cNvPr"))
    x, y, width, height = shares
    off = f'<a:off x="{round(x * deck.slide_width)}" y="{round(y * deck.slide_height)}"/>'
    ext = (
        f'<a:ext cx="{round(width * deck.slide_width)}" cy="{round(height * deck.slide_height)}"/>'
    )
    look = (
        f'<p:style><a:lnRef idx="0"><a:schemeClr val="{style}"/></a:lnRef>'
        f'<a:fillRef idx="1"><a:schemeClr val="{style}"/></a:fillRef>'
        f'<a:effectRef idx="0"><a:schemeClr val="{style}"/></a:effectRef>'
        '<a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></p:style>'
        if style
        else ""
    )
    return parsed(
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="Fest {number}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>{off}{ext}</a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</p:spPr>{look}</p:sp>'.encode()
    )


def grouped(deck: Any) -> None:
    """A dark band at the head of every layout, in a group drawn at half its size."""
    for root in _layouts(deck):
        tree = root.find(f"{P}cSld/{P}spTree")
        half = (0.0, 0.0, 0.5, 0.11)
        band = _shape(deck, tree, half, solid("1F2A44"), "")
        number = 100 + len(tree)
        across, down = deck.slide_width, round(deck.slide_height * 0.22)
        transform = (
            f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/><a:chOff x="0" y="0"/>'
            f'<a:chExt cx="{across // 2}" cy="{down // 2}"/></a:xfrm>'
        )
        group = parsed(
            f'<p:grpSp {NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="{number}" name="Gruppe"/>'
            f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{transform}</p:grpSpPr></p:grpSp>".encode()
        )
        group.append(band)
        tree.insert(2, group)


def solid(colour: str, alpha: int = 100) -> str:
    return (
        f'<a:solidFill><a:srgbClr val="{colour}"><a:alpha val="{alpha * 1000}"/></a:srgbClr>'
        "</a:solidFill>"
    )


def gradient(first: str, last: str, angle: int = 90) -> str:
    return (
        f'<a:gradFill rotWithShape="1"><a:gsLst><a:gs pos="0"><a:srgbClr val="{first}"/></a:gs>'
        f'<a:gs pos="100000"><a:srgbClr val="{last}"/></a:gs></a:gsLst>'
        f'<a:lin ang="{angle * 60_000}" scaled="0"/></a:gradFill>'
    )


def style_of_text(style: str, **attributes: str) -> Change:
    """Set attributes of runs in the masters' text styles, and take away what layouts say else."""

    def change(deck: Any) -> None:
        for root in parts(deck):
            for run in root.iter(f"{A}defRPr"):
                inside = run.getparent().getparent().tag
                if inside == f"{P}{style}Style":
                    run.attrib.update(attributes)
                elif inside == f"{A}lstStyle":
                    for key in attributes:
                        run.attrib.pop(key, None)

    return change


def levels(style: str, xml: str = "", **attributes: str) -> Change:
    """Set attributes of paragraphs in the masters' text styles; ``xml`` comes first in each."""

    def change(deck: Any) -> None:
        for master in deck.slide_masters:
            for level in master._element.find(f"{P}txStyles/{P}{style}Style"):
                level.attrib.update(attributes)
                for old in level.findall(f"{A}lnSpc"):
                    level.remove(old)
                if xml:
                    level.insert(0, parsed(xml.replace(">", f" {NAMESPACES}>", 1).encode()))

    return change


def text_colour(name: str) -> Change:
    """Set every text of the masters and layouts in one theme colour."""

    def change(deck: Any) -> None:
        for root in parts(deck):
            for run in root.iter(f"{A}defRPr"):
                for fill in run.findall(f"{A}solidFill"):
                    run.remove(fill)
                fill = etree.fromstring(
                    f'<a:solidFill {NAMESPACES}><a:schemeClr val="{name}"/></a:solidFill>'
                )
                run.insert(0, fill)

    return change


def theme(change_of: Callable[[bytes], bytes]) -> Change:
    """Change the XML of every theme."""

    def change(deck: Any) -> None:
        for master in deck.slide_masters:
            for relation in master.part.rels.values():
                if relation.reltype.endswith("/theme"):
                    relation.target_part._blob = change_of(relation.target_part.blob)

    return change


def _grey(xml: bytes) -> bytes:
    root = parsed(xml)
    for number in range(1, 7):
        for slot in root.iter(f"{A}accent{number}"):
            slot[0].set("val", "8C8C8C")
    return etree.tostring(root)


def _fonts(xml: bytes) -> bytes:
    root = parsed(xml)
    for latin in root.iter(f"{A}latin"):
        latin.set("typeface", "Hausschrift Condensed Pro")
    return etree.tostring(root)


def colour_map(**names: str) -> Change:
    def change(deck: Any) -> None:
        for master in deck.slide_masters:
            master._element.find(f"{P}clrMap").attrib.update(names)

    return change


def logo(x: float, y: float, width: float, height: float) -> Change:
    """Put a picture at shares of the slide on the masters."""

    def change(deck: Any) -> None:
        for master in deck.slide_masters:
            picture = Image.new("RGB", (300, 100), "#C8102E")
            stream = io.BytesIO()
            picture.save(stream, "PNG")
            slide = deck.slides.add_slide(deck.slide_layouts[0])
            place = (x * deck.slide_width, y * deck.slide_height)
            size = (width * deck.slide_width, height * deck.slide_height)
            stream.seek(0)
            _, key = master.part.get_or_add_image_part(stream)
            stream.seek(0)
            shown = slide.shapes.add_picture(stream, *map(round, (*place, *size)))
            element = shown._element
            element.blipFill.find(f"{A}blip").set(
                "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", key
            )
            element.nvPicPr.cNvPr.set("id", "990")
            master._element.cSld.spTree.append(element)
            entry = deck.slides._sldIdLst[-1]
            deck.part.drop_rel(entry.rId)
            deck.slides._sldIdLst.remove(entry)

    return change


ODD: Mapping[str, tuple[Change, ...]] = {
    "no-placeholders": (without(*TITLES, *CONTENT, *FEET),),
    "only-title-layout": (only("title"),),
    "upright-body": (body_properties(CONTENT, vert="vert270"),),
    "upright-title": (
        placed(TITLES, 0.02, 0.08, 0.09, 0.8),
        body_properties(TITLES, vert="vert270"),
        placed(("obj",), 0.14, 0.1, 0.8, 0.78),
    ),
    "turned-title": (turned(TITLES, 270),),
    "feet-in-the-middle": (placed(FEET, 0.45, 0.5, 0.12, 0.03),),
    "dark": (colour_map(bg1="dk1", tx1="lt1", bg2="dk2", tx2="lt2"), background(solid("10141F"))),
    "dark-unsaid": (background(solid("10141F")),),
    "gradient": (background(gradient("0B1F4B", "FFFFFF")),),
    "gradient-across": (background(gradient("0B1F4B", "FFFFFF", 0)),),
    "photograph": (photograph,),
    "veiled-photograph": (photograph, shape(0, 0, 1, 1, fill=solid("000000", 40))),
    "logo-bottom-right": (logo(0.72, 0.72, 0.26, 0.26),),
    "logo-in-the-middle": (logo(0.4, 0.4, 0.2, 0.2),),
    "title-at-the-bottom": (placed(TITLES, 0.05, 0.8, 0.9, 0.14),),
    "title-at-the-left": (
        shape(0, 0, 0.3, 1, fill=solid("0B3D2E")),
        placed(TITLES, 0.02, 0.1, 0.26, 0.6),
        placed(("obj",), 0.34, 0.08, 0.62, 0.82),
        text_colour("tx1"),
    ),
    "rtl": (levels("title", rtl="1", algn="r"), levels("body", rtl="1", algn="r")),
    "centred": (levels("title", algn="ctr"), levels("body", algn="ctr")),
    "other-language": (untyped,),
    "unknown-font": (theme(_fonts),),
    "grey": (theme(_grey),),
    "white-on-white": (text_colour("bg1"),),
    "body-off-the-slide": (placed(CONTENT, 1.2, 0.3, 0.8, 0.6),),
    "body-half-off": (placed(("obj",), 0.5, 0.3, 0.9, 0.9),),
    "group-at-half-size": (grouped, text_colour("tx1")),
    "styled-band": (shape(0, 0, 1, 0.22, style="tx1"), text_colour("tx1")),
    "giant-type": (
        style_of_text("title", sz="6600"),
        style_of_text("body", sz="4400"),
    ),
    "tiny-type": (style_of_text("title", sz="1200"), style_of_text("body", sz="900")),
    "capitals": (
        style_of_text("title", cap="all", spc="300"),
        style_of_text("body", cap="all", spc="200"),
    ),
    "tight-lines": (
        levels("title", '<a:lnSpc><a:spcPts val="1400"/></a:lnSpc>'),
        levels("body", '<a:lnSpc><a:spcPts val="1000"/></a:lnSpc>'),
    ),
    "wide-lines": (
        levels("title", '<a:lnSpc><a:spcPct val="200000"/></a:lnSpc>'),
        levels("body", '<a:lnSpc><a:spcPct val="180000"/></a:lnSpc>'),
    ),
    "narrow-body": (placed(("obj",), 0.05, 0.25, 0.3, 0.6),),
    "low-body": (placed(("obj",), 0.05, 0.72, 0.9, 0.16),),
    "three-columns-of-text": (body_properties(("obj",), numCol="3"),),
    "great-insets": (
        body_properties(("obj", *TITLES), lIns="1800000", rIns="1800000", tIns="200000"),
    ),
    "boxes-everywhere": (
        fixed(20, 20, 120, 60, "Firma"),
        fixed(820, 20, 120, 60, "Kampagne 2027"),
        fixed(400, 250, 160, 40, "vertraulich"),
        fixed(20, 480, 300, 40, "Fußtext der Firma"),
    ),
    "no-feet": (without(*FEET),),
    "title-of-no-height": (placed(TITLES, 0.05, 0.05, 0.9, 0.0),),
    "cover-title-only": (without("subTitle"), moved("title", "ctrTitle", 40, 20, 300, 40)),
}
OF_2013: Mapping[str, tuple[Change, ...]] = {
    "plain": (),
    "dark-band-on-the-left": (
        shape(0, 0, 0.25, 1, fill=solid("1F2A44")),
        placed((*TITLES, "obj", "body", "subTitle"), 0.3, 0.1, 0.65, 0.2),
    ),
    "styled-ground": (shape(0, 0, 1, 1, style="tx1"),),
    "gradient-band": (shape(0, 0, 1, 0.26, fill=gradient("FFFFFF", "202020", 0)),),
}
