"""Make our own deck master: ``python -m kamhandbook.maintenance.deck_master``.

Writes ``kamhandbook/templates/deck.pptx``, 13.333 × 7.5 in, one slide master, five layouts, one
notes master, no slide; the same bytes on every run. The file is committed, so that nobody needs
this script to build a handbook. The colours in it are samples: ``kamhandbook.deck.theme`` says
which slot of the theme carries which colour role and writes the brand's own at build time.

Layouts are told apart by ``p:sldLayout/@type``: title (cover), obj (content), twoObj (two columns),
titleOnly, objTx (closing: title and contact on a colour field, next steps beside it). The kicker
is the ``body`` placeholder with idx 13. Twelve columns of 0.736 in with gaps of 0.3 in.

Choices that need a reason:

- Text boxes have no insets, so that text stands exactly on the margin; every box has noAutofit,
  for PowerPoint does not recalculate a stored shrinking factor.
- Titles have 90 % line spacing: two lines of 28 pt then end well above the body (60.5 pt in a box
  of 67.7 pt). All other text has 100 %.
- The effect styles are flat, and so are the defaults for shapes and lines that a person adds.
- The default table style has no vertical lines: a bold header over a primary rule, hairlines.
- The logo is not in here; ``theme.place_logos`` puts it on the master and two layouts.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kamhandbook.deck.theme import TABLE_STYLE, colour_scheme

TARGET = Path(__file__).resolve().parents[1] / "templates" / "deck.pptx"
SAMPLE_COLOURS = {
    "primary": "#0b4f5c",
    "accent": "#d4811c",
    "ink": "#1b2b30",
    "muted": "#5a6b70",
    "line": "#d5dee0",
    "surface": "#f1f6f7",
    "good": "#2e7d4f",
    "caution": "#b3541e",
}
SAMPLE_FONT = "Calibri"
LANGUAGE = "de-DE"

# The only wording: names that a person sees in PowerPoint's layout menu, and prompts.
NAMES = {
    "title": "Titel",
    "obj": "Inhalt",
    "twoObj": "Zwei Spalten",
    "titleOnly": "Nur Titel",
    "objTx": "Abschluss",
}
PROMPT_TITLE, PROMPT_KICKER, PROMPT_TEXT = "Titel", "Dimension", "Text"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XMLNS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{_OFFICE}/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PRESENTATIONML = "application/vnd.openxmlformats-officedocument.presentationml."
_FIXED_TIME = (2026, 1, 1, 0, 0, 0)


class Box(NamedTuple):
    """Left, top, width and height in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def xml(self) -> str:
        """The box as a:off and a:ext in EMU."""
        left, top, width, height = (round(side * 914_400) for side in self)
        return f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'


class Level(NamedTuple):
    """One paragraph level: sizes and space before in points, indents in inches, theme colour."""

    size: int
    colour: str = "tx1"
    bold: bool = False
    font: str = "mn"
    spacing: int = 100
    before: int = 0
    bullet: str = ""
    left: float = 0
    hanging: float = 0
    align: str = "l"

    def xml(self, number: int) -> str:
        """The level as a:lvlNpPr."""
        bullet = (
            '<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFontTx/>'
            f'<a:buChar char="{self.bullet}"/>'
            if self.bullet
            else "<a:buNone/>"
        )
        return (
            f'<a:lvl{number}pPr marL="{round(self.left * 914_400)}" '
            f'indent="{-round(self.hanging * 914_400)}" algn="{self.align}" defTabSz="914400" '
            'rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
            f'<a:lnSpc><a:spcPct val="{self.spacing * 1000}"/></a:lnSpc>'
            f'<a:spcBef><a:spcPts val="{self.before * 100}"/></a:spcBef>'
            f'<a:spcAft><a:spcPts val="0"/></a:spcAft>{bullet}'
            f'<a:defRPr lang="{LANGUAGE}" sz="{self.size * 100}" b="{int(self.bold)}" kern="1200">'
            f'<a:solidFill><a:schemeClr val="{self.colour}"/></a:solidFill>'
            f'<a:latin typeface="+{self.font}-lt"/><a:ea typeface="+{self.font}-ea"/>'
            f'<a:cs typeface="+{self.font}-cs"/></a:defRPr></a:lvl{number}pPr>'
        )


