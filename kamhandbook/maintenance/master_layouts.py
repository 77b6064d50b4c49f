"""The master, the six layouts and the notes master: which placeholder stands where."""

from __future__ import annotations

from collections.abc import Mapping

from kamhandbook.maintenance.master_shapes import (
    LANGUAGE,
    XMLNS,
    InchBox,
    MasterPlaceholder,
    TextLevel,
    list_style,
)

# The only wording: names that a person sees in PowerPoint's layout menu, and prompts.
NAMES = {
    "title": "Titel",
    "obj": "Inhalt",
    "twoObj": "Zwei Spalten",
    "titleOnly": "Nur Titel",
    "objTx": "Abschluss",
    "secHead": "Aussage",
}
PROMPT_TITLE, PROMPT_KICKER = "Titel", "Dimension"

# Inches.
MARGIN = 0.6
WIDTH, HEIGHT = 13.3333, 7.5
WIDE = WIDTH - 2 * MARGIN
COLUMN = (WIDE - 0.3) / 2
FIELD_WIDTH = 4.6  # of the colour field at the left of the closing slide
BESIDE = FIELD_WIDTH + MARGIN
KICKER_TOP, TITLE_TOP = 0.3, 0.56
BODY_TOP, BODY_HIGH = 1.66, 5.1  # 20 points below a title of two lines

FIRST_MASTER_ID = 2**31  # ids of masters and layouts begin here (ST_SlideMasterId)

TITLE = TextLevel(28, bold=True, font="mj", spacing=90)
KICKER = (TextLevel(12, "accent1", bold=True),)
BODY = (
    TextLevel(16, before=6, bullet="•", left=0.22, hanging=0.22),
    TextLevel(14, before=3, bullet="–", left=0.44, hanging=0.22),
    *(TextLevel(14, before=3, bullet="–", left=0.22 * n, hanging=0.22) for n in range(3, 10)),
)
QUIET, QUIET_RIGHT = TextLevel(10, "accent5"), TextLevel(10, "accent5", align="r")
COVER_LINES = (TextLevel(20, "bg1", before=0), *(TextLevel(14, "bg1", before=8) for _ in range(8)))
ON_FIELD = tuple(level._replace(colour="bg1") for level in BODY)
CAPTION = (TextLevel(16, "bg1", before=6), *(TextLevel(14, "bg1", before=3) for _ in range(8)))
NOTES = tuple(TextLevel(12, before=6, left=0.2 * n) for n in range(9))

_NUMBER_FIELD = (
    '<a:fld id="{6B1C9A54-2D0E-4E57-9B57-3C1F0A7D5E21}" type="slidenum">'
    f'<a:rPr lang="{LANGUAGE}"/><a:t>‹Nr.›</a:t></a:fld><a:endParaRPr lang="{LANGUAGE}"/>'
)
_TITLE = MasterPlaceholder("Titel", 'type="title"', text=PROMPT_TITLE)
_KICKER_ATTRIBUTES = 'type="body" sz="quarter" idx="13" hasCustomPrompt="1"'
_KICKER = MasterPlaceholder(
    "Kicker",
    _KICKER_ATTRIBUTES,
    InchBox(MARGIN, KICKER_TOP, WIDE, 0.24),
    KICKER,
    "b",
    PROMPT_KICKER,
)
_TITLE_BOX = InchBox(MARGIN, TITLE_TOP, WIDE, 0.94)
_FOOT_TOP, _FOOT_HIGH = 6.87, 0.2


