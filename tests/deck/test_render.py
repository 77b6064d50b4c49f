"""What stands in a rendered deck: placeholders, text, tables, figures, links, notes, properties."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image
from pptx import Presentation

from kamhandbook.deck.master_parts import Master
from kamhandbook.deck.render import render_deck
from kamhandbook.design.brand import Brand
from kamhandbook.document.drawing import Rect
from kamhandbook.fit.fitted import FittedSlide, PictureFrame
from tests.deck.conftest import SITE, TODAY
from tests.deck.samples import deck_for, frame
from tests.openxml import DECORATIVE, JUMP, A, P, Package, package_problems


@pytest.fixture(scope="module")
def path(brand_master: Master, brand: Brand, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("render") / "deck.pptx"
    target.write_bytes(
        render_deck(deck_for(brand_master), brand_master, brand, today=TODAY, site_url=SITE)
    )
    return target


@pytest.fixture(scope="module")
def deck(path: Path) -> Any:
    return Presentation(str(path))


def slide(deck: Any, title: str) -> Any:
    return next(each for each in deck.slides if each.shapes.title.text.startswith(title))


def shape(where: Any, name: str) -> Any:
    return next(each for each in where.shapes if each.name == name)


# --- text


def test_titles_stand_in_their_placeholder_at_an_explicit_size(deck: Any) -> None:
    for each in deck.slides:
        assert all(run.font.size for run in each.shapes.title.text_frame.paragraphs[0].runs)
        body = each.shapes.title.text_frame._txBody.find(f"{A}bodyPr")
        assert [child.tag for child in body] == [f"{A}noAutofit"]


def test_a_placeholder_at_its_place_inherits_it(deck: Any) -> None:
    title = slide(deck, "Wir wollen").shapes.title
    assert title._element.find(f"{P}spPr/{A}xfrm") is None
    assert title.left > 0  # inherited


def test_no_placeholder_stays_empty(deck: Any) -> None:
    for each in deck.slides:
        assert all(place.text_frame.text.strip() for place in each.placeholders)


def test_bullets_of_the_master_are_kept(deck: Any) -> None:
    first = shape(slide(deck, "Wir wollen"), "Inhalt").text_frame.paragraphs[0]
    assert first._p.find(f"{A}pPr/{A}buChar") is None
    assert first._p.find(f"{A}pPr/{A}buNone") is None


def test_numbered_items_are_one_list(deck: Any) -> None:
    body = shape(slide(deck, "Wir wollen"), "Inhalt")
    numbers = list(body._element.iter(f"{A}buAutoNum"))
    assert len(numbers) == 3
    assert [each.get("startAt") for each in numbers] == [None] * 3


def test_a_line_break_is_a_break(deck: Any) -> None:
    assert len(list(shape(slide(deck, "Wir wollen"), "Inhalt")._element.iter(f"{A}br"))) == 1


def test_no_font_is_named_on_our_own_master(path: Path) -> None:
    package = Package(path)
    for name in package.slides:
        assert not [each.get("typeface") for each in package.xml(name).iter(f"{A}latin")]


def test_every_colour_is_the_themes(path: Path) -> None:
    package = Package(path)
    for name in package.slides:
        assert not list(package.xml(name).iter(f"{A}srgbClr"))


# --- links


def test_a_link_to_a_slide_jumps(deck: Any) -> None:
    runs = [
        r for p in shape(slide(deck, "Wir wollen"), "Inhalt").text_frame.paragraphs for r in p.runs
    ]
    link = next(run for run in runs if run.text == "Tabelle")._r.find(f"{A}rPr/{A}hlinkClick")
    assert link.get("action") == JUMP
    part = slide(deck, "Wir wollen").part.related_part(link.get(f"{{{NS_R}}}id"))
    assert part is slide(deck, "Drei Kriterien").part


NS_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_a_link_to_a_page_needs_the_site(brand_master: Master, brand: Brand, deck: Any) -> None:
    runs = [
        r for p in shape(slide(deck, "Wir wollen"), "Inhalt").text_frame.paragraphs for r in p.runs
    ]
    tools = next(run for run in runs if run.text == "Werkzeugen")
    assert tools.hyperlink.address == f"{SITE}/werkzeuge.html"
    bare = render_deck(deck_for(brand_master), brand_master, brand, today=TODAY)
    assert b"werkzeuge.html" not in bare
    assert SITE.encode() not in bare


def test_boxes_of_a_figure_link(deck: Any) -> None:
    figure = shape(slide(deck, "Alle Formen"), "Alle Formen")
    targets = {each.name: each.click_action for each in figure.shapes if each.shape_type != 6}
    assert targets["pill"].target_slide is not None
    assert targets["box"].hyperlink.address == f"{SITE}/ziele.html"


def test_a_group_links_by_its_shapes(deck: Any) -> None:
    figure = shape(slide(deck, "Alle Formen"), "Alle Formen")
    group = next(each for each in figure.shapes if each.name == "Gruppe")
    assert next(iter(group.shapes)).click_action.target_slide == slide(deck, "Zwei Spalten")


# --- tables and figures


def test_the_table_is_native_and_says_what_it_shows(deck: Any) -> None:
    table = shape(slide(deck, "Drei Kriterien"), "Auswahlkriterien")
    assert table.has_table and table.table.first_row
    assert (
        table._element.xpath(".//p:cNvPr")[0].get("descr").startswith("Drei Kriterien mit Quelle")
    )
    assert sum(row.height for row in table.table.rows) == table.height


def test_the_figure_is_one_group_of_native_shapes_with_one_text(deck: Any) -> None:
    figure = shape(slide(deck, "Alle Formen"), "Alle Formen")
    described = [each.get("descr") for each in figure._element.iter(f"{P}cNvPr")]
    assert described[0] == "Jede Form kommt einmal vor."
    assert not any(described[1:])
    assert not list(figure._element.iter(f"{P}pic"))


def test_a_group_is_as_large_as_what_is_in_it(deck: Any) -> None:
    for each in deck.slides:
        for group in each.shapes:
            if group.shape_type == 6:
                inside = list(group.shapes)
                assert group.left == min(each.left for each in inside)
                assert group.top == min(each.top for each in inside)
                assert abs(group.width - (max(s.left + s.width for s in inside) - group.left)) <= 2
                assert abs(group.height - (max(s.top + s.height for s in inside) - group.top)) <= 2


def test_lines_that_flow_are_joined_and_others_kept(deck: Any) -> None:
    figure = shape(slide(deck, "Alle Formen"), "Alle Formen")
    flowing = next(each for each in figure.shapes if each.name.startswith("Ein längerer"))
    assert flowing.text_frame.text == "Ein längerer Text, der umbrochen wird"
    assert flowing.text_frame.word_wrap


def test_shapes_are_flat(path: Path) -> None:
    package = Package(path)
    for name in package.slides:
        root = package.xml(name)
        for kind in ("gradFill", "effectLst", "scene3d", "sp3d", "style"):
            assert not list(root.iter(f"{A}{kind}", f"{P}{kind}"))


# --- pictures


@pytest.mark.parametrize("alt", ["Ein Werk von oben", ""])
def test_a_picture_tells_or_adorns(
    brand_master: Master, brand: Brand, tmp_path: Path, alt: str
) -> None:
    picture = tmp_path / "werk.png"
    Image.new("RGB", (40, 20), "red").save(picture)
    frames = (
        frame(brand_master, "title_only", "title", "Ein Bild"),
        PictureFrame(Rect(50, 120, 200, 100), picture, alt),
        PictureFrame(Rect(300, 120, 200, 100), picture, alt),
    )
    fitted = replace(
        deck_for(brand_master), slides=(FittedSlide("a", "title_only", "Ein Bild", frames),)
    )
    path = tmp_path / "deck.pptx"
    path.write_bytes(render_deck(fitted, brand_master, brand, today=TODAY))
    assert package_problems(path) == []
    package = Package(path)
    pictures = list(package.xml(package.slides[0]).iter(f"{P}pic"))
    assert [each.find(f".//{P}cNvPr").get("descr", "") for each in pictures] == [alt, alt]
    assert len(list(package.xml(package.slides[0]).iter(DECORATIVE))) == (0 if alt else 2)
    assert len([name for name in package.names if "picture-" in name]) == 1


def test_a_missing_picture_leaves_the_rest(
    brand_master: Master, brand: Brand, tmp_path: Path
) -> None:
    lost = PictureFrame(Rect(0, 0, 10, 10), tmp_path / "none.png", "Nichts")
    title = frame(brand_master, "title_only", "title", "Kein Bild")
    fitted = replace(
        deck_for(brand_master), slides=(FittedSlide("a", "title_only", "", (title, lost)),)
    )
    assert render_deck(fitted, brand_master, brand, today=TODAY)


# --- notes, footers, sections, properties


def test_notes_hold_the_full_answer(deck: Any) -> None:
    said = slide(deck, "Wir wollen").notes_slide.notes_text_frame
    lines = [p.text for p in said.paragraphs]
    assert lines == [
        "Die ganze Antwort",
        "Wir wollen wachsen & <bleiben>.",
        "Erstens",
        "Zweitens",
        "Punkt",
        "darunter",
        "Kunde: Talvera; Land: ES",
        "Mehr",
        "Ausführlich auf der Website",
    ]
    levels = [int(p._p.pPr.get("marL")) for p in said.paragraphs]
    assert levels[5] > levels[4] > levels[1] == 0


def test_long_notes_get_smaller(brand_master: Master, brand: Brand, tmp_path: Path) -> None:
    from kamhandbook.document.blocks import Paragraph, Text

    long = tuple(Paragraph((Text("Ein langer Absatz. " * 30),)) for _ in range(6))
    deck = deck_for(brand_master)
    slides = (replace(deck.slides[1], notes=long),)
    path = tmp_path / "deck.pptx"
    path.write_bytes(render_deck(replace(deck, slides=slides), brand_master, brand, today=TODAY))
    run = Presentation(str(path)).slides[0].notes_slide.notes_text_frame.paragraphs[0].runs[0]
    assert 8 <= run.font.size.pt < 12


def test_every_slide_but_the_cover_has_its_footers(deck: Any) -> None:
    for number, each in enumerate(deck.slides, 1):
        kinds = {place.placeholder_format.type for place in each.placeholders}
        found = {str(kind).split()[0].split(".")[-1] for kind in kinds}
        assert ({"FOOTER", "DATE", "SLIDE_NUMBER"} <= found) == (number > 1)
    field = next(slide(deck, "Wir wollen")._element.iter(f"{A}fld"))
    assert (field.get("type"), field.findtext(f"{A}t")) == ("slidenum", "2")


def test_the_foot_names_company_version_label_and_state(deck: Any) -> None:
    foot = shape(slide(deck, "Zwei Spalten"), "Fußzeile").text_frame.text
    assert (
        foot
        == "Nordkamp Antriebstechnik GmbH & Co. KG · Version 0.4 · intern · Entwurf, Iteration 3"
    )


def test_the_foot_links_to_the_page_of_the_site(deck: Any) -> None:
    runs = shape(slide(deck, "Wir wollen"), "Fußzeile").text_frame.paragraphs[0].runs
    assert runs[-1].hyperlink.address == f"{SITE}/ziele.html"


def test_sections_carry_the_slides_names(path: Path) -> None:
    root = Package(path).xml("ppt/presentation.xml")
    sections = list(root.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}section"))
    assert [(each.get("name"), len(list(each[0]))) for each in sections] == [
        ("Einstieg", 1),
        ("Ziele", 4),
        ("Zum Schluss", 1),
    ]


def test_properties_say_what_and_whose_it_is(deck: Any) -> None:
    about = deck.core_properties
    assert about.title == "KAM-Handbuch – Nordkamp Antriebstechnik GmbH & Co. KG"
    assert about.author == about.last_modified_by == "Nordkamp Antriebstechnik GmbH & Co. KG"
    assert (about.language, about.version, about.identifier) == ("de-DE", "0.4", "abc123")
    assert about.modified.date() == TODAY
    assert "Key Account Management" in about.keywords


# --- reproducible


def test_the_same_input_gives_the_same_bytes(brand_master: Master, brand: Brand) -> None:
    one, two = (
        render_deck(deck_for(brand_master), brand_master, brand, today=TODAY) for _ in range(2)
    )
    assert one == two


def test_another_day_changes_the_properties_only(
    brand_master: Master, brand: Brand, tmp_path: Path
) -> None:
    paths = []
    for number, day in enumerate((TODAY, date(2027, 1, 1))):
        paths.append(tmp_path / f"{number}.pptx")
        paths[-1].write_bytes(render_deck(deck_for(brand_master), brand_master, brand, today=day))
    one, two = (Package(path).members for path in paths)
    assert [name for name in one if one[name] != two[name]] == ["docProps/core.xml"]


def test_members_are_sorted_and_carry_no_time(path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(path) as package:
        entries = package.infolist()
    names = [entry.filename for entry in entries]
    assert names == ["[Content_Types].xml", *sorted(names[1:])]
    assert {entry.date_time for entry in entries} == {(2026, 1, 1, 0, 0, 0)}
