"""Nothing that a company writes becomes anything else than text, in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kamhandbook.content.types import Audience, Markdown
from kamhandbook.history.changes import Change, DiffPart, News
from tests.site.attacks import ATTACKS
from tests.site.full import write_full_content
from tests.site.made import site_of

if TYPE_CHECKING:  # only tests with a browser need it
    from playwright.sync_api import Browser, Page

# Every Markdown extension that a company is likely to turn on in its own mkdocs.yml.
MKDOCS = """
site_name: Angriff
docs_dir: content/pages
theme: {name: material}
plugins: [kamhandbook, search]
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - meta
  - nl2br
  - sane_lists
  - smarty
  - tables
  - toc: {permalink: true}
  - wikilinks
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.betterem
  - pymdownx.caret
  - pymdownx.critic
  - pymdownx.details
  - pymdownx.emoji
  - pymdownx.escapeall
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.magiclink
  - pymdownx.mark
  - pymdownx.progressbar
  - pymdownx.saneheaders
  - pymdownx.smartsymbols
  - pymdownx.snippets
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.tilde
"""

# A page on a file share links to others; nothing there is loaded before somebody clicks.
HARMLESS = re.compile(r"^(https?:|mailto:|tel:|file://|#|$)")

# What would be dangerous in the page as the browser understood it.
LOOK = """() => {
  const all = [...document.querySelectorAll("article *, header *, footer *, nav *")];
  const name = (element) => element.outerHTML.slice(0, 200);
  return {
    handlers: all.filter((e) => [...e.attributes].some((a) => /^on/i.test(a.name))).map(name),
    styled: all.filter((e) => e.closest("article") && e.hasAttribute("style")).map(name),
    foreign: all.filter((e) => e.matches("article :is(script, iframe, object, embed, form, base, " +
      "meta, link, style, video, audio, math, textarea, template, marquee)")).map(name),
    addresses: [...document.querySelectorAll("[href], [src], [data], [action], [srcset]")]
      .filter((e) => e.closest("article, header, footer, nav"))
      .flatMap((e) => ["href", "xlink:href", "src", "data", "action"].map((n) => e.getAttribute(n)))
      .filter((address) => address !== null)
      .map((address) => new URL(address, document.baseURI).href),
    classes: all.filter((e) => e.matches("article .klasse, article .md-toggle")).map(name),
  };
}"""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which every text field carries every attack."""
    folder = tmp_path_factory.mktemp("attacked")
    content = write_full_content(folder, ATTACKS)
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    (content / "pages").mkdir()
    options = {"audience": Audience.MANAGEMENT, "news": news()}
    return site_of(folder / "site", content, with_findings=True, **options)


def news() -> News:
    """Tell of changes whose every text is an attack."""
    changes = tuple(
        Change(
            kind="changed",
            part="goals",
            path=("goals", "answers", "purpose") if number % 2 else ("goals", "terms", number),
            name=text,
            kind_of="answers" if number % 2 else "terms",
            before=Markdown(text) if number % 2 else text,
            after=text,
            words=(DiffPart(text, "removed"), DiffPart(text, "added")),
            where=text,
            field=text,
        )
        for number, text in enumerate(ATTACKS)
    )
    return News(since=1, changes=changes, ambiguous=ATTACKS)


@pytest.fixture
def watched(browser: Browser) -> Any:
    """A page that writes down what it asks for and what runs in it."""
    page = browser.new_page()
    page.set_default_timeout(60_000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (asked.append("dialog"), dialog.dismiss()))
    yield page, asked
    page.close()


def test_there_are_enough_attacks() -> None:
    assert len(set(ATTACKS)) >= 150


def test_nothing_runs_loads_or_gets_markup(attacked: Path, watched: tuple[Page, list[str]]) -> None:
    page, asked = watched
    files = sorted(attacked.glob("*.html"))
    assert len(files) >= 21
    for file in files:
        if file.stem == "404":
            continue
        page.goto(file.as_uri())
        assert page.evaluate("window.pwned") is None, file.name
        found = page.evaluate(LOOK)
        for kind in ("handlers", "styled", "foreign", "classes"):
            assert found[kind] == [], (file.name, kind)
        wrong = [url for url in found["addresses"] if not HARMLESS.match(url)]
        assert wrong == [], file.name
    assert [url for url in asked if not url.startswith("file:///")] == []


@pytest.mark.parametrize(
    ("name", "selector"),
    [
        ("ziele", ".kam-table th[scope=row]"),
        ("leistungen", ".kam-table th[scope=row]"),
        ("key-accounts", ".kam-panel-title"),
        ("begriffe", ".kam-terms dt"),
        ("einarbeitung", ".kam-checklist span"),
        ("einfuehrung", ".kam-table th[scope=row]"),
        ("ziele", "article h2"),
    ],
)
def test_texts_are_shown_as_they_were_written(
    attacked: Path, watched: tuple[Page, list[str]], name: str, selector: str
) -> None:
    page, _ = watched
    page.goto((attacked / f"{name}.html").as_uri())
    shown = set(page.locator(selector).evaluate_all("all => all.map(e => e.textContent)"))
    seen = {written(each.removesuffix("¶")) for each in shown}
    missing = [  # of a step also with who does it: „text (who)“
        text
        for text in map(written, ATTACKS)
        if text not in seen and not any(each.startswith(f"{text} (") for each in seen)
    ]
    assert missing == []


def test_a_page_of_raw_answers_shows_their_html_as_text(
    attacked: Path, watched: tuple[Page, list[str]]
) -> None:
    page, _ = watched
    page.goto((attacked / "ziele.html").as_uri())
    text = page.locator("article").inner_text()
    assert "<script>window.pwned=1</script>" in text
    assert "{{ 7 * 7 }}" in text
    assert "javascript:window.pwned=1" in text


def test_nothing_hides_in_the_search_index(attacked: Path) -> None:
    index = json.loads((attacked / "search" / "search_index.json").read_text("utf-8"))
    for entry in index["docs"]:
        for text in (entry["title"], entry["text"]):
            assert not re.search(r"<(script|img|svg|iframe)\b", text), entry["location"]


def written(text: str) -> str:
    """Write a text as a reader sees it: white space joined, what nobody sees dropped."""
    text = re.sub("[\u202a-\u202e\u2066-\u2069\u200b-\u200d\u2060\ufeff]", "", text)
    text = re.sub("[\ue000\ue001]", "\ufffd", text)
    return " ".join(text.split())
