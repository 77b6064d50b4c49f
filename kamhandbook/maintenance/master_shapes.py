"""The shapes of the deck's master: a place, a level of text, a placeholder, and their XML."""

from __future__ import annotations

from typing import NamedTuple

LANGUAGE = "de-DE"
PROMPT_TEXT = "Text"
EMU_PER_INCH = 914_400
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
XMLNS_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
XMLNS = (
    f'{XMLNS_A} xmlns:r="{OFFICE}/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


class InchBox(NamedTuple):
    """Left, top, width and height in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def xml(self) -> str:
        """The box as a:off and a:ext in EMU."""
        left, top, width, height = (round(side * EMU_PER_INCH) for side in self)
        return f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'


class TextLevel(NamedTuple):
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
        on_field = self.colour if self.colour == "bg1" else ""
        bullet = (
            f'<a:buClr><a:schemeClr val="{on_field or "accent1"}"/></a:buClr><a:buFontTx/>'
            f'<a:buChar char="{self.bullet}"/>'
            if self.bullet
            else "<a:buNone/>"
        )
        return (
            f'<a:lvl{number}pPr marL="{round(self.left * EMU_PER_INCH)}" '
            f'indent="{-round(self.hanging * EMU_PER_INCH)}" algn="{self.align}" defTabSz="914400" '
            'rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
            f'<a:lnSpc><a:spcPct val="{self.spacing * 1000}"/></a:lnSpc>'
            f'<a:spcBef><a:spcPts val="{self.before * 100}"/></a:spcBef>'
            f'<a:spcAft><a:spcPts val="0"/></a:spcAft>{bullet}'
            f'<a:defRPr lang="{LANGUAGE}" sz="{self.size * 100}" b="{int(self.bold)}" kern="1200">'
            f'<a:solidFill><a:schemeClr val="{self.colour}"/></a:solidFill>'
            f'<a:latin typeface="+{self.font}-lt"/><a:ea typeface="+{self.font}-ea"/>'
            f'<a:cs typeface="+{self.font}-cs"/></a:defRPr></a:lvl{number}pPr>'
        )


class MasterPlaceholder(NamedTuple):
    """One placeholder; without ``box`` or ``levels`` those of the master hold."""

    name: str
    attributes: str
    box: InchBox | None = None
    levels: tuple[TextLevel, ...] = ()
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
            f"{list_style('a:lstStyle', self.levels)}{self._paragraphs()}</p:txBody></p:sp>"
        )

    def _paragraphs(self) -> str:
        run = f'<a:rPr lang="{LANGUAGE}"/>'
        if self.field:
            return f"<a:p>{self.field}</a:p>"
        if not self.text:
            return f'<a:p><a:endParaRPr lang="{LANGUAGE}"/></a:p>'
        return f"<a:p><a:r>{run}<a:t>{self.text}</a:t></a:r></a:p>"


def list_style(tag: str, levels: tuple[TextLevel, ...]) -> str:
    """Return paragraph levels, the first one as level 1, inside an element."""
    inner = "".join(level.xml(number) for number, level in enumerate(levels, 1))
    return f"<{tag}>{inner}</{tag}>"
