"""A further language is a further set of files: one is added to a copy of the package.

Its catalogue is the German one with a mark before every text, and English dates and numbers. What
a built deck or site says by itself in German then has no mark: it was worded past the language.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sample import ROOT, copy_of_sample

MARK = "§§"  # harmless in Markdown, HTML and YAML, and in nothing that the sample says
CODE, LOCALE = "eo", "en_GB"  # a code that MkDocs Material has words for
PACKAGE = ROOT / "kamhandbook"
TODAY = "2026-11-24"
# Lists that content is compared with, and names of files: marks would change what they do.
COMPARED = {"hyphenation", "sales_functions", "manager_roles", "roles", "file", "page", "icon"}
ROOMS = (
    *("", "labels", "deck", "figures", "iterations", "amounts"),
    *("site", "site_build", "checks", "fields"),
)
_TEXT = re.compile(r"[A-ZÄÖÜ ]")  # ids and keys are small letters without a space
_MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)


def marked(value: Any, key: str = "", *, small: bool = False) -> Any:
    """Put the mark before every text of a catalogue's tree; words in small letters if ``small``."""
    if isinstance(value, dict):
        return {name: marked(inside, str(name), small=small) for name, inside in value.items()}
    if isinstance(value, list):
        return value if key in COMPARED else [marked(inside, key, small=small) for inside in value]
    is_text = isinstance(value, str) and bool(small or _TEXT.search(value)) and ".html" not in value
    return f"{MARK}{value}" if is_text and key not in COMPARED else value


def texts(value: Any) -> Iterator[str]:
    """Yield every text of a catalogue's tree, whole."""
    if isinstance(value, dict):
        for inside in value.values():
            yield from texts(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from texts(inside)
    elif isinstance(value, str):
        yield " ".join(value.split())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample in the marked language, with a package that differs by its files only."""
    home = tmp_path_factory.mktemp("package")
    shutil.copytree(PACKAGE, home / "kamhandbook", ignore=shutil.ignore_patterns("__pycache__"))
    folder = home / "kamhandbook" / "catalogue"
    for source in folder.glob("de*.yaml"):
        is_words_only = source.name == "de.labels.yaml"
        tree = marked(yaml.safe_load(source.read_text(encoding="utf-8")), small=is_words_only)
        if source.name == "de.yaml":
            tree["locale"] = LOCALE
        target = folder / source.name.replace("de", CODE, 1)
        target.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
    project = copy_of_sample(home / "project")
    file = project / "content" / "handbook.yaml"
    written = file.read_text(encoding="utf-8")
    file.write_text(written.replace("language: de", f"language: {CODE}"), encoding="utf-8")
    command = [sys.executable, "-m", "kamhandbook", "build", "--audience", "management"]
    subprocess.run(
        [*command, "--today", TODAY],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(home)},
        check=True,
        capture_output=True,
    )
    return project / "build"


@pytest.fixture(scope="module")
def deck(built: Path) -> str:
    """Everything the slides and their notes say."""
    with zipfile.ZipFile(built / "kam-handbuch.pptx") as package:
        names = [n for n in package.namelist() if re.match(r"ppt/(slides|notesSlides)/\w+\.xml", n)]
        found = [package.read(name).decode() for name in sorted(names)]
    spoken = [re.sub(r'(descr|title)="([^"]*)"', r">\2<", text) for text in found]
    return " ".join(unescape(_MARKUP.sub(" ", text)) for text in spoken)


def german() -> set[str]:
    """What the German catalogue says of a handbook, up to the first placeholder.

    Left out is what is too short to be told, or a part of a longer text, and the checks' examples,
    which are content.
    """
    files = (PACKAGE / "catalogue" / ".".join(filter(None, ("de", room, "yaml"))) for room in ROOMS)
    trees = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    whole = {text for tree in trees for text in texts(tree)}
    alone = {text for text in whole if sum(text in other for other in whole) == 1}
    heads = {text.partition("{")[0].strip() for text in alone}
    return {text for text in heads if len(text) > 11 and " " in text and text[0] != "#"}


def other_sources() -> str:
    """What stands in templates, which are a language's own, and in the sample's answers."""
    folders = ((PACKAGE / "templates").rglob("*.j2"), (ROOT / "content").rglob("*.*"))
    found = [file.read_text(encoding="utf-8") for files in folders for file in files]
    return " ".join(" ".join(found).replace("*", "").split())


def unmarked(said: str) -> set[str]:
    """Tell which German texts of the catalogue stand somewhere without their mark."""
    line, known = " ".join(said.split()), other_sources()
    return {
        text
        for text in german()
        if text not in known and re.search(rf"(?<!{MARK}){re.escape(text)}", line)
    }


def test_a_deck_says_nothing_by_itself_in_another_language(deck: str) -> None:
    assert deck.count(MARK) > 100
    assert unmarked(deck) == set()


def test_figures_write_dates_and_numbers_by_the_locale(deck: str) -> None:
    assert "24 Nov 2026" in deck
    assert "24.11.2026" not in deck
    assert re.search(r"\b\d+%", deck)


def test_the_deck_names_its_language(built: Path) -> None:
    with zipfile.ZipFile(built / "kam-handbuch.pptx") as package:
        assert b"<dc:language>en-GB<" in package.read("docProps/core.xml")


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, str]:
    """The HTML of every page of the site, by file name."""
    files = sorted((built / "site").glob("*.html"))
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def test_a_site_says_nothing_by_itself_in_another_language(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        spoken = re.sub(r'\b(alt|aria-label|content|title)="([^"]*)"', r">\2<", page)
        assert unmarked(unescape(_MARKUP.sub(" ", spoken))) == set(), name
    said = " ".join(pages.values())
    assert said.count(MARK) > 1000


def test_a_site_names_its_language_to_browsers(pages: dict[str, str]) -> None:
    assert f'<html lang="{CODE}"' in pages["index.html"]


def test_amounts_and_dates_of_a_site_are_written_by_the_locale(pages: dict[str, str]) -> None:
    assert "24 Nov 2026" in pages["pruefbericht.html"]
    assert "24.11.2026" not in pages["pruefbericht.html"]


def test_figures_of_the_site_say_nothing_in_another_language(pages: dict[str, str]) -> None:
    drawings = [
        svg for page in pages.values() for svg in re.findall(r"<svg\b.*?</svg>", page, re.DOTALL)
    ]
    said = unescape(_MARKUP.sub(" ", " ".join(drawings)))
    assert said.count(MARK) > 20
    assert unmarked(said) == set()


def test_another_language_is_refused_with_those_there_are(tmp_path: Path) -> None:
    project = copy_of_sample(tmp_path)
    file = project / "content" / "handbook.yaml"
    written = file.read_text(encoding="utf-8")
    file.write_text(written.replace("language: de", "language: xx"), encoding="utf-8")
    command = [sys.executable, "-m", "kamhandbook", "check", "--today", TODAY]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "content/handbook.yaml:11:11:" in done.stdout
    assert "de" in done.stdout
