"""MkDocs by itself, as the people who run the site use it: mkdocs.yml stays theirs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from socket import socket
from urllib.request import urlopen

import pytest
from msgspec.structs import replace

from kamhandbook.document.commonmark import parse
from kamhandbook.findings import CannotGoOnError
from kamhandbook.site.build import make_site
from kamhandbook.site.config import site_url
from tests.publish.small import contents, own_page
from tests.sample import copy_of_sample


def mkdocs(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def config(project: Path, text: str) -> None:
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")


def made(project: Path) -> Path:
    site = project / "made"
    site.mkdir()
    assert make_site(contents(project), site) == ()
    return site


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample project."""
    return copy_of_sample(tmp_path)


def test_broken_content_ends_plain_mkdocs_with_a_message_and_leaves_the_site(sample: Path) -> None:
    old = sample / "build" / "site" / "index.html"
    old.parent.mkdir(parents=True)
    old.write_text("old")
    goals = sample / "content" / "1-goals.yaml"
    goals.write_text(goals.read_text("utf-8").replace("answers:", "antworten:", 1), "utf-8")
    done = mkdocs(sample, "build")
    assert done.returncode == 1
    assert "content/1-goals.yaml:3:1: KEY1" in done.stderr
    assert "antworten" in done.stderr
    assert "Traceback" not in done.stderr
    assert old.read_text() == "old"


@pytest.mark.parametrize("option", ["audience: nobody", "today: soon", "nothing: at all"])
def test_options_of_the_plugin_are_checked(sample: Path, option: str) -> None:
    text = (sample / "mkdocs.yml").read_text("utf-8")
    config(sample, text.replace("- kamhandbook", f"- kamhandbook: {{{option}}}"))
    done = mkdocs(sample, "build", "--strict")
    assert done.returncode == 1
    assert option.split(":")[0] in done.stderr
    assert "Traceback" not in done.stderr


def test_plain_mkdocs_serve_follows_the_content(sample: Path) -> None:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    running = subprocess.Popen(command, cwd=sample, stderr=subprocess.PIPE, text=True)
    assert running.stderr
    try:
        line = next(line for line in running.stderr if "Serving on" in line)
        address = line.split()[-1]
        with urlopen(f"{address}ziele.html") as page:
            assert "Unsere wichtigsten Kunden" in page.read().decode()
        goals = sample / "content" / "1-goals.yaml"
        goals.write_text(goals.read_text("utf-8").replace("wichtigsten", "liebsten", 1), "utf-8")
        started = time.monotonic()
        while "Unsere liebsten Kunden" not in page_of(f"{address}ziele.html"):
            assert time.monotonic() - started < 30
            time.sleep(0.1)
    finally:
        running.terminate()
        running.wait()


def page_of(address: str) -> str:
    with urlopen(address) as page:
        text: str = page.read().decode()
        return text


def test_a_project_without_mkdocs_yml_and_pages_gets_a_site(tmp_path: Path) -> None:
    site = made(tmp_path)
    html = (site / "index.html").read_text("utf-8")
    assert "Die erste Fassung &amp; &lt;mehr&gt;." in html
    assert "<title>KAM-Handbuch</title>" in html
    assert "Prüf &amp; Söhne · Version 0.10 · 16.11.2026 · Intern" in html


def test_own_pages_stand_behind_ours_in_the_navigation(tmp_path: Path) -> None:
    own_page(tmp_path)
    html = (made(tmp_path) / "index.html").read_text("utf-8")
    names = ("Neu hier?", "Praxis", "Ziele", "Team", "Eigene Seite")
    places = [html.index(f"\n    {name}\n") for name in names if f"\n    {name}\n" in html]
    assert len(places) == len(names) and places == sorted(places)


def test_the_users_own_navigation_orders_their_pages(tmp_path: Path) -> None:
    own_page(tmp_path, "eins.md", "# Eins\n")
    own_page(tmp_path, "zwei.md", "# Zwei\n")
    config(
        tmp_path,
        "site_name: X\ndocs_dir: content/pages\ntheme: {name: material}\n"
        "plugins: [kamhandbook, search]\nnav: [{Zuerst: zwei.md}, eins.md]\n",
    )
    html = (made(tmp_path) / "index.html").read_text("utf-8")
    assert html.index("Team") < html.index("Zuerst") < html.index("Eins")