def _foot(
    left: float, footer: float, date_left: float, date: float
) -> tuple[MasterPlaceholder, ...]:
    """Return number and footer text from ``left`` on, the date at the right; all in inches."""
    at = {
        "sldNum": InchBox(left, _FOOT_TOP, 0.4, _FOOT_HIGH),
        "ftr": InchBox(left + 0.4, _FOOT_TOP, footer, _FOOT_HIGH),
        "dt": InchBox(date_left, _FOOT_TOP, date, _FOOT_HIGH),
    }
    return (
        MasterPlaceholder(
            "Fußzeile", 'type="ftr" sz="quarter" idx="11"', at["ftr"], (QUIET,), "ctr", text=""
        ),
        MasterPlaceholder(
            "Datum", 'type="dt" sz="half" idx="10"', at["dt"], (QUIET_RIGHT,), "ctr", ""
        ),
        MasterPlaceholder(
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
    MasterPlaceholder("Titel", 'type="title"', _TITLE_BOX, anchor="t", text=PROMPT_TITLE),
    MasterPlaceholder(
        "Text", 'type="body" idx="1"', InchBox(MARGIN, BODY_TOP, WIDE, BODY_HIGH), anchor="t"
    ),
    *_FOOT,
)
_COVER = (
    MasterPlaceholder(
        "Titel",
        'type="ctrTitle"',
        InchBox(MARGIN, 2.2, 10.0, 2.1),
        (TextLevel(40, "bg1", bold=True, font="mj", spacing=90),),
        "b",
        PROMPT_TITLE,
    ),
    MasterPlaceholder(
        "Untertitel", 'type="subTitle" idx="1"', InchBox(MARGIN, 4.6, 10.0, 2.1), COVER_LINES, "t"
    ),
)
_CONTENT = (_KICKER, _TITLE, MasterPlaceholder("Inhalt", 'idx="1"'), *_FOOT)
_COLUMNS = (
    _KICKER,
    _TITLE,
    MasterPlaceholder(
        "Linke Spalte", 'sz="half" idx="1"', InchBox(MARGIN, BODY_TOP, COLUMN, BODY_HIGH)
    ),
    MasterPlaceholder(
        "Rechte Spalte",
        'sz="half" idx="2"',
        InchBox(MARGIN + COLUMN + 0.3, BODY_TOP, COLUMN, BODY_HIGH),
    ),
    *_FOOT,
)
_TITLE_ONLY = (_KICKER, _TITLE, *_FOOT)
_FIELD = (
    _KICKER._replace(levels=(TextLevel(12, "bg1", bold=True),)),
    _TITLE._replace(box=_TITLE_BOX, levels=(TITLE._replace(colour="bg1"),), anchor="t"),
    MasterPlaceholder(
        "Inhalt", 'idx="1"', InchBox(MARGIN, BODY_TOP, WIDE, BODY_HIGH), ON_FIELD, anchor="t"
    ),
    *(foot._replace(levels=(foot.levels[0]._replace(colour="bg1"),)) for foot in _FOOT),
)
_CLOSING = (
    MasterPlaceholder(
        "Kicker",
        _KICKER_ATTRIBUTES,
        InchBox(MARGIN, KICKER_TOP, FIELD_WIDTH - 1, 0.24),
        (TextLevel(12, "bg1", bold=True),),
        "b",
        PROMPT_KICKER,
    ),
    MasterPlaceholder(
        "Titel",
        'type="title"',
        InchBox(MARGIN, TITLE_TOP, FIELD_WIDTH - 1, 2.0),
        (TITLE._replace(colour="bg1"),),
        "t",
        PROMPT_TITLE,
    ),
    MasterPlaceholder(
        "Text",
        'type="body" sz="half" idx="2"',
        InchBox(MARGIN, 2.8, FIELD_WIDTH - 1, 3.6),
        CAPTION,
        "t",
    ),
    MasterPlaceholder(
        "Inhalt", 'idx="1"', InchBox(BESIDE, 0.66, WIDTH - MARGIN - BESIDE, 6.04), anchor="t"
    ),
    *_foot(BESIDE, 5.2, WIDTH - MARGIN - 1.8, 1.8),
)
LAYOUTS: Mapping[str, tuple[MasterPlaceholder, ...]] = {
    "title": _COVER,
    "obj": _CONTENT,
    "twoObj": _COLUMNS,
    "titleOnly": _TITLE_ONLY,
    "objTx": _CLOSING,
    "secHead": _FIELD,
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


def _tree(
    placeholders: tuple[MasterPlaceholder, ...], shape_before: str = "", first_id: int = 2
) -> str:
    """Return a shape tree; ``first_id`` is the first placeholder's, 1 is the tree's own."""
    shapes = "".join(shape.xml(number) for number, shape in enumerate(placeholders, first_id))
    return f"<p:spTree>{_PLAIN_GROUP}{shape_before}{shapes}</p:spTree>"


def _background(colour: str) -> str:
    fill = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
    return f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"


def master_xml() -> str:
    """Return the slide master, which names its layouts and holds the styles they inherit."""
    ids = "".join(
        f'<p:sldLayoutId id="{FIRST_MASTER_ID + number}" r:id="rId{number}"/>'
        for number in range(1, len(LAYOUTS) + 1)
    )
    other_levels = tuple(TextLevel(14, left=0.25 * n) for n in range(9))
    return (
        f'<p:sldMaster {XMLNS} preserve="1"><p:cSld>{_background("bg1")}{_tree(_MASTER)}</p:cSld>'
        f"{_COLOUR_MAP}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f'<p:hf hdr="0"/><p:txStyles>{list_style("p:titleStyle", (TITLE,))}'
        f"{list_style('p:bodyStyle', BODY)}{list_style('p:otherStyle', other_levels)}"
        "</p:txStyles></p:sldMaster>"
    )


def layout_xml(kind: str) -> str:
    """Return one layout; those on a field hide the master's logo, they have their own."""
    background = _background("accent1") if kind in ("title", "secHead") else ""
    own_logo = ' showMasterSp="0"' if kind in ("title", "objTx", "secHead") else ""
    field = _colour_field(2) if kind == "objTx" else ""
    tree = _tree(LAYOUTS[kind], field, 3 if field else 2)
    return (
        f'<p:sldLayout {XMLNS}{own_logo} type="{kind}" preserve="1" userDrawn="1">'
        f'<p:cSld name="{NAMES[kind]}">{background}{tree}</p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _colour_field(number: int) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Farbfeld"/><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f"<a:xfrm>{InchBox(0, 0, FIELD_WIDTH, HEIGHT).xml}</a:xfrm>"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        "</p:spPr></p:sp>"
    )


def notes_master_xml() -> str:
    """Return the notes master: the slide as a picture, the notes below, the page number."""
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Folienbild"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>'
        f"<a:xfrm>{InchBox(0.75, 0.75, 6.0, 3.375).xml}</a:xfrm>"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="6350"><a:solidFill>'
        '<a:schemeClr val="accent6"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )
    texts = (
        MasterPlaceholder(
            "Notizen", 'type="body" sz="quarter" idx="3"', InchBox(0.75, 4.5, 6.0, 4.6), anchor="t"
        ),
        MasterPlaceholder(
            "Foliennummer",
            'type="sldNum" sz="quarter" idx="5"',
            InchBox(0.75, 9.4, 6.0, 0.25),
            (QUIET_RIGHT,),
            "ctr",
            field=_NUMBER_FIELD,
        ),
    )
    return (
        f"<p:notesMaster {XMLNS}><p:cSld>{_background('bg1')}{_tree(texts, picture, 3)}</p:cSld>"
        f"{_COLOUR_MAP}{list_style('p:notesStyle', NOTES)}</p:notesMaster>"
    )
