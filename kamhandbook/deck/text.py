"""Paragraphs and runs as DrawingML: every size explicit, every run with its language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from kamhandbook.deck.inherit import TextStyle
from kamhandbook.deck.paint import Paints
from kamhandbook.deck.xml import emu, escaped
from kamhandbook.document.drawing import Align, Role
from kamhandbook.fit.fitted import Para, Span

_ALIGN: dict[Align, str] = {"left": "l", "center": "ctr", "right": "r"}
_NUMBER = re.compile(r"(\d+)[.)]?")
_OWN_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/>'
    "</a:ext></a:extLst>"
)


class Setting(Struct, frozen=True):
    """How paragraphs are set in one place.

    ``inherited`` is what the placeholder gives, None in a box or a cell. ``colour`` is what text
    without a role gets, None inherits. ``link`` gives the attributes of a:hlinkClick for an
    address, or None where nothing is linked; ``link_colour`` is set where the theme's cannot be
    read. ``direction`` is the attribute that says so where a template may write right to left.
    ``keeps_spacing`` tells that fit reckoned with the master's line spacing; else lines are
    1.2 × size apart.
    """

    language: str
    paints: Paints
    link: Callable[[str], str | None]
    inherited: TextStyle | None = None
    colour: Role | None = None
    link_colour: Role | None = None
    typeface: str = ""
    bold: bool = False
    keeps_spacing: bool = False
    direction: str = ""


def paragraphs(paras: Iterable[Para], setting: Setting) -> str:
    """Return paragraphs as a:p, at least one: a text body must not be empty."""
    xml = "".join(_paragraph(para, start, setting) for para, start in _numbered(paras))
    return xml or f'<a:p><a:endParaRPr lang="{setting.language}"/></a:p>'


def _numbered(paras: Iterable[Para]) -> Iterator[tuple[Para, int]]:
    """Yield each paragraph with the number its list begins with, 0 where it has no number."""
    starts: dict[int, tuple[int, int]] = {}  # level → where its list began, the last number
    for para in paras:
        match = _NUMBER.fullmatch(para.bullet)
        number = int(match[1]) if match else 0
        list_start, last = starts.get(para.level, (0, 0))
        start = list_start if list_start and number == last + 1 else number
        starts = {
            level: start_and_last for level, start_and_last in starts.items() if level < para.level
        }
        if number:
            starts[para.level] = (start, number)
        yield para, start


def _paragraph(para: Para, start: int, setting: Setting) -> str:
    runs = "".join(_run(span, para, setting) for span in para.spans if span.text or span.line_break)
    end = "" if runs else f'<a:endParaRPr lang="{setting.language}" sz="{round(para.size * 100)}"/>'
    return f"<a:p>{_properties(para, start, setting)}{runs}{end}</a:p>"


def _properties(para: Para, start: int, setting: Setting) -> str:
    level = f' lvl="{para.level}"' if para.level else ""
    indent = f' marL="{emu(para.indent)}" indent="{-emu(para.hanging)}"'
    spaces, bullet = _spaces(para, setting), _bullet(para, start, setting)
    attributes = f"{indent}{level}{_alignment(para, setting)}{setting.direction}"
    return f"<a:pPr{attributes}>{spaces}{bullet}</a:pPr>"


def _alignment(para: Para, setting: Setting) -> str:
    if setting.inherited and para.align == "left" and not setting.inherited.is_rtl:
        return ""
    return f' algn="{_ALIGN[para.align]}"'


def _spaces(para: Para, setting: Setting) -> str:
    inherited = setting.inherited
    before = f'<a:spcBef><a:spcPts val="{round(para.before * 100)}"/></a:spcBef>'
    after = "" if inherited and not inherited.after else '<a:spcAft><a:spcPts val="0"/></a:spcAft>'
    return _line_spacing(setting) + before + after


def _line_spacing(setting: Setting) -> str:
    """Return the line spacing where the inherited one is not what fit reckoned with."""
    inherited = setting.inherited
    factor = inherited.spacing if inherited and setting.keeps_spacing else 1.0
    if inherited and factor == inherited.spacing and not inherited.is_exact:
        return ""
    return f'<a:lnSpc><a:spcPct val="{round(factor * 100_000)}"/></a:lnSpc>'


def _bullet(para: Para, start: int, setting: Setting) -> str:
    """Return the bullet; a placeholder's own is kept where it brings one."""
    brings_bullets = bool(setting.inherited and setting.inherited.bullets)
    if not para.bullet:
        return "<a:buNone/>" if setting.inherited is None or brings_bullets else ""
    if brings_bullets and not start:
        return ""
    colour = f"<a:buClr>{setting.paints['primary'].xml}</a:buClr>"
    if start:
        begin = f' startAt="{start}"' if start > 1 else ""
        return f'{colour}<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{begin}/>'
    return f'{colour}<a:buFontTx/><a:buChar char="{escaped(para.bullet)}"/>'


def _run(span: Span, para: Para, setting: Setting) -> str:
    link = setting.link(span.href) if span.href else None
    role = (link and setting.link_colour) or para.colour or setting.colour
    children = f"<a:solidFill>{setting.paints[role].xml}</a:solidFill>" if role else ""
    if setting.typeface:
        children += f'<a:latin typeface="{escaped(setting.typeface)}"/>'
    if link:
        extension = _OWN_COLOUR if setting.link_colour else ""
        children += f"<a:hlinkClick {link}>{extension}</a:hlinkClick>"
    attributes = _run_attributes(span, para, setting)
    if span.line_break:
        return f"<a:br><a:rPr {attributes}/></a:br>"
    properties = f"<a:rPr {attributes}>{children}</a:rPr>" if children else f"<a:rPr {attributes}/>"
    return f"<a:r>{properties}<a:t>{escaped(span.text)}</a:t></a:r>"


def _run_attributes(span: Span, para: Para, setting: Setting) -> str:
    attributes = f'lang="{setting.language}" sz="{round(para.size * 100)}"'
    if span.bold or para.bold or setting.bold:
        attributes += ' b="1"'
    if span.italic:
        attributes += ' i="1"'
    if span.strike:
        attributes += ' strike="sngStrike"'
    if setting.inherited and setting.inherited.is_spaced:
        attributes += ' cap="none" spc="0"'
    return attributes
