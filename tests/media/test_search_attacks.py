"""Nothing that a company writes runs or asks another host when it is found, without any policy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kamhandbook.content.types import Audience
from kamhandbook.site.search import harmless, is_of_site
from tests.media.sites import site_for
from tests.publish.test_site import search
from tests.publish.web import served
from tests.sample import copy_of_sample

if TYPE_CHECKING:  # only tests with a browser need it
    from playwright.sync_api import Browser, Page

RUN = "window.pwned=1"
ATTACKS = (
    f"<img src=x onerror='{RUN}'>",
    f"<svg onload={RUN}>",
    f"<svg/onload={RUN}>",
    "<style>@import 'http://evil.example/a.css';</style>",
    "<img src='http://evil.example/p.png'>",
    f"<mark onmouseover={RUN} style='position:fixed;inset:0'>x",
    f"<p onclick={RUN}>x</p>",
    f"</span><iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"&lt;img src=x onerror={RUN}&gt;",
    f"<img src=x onerror={RUN} //",
)
DANGEROUS = (
    "[...document.querySelectorAll('.md-search-result *')].filter(e => "
    "!e.matches('a, article, div, h1, h2, p, ul, ol, li, code, pre, sub, sup, mark, span, nav, "
    "details, summary, del') || [...e.attributes].some(a => /^on|^style$/i.test(a.name)))"
    ".map(e => e.outerHTML)"
)
RAW = [
    {"location": "index.html", "title": "Quastenflosser", "text": f"<p>{' '.join(ATTACKS)}</p>"},
    *(
        {
            "location": f"index.html#{n}",
            "title": f"Quastenflosser {attack}",
            "text": f"<p>Quastenflosser {attack}</p>",
            "tags": [f"Quastenflosser {attack}"],
        }
        for n, attack in enumerate(ATTACKS)
    ),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with attacks in everything that becomes an entry of the search."""
    folder = copy_of_sample(tmp_path_factory.mktemp("project"))
    goals = folder / "content/1-goals.yaml"
    data = yaml.safe_load(goals.read_text(encoding="utf-8"))
    data["terms"] += [
        {
            "term": f"Lagerform {n} {attack}",
            "meaning": f"Lagersinn {attack}",
            "synonyms": [f"Kommissionslager{n} {attack}"],
        }
        for n, attack in enumerate(ATTACKS)
    ]
    data["goals"][0]["text"] = f"Zielwort {' '.join(ATTACKS)}"
    goals.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    head = yaml.safe_dump({"tags": [f"Eigenwort {attack}" for attack in ATTACKS]})
    page = f"---\n{head}---\n\n# Eigenseite\n\nMit Worten.\n"
    (folder / "content/pages/eigene.md").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page that writes down what it asks for."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page, asked
    page.close()


def addresses(site: Path, stack: ExitStack) -> tuple[str, str]:
    return stack.enter_context(served(site, policy="")), f"{site.as_uri()}/"


def look_for(page: Page, asked: list[str], query: str) -> None:
    assert search(page, query), query
    for summary in page.locator(".md-search-result details > summary").all():
        summary.evaluate("each => each.click()")
    page.wait_for_timeout(100)
    assert page.evaluate("window.pwned") is None, query
    assert page.evaluate(DANGEROUS) == [], query
    assert [url for url in asked if "evil" in url] == [], query


@pytest.mark.parametrize("audience", list(Audience))
def test_what_is_found_stays_text(
    project: Path, watched: tuple[Page, list[str]], tmp_path: Path, audience: Audience
) -> None:
    page, asked = watched
    site = site_for(tmp_path, project / "content", audience)
    with ExitStack() as stack:
        for address in addresses(site, stack):
            page.goto(f"{address}index.html")
            for query in ("Kommissionslager", "Lagerform", "Lagersinn", "Zielwort", "Eigenwort"):
                look_for(page, asked, query)


def test_what_is_shown_of_a_synonym_is_what_was_written(
    project: Path, watched: tuple[Page, list[str]], tmp_path: Path
) -> None:
    page, _ = watched
    site = site_for(tmp_path, project / "content")
    page.goto(f"{site.as_uri()}/index.html")
    search(page, "Kommissionslager0")
    shown = page.locator(".md-tag").all_text_contents()
    assert f"Kommissionslager0 {ATTACKS[0]}" in shown


def test_the_script_guards_an_index_that_somebody_else_wrote(
    watched: tuple[Page, list[str]], tmp_path: Path
) -> None:
    page, asked = watched
    site = site_for(tmp_path)
    file = site / "search/search_index.json"
    index = json.loads(file.read_text(encoding="utf-8"))
    index["docs"] = RAW
    text = json.dumps(index)
    file.write_text(text, encoding="utf-8")
    file.with_suffix(".js").write_text(f"var __index = {text}", encoding="utf-8")
    with ExitStack() as stack:
        for address in addresses(site, stack):
            page.goto(f"{address}index.html")
            look_for(page, asked, "Quastenflosser")


def test_what_is_typed_stays_text(watched: tuple[Page, list[str]], tmp_path: Path) -> None:
    page, asked = watched
    site = site_for(tmp_path)
    with ExitStack() as stack:
        for address in addresses(site, stack):
            page.goto(f"{address}index.html")
            for attack in ATTACKS:
                search(page, f"Ziele {attack}")
                assert page.evaluate("window.pwned") is None
                assert page.evaluate(DANGEROUS) == []
    assert [url for url in asked if "evil" in url] == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_field_of_an_entry_holds_only_what_may_be_written(attack: str) -> None:
    entry = harmless({"location": "a.html", "title": attack, "text": attack, "tags": [attack]})
    for text in (entry["title"], entry["text"], *entry["tags"]):
        assert "<img" not in text and "<svg" not in text and "<style" not in text
        assert "<p onclick" not in text and "<mark" not in text and "<iframe" not in text
    assert harmless({"location": "a", "title": "A", "text": "<p>b <code>c</code></p>"}) == {
        "location": "a",
        "title": "A",
        "text": "<p>b <code>c</code></p>",
    }


@pytest.mark.parametrize("location", ["javascript:x", " JavaScript:x", "//evil.example", "data:x"])
def test_no_entry_leads_elsewhere(location: str) -> None:
    entry: dict[str, Any] = {"location": location, "title": "", "text": ""}
    assert not is_of_site(entry)
    assert is_of_site({**entry, "location": "ziele.html#a:b"})