class Placeholder(NamedTuple):
    """One placeholder; without ``box`` or ``levels`` those of the master hold."""

    name: str
    attributes: str
    box: Box | None = None
    levels: tuple[Level, ...] = ()
    anchor: str = ""
    text: str = PROMPT_TEXT
    field: str = ""

    def xml(self, number: int) -> str:
        """The placeholder as p:sp with shape id ``number``."""
        place = f"<a:xfrm>{self.box.xml}</a:xfrm>" if self.box else ""
        shape = f'{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if self.box else ""
        anchor = f' anchor="{self.anchor}"' if self.anchor else ""
        frame = f' vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"{anchor} rtlCol="0"'
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{self.name}"/>'
            '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr><p:ph {self.attributes}/></p:nvPr></p:nvSpPr><p:spPr>{shape}</p:spPr>"
            f"<p:txBody><a:bodyPr{frame if self.box else ''}><a:noAutofit/></a:bodyPr>"
            f"{_levels('a:lstStyle', self.levels)}{self._paragraphs()}</p:txBody></p:sp>"
        )

    def _paragraphs(self) -> str:
        run = f'<a:rPr lang="{LANGUAGE}"/>'
        if self.field:
            return f"<a:p>{self.field}</a:p>"
        if not self.text:
            return f'<a:p><a:endParaRPr lang="{LANGUAGE}"/></a:p>'
        return f"<a:p><a:r>{run}<a:t>{self.text}</a:t></a:r></a:p>"


MARGIN = 0.6
WIDTH, HEIGHT = 13.3333, 7.5
WIDE = WIDTH - 2 * MARGIN
COLUMN = (WIDE - 0.3) / 2
FIELD_WIDTH = 4.6
BESIDE = FIELD_WIDTH + MARGIN

TITLE = Level(28, bold=True, font="mj", spacing=90)
KICKER = (Level(12, "accent1", bold=True),)
BODY = (
    Level(16, before=6, bullet="•", left=0.22, hanging=0.22),
    Level(14, before=3, bullet="–", left=0.44, hanging=0.22),
    *(Level(14, before=3, bullet="–", left=0.22 * n, hanging=0.22) for n in range(3, 10)),
)
QUIET, QUIET_RIGHT = Level(10, "accent5"), Level(10, "accent5", align="r")
COVER_LINES = (Level(20, "bg1", before=0), *(Level(14, "bg1", before=8) for _ in range(8)))
CAPTION = (Level(16, "bg1", before=6), *(Level(14, "bg1", before=3) for _ in range(8)))
NOTES = tuple(Level(12, before=6, left=0.2 * n) for n in range(9))

_NUMBER_FIELD = (
    '<a:fld id="{6B1C9A54-2D0E-4E57-9B57-3C1F0A7D5E21}" type="slidenum">'
    f'<a:rPr lang="{LANGUAGE}"/><a:t>‹Nr.›</a:t></a:fld><a:endParaRPr lang="{LANGUAGE}"/>'
)
_TITLE = Placeholder("Titel", 'type="title"', text=PROMPT_TITLE)
_KICKER_ATTRIBUTES = 'type="body" sz="quarter" idx="13" hasCustomPrompt="1"'
_KICKER = Placeholder(
    "Kicker", _KICKER_ATTRIBUTES, Box(MARGIN, 0.31, WIDE, 0.24), KICKER, "b", PROMPT_KICKER
)
_FOOT_TOP, _FOOT_HIGH = 6.87, 0.2


def _foot(left: float, footer: float, date_left: float, date: float) -> tuple[Placeholder, ...]:
    """Slide number and footer text from ``left`` on, the date at the right; all in inches."""
    at = {
        "sldNum": Box(left, _FOOT_TOP, 0.4, _FOOT_HIGH),
        "ftr": Box(left + 0.4, _FOOT_TOP, footer, _FOOT_HIGH),
        "dt": Box(date_left, _FOOT_TOP, date, _FOOT_HIGH),
    }
    return (
        Placeholder(
            "Fußzeile", 'type="ftr" sz="quarter" idx="11"', at["ftr"], (QUIET,), "ctr", text=""
        ),
        Placeholder("Datum", 'type="dt" sz="half" idx="10"', at["dt"], (QUIET_RIGHT,), "ctr", ""),
        Placeholder(
            "Foliennummer",
            'type="sldNum" sz="quarter" idx="12"',
            at["sldNum"],
            (QUIET,),
            "ctr",
            field=_NUMBER_FIELD,
        ),
    )


