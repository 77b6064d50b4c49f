"""Sample slides leave no trace, nor do the people who made the template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Inches

from kamhandbook.deck.master import foreign_master
from kamhandbook.deck.render import render_deck
from kamhandbook.design.brand import neutral
from kamhandbook.findings import Position
from tests.deck.conftest import TODAY, RenderedDeck
from tests.deck.samples import deck_for
from tests.deck.templates import Members, rewritten
from tests.openxml import Package, package_problems, validate

SECRET = "Geheime"
EXTRA = (
    '<p:custShowLst><p:custShow name="Geheime Schau" id="0"><p:sldLst><p:sld r:id="{slide}"/>'
    "</p:sldLst></p:custShow></p:custShowLst>"
)
SECTIONS = (
    '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
    'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section '
    'name="Geheimer Abschnitt" id="{6A0F4D2E-1111-4222-8333-944455566677}"><p14:sldIdLst>'
    '<p14:sldId id="256"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>'
    "</p:presentation>"
)
AUTHORS = (
    b'<p:cmAuthorLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    b'<p:cmAuthor id="0" name="Geheime Autorin" initials="GA" lastIdx="1" clrIdx="0"/>'
    b"</p:cmAuthorLst>"
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PML = "application/vnd.openxmlformats-officedocument.presentationml"


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template with everything that slides and people leave behind."""
    folder = tmp_path_factory.mktemp("crowded")
    deck = Presentation()
    for number in range(3):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Geheime Folie {number}"
        slide.notes_slide.notes_text_frame.text = "Geheime Notiz"
    layout = deck.slide_layouts[1]
    box = layout.placeholders[0]
    key = layout.part.relate_to(deck.slides[0].part, f"{REL}/slide")
    about = box._element.xpath(".//p:cNvPr")[0]
    link = about.makeelement(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}hlinkClick",
        {f"{{{REL}}}id": key, "action": "ppaction://hlinksldjump"},
    )
    about.append(link)
    deck.slides[0].shapes.add_textbox(*(Inches(1),) * 4).text_frame.text = "Geheimer Kasten"
    deck.core_properties.author = deck.core_properties.last_modified_by = "Geheime Autorin"
    deck.core_properties.title = "Geheimer Titel"
    plain = folder / "plain.pptx"
    deck.save(str(plain))
    return rewritten(plain, folder / "crowded.pptx", _crowd)


def _crowd(members: Members) -> None:
    main, rels = "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels"
    slide = re.search(rb'Id="(rId\d+)"[^>]*relationships/slide"', members[rels]) or re.search(
        rb'relationships/slide"[^>]*Id="(rId\d+)"', members[rels]
    )
    assert slide
    show = EXTRA.format(slide=slide[1].decode()).encode()
    members[main] = re.sub(rb"(<p:notesSz[^>]*/>)", rb"\1" + show, members[main])
    members[main] = re.sub(rb"<p:extLst>.*</p:extLst>", b"", members[main], flags=re.S)
    members[main] = members[main].replace(b"</p:presentation>", SECTIONS.encode())
    members["ppt/commentAuthors.xml"] = AUTHORS
    entry = f'<Relationship Id="rId90" Type="{REL}/commentAuthors" Target="commentAuthors.xml"/>'
    members[rels] = members[rels].replace(b"</Relationships>", f"{entry}</Relationships>".encode())
    kind = f'<Override PartName="/ppt/commentAuthors.xml" ContentType="{PML}.commentAuthors+xml"/>'
    types = "[Content_Types].xml"
    members[types] = members[types].replace(b"</Types>", f"{kind}</Types>".encode())


def test_the_crowded_template_really_is_one(crowded: Path) -> None:
    package = Package(crowded)
    found = [name for name, data in package.members.items() if SECRET.encode() in data]
    assert len(found) >= 9  # slides, notes, main part, authors, properties


def test_nothing_of_the_samples_is_left(crowded: Path, tmp_path: Path) -> None:
    master = foreign_master(crowded, Position("deck.pptx"))
    path = tmp_path / "clean.pptx"
    path.write_bytes(render_deck(deck_for(master), master, neutral(), today=TODAY))
    package = Package(path)
    assert [n for n, data in package.members.items() if SECRET.encode() in data] == []
    assert not any("thumbnail" in name or "commentAuthors" in name for name in package.members)
    assert len(package.slides) == len(deck_for(master).slides)
    assert package_problems(path) == []
    assert validate(path) == []


def test_a_link_to_a_sample_slide_is_taken_off_the_layout(crowded: Path) -> None:
    master = foreign_master(crowded, Position("deck.pptx"))
    layout = master.parts.blobs["ppt/slideLayouts/slideLayout2.xml"]
    assert b"hlinkClick" not in layout
    assert b"/slide" not in re.sub(
        b"slide(Layout|Master)", b"", master.parts.relations["ppt/slideLayouts/slideLayout2.xml"]
    )


def test_the_samples_that_python_pptx_left_are_gone(foreign: dict[str, RenderedDeck]) -> None:
    package = Package(foreign["microsoft-4-3"].path)
    assert [n for n, data in package.members.items() if SECRET.encode() in data] == []


def test_what_nothing_leads_to_is_not_written(foreign: dict[str, RenderedDeck]) -> None:
    for each in foreign.values():
        names = Package(each.path).names
        assert len(names) == len(set(names))
        assert not [name for name in names if name.startswith("docProps/") and "thumb" in name]
