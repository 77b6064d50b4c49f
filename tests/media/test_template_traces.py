"""What people leave in a corporate template does not come along into our deck."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.util import Inches

from kamhandbook.deck.fixed_texts import fixed_text_notices
from kamhandbook.deck.master import foreign_master
from kamhandbook.deck.render import render_deck
from kamhandbook.deck.traces import leads_to_somebody
from kamhandbook.design.brand import neutral
from kamhandbook.findings import Position
from kamhandbook.leaks.decode import texts_of_files
from kamhandbook.wording.language import DEFAULT
from tests.deck.samples import deck_for
from tests.deck.templates import Members, rewritten
from tests.media.files import KINDS, SECRET, with_metadata
from tests.openxml import package_problems, validate

TRACE = "Petra Geheim"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAYOUT = "ppt/slideLayouts/slideLayout2.xml"
LAYOUT_RELS = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
TAGS = (
    '<p:tagLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    f'<p:tag name="ADDIN" val="C:\\Users\\{TRACE}"/></p:tagLst>'
)
OLE = f"""<p:graphicFrame xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{REL}">
<p:nvGraphicFramePr><p:cNvPr id="90" name="{TRACE}" descr="{TRACE}"/><p:cNvGraphicFramePr/><p:nvPr/>
</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/presentationml/2006/ole">
<p:oleObj r:id="rId91" name="Worksheet" progId="Excel.Sheet.12" imgW="9" imgH="9"><p:embed/>
<p:pic><p:nvPicPr><p:cNvPr id="0" name=""/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>
<a:blip r:embed="rId92"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>
<a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>
</a:prstGeom></p:spPr></p:pic></p:oleObj></a:graphicData></a:graphic></p:graphicFrame>"""
LABEL = "MSIP_Label_11111111-2222-3333-4444-555555555555"
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    + "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(
            {
                f"{LABEL}_Enabled": "true",
                f"{LABEL}_Name": "Vertraulich",
                f"{LABEL}_Owner": f"{TRACE}@firma.example",
                "Bearbeiter": TRACE,
            }.items(),
            2,
        )
    )
    + "</Properties>"
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template with a trace in every place that people and add-ins leave them."""
    folder = tmp_path_factory.mktemp("template")
    deck = Presentation()
    layout = deck.slide_layouts[1]
    for kind in KINDS:
        if kind == "webp":
            continue
        _, key = layout.part.get_or_add_image_part(io.BytesIO(with_metadata(kind)))
        add_picture(layout, key, kind)
    box = layout.shapes._spTree
    assert box is not None
    for address in (f"file:///C:/Users/{TRACE}/x.xlsx", f"mailto:{TRACE}@firma.example"):
        layout.part.rels.get_or_add_ext_rel(f"{REL}/hyperlink", address.replace(" ", "%20"))
    plain = folder / "plain.pptx"
    deck.core_properties.author = TRACE
    deck.save(str(plain))
    return rewritten(plain, folder / "template.pptx", _leave_traces)


def add_picture(layout: object, key: str, kind: str) -> None:
    from pptx.oxml.shapes.picture import CT_Picture

    number = 50 + list(KINDS).index(kind)
    side = Inches(1)
    picture = CT_Picture.new_pic(number, f"Foto {TRACE}", TRACE, key, 0, 0, side, side)
    picture.nvPicPr.cNvPr.set("descr", f"C:\\Users\\{TRACE}\\foto.jpg")
    layout._element.cSld.spTree.append(picture)  # type: ignore[attr-defined]