_FOOT = _foot(MARGIN, 7.9, 9.1, 1.8)
_MASTER = (
    Placeholder(
        "Titel", 'type="title"', Box(MARGIN, 0.6, WIDE, 0.94), anchor="t", text=PROMPT_TITLE
    ),
    Placeholder("Text", 'type="body" idx="1"', Box(MARGIN, 1.6, WIDE, 5.1), anchor="t"),
    *_FOOT,
)
_COVER = (
    Placeholder(
        "Titel",
        'type="ctrTitle"',
        Box(MARGIN, 2.2, 10.0, 2.1),
        (Level(40, "bg1", bold=True, font="mj", spacing=90),),
        "b",
        PROMPT_TITLE,
    ),
    Placeholder(
        "Untertitel", 'type="subTitle" idx="1"', Box(MARGIN, 4.6, 10.0, 2.1), COVER_LINES, "t"
    ),
)
_CONTENT = (_KICKER, _TITLE, Placeholder("Inhalt", 'idx="1"'), *_FOOT)
_COLUMNS = (
    _KICKER,
    _TITLE,
    Placeholder("Linke Spalte", 'sz="half" idx="1"', Box(MARGIN, 1.6, COLUMN, 5.1)),
    Placeholder("Rechte Spalte", 'sz="half" idx="2"', Box(MARGIN + COLUMN + 0.3, 1.6, COLUMN, 5.1)),
    *_FOOT,
)
_TITLE_ONLY = (_KICKER, _TITLE, *_FOOT)
_CLOSING = (
    Placeholder(
        "Kicker",
        _KICKER_ATTRIBUTES,
        Box(MARGIN, 0.31, FIELD_WIDTH - 1, 0.24),
        (Level(12, "bg1", bold=True),),
        "b",
        PROMPT_KICKER,
    ),
    Placeholder(
        "Titel",
        'type="title"',
        Box(MARGIN, 0.6, FIELD_WIDTH - 1, 2.0),
        (TITLE._replace(colour="bg1"),),
        "t",
        PROMPT_TITLE,
    ),
    Placeholder(
        "Text",
        'type="body" sz="half" idx="2"',
        Box(MARGIN, 2.8, FIELD_WIDTH - 1, 3.6),
        CAPTION,
        "t",
    ),
    Placeholder("Inhalt", 'idx="1"', Box(BESIDE, 0.66, WIDTH - MARGIN - BESIDE, 6.04), anchor="t"),
    *_foot(BESIDE, 5.2, WIDTH - MARGIN - 1.8, 1.8),
)
_LAYOUTS: Mapping[str, tuple[Placeholder, ...]] = {
    "title": _COVER,
    "obj": _CONTENT,
    "twoObj": _COLUMNS,
    "titleOnly": _TITLE_ONLY,
    "objTx": _CLOSING,
}
_PLAIN_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
    '<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/>'
)


def main() -> None:
    """Write the master where the package keeps it."""
    write(TARGET)


