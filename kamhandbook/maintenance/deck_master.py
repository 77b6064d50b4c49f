"""Make our own deck master: ``python -m kamhandbook.maintenance.deck_master``.

Writes ``kamhandbook/templates/deck.pptx``, 13.333 × 7.5 in, one slide master, six layouts, one
notes master, no slide; the same bytes on every run. The file is committed, so that nobody needs
this script to build a handbook. The colours in it are samples: ``kamhandbook.deck.theme`` says
which slot of the theme carries which colour role and writes the brand's own at build time.

Layouts are told apart by ``p:sldLayout/@type``: title (cover), obj (content), twoObj (two columns),
titleOnly, objTx (closing: title and contact on a colour field, next steps beside it), secHead (a
statement: the places of content, on the primary). The kicker is the ``body`` placeholder with idx
13. Twelve columns of 0.736 in with gaps of 0.3 in.

Choices that need a reason:

- Text boxes have no insets, so that text stands exactly on the margin; every box has noAutofit,
  for PowerPoint does not recalculate a stored shrinking factor.
- Titles have 90 % line spacing: two lines of 28 pt then end well above the body (60.5 pt in a box
  of 67.7 pt). All other text has 100 %.
- The effect styles are flat, and so are the defaults for shapes and lines that a person adds.
- The default table style has no vertical lines: a bold header over a primary rule, hairlines.
- The logo is not in here; ``theme.place_logos`` puts it on the master and three layouts.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from kamhandbook.maintenance.master_layouts import (
    FIRST_MASTER_ID,
    HEIGHT,
    LAYOUTS,
    WIDTH,
    layout_xml,
    master_xml,
    notes_master_xml,
)
from kamhandbook.maintenance.master_shapes import (
    EMU_PER_INCH,
    LANGUAGE,
    OFFICE,
    XMLNS,
    TextLevel,
    list_style,
)
from kamhandbook.maintenance.master_theme import table_styles_xml, theme_xml

TARGET = Path(__file__).resolve().parents[1] / "templates" / "deck.pptx"

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = f"{OFFICE}/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PRESENTATIONML = "application/vnd.openxmlformats-officedocument.presentationml."
_FIXED_TIME = (2026, 1, 1, 0, 0, 0)  # of every member, so that the same master has the same bytes


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
    """Return every part of the package, without XML declarations, by its name in the zip."""
    listed_parts = _document_parts() | _presentation_parts() | _master_parts() | _layout_parts()
    return {"[Content_Types].xml": _content_types(listed_parts)} | listed_parts


def _document_parts() -> dict[str, str]:
    return {
        "_rels/.rels": _rels(
            (f"{_RELATION}/officeDocument", "ppt/presentation.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_RELATION}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": _core(),
        "docProps/app.xml": f'<Properties xmlns="{OFFICE}/extended-properties"/>',
    }


def _presentation_parts() -> dict[str, str]:
    """Return the presentation and what it needs; two masters may not share one theme part."""
    return {
        "ppt/presentation.xml": _presentation(),
        "ppt/_rels/presentation.xml.rels": _rels(
            (f"{_RELATION}/slideMaster", "slideMasters/slideMaster1.xml"),
            (f"{_RELATION}/notesMaster", "notesMasters/notesMaster1.xml"),
            (f"{_RELATION}/presProps", "presProps.xml"),
            (f"{_RELATION}/viewProps", "viewProps.xml"),
            (f"{_RELATION}/theme", "theme/theme1.xml"),
            (f"{_RELATION}/tableStyles", "tableStyles.xml"),
        ),
        "ppt/presProps.xml": f"<p:presentationPr {XMLNS}/>",
        "ppt/viewProps.xml": f"<p:viewPr {XMLNS}/>",
        "ppt/tableStyles.xml": table_styles_xml(),
        "ppt/theme/theme1.xml": theme_xml(),
        "ppt/theme/theme2.xml": theme_xml(),
    }


def _master_parts() -> dict[str, str]:
    layouts = (
        (f"{_RELATION}/slideLayout", f"../slideLayouts/slideLayout{number}.xml")
        for number in range(1, len(LAYOUTS) + 1)
    )
    return {
        "ppt/slideMasters/slideMaster1.xml": master_xml(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _rels(
            *layouts, (f"{_RELATION}/theme", "../theme/theme1.xml")
        ),
        "ppt/notesMasters/notesMaster1.xml": notes_master_xml(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _rels(
            (f"{_RELATION}/theme", "../theme/theme2.xml")
        ),
    }


def _layout_parts() -> dict[str, str]:
    layout_parts = {}
    for number, kind in enumerate(LAYOUTS, 1):
        layout_parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = layout_xml(kind)
        layout_parts[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = _rels(
            (f"{_RELATION}/slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return layout_parts


def _content_types(listed_parts: Mapping[str, str]) -> str:
    special = {
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "ppt/presentation.xml": f"{_PRESENTATIONML}presentation.main+xml",
    }
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{special.get(name) or _type_by_name(name)}"/>'
        for name in listed_parts
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
    """Return relationships rId1, rId2 … in the order given, as (type, target)."""
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
    # In thirds of an inch the width is whole; 13.3333 in would end up some EMU beside 12192000.
    width, height = round(WIDTH * 3) * EMU_PER_INCH // 3, round(HEIGHT * EMU_PER_INCH)
    levels = tuple(TextLevel(14, left=0.25 * n) for n in range(9))
    return (
        f'<p:presentation {XMLNS} saveSubsetFonts="1" autoCompressPictures="0">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{FIRST_MASTER_ID}" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{width}" cy="{height}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"{list_style('p:defaultTextStyle', levels)}</p:presentation>"
    )


if __name__ == "__main__":
    main()