def test_what_mkdocs_yml_says_itself_is_kept(tmp_path: Path) -> None:
    (tmp_path / "content" / "pages").mkdir(parents=True)
    (tmp_path / "content" / "pages" / "own.css").write_text("p {}")
    config(
        tmp_path,
        "site_name: Unser Handbuch\ndocs_dir: content/pages\ncopyright: Wir\n"
        "theme: {name: material, features: [navigation.tabs], palette: {scheme: slate},"
        " favicon: own.ico}\n"
        "plugins: [tags, kamhandbook, search: {separator: '[ ]+'}]\nextra_css: [own.css]\n"
        "markdown_extensions: [footnotes]\nextra: {polyfills: []}\n",
    )
    site = made(tmp_path)
    html = (site / "index.html").read_text("utf-8")
    for ours in ('"navigation.tabs"', 'data-md-color-scheme="slate"', "own.ico", "Wir", "own.css"):
        assert ours in html
    assert html.index("kamhandbook/handbook-") < html.index('href="own.css"')
    assert "fonts.g" not in html
    assert '"separator":"[ ]+"' in (site / "search" / "search_index.json").read_text("utf-8")


def test_a_page_with_the_name_of_one_of_ours_is_refused(tmp_path: Path) -> None:
    own_page(tmp_path, "ziele.md")
    with pytest.raises(CannotGoOnError) as error:
        make_site(contents(tmp_path), tmp_path / "site")
    assert str(error.value).startswith("content/pages/ziele.md:1:1: PAGE1")


def test_links_are_seen_from_the_folder_of_their_page_and_not_in_code(tmp_path: Path) -> None:
    own_page(tmp_path, "ost/b.md", "# B\n")
    code = "`[Z](../ziele.html)`\n\n```\n[Z](../ziele.html)\n```\n"
    own_page(tmp_path, "ost/a.md", f"# A\n\n[Ziele](../ziele.html) [B](b.html)\n\n{code}")
    page = (made(tmp_path) / "ost" / "a.html").read_text("utf-8")
    assert 'href="../ziele.html"' in page and 'href="b.html"' in page
    assert page.count("[Z](../ziele.html)") == 2


def test_anchors_in_html_of_our_pages_are_known(sample: Path) -> None:
    file = sample / "content" / "pages" / "reisen-und-besuche.md"
    file.write_text("# Reisen\n\n[Begriff](begriffe.html#werksnorm) [weg](begriffe.html#weg)\n")
    with (sample / "mkdocs.yml").open("a") as config_of_sample:
        config_of_sample.write("\nvalidation: {anchors: warn}\n")
    told = mkdocs(sample, "build", "-d", str(sample / "made")).stderr
    assert "#weg" in told and "#werksnorm" not in told


def test_a_readme_that_would_be_the_start_page_is_refused(tmp_path: Path) -> None:
    own_page(tmp_path, "README.md", "# Mein README\n")
    with pytest.raises(CannotGoOnError, match=r"PAGE1.*README\.md"):
        make_site(contents(tmp_path), tmp_path / "site")


def test_strict_mode_tells_what_it_does_not_forgive(tmp_path: Path) -> None:
    config(
        tmp_path, "site_name: X\nstrict: true\ntheme: {name: material}\nplugins: [kamhandbook]\n"
    )
    own_page(tmp_path, "a.md", "# A\n\n[weg](nirgends.md)\n")
    (tmp_path / "docs").symlink_to(tmp_path / "content" / "pages")
    with pytest.raises(CannotGoOnError, match=r"nirgends\.md"):
        make_site(contents(tmp_path), tmp_path / "site")


def test_a_file_that_a_page_or_a_hook_misses_is_named(tmp_path: Path) -> None:
    config(
        tmp_path, "site_name: X\ntheme: {name: material}\nplugins: [kamhandbook]\nhooks: [h.py]\n"
    )
    (tmp_path / "h.py").write_text('def on_config(config):\n    open("daten/umsatz.csv")\n')
    with pytest.raises(CannotGoOnError, match=r"SITE1.*umsatz\.csv"):
        make_site(contents(tmp_path), tmp_path / "site")


def test_own_pages_may_lie_where_mkdocs_yml_says(tmp_path: Path) -> None:
    text = "site_name: X\ndocs_dir: docs\ntheme: {name: material}\nplugins: [kamhandbook]\n"
    config(tmp_path, text)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "eigene.md").write_text("# Vertrieb & Service\n")
    site = made(tmp_path)
    assert "Vertrieb &amp; Service" in (site / "eigene.html").read_text("utf-8")
    assert not any("search-words" in page.read_text("utf-8") for page in site.glob("*.html"))
    assert not list(tmp_path.glob("*no-pages*"))