def write(path: Path) -> None:
    """Write the master to ``path``, members in a fixed order with a fixed time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts().items():
            member = zipfile.ZipInfo(name, _FIXED_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            package.writestr(member, _DECLARATION + xml)


def parts() -> dict[str, str]:
    """Every part of the package, without XML declarations, by its name in the zip."""
    relative = f"{_OFFICE}/relationships"
    made = {
        "_rels/.rels": _rels(
            (f"{relative}/officeDocument", "ppt/presentation.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{relative}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": _core(),
        "docProps/app.xml": f'<Properties xmlns="{_OFFICE}/extended-properties"/>',
        "ppt/presentation.xml": _presentation(),
        "ppt/_rels/presentation.xml.rels": _rels(
            (f"{relative}/slideMaster", "slideMasters/slideMaster1.xml"),
            (f"{relative}/notesMaster", "notesMasters/notesMaster1.xml"),
            (f"{relative}/presProps", "presProps.xml"),
            (f"{relative}/viewProps", "viewProps.xml"),
            (f"{relative}/theme", "theme/theme1.xml"),
            (f"{relative}/tableStyles", "tableStyles.xml"),
        ),
        "ppt/presProps.xml": f"<p:presentationPr {_XMLNS}/>",
        "ppt/viewProps.xml": f"<p:viewPr {_XMLNS}/>",
        "ppt/tableStyles.xml": _table_styles(),
        "ppt/theme/theme1.xml": _theme(),
        "ppt/theme/theme2.xml": _theme(),
        "ppt/slideMasters/slideMaster1.xml": _master(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _rels(
            *(
                (f"{relative}/slideLayout", f"../slideLayouts/slideLayout{number}.xml")
                for number in range(1, len(_LAYOUTS) + 1)
            ),
            (f"{relative}/theme", "../theme/theme1.xml"),
        ),
        "ppt/notesMasters/notesMaster1.xml": _notes_master(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _rels(
            (f"{relative}/theme", "../theme/theme2.xml")
        ),
    }
    for number, kind in enumerate(_LAYOUTS, 1):
        made[f"ppt/slideLayouts/slideLayout{number}.xml"] = _layout(kind)
        made[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = _rels(
            (f"{relative}/slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return {"[Content_Types].xml": _content_types(made)} | made


def _content_types(made: Mapping[str, str]) -> str:
    special = {
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "ppt/presentation.xml": f"{_PRESENTATIONML}presentation.main+xml",
    }
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{special.get(name) or _type_by_name(name)}"/>'
        for name in made
        if not name.endswith(".rels")
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
    )


def _type_by_name(name: str) -> str:
    kind = Path(name).stem.rstrip("0123456789")
    if kind == "theme":
        return "application/vnd.openxmlformats-officedocument.theme+xml"
    return f"{_PRESENTATIONML}{kind}+xml"


def _rels(*targets: tuple[str, str]) -> str:
    """Relationships rId1, rId2 … in the order given, as (type, target)."""
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _core() -> str:
    time = "2026-01-01T00:00:00Z"
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created>'
        f"<dc:language>{LANGUAGE}</dc:language>"
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{time}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _presentation() -> str:
    width, height = round(WIDTH * 3) * 304_800, round(HEIGHT * 914_400)
    levels = tuple(Level(14, left=0.25 * n) for n in range(9))
    return (
        f'<p:presentation {_XMLNS} saveSubsetFonts="1" autoCompressPictures="0">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{width}" cy="{height}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"{_levels('p:defaultTextStyle', levels)}</p:presentation>"
    )


def _levels(tag: str, levels: tuple[Level, ...]) -> str:
    inner = "".join(level.xml(number) for number, level in enumerate(levels, 1))
    return f"<{tag}>{inner}</{tag}>"


def _tree(placeholders: tuple[Placeholder, ...], before: str = "", first: int = 2) -> str:
    shapes = "".join(shape.xml(number) for number, shape in enumerate(placeholders, first))
    return f"<p:spTree>{_PLAIN_GROUP}{before}{shapes}</p:spTree>"


def _background(colour: str) -> str:
    fill = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
    return f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"


def _master() -> str:
    ids = "".join(
        f'<p:sldLayoutId id="{2147483648 + number}" r:id="rId{number}"/>'
        for number in range(1, len(_LAYOUTS) + 1)
    )
    other = tuple(Level(14, left=0.25 * n) for n in range(9))
    return (
        f'<p:sldMaster {_XMLNS} preserve="1"><p:cSld>{_background("bg1")}{_tree(_MASTER)}</p:cSld>'
        f"{_COLOUR_MAP}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f'<p:hf hdr="0"/><p:txStyles>{_levels("p:titleStyle", (TITLE,))}'
        f"{_levels('p:bodyStyle', BODY)}{_levels('p:otherStyle', other)}</p:txStyles></p:sldMaster>"
    )


def _layout(kind: str) -> str:
    """One layout; cover and closing hide the master's logo, they have their own."""
    background = _background("accent1") if kind == "title" else ""
    own_logo = ' showMasterSp="0"' if kind in ("title", "objTx") else ""
    field = _colour_field(2) if kind == "objTx" else ""
    tree = _tree(_LAYOUTS[kind], field, 3 if field else 2)
    return (
        f'<p:sldLayout {_XMLNS}{own_logo} type="{kind}" preserve="1" userDrawn="1">'
        f'<p:cSld name="{NAMES[kind]}">{background}{tree}</p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _colour_field(number: int) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Farbfeld"/><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f"<a:xfrm>{Box(0, 0, FIELD_WIDTH, HEIGHT).xml}</a:xfrm>"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        "</p:spPr></p:sp>"
    )


