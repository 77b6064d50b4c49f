"""Three iterations of a company, played as people would: edit, close, edit, close, edit, look.

What is said then, in the terminal, on pages and on slides, is held against goldens in
``goldens/``; ``pytest --renew-goldens`` writes them anew.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from kamhandbook.cli import main
from tests.audiences.contents import ROOT

HERE = Path(__file__).parent
GOLDENS = HERE / "goldens"
PAGES = ("neu.html", "selektion.html", "leistungen.html")
FOOTERS = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER)
SLIDES = ("Neu seit Iteration", "Wir erproben KAM")


class Company:
    """A company that writes its answers and closes its iterations."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = Path(shutil.copytree(HERE / "story" / "content", folder / "content"))
        shutil.copy(ROOT / "mkdocs.yml", folder)

    def edit(self, file: str, *changes: tuple[str, str]) -> None:
        path = self.content / file
        text = path.read_text("utf-8")
        for old, new in changes:
            assert text.count(old) == 1, f"{file}: {old!r}"
            text = text.replace(old, new)
        path.write_text(text, "utf-8")

    def run(self, *arguments: str) -> str:
        done = CliRunner().invoke(main, [*arguments, "--content", str(self.content)])
        assert done.exit_code == 0, done.output
        return done.output

    def close(self, today: str) -> str:
        return self.run("iteration", "close", "--today", today)

    def build(self, audience: str, today: str) -> Path:
        out = self.folder / "build" / audience
        self.run("build", "--audience", audience, "--out", str(out), "--today", today)
        return out


def first_iteration(company: Company) -> None:
    company.close("2026-05-29")
    company.edit(
        "iterations/01.yaml",
        ("decisions:\n", "decisions:\n  - {text: Wir fangen mit zwei Kunden an., by: Leitung}\n"),
        (
            "learned:\n",
            "learned:\n  - {text: Ein Plan braucht Zeit., key_account: Hansaflut Werke AG}\n",
        ),
        (
            "open:\n",
            "open:\n  - {text: Marge ist nicht abrufbar., owner: Controlling, due: 2026-06-30}\n",
        ),
    )


def second_iteration(company: Company) -> None:
    """Another criterion, another wording, a service more, a threshold and statuses."""
    company.edit(
        "handbook.yaml",
        ('version: "0.1"', 'version: "0.2"'),
        ("date: 2026-05-29", "date: 2026-07-31"),
    )
    company.edit(
        "2-selection.yaml",
        ("status: draft\n    owner: Vertriebssteuerung", "status: piloted\n    owner: Leitung KAM"),
        ("über 1 Mio. EUR", "über 2 Mio. EUR"),
        (
            "  - {name: Marge, weight: 40, source: Handrechnung, goal: Z1, threshold: über 20 %}\n",
            "",
        ),
        ("criteria:\n", "criteria:\n  - {name: Potenzial, weight: 40, source: CRM, goal: Z1}\n"),
        ("revenue: 4,0 Mio. EUR", "revenue: 4,4 Mio. EUR"),
    )
    company.edit(
        "3-services.yaml",
        ("einen festen Ansprechpartner.", "einen festen Ansprechpartner und ein eigenes Lager."),
        ("  - {name: Lager,", "  - {name: Konsignationslager,"),
    )
    company.close("2026-07-31")
    company.edit(
        "iterations/02.yaml",
        (
            "decisions:\n",
            "decisions:\n  - {text: Potenzial statt Marge., by: Leitung, on: 2026-07-01}\n",
        ),
        ("next:\n", "next:\n  - {text: Lager einrichten., owner: Logistik, due: 2026-08-31}\n"),
    )


def third_iteration(company: Company) -> None:
    """At work: an answer more, one withdrawn, a service reordered, a name spelled out."""
    company.edit(
        "3-services.yaml",
        ("  - {name: Fester Ansprechpartner,", "  - {name: Fester technischer Ansprechpartner,"),
        ("Bitte sage nur zu, was in der Liste steht.", "Sage nur zu, was in der Liste steht."),
    )
    company.edit("6-rules.yaml", ("  rules: Ein Kunde, ein Plan, eine Aussage.\n", ""))
    company.edit(
        "1-goals.yaml",
        ("  purpose:", "  terms: Key Account ist, wer auf der Liste steht.\n  purpose:"),
        ("target: von 20 auf 30 %", "target: von 20 auf 35 %"),
    )
    company.edit("2-selection.yaml", ("status: candidate", "status: pilot"))


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    played = Company(tmp_path_factory.mktemp("story"))
    first_iteration(played)
    second_iteration(played)
    third_iteration(played)
    return played


