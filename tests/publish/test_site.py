"""The site in a real browser: nothing leaves the house, a strict policy holds, any path will do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kamhandbook.site.build import make_site
from tests.publish.small import contents, own_page
from tests.publish.web import PATH, served

if TYPE_CHECKING:  # only tests with a browser need it
    from playwright.sync_api import Browser, Page, Request


def pages(site: Path) -> list[str]:
    """Every page of a site but the one for errors, as its path below the root."""
    names = (file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    return sorted(name for name in names if name != "404.html")


def search(page: Page, query: str) -> list[str]:
    """Type a query; gives the pages found in order."""
    toggle = page.locator("#__search")
    if not toggle.is_checked():
        toggle.evaluate("box => box.click()")
    field = page.locator("[data-md-component=search-query]")
    field.fill("")
    field.press("End")
    page.locator(".md-search-result__item").first.wait_for(state="detached")
    field.fill(query)
    field.press("End")
    nothing = ".md-search-result__meta:has-text('Keine')"
    page.locator(f".md-search-result__item, {nothing}").first.wait_for()
    links = page.locator(".md-search-result__item > a").evaluate_all(
        "all => all.map(a => new URL(a.href).pathname)"
    )
    return list(dict.fromkeys(link.rsplit("/", 1)[-1] for link in links))


def failure(request: Request) -> str:
    """Say what could not be had; nothing when a page was left before it came."""
    return "" if request.failure == "net::ERR_ABORTED" else f"{request.url} {request.failure}"


def test_no_request_leaves_the_house_on_any_page(
    browser: Browser, site: Path, address: str
) -> None:
    asked: list[str] = []
    wrong: list[str] = []
    with browser.new_context() as context:
        context.on("request", lambda request: asked.append(request.url))
        context.on("requestfailed", lambda request: wrong.append(failure(request)))
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        page = context.new_page()
        for name in pages(site):
            page.goto(address + name)
        page.goto(address + "index.html")
        assert search(page, "Kunden")
    assert len(set(asked)) > len(pages(site))
    inside = (address, "data:", "blob:")
    assert [url for url in asked if not url.startswith(inside)] == []
    assert [text for text in wrong if text] == []


def test_the_page_for_errors_asks_its_own_server_only(browser: Browser, web: str) -> None:
    """It may be shown at any path, so it names its files from the server's root."""
    asked: list[str] = []
    with browser.new_context() as context:
        context.on("request", lambda request: asked.append(request.url))
        context.new_page().goto(web + "404.html")
    assert [url for url in asked if not url.startswith(web.removesuffix(PATH[1:]))] == []


def test_a_strict_policy_holds_on_every_page(browser: Browser, site: Path, web: str) -> None:
    broken: list[str] = []
    with browser.new_context() as context:
        context.add_init_script(
            "addEventListener('securitypolicyviolation', event =>"
            " console.error('POLICY', event.violatedDirective, event.blockedURI, event.sample))"
        )
        context.on("console", lambda message: broken.append(message.text))
        page = context.new_page()
        for name in pages(site):
            page.goto(web + name)
            page.locator("body").hover()
        page.goto(web + "index.html")
        assert search(page, "Eskalation")[0] == "spielregeln.html"
        page.keyboard.press("Escape")
        before = page.locator("body").get_attribute("data-md-color-scheme")
        page.locator("[data-md-component=palette] label:visible").click()
        assert page.locator("body").get_attribute("data-md-color-scheme") != before
        page.reload()
        assert page.locator("body").get_attribute("data-md-color-scheme") != before
    assert [text for text in broken if "POLICY" in text or "Refused" in text] == []


def test_no_page_holds_a_script_a_style_or_a_handler(site: Path) -> None:
    for name in pages(site):
        html = (site / name).read_text(encoding="utf-8")
        scripts = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", html)
        assert (name, scripts) == (name, [])
        assert (name, re.findall(r"<style|\sstyle=|\son\w+\s*=", html)) == (name, [])


def test_our_vendored_script_has_its_licence_beside_it(site: Path) -> None:
    folder = site / "assets" / "kamhandbook" / "vendor" / "iframe-worker"
    assert "Martin Donath" in (folder / "LICENSE").read_text(encoding="utf-8")
    assert next(folder.glob("iframe-worker-*.js")).stat().st_size < 3_000


@pytest.mark.parametrize("url", ["", "https://intranet.example" + PATH])
def test_a_site_works_at_any_path_with_and_without_its_address(
    browser: Browser, tmp_path: Path, url: str
) -> None:
    own_page(tmp_path, "ordner/eigene.md", "# Eigene\n\n|a|b|\n|:-:|--:|\n|1|2|\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: X\ndocs_dir: content/pages\ntheme: {name: material}\n"
        f"plugins: [kamhandbook, search]\nsite_url: '{url}'\n"
    )
    site = tmp_path / "site"
    site.mkdir()
    assert make_site(contents(tmp_path), site) == ()
    assert (site / "sitemap.xml").exists() is bool(url)
    assert not url or url + "ziele.html" in (site / "sitemap.xml").read_text()
    failed: list[str] = []
    with served(site) as address, browser.new_context() as context:
        context.on("requestfailed", lambda request: failed.append(failure(request)))
        context.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
        page = context.new_page()
        page.goto(address + "ordner/eigene.html")
        assert page.locator("td.kam-right").evaluate("e => getComputedStyle(e).textAlign") == (
            "right"
        )
        page.get_by_role("link", name="Ziele", exact=True).first.click()
        page.wait_for_url(address + "ziele.html")
        assert search(page, "Eigene")[0] == "eigene.html"
        if url:
            page.goto(address + "404.html")
    assert [text for text in failed if text] == []