def _notes_master() -> str:
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Folienbild"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>'
        f"<a:xfrm>{Box(0.75, 0.75, 6.0, 3.375).xml}</a:xfrm>"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="6350"><a:solidFill>'
        '<a:schemeClr val="accent6"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )
    texts = (
        Placeholder(
            "Notizen", 'type="body" sz="quarter" idx="3"', Box(0.75, 4.5, 6.0, 4.6), anchor="t"
        ),
        Placeholder(
            "Foliennummer",
            'type="sldNum" sz="quarter" idx="5"',
            Box(0.75, 9.4, 6.0, 0.25),
            (QUIET_RIGHT,),
            "ctr",
            field=_NUMBER_FIELD,
        ),
    )
    return (
        f"<p:notesMaster {_XMLNS}><p:cSld>{_background('bg1')}{_tree(texts, picture, 3)}</p:cSld>"
        f"{_COLOUR_MAP}{_levels('p:notesStyle', NOTES)}</p:notesMaster>"
    )


def _theme() -> str:
    """A theme: twelve colours, two typefaces, and nothing but flat fills and plain lines."""
    colours = colour_scheme(SAMPLE_COLOURS)
    order = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    slots = "".join(f'<a:{slot}><a:srgbClr val="{colours[slot]}"/></a:{slot}>' for slot in order)
    font = f'<a:latin typeface="{SAMPLE_FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
        for width in (12_700, 12_700, 19_050)
    )
    flat = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'<a:theme {_XMLNS.split()[0]} name="Handbuch"><a:themeElements>'
        f'<a:clrScheme name="Handbuch">{slots}</a:clrScheme><a:fontScheme name="Handbuch">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Flach"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{flat}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        f"<a:objectDefaults>{_shape_defaults()}</a:objectDefaults></a:theme>"
    )


def _shape_defaults() -> str:
    """What a person's own new shape, line and text box look like: flat, 1 pt, our text size."""
    fill = '<a:solidFill><a:schemeClr val="bg2"/></a:solidFill><a:ln><a:noFill/></a:ln>'
    text = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
    line = '<a:ln w="12700"><a:solidFill><a:schemeClr val="accent5"/></a:solidFill></a:ln>'
    run = f'<a:lvl1pPr><a:defRPr lang="{LANGUAGE}" sz="1400">{text}</a:defRPr></a:lvl1pPr>'
    return (
        f'<a:spDef><a:spPr>{fill}</a:spPr><a:bodyPr rtlCol="0" anchor="ctr"/>'
        f"<a:lstStyle>{run}</a:lstStyle></a:spDef>"
        f"<a:lnDef><a:spPr>{line}</a:spPr><a:bodyPr/><a:lstStyle/></a:lnDef>"
        '<a:txDef><a:spPr><a:noFill/></a:spPr><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" '
        f'bIns="0" rtlCol="0"><a:noAutofit/></a:bodyPr><a:lstStyle>{run}</a:lstStyle></a:txDef>'
    )


def _table_styles() -> str:
    rule = _border("bottom", 19_050, "accent1")
    hairlines = _border("bottom", 6_350, "accent6") + _border("insideH", 6_350, "accent6")
    return (
        f'<a:tblStyleLst {_XMLNS.split()[0]} def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="Handbuch">'
        f"<a:wholeTbl>{_cell_text('accent5')}<a:tcStyle><a:tcBdr>{hairlines}</a:tcBdr>"
        "<a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        f"<a:firstCol>{_cell_text('tx1')}<a:tcStyle><a:tcBdr/></a:tcStyle></a:firstCol>"
        f"<a:firstRow>{_cell_text('tx1', bold=True)}<a:tcStyle><a:tcBdr>{rule}</a:tcBdr>"
        "</a:tcStyle></a:firstRow></a:tblStyle></a:tblStyleLst>"
    )


def _cell_text(colour: str, bold: bool = False) -> str:
    weight = ' b="on"' if bold else ""
    fill = f'<a:fontRef idx="minor"/><a:schemeClr val="{colour}"/>'
    return f"<a:tcTxStyle{weight}>{fill}</a:tcTxStyle>"


def _border(side: str, width: int, colour: str) -> str:
    return (
        f'<a:{side}><a:ln w="{width}" cmpd="sng"><a:solidFill><a:schemeClr val="{colour}"/>'
        f"</a:solidFill></a:ln></a:{side}>"
    )


if __name__ == "__main__":
    main()