def _leave_traces(members: Members) -> None:
    layout, rels = members[LAYOUT].decode(), members[LAYOUT_RELS].decode()
    layout = layout.replace("</p:spTree>", f"<!-- {TRACE} -->{OLE}</p:spTree>")
    tags = '<p:custDataLst><p:tags r:id="rId93"/></p:custDataLst></p:cSld>'
    members[LAYOUT] = layout.replace("</p:cSld>", tags).encode()
    picture = re.search(r'Target="([^"]+image[^"]+png)"', rels)
    assert picture
    entries = (
        ("rId91", f"{REL}/package", "../embeddings/book.xlsx"),
        ("rId92", f"{REL}/image", picture[1]),
        ("rId93", f"{REL}/tags", "../tags/tag1.xml"),
    )
    added = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, kind, target in entries
    )
    members[LAYOUT_RELS] = rels.replace("</Relationships>", f"{added}</Relationships>").encode()
    members["ppt/embeddings/book.xlsx"] = b"PK\x03\x04" + TRACE.encode()
    members["ppt/tags/tag1.xml"] = TAGS.encode()
    members["docProps/custom.xml"] = CUSTOM.encode()
    root = members["_rels/.rels"].decode()
    entry = (
        f'<Relationship Id="rId94" Type="{REL}/custom-properties" Target="docProps/custom.xml"/>'
    )
    members["_rels/.rels"] = root.replace("</Relationships>", f"{entry}</Relationships>").encode()
    types = members["[Content_Types].xml"].decode()
    office = "application/vnd.openxmlformats-officedocument"
    parts = (
        ("/ppt/tags/tag1.xml", f"{office}.presentationml.tags+xml"),
        ("/ppt/embeddings/book.xlsx", f"{office}.spreadsheetml.sheet"),
        ("/docProps/custom.xml", f"{office}.custom-properties+xml"),
    )
    named = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in parts)
    members["[Content_Types].xml"] = types.replace("</Types>", f"{named}</Types>").encode()


def deck_on(template: Path, folder: Path) -> Path:
    master = foreign_master(template, Position("deck.pptx"))
    path = folder / "deck.pptx"
    path.write_bytes(render_deck(deck_for(master), master, neutral(), today=date(2026, 11, 20)))
    return path


def test_no_trace_is_left(template: Path, tmp_path: Path) -> None:
    before = texts_of_files({"t": template.read_bytes()})
    assert sum(TRACE in text or SECRET in text for text in before) >= 8
    path = deck_on(template, tmp_path)
    after = texts_of_files({"d": path.read_bytes()})
    found = [text for text in after if TRACE in text or SECRET in text or "Petra%20" in text]
    assert found == []
    with ZipFile(path) as package:
        names = package.namelist()
        assert not [name for name in names if "embeddings" in name or "tags" in name]
        layout = package.read(LAYOUT)
    assert layout.count(b"<p:pic>") + layout.count(b"<p:pic ") == 4  # three, and the object's
    assert b"oleObj" not in layout and b"<!--" not in layout
    assert package_problems(path) == []
    assert validate(path) == []


def test_a_sensitivity_label_stays_but_not_who_gave_it(template: Path, tmp_path: Path) -> None:
    with ZipFile(deck_on(template, tmp_path)) as package:
        properties = package.read("docProps/custom.xml").decode()
        assert "docProps/custom.xml" in package.read("_rels/.rels").decode()
    assert re.findall(r'name="[^"]*_(\w+)"', properties) == ["Enabled", "Name"]


def test_a_name_that_stands_fixed_on_a_layout_is_told(tmp_path: Path) -> None:
    deck = Presentation()
    master = deck.slide_masters[0]
    shape = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_textbox(*(Inches(1),) * 4)
    shape.text_frame.text = f"{TRACE}, Werkstraße 1"
    master._element.cSld.spTree.append(shape._element)
    path = tmp_path / "fixed.pptx"
    deck.save(str(path))
    read = foreign_master(path, Position("deck.pptx"))
    (notice,) = fixed_text_notices(read, ["content"], DEFAULT)
    assert f"„{TRACE}, Werkstraße 1“" in notice


@pytest.mark.parametrize(
    ("target", "is_trace"),
    [
        ("https://www.firma.example/kam", False),
        ("http://firma.example", False),
        ("file:///C:/Users/p/x.xlsx", True),
        ("x.xlsx", True),
        ("\\\\server\\p\\x.xlsx", True),
        ("mailto:p@firma.example", True),
        ("https://firma.example/personal/p_geheim/x", True),
        ("https://p@firma.example/", True),
        ("https://firma.example/~p/", True),
    ],
)
def test_which_links_lead_to_somebody(target: str, is_trace: bool) -> None:
    assert leads_to_somebody(target) is is_trace