def held(name: str, text: str, renew: bool) -> None:
    golden = GOLDENS / f"{name}.txt"
    if renew:
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


@pytest.mark.parametrize("states", [(), ("1", "2"), ("1",)], ids=["now", "1-2", "1-now"])
def test_the_terminal(company: Company, states: tuple[str, ...], renew_goldens: bool) -> None:
    text = company.run("iteration", "diff", *states)
    held("-".join(["terminal", *states]), text, renew_goldens)


@pytest.mark.parametrize("audience", ["newcomers", "management"])
def test_pages_and_slides(company: Company, audience: str, renew_goldens: bool) -> None:
    out = company.build(audience, "2026-08-14")
    parts = [f"== {page}\n{told(out / 'site' / page)}" for page in PAGES]
    parts += [f"== {title}\n{text}" for title, text in slides(out / "kam-handbuch.pptx")]
    text = "\n\n".join(parts) + "\n"
    held(f"outputs-{audience}", text, renew_goldens)
    assert ("Geestland" in text) == (audience == "management")
    assert ("Umsatz, Schwelle" in text) == (audience == "management")


def test_what_people_wrote_into_the_records_is_still_there(company: Company) -> None:
    record = (company.content / "iterations" / "01.yaml").read_text("utf-8")
    assert (
        "Wir fangen mit zwei Kunden an." in record and "# ERGÄNZEN: Was habt ihr gelernt" in record
    )
    assert "#  - Marge ist nicht abrufbar. (Controlling, 30.06.2026)" in (
        company.content / "iterations" / "02.yaml"
    ).read_text("utf-8")


def told(page: Path) -> str:
    """Give what a page tells of changes: „Was ist neu“ as a whole, the marks of every other one."""
    html = page.read_text("utf-8")
    if page.name == "neu.html":
        (html,) = re.findall(r"<h2.*(?=<div class=\"kam-foot\")", html, re.DOTALL)
        return as_text(html)
    marks = re.findall(
        r"<details class=\"kam-old\"[^>]*>.*?</details>|<p class=\"kam-change\">.*?</p>",
        html,
        re.DOTALL,
    )
    return "\n".join(as_text(mark) for mark in marks)


def as_text(html: str) -> str:
    """Give the text of a part of a page, a line for each block."""
    inside = re.sub(r"<(script|style|svg).*?</\1>", "", html, flags=re.DOTALL)
    broken = re.sub(
        r"</?(p|li|h\d|tr|div|dt|dd|summary|table|ul|dl|details|br)\b[^>]*>", "\n", inside
    )
    cells = re.sub(r"</t[dh]>\s*<t[dh][^>]*>", " | ", broken)
    marked = cells.replace("<ins>", "{+").replace("</ins>", "+}")
    marked = marked.replace("<del>", "[-").replace("</del>", "-]")
    lines = unescape(re.sub(r"<[^>]+>", "", marked)).splitlines()
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def slides(deck: Path) -> Iterator[tuple[str, str]]:
    """Walk the slides that tell of iterations: title, and all texts with the notes."""
    for slide in Presentation(str(deck)).slides:
        title = slide.shapes.title.text_frame.text
        if title.startswith(SLIDES):
            shapes = [shape for shape in slide.shapes if not is_footer(shape)]
            texts = [line for shape in shapes for line in shape_texts(shape)]
            notes = slide.notes_slide.notes_text_frame.text.splitlines()
            yield title, "\n".join([*texts[1:], "-- notes", *notes])


def is_footer(shape: object) -> bool:
    if not getattr(shape, "is_placeholder", False):
        return False
    return shape.placeholder_format.type in FOOTERS  # type: ignore[attr-defined]


def shape_texts(shape: object) -> Iterator[str]:
    for inner in getattr(shape, "shapes", ()):
        yield from shape_texts(inner)
    if getattr(shape, "has_text_frame", False):
        text = shape.text_frame.text  # type: ignore[attr-defined]
        yield from (line for line in text.replace("\v", " ").splitlines() if line.strip())
