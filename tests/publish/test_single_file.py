"""The site as one file: complete, every link alive, nothing asked for, nothing withheld in it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
import yaml
from click.testing import CliRunner
from lxml.html import HtmlElement, document_fromstring
from PIL import Image

from kamhandbook.building.edition_in_context import Order
from kamhandbook.building.handbook import Output, Outputs, build
from kamhandbook.cli import main
from kamhandbook.content.types import Audience
from kamhandbook.findings import CannotGoOnError
from tests.sample import copy_of_sample

if TYPE_CHECKING:  # only tests with a browser need it
    from playwright.sync_api import Browser, Page

TODAY = date(2026, 11, 20)
ATTACK = "<img src=x onerror=window.pwned=1>"
PAGE = f"""# Anreise & Über­nachtung

[zur Auswahl](../selektion.md#identification) · [hier](#wege) · [Plan](plan.xlsx) · [fort](https://bahn.example)

## Wege
![Werk](werk.png) {ATTACK.replace("<", "&lt;")}

<svg viewBox="0 0 9 9"><defs><linearGradient id="a"/></defs>
<path fill="url(#a)" d="M0 0h9v9z"/></svg>
<p>offen <b>gelassen
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The sample for its team with a page of its own in a folder, a picture and a download."""
    root = copy_of_sample(tmp_path_factory.mktemp("single"))
    pages = root / "content" / "pages" / "unterwegs"
    pages.mkdir()
    (pages / "anreise.md").write_text(PAGE, "utf-8")
    (pages / "plan.xlsx").write_bytes(b"PK")
    Image.new("RGB", (8, 8), "red").save(pages / "werk.png")
    goals = root / "content" / "1-goals.yaml"
    added = yaml.safe_dump([{"term": "Tal", "meaning": "Ort", "synonyms": [ATTACK]}])
    goals.write_text(
        goals.read_text("utf-8").replace("\nterms:\n", f"\nterms:\n{_moved(added)}", 1)
    )
    order = Order(root / "content", TODAY, Audience.TEAM)
    outputs = Outputs(root / "out", deck=False, single_file=True)
    return build(order, outputs).outputs[0]


def _moved(text: str) -> str:
    """Indent a list below ``terms`` as the sample does."""
    return "".join(f"  {line}\n" for line in text.splitlines())


@pytest.fixture(scope="module")
def tree(output: Output) -> HtmlElement:
    return document_fromstring(Path(output.further[0].path).read_bytes())


def test_every_page_is_a_section(output: Output, tree: HtmlElement) -> None:
    pages = {file.stem for file in Path(output.site).parent.glob("*.html")}
    assert {*pages - {"404", "gesamt"}, "unterwegs/anreise"} == set(
        tree.xpath("//section[@data-kam-page]/@id")
    )


def test_ids_are_told_apart_and_links_lead_somewhere(tree: HtmlElement) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    named = [unquote(href[1:]) for href in tree.xpath("//@href") if href.startswith("#")]
    assert len(named) > 200
    assert set(named) <= set(ids)
    for names in tree.xpath("//@aria-labelledby | //@aria-describedby | //@for"):
        assert set(names.split()) <= set(ids)


def test_links_of_a_page_in_a_folder_follow(tree: HtmlElement) -> None:
    (page,) = tree.xpath("//section[@id='unterwegs/anreise']")
    links = {link.text: link.get("href") for link in page.iter("a") if link.text != "¶"}
    assert links["zur Auswahl"] == "#selektion:identification"
    assert links["hier"] == "#unterwegs/anreise:wege"
    assert links["fort"] == "https://bahn.example"
    assert links["Plan"] is None
    assert page.xpath(".//@fill") == ["url(#unterwegs/anreise:a)"]


def test_what_a_page_leaves_open_ends_with_it(tree: HtmlElement) -> None:
    (page,) = tree.xpath("//section[@id='unterwegs/anreise']")
    assert page.xpath(".//section") == []


def test_files_to_download_are_named(output: Output) -> None:
    assert output.further[0].left_out == ("unterwegs/plan.xlsx",)


def test_the_file_asks_for_nothing(output: Output, tree: HtmlElement) -> None:
    for address in tree.xpath("//@src | //link/@href | //*[local-name()='image']/@href"):
        assert address.startswith("data:"), address
    text = Path(output.further[0].path).read_text("utf-8")
    assert "@import" not in text
    assert {each[:5] for each in re.findall(r"url\(['\"]?([^)'\"]{5})", text)} <= {
        "data:",
        *(match[:5] for match in re.findall(r"url\((#[^)]+)\)", text)),
    }
    assert len(text) < 3_000_000


def test_two_builds_make_the_same_file(output: Output) -> None:
    root = Path(output.further[0].path).parents[1]
    again = build(
        Order(root / "content", TODAY, Audience.TEAM),
        Outputs(root / "again", deck=False, single_file=True),
    )
    written = Path(again.outputs[0].further[0].path).read_bytes()
    assert written == Path(output.further[0].path).read_bytes()


def test_what_is_withheld_stops_it(tmp_path: Path) -> None:
    root = copy_of_sample(tmp_path)
    pages = root / "content" / "pages"
    (pages / "besuch.md").write_text("# Besuch\n\nWir waren bei Talvera Pumpen AG.\n", "utf-8")
    order = Order(root / "content", TODAY, Audience.APPLICANTS)
    with pytest.raises(CannotGoOnError) as stopped:
        build(order, Outputs(root / "out", deck=False, single_file=True))
    assert any("kam-handbuch.html" in str(finding) for finding in stopped.value.findings)
    assert not (root / "out" / "kam-handbuch.html").exists()


def test_a_deck_alone_has_no_such_file() -> None:
    result = CliRunner().invoke(main, ["build", "--deck-only", "--single-file"])
    assert result.exit_code == 2


@pytest.fixture
def opened(browser: Browser, output: Output) -> tuple[Page, list[str]]:
    """The file in a browser, and all that it asks for or complains of."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url[:60]))
    page.goto(Path(output.further[0].path).as_uri())
    said.clear()
    return page, said


def shown(page: Page) -> list[str]:
    """Return the ids of the pages that are shown."""
    ids: list[str] = page.locator("section[data-kam-page]:visible").evaluate_all(
        "all => all.map(each => each.id)"
    )
    return ids


def test_one_page_is_shown_at_a_time(opened: tuple[Page, list[str]]) -> None:
    from playwright.sync_api import expect

    page, said = opened
    assert shown(page) == ["index"]
    page.click("nav.md-nav--primary a[href='#selektion']")
    assert shown(page) == ["selektion"]
    assert page.title().startswith("Key-Account-Selektion")
    page.go_back()
    page.locator("#index").wait_for()
    everything = page.locator("section[data-kam-page]").count()
    for place, count in (("#all-pages", everything), ("#%", 1), ("#ziele:nowhere", 1)):
        page.evaluate("place => { location.hash = place }", place)
        expect(page.locator("section[data-kam-page]:visible")).to_have_count(count)
    assert shown(page) == ["ziele"]
    assert [line for line in said if not line.startswith("data:")] == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Konsignationslager", "begriffe:konsignationslager"),
        ("konsignationslagr", "begriffe:konsignationslager"),  # a letter too few
        ("Schluesselkunde", "begriffe:key-account"),  # a synonym, typed without umlaut
        ("anreise übernachtung", "unterwegs/anreise"),
        ("onerror", "begriffe:tal"),
    ],
)
def test_the_search_finds(opened: tuple[Page, list[str]], typed: str, found: str) -> None:
    page, said = opened
    page.fill(".md-search__input", typed)
    first = page.locator(".md-search-result__list a").first
    assert unquote(str(first.get_attribute("href"))) == f"#{found}"
    page.keyboard.press("Enter")
    page.locator(f"[id='{found}']").wait_for()
    assert shown(page) == [found.partition(":")[0]]
    assert page.evaluate("window.pwned") is None
    assert [line for line in said if not line.startswith("data:")] == []


def test_without_scripts_every_page_is_there(browser: Browser, output: Output) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(Path(output.further[0].path).as_uri())
    assert len(shown(page)) == output.pages - 1  # the book is the file itself
