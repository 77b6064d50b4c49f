"""Each package check fires on a file broken for it, and is silent on a good one."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from kamhandbook.maintenance import deck_master
from tests.openxml import CHECKS, package_problems, validate, validate_all

SECTIONS = (
    '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
    'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section '
    'name="Ziele" id="{6A0F4D2E-1111-4222-8333-944455566677}"><p14:sldIdLst>'
    '<p14:sldId id="256"/><p14:sldId id="257"/></p14:sldIdLst></p14:section></p14:sectionLst>'
    "</p:ext></p:extLst></p:presentation>"
)
FIRST, SECOND = "ppt/slides/slide1.xml", "ppt/slides/slide2.xml"
PRESENTATION, RELS = "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels"
Members = dict[str, bytes]


def _languages(element: Any) -> None:
    for run in element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}r"):
        run.get_or_add_rPr().set("lang", "de-DE")


def _described(shape: Any) -> Any:
    shape._element.xpath(".//p:cNvPr")[0].set("descr", "Was zu sehen ist")
    return shape


def _good(path: Path) -> None:
    """Two slides with a table, a chart, a group, a link, notes and a section."""
    deck = Presentation(str(deck_master.TARGET))
    content, title_only = deck.slide_layouts[1], deck.slide_layouts[3]
    first, second = deck.slides.add_slide(content), deck.slides.add_slide(title_only)
    for slide, title in ((first, "Eins"), (second, "Zwei")):
        slide.shapes.title.text = title
        slide.placeholders[13].text = "Dimension"
    first.placeholders[1].text = "Text"
    first.placeholders[1].click_action.target_slide = second
    box = Inches(1), Inches(3), Inches(4), Inches(2)
    _described(first.shapes.add_table(2, 2, *box))
    data = CategoryChartData()
    data.categories = ("a", "b")
    data.add_series("Reihe", (1, 2))
    _described(second.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, data))
    group = _described(second.shapes.add_group_shape())
    group.shapes.add_textbox(*box).text_frame.text = "Kasten"
    first.notes_slide.notes_text_frame.text = "Notiz"
    for slide in (first, second, first.notes_slide):
        _languages(slide._element)
    deck.save(path)
    _rewrite(path, path, _finish)


def _finish(members: Members) -> None:
    members[PRESENTATION] = members[PRESENTATION].replace(b"</p:presentation>", SECTIONS.encode())
    (chart,) = (name for name in members if re.fullmatch(r"ppt/charts/chart\w+\.xml", name))
    members[chart] = members[chart].replace(b'val="-', b'val="')


def _rewrite(source: Path, target: Path, change: Callable[[Members], None]) -> None:
    with zipfile.ZipFile(source) as package:
        members = {name: package.read(name) for name in package.namelist()}
    change(members)
    with zipfile.ZipFile(target, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)


def replaced(name: str, pattern: str, by: str, count: int = 1) -> Callable[[Members], None]:
    """A change of the first match of ``pattern`` in one member, which must be there."""

    def change(members: Members) -> None:
        text, times = re.subn(pattern, by, members[name].decode(), count=count, flags=re.S)
        assert times, f"{pattern} is not in {name}"
        members[name] = text.encode()

    return change


def added(name: str, data: bytes = b"<x/>") -> Callable[[Members], None]:
    return lambda members: members.update({name: data})


def removed(*names: str) -> Callable[[Members], None]:
    return lambda members: [members.pop(name) for name in names] and None


def chart_changed(members: Members) -> None:
    (chart,) = (name for name in members if re.fullmatch(r"ppt/charts/chart\w+\.xml", name))
    replaced(chart, r'<c:axId val="', '<c:axId val="-')(members)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("package") / "good.pptx"
    _good(path)
    return path


def test_all_checks_are_silent_on_a_good_file(good: Path) -> None:
    assert package_problems(good) == []
    assert validate(good) == []


BROKEN: list[tuple[str, Callable[[Members], None], str]] = [
    ("content_types", added("ppt/media/image9.tiff"), "no content type"),
    ("content_types", removed("docProps/app.xml"), "content type of a missing part"),
    ("orphan_parts", added("ppt/slides/extra.xml", b"<x/>"), "no relation leads"),
    ("dangling_relations", removed("ppt/presProps.xml"), "leads to the missing part"),
    ("dangling_relations", replaced(FIRST, r'r:id="rId\d+"', 'r:id="rId99"'), "has no relation"),
    ("slide_list", replaced(PRESENTATION, r'<p:sldId id="256"', '<p:sldId id="200"'), "256"),
    ("slide_list", replaced(PRESENTATION, r'<p:sldId id="257"', '<p:sldId id="256"'), "2 times"),
    ("slide_list", replaced(PRESENTATION, r'<p:sldId id="257"[^>]*/>', ""), "0 times in sldIdLst"),
    (
        "layout_ids",
        replaced("ppt/slideMasters/slideMaster1.xml", 'id="2147483650"', 'id="2147483648"'),
        "used 2 times",
    ),
    ("sections", replaced(PRESENTATION, '<p14:sldId id="257"/>', ""), "exactly once"),
    ("sections", replaced(PRESENTATION, '257(?="/></p14)', "999"), "exactly once"),
    ("sections", replaced(PRESENTATION, 'name="Ziele"', 'name="Default Section"'), "default name"),
    ("shape_ids", replaced(FIRST, 'cNvPr id="3"', 'cNvPr id="2"'), "shape id 2 used 2"),
    ("placeholders", replaced(FIRST, 'idx="13"', 'idx="77"'), "placeholder idx 77"),
    ("titles", replaced(FIRST, '<p:ph type="title"/>', '<p:ph type="body" idx="1"/>'), "0 titles"),
    ("titles", replaced(FIRST, '<p:ph type="body"[^>]*/>', '<p:ph type="title"/>'), "2 titles"),
    ("titles", replaced(FIRST, "<a:t>Eins</a:t>", "<a:t> </a:t>"), "empty title"),
    ("titles", replaced(FIRST, "<a:t>Eins</a:t>", "<a:t>Zwei</a:t>"), "same title"),
    ("tables", replaced(FIRST, r"<a:tc>.*?</a:tc>", ""), "table row with 1 cells in 2"),
    ("tables", replaced(FIRST, r"(</a:tc>\s*)<a:tc>", r'\1<a:tc gridSpan="2">'), "table row"),
    ("slide_links", replaced(FIRST, r' action="[^"]+"', ""), "without action"),
    ("whole_numbers", replaced(FIRST, r'<a:off x="(\d+)"', r'<a:off x="\1.5"'), "whole number"),
    ("text_bodies", replaced(FIRST, r"(<p:txBody>.*?)<a:p>.*?</a:p>", r"\1"), "empty text body"),
    ("languages", replaced(FIRST, r'<a:rPr lang="de-DE"/>', ""), "no language"),
    ("languages", replaced(SECOND, r' lang="de-DE"', ""), "no language"),
    (
        "languages",
        replaced("ppt/notesSlides/notesSlide1.xml", r' lang="de-DE"', ""),
        "no language on 'Notiz'",
    ),
    ("descriptions", replaced(FIRST, ' descr="[^"]+"', ""), "no alternative text"),
    ("descriptions", replaced(SECOND, ' descr="[^"]+"', ' descr=" "', 2), "no alternative text"),
    ("chart_axes", chart_changed, "chart axis id -"),
]


@pytest.mark.parametrize(
    ("check", "change", "message"), BROKEN, ids=[f"{b[0]}-{n}" for n, b in enumerate(BROKEN)]
)
def test_check_fires(
    good: Path, tmp_path: Path, check: str, change: Callable[[Members], None], message: str
) -> None:
    _rewrite(good, tmp_path / "broken.pptx", change)
    problems = package_problems(tmp_path / "broken.pptx")
    assert any(message in problem for problem in problems), problems


def test_duplicate_zip_names_fire(good: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pptx"
    _rewrite(good, broken, lambda members: None)
    with zipfile.ZipFile(broken, "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr(FIRST, package.read(FIRST))
    assert any("2 zip members" in problem for problem in package_problems(broken))


def test_every_check_has_a_broken_file() -> None:
    tried = {check for check, _, _ in BROKEN} | {"duplicate_names"}
    assert tried == {check.__name__ for check in CHECKS}


def test_the_validator_reports_each_of_several_files(good: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pptx"
    _rewrite(good, broken, replaced(FIRST, "<a:tblGrid>", "<a:wrong/><a:tblGrid>"))
    found = validate_all([good, broken])
    assert found[good] == []
    assert any("wrong" in problem for problem in found[broken])
