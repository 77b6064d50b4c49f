"""PDFs of site and deck: by real programs, the same bytes each time; what is missing is said."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from kamhandbook.building.edition_in_context import Order, cut_edition
from kamhandbook.building.further_files import FurtherFile, deck_pdf, files_of_site
from kamhandbook.building.handbook import Output, Outputs, build
from kamhandbook.building.project import check_project, read_project
from kamhandbook.building.site_stages import RenderedSite, compose_site, render_site
from kamhandbook.building.withheld import withheld_from
from kamhandbook.content.types import Audience
from kamhandbook.leaks.search import WithheldTexts
from kamhandbook.site.book import Book, Chapter, end_of
from kamhandbook.site.book.printed import Printed, too_empty
from tests.programs import require_program
from tests.sample import ROOT
from tests.site.test_print import sheets

TODAY = date(2026, 11, 20)
NAME = 'Müller & "Söhne" </style> \\ KG'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> RenderedSite:
    """The sample's default edition with its book."""
    edition = cut_edition(check_project(read_project(ROOT / "content"), TODAY), Audience.NEWCOMERS)
    folder = tmp_path_factory.mktemp("book")
    return render_site(compose_site(edition.of_site), folder, with_book=True)


@pytest.fixture(scope="module")
def withheld() -> WithheldTexts:
    edition = cut_edition(check_project(read_project(ROOT / "content"), TODAY), Audience.NEWCOMERS)
    return withheld_from(edition)


@pytest.fixture(scope="module")
def printed(site: RenderedSite, withheld: WithheldTexts) -> FurtherFile:
    require_program("chromium", "chromium")
    assert site.book
    (file,) = files_of_site(site, site.book.imprint, withheld)
    return file


@pytest.fixture(scope="module")
def reader(printed: FurtherFile) -> PdfReader:
    assert printed.problem == ""
    return PdfReader(BytesIO(printed.content))


def test_the_book_is_a4_with_the_companys_data_only(reader: PdfReader) -> None:
    assert {tuple(round(float(x)) for x in page.mediabox) for page in reader.pages} == {
        (0, 0, 595, 842)
    }
    assert reader.metadata is not None
    assert dict(reader.metadata) == {
        "/Title": "KAM-Handbuch",
        "/Author": "Nordkamp Dichtsysteme GmbH",
        "/Producer": "kamhandbook",
    }
    assert len(flat(reader.outline)) > 60


def flat(outline: list[Any]) -> list[Any]:
    """Return the entries of all levels of an outline."""
    return [e for entry in outline for e in (flat(entry) if isinstance(entry, list) else [entry])]


def test_the_contents_tell_the_sheet_of_each_part(
    printed: FurtherFile, site: RenderedSite, tmp_path: Path
) -> None:
    assert site.book
    (tmp_path / "book.pdf").write_bytes(printed.content)
    pages = sheets(tmp_path / "book.pdf")
    told = re.findall(r"^\s*\d+\. (.+?)\s{2,}(\d+)$", pages[1], re.MULTILINE)
    assert len(told) == len(site.book.targets)
    for title, number in told:
        assert re.search(rf"^\s*{re.escape(title)}$", pages[int(number) - 1], re.MULTILINE), title


def test_every_sheet_has_its_head_and_number(reader: PdfReader) -> None:
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        if number > 2:
            assert "Nordkamp Dichtsysteme GmbH · KAM-Handbuch" in text
            assert re.search(rf"(?<!\d){number}(?=\D)", text)
    assert "Nordkamp Dichtsysteme GmbH · KAM" not in reader.pages[0].extract_text()


def test_no_sheet_is_nearly_empty(reader: PdfReader) -> None:
    few = [n for n, page in enumerate(reader.pages, 1) if len(page.extract_text()) < 300]
    assert few == [1]  # the cover


def test_a_second_print_is_the_same(
    site: RenderedSite, printed: FurtherFile, withheld: WithheldTexts
) -> None:
    assert site.book
    (again,) = files_of_site(site, site.book.imprint, withheld)
    assert again.content == printed.content


def test_names_end_no_style_sheet(site: RenderedSite) -> None:
    from msgspec.structs import replace

    assert site.book
    html = replace(site.book, imprint=replace(site.book.imprint, company=NAME)).page()
    assert html.count("</style>") == 2
    assert "M\xfcller & \\22 S\xf6hne\\22  \\3c /style>" in html


def test_chapters_are_joined_until_no_sheet_ends_early() -> None:
    fillings = {end_of(1): 0.9, end_of(2): 0.1, end_of(3): 0.8, end_of(4): 0.2}
    assert too_empty(Printed({}, fillings), 5, frozenset()) == {3, 4}
    fillings = {end_of(1): 0.9, end_of(2): 0.9, end_of(3): 0.2}  # a form that fits nowhere else
    assert too_empty(Printed({}, fillings), 5, frozenset({4})) == {4}
    assert too_empty(Printed({}, {end_of(1): 0.1}), 2, frozenset()) == frozenset()


def test_joined_chapters_share_their_sheets(site: RenderedSite) -> None:
    from markupsafe import Markup

    assert site.book
    chapters = tuple(Chapter(name, Markup(f"<p>{name}")) for name in ("", "A", "B", "C", "D"))
    html = Book(site.book.imprint, chapters, (), "", "").page({2, 3})
    assert 'content: "A – C"' in html
    assert html.count("@page sheets-") == 2


def test_the_deck_is_turned_into_a_pdf(tmp_path: Path) -> None:
    require_program("soffice", "libreoffice-impress")
    output = _built(tmp_path, site=False)
    (file,) = output.further
    first = Path(file.path).read_bytes()
    assert len(PdfReader(BytesIO(first)).pages) == output.slides
    edition = cut_edition(check_project(read_project(ROOT / "content"), TODAY), Audience.NEWCOMERS)
    deck = Path(output.deck).read_bytes()
    again = deck_pdf(deck, output.imprint, withheld_from(edition))
    assert again.content == first


def test_programs_that_are_not_there_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAMHANDBOOK_BROWSER", str(tmp_path / "no-browser"))
    monkeypatch.setenv("KAMHANDBOOK_OFFICE", str(tmp_path / "no-office"))
    output = _built(tmp_path)
    assert Path(output.site).is_file()
    assert [file.problem.partition(",")[0] for file in output.further] == [
        "Kein PDF des Handbuchs",
        "Kein PDF des Decks",
    ]
    assert not list((tmp_path / "out").glob("*.pdf"))


def test_a_program_that_fails_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "browser"
    program.write_text("#!/bin/sh\necho kaputt >&2\nexit 3\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("KAMHANDBOOK_BROWSER", str(program))
    (file,) = _built(tmp_path, deck=False).further
    assert "„kaputt“" in file.problem


def _built(folder: Path, *, site: bool = True, deck: bool = True) -> Output:
    outputs = Outputs(folder / "out", site=site, deck=deck, pdf=True)
    return build(Order(ROOT / "content", TODAY), outputs).outputs[0]