def test_maps_of_the_company_are_no_source_maps(tmp_path: Path) -> None:
    own_page(tmp_path, "karten/standort.map", "x")
    assert (made(tmp_path) / "karten" / "standort.map").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("site_name: X\ntheme: readthedocs\nplugins: [kamhandbook]\n", "„readthedocs“"),
        ("site_name: X\ntheme: material\n", "fehlt das Plugin „kamhandbook“"),
        ("theme: material\nplugins: [kamhandbook]\n", "site_name"),
        ("site_name: X\nplugins: [nothing-of-that-name]\n", "nothing-of-that-name"),
        ("site_name: [\n", "mkdocs.yml"),
        ("site_name: X\ntheme: material\nplugins: [kamhandbook]\nnav: 3\n", "nav"),
    ],
)
def test_a_wrong_mkdocs_yml_is_told(tmp_path: Path, text: str, said: str) -> None:
    config(tmp_path, text)
    with pytest.raises(CannotGoOnError) as error:
        make_site(contents(tmp_path), tmp_path / "site")
    assert said in str(error.value)


def test_links_to_the_address_of_a_page_are_good_and_others_are_told(tmp_path: Path) -> None:
    own_page(tmp_path, text="# Eigene\n\n[gut](ziele.html#warum) [schlecht](fort.html)\n")
    site = tmp_path / "site"
    site.mkdir()
    warnings = make_site(contents(tmp_path), site)
    assert [finding.code for finding in warnings] == ["SITE2"]
    assert "fort.html" in warnings[0].message
    assert 'href="ziele.html#warum"' in (site / "eigene.html").read_text("utf-8")


def test_the_address_of_the_site_is_read_as_mkdocs_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert site_url(tmp_path) == ""
    monkeypatch.setenv("KAM_SITE", "https://a.example/")
    for text, expected in (
        ("site_url: []", ""),
        ("site_url: !ENV []", ""),
        ("site_url: https://b.example/kam/", "https://b.example/kam/"),
        ("site_url: !ENV KAM_SITE", "https://a.example/"),
        ("site_url: !ENV [NO_SUCH, KAM_SITE, 'https://c.example/']", "https://a.example/"),
        ("site_url: !ENV [NO_SUCH, 'https://c.example/']", "https://c.example/"),
        ("site_url:", ""),
        ("site_url: [", ""),
    ):
        config(tmp_path, text)
        assert site_url(tmp_path) == expected


MATERIAL = "site_name: A\ntheme:\n  name: material\n"


def test_a_template_that_the_theme_lacks_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "eigenes").mkdir()
    (tmp_path / "eigenes" / "main.html").write_text('\n{% include "partials/fehlt.html" %}\n')
    config(tmp_path, f"{MATERIAL}  custom_dir: eigenes\nplugins: [kamhandbook]\n")
    with pytest.raises(CannotGoOnError) as error:
        made(tmp_path)
    (finding,) = error.value.findings
    assert (finding.code, finding.position.path) == ("SITE1", "mkdocs.yml")
    assert "„partials/fehlt.html“" in finding.message
    assert "main.html:2" in finding.message


def test_anchors_within_a_page_are_checked_as_mkdocs_yml_asks(tmp_path: Path) -> None:
    config(tmp_path, f"{MATERIAL}plugins: [kamhandbook]\nvalidation: {{anchors: warn}}\n")
    start, goals, team = contents(tmp_path).pages
    links = parse("[gibt es](#warum) [gibt es nicht](#nix)")
    pages = (start, replace(goals, blocks=(*goals.blocks, *links)), team)
    (tmp_path / "made").mkdir()
    (warning,) = make_site(replace(contents(tmp_path), pages=pages), tmp_path / "made")
    assert "#nix" in warning.message


def test_a_site_name_is_shown_as_written(tmp_path: Path) -> None:
    config(tmp_path, MATERIAL.replace(" A", """ 'A "& <b>'""") + "plugins: [kamhandbook]\n")
    html = (made(tmp_path) / "index.html").read_text(encoding="utf-8")
    assert 'aria-label="A &quot;& &lt;b>"' in html
    assert 'A "' not in html and "<b>" not in html
