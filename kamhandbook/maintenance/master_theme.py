"""The theme of the deck's master and its table style, in sample colours and a sample font."""

from __future__ import annotations

from kamhandbook.deck.theme import TABLE_STYLE, colour_scheme
from kamhandbook.maintenance.master_shapes import LANGUAGE, XMLNS_A

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


def theme_xml() -> str:
    """Return a theme: twelve colours, two typefaces, and nothing but flat fills and plain lines."""
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
        f'<a:theme {XMLNS_A} name="Handbuch"><a:themeElements>'
        f'<a:clrScheme name="Handbuch">{slots}</a:clrScheme><a:fontScheme name="Handbuch">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Flach"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{flat}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        f"<a:objectDefaults>{_shape_defaults()}</a:objectDefaults></a:theme>"
    )


def _shape_defaults() -> str:
    """Return how a person's own new shape, line and text box look: flat, 1 pt, our text size."""
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


def table_styles_xml() -> str:
    """Return the one table style: a bold header over a primary rule, hairlines between rows."""
    rule = _border("bottom", 19_050, "accent1")
    hairlines = _border("bottom", 6_350, "accent6") + _border("insideH", 6_350, "accent6")
    return (
        f'<a:tblStyleLst {XMLNS_A} def="{TABLE_STYLE}">'
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
