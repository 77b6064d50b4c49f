"""``kamhandbook brand check`` says in German what a template offers and lacks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pptx import Presentation

from kamhandbook.cli import main
from kamhandbook.deck.brand_report import report_on
from kamhandbook.deck.master import foreign_master
from kamhandbook.findings import Position
from kamhandbook.maintenance import deck_master, master_theme
from tests.deck.conftest import RenderedDeck
from tests.deck.templates import only, replaced, rewritten
from tests.openxml import package_problems, validate

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def call(file: Path, *more: str) -> Result:
        arguments = ["brand", "check", str(file), "--out", str(tmp_path / "preview.pptx"), *more]
        return CliRunner().invoke(main, arguments)

    return call


def codes(file: Path) -> list[str]:
    master = foreign_master(file, Position(file.name))
    return [finding.code for finding in report_on(master, file.name, Position(file.name)).findings]


def test_a_good_template_is_praised(run: Run) -> None:
    result = run(deck_master.TARGET)
    assert result.exit_code == 0, result.output
    assert "Jede Art von Folie hat ihr Layout" in result.output
    assert "„Zwei Spalten“ – ein Titel und zwei gleich große Plätze nebeneinander" in result.output
    assert "33,9 × 19,1 cm (16:9)" in result.output


def test_the_preview_shows_every_kind_of_slide(run: Run, tmp_path: Path) -> None:
    assert run(deck_master.TARGET).exit_code == 0
    preview = tmp_path / "preview.pptx"
    names = [slide.slide_layout.name for slide in Presentation(str(preview)).slides]
    assert set(names) == {"Titel", "Inhalt", "Zwei Spalten", "Nur Titel", "Abschluss"}
    assert validate(preview) == []
    assert package_problems(preview) == []


def test_the_preview_lies_beside_the_file(tmp_path: Path) -> None:
    file = tmp_path / "firma.potx"
    file.write_bytes(deck_master.TARGET.read_bytes())
    result = CliRunner().invoke(main, ["brand", "check", str(file)])
    assert result.exit_code == 0
    assert (tmp_path / "firma-vorschau.pptx").exists()
    assert "deck.potx" in result.output


def test_missing_layouts_are_told_with_what_to_do(run: Run, templates: dict[str, Path]) -> None:
    result = run(templates["only-title"])
    assert result.exit_code == 0
    for said in (
        "Kein Layout hat einen Titel und darunter Platz für Inhalt.",
        "Kein Layout hat zwei gleich große Spalten.",
        "Kein Layout ist als Titelfolie zu erkennen.",
        "Ansicht › Folienmaster",
    ):
        assert said in result.output


def test_missing_titles_are_told(templates: dict[str, Path]) -> None:
    assert "DECK2" in codes(templates["without-titles"])


def test_little_room_is_told_with_what_is_taken_instead(run: Run, tmp_path: Path) -> None:
    small = _changed(
        tmp_path, b'<a:ext cx="11094690" cy="4663440"/>', b'<a:ext cx="5000000" cy="4000000"/>'
    )
    result = run(small)
    assert result.exit_code == 0
    assert "Der Platz für Inhalt ist nur" in result.output
    assert "Wir nehmen die freie Fläche darum" in result.output


def test_lacking_contrast_is_told(tmp_path: Path, run: Run) -> None:
    deck = Presentation(str(deck_master.TARGET))
    from kamhandbook.deck.theme import apply_theme

    apply_theme(deck, master_theme.SAMPLE_COLOURS | {"ink": "#dddddd"}, "Calibri", "Calibri")
    pale = tmp_path / "pale.pptx"
    deck.save(str(pale))
    result = run(pale)
    told = [
        line for line in result.output.splitlines() if "DECK4: Titel, Inhalt auf „Inhalt“" in line
    ]
    assert len(told) == 1 and "Die Schriftfarbe #dddddd" in told[0]


def test_a_font_nobody_measured_is_told(tmp_path: Path) -> None:
    other = rewritten(
        deck_master.TARGET,
        tmp_path / "font.pptx",
        replaced("ppt/theme/theme1.xml", b'typeface="Calibri"', b'typeface="Firma Grotesk"'),
    )
    assert codes(other) == ["DECK5"]


def test_capitals_are_told(tmp_path: Path) -> None:
    loud = rewritten(
        deck_master.TARGET,
        tmp_path / "loud.pptx",
        replaced("ppt/slideMasters/slideMaster1.xml", b'sz="2800"', b'sz="2800" cap="all"'),
    )
    assert "DECK5" in codes(loud)


def test_missing_footers_are_told(tmp_path: Path, templates: dict[str, Path]) -> None:
    assert "DECK6" not in codes(templates["pandoc"])
    bare = only(
        templates["pandoc"], tmp_path / "bare.pptx", {"obj", "title", "twoObj", "titleOnly"}
    )
    deck = Presentation(str(bare))
    for layout in deck.slide_layouts:
        for place in list(layout.placeholders):
            if place.placeholder_format.idx >= 10:
                place._element.getparent().remove(place._element)
    deck.save(str(bare))
    assert "DECK6" in codes(bare)


def test_the_report_is_the_same_each_time(foreign: dict[str, RenderedDeck]) -> None:
    master = foreign["Focus"].master
    one, two = (report_on(master, "x", Position("x")) for _ in range(2))
    assert one == two
    assert any("ruhige Fläche" in finding.next_step for finding in one.findings)


@pytest.mark.parametrize(
    "data", [b"", b"nonsense", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)]
)
def test_a_refused_file_ends_with_1_and_no_preview(run: Run, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(data)
    result = run(file)
    assert result.exit_code == 1
    assert "deck.pptx:1:1: DECK1" in result.output
    assert not (tmp_path / "preview.pptx").exists()


def test_a_missing_file_ends_with_1(run: Run, tmp_path: Path) -> None:
    assert run(tmp_path / "none.pptx").exit_code == 1


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    target = tmp_path / "none" / "preview.pptx"
    result = CliRunner().invoke(
        main, ["brand", "check", str(deck_master.TARGET), "--out", str(target)]
    )
    assert result.exit_code == 1
    assert "lässt sich nicht schreiben" in result.output


def test_wrong_use_ends_with_2() -> None:
    assert CliRunner().invoke(main, ["brand", "check"]).exit_code == 2
    assert CliRunner().invoke(main, ["brand", "check", "x.pptx", "--wrong"]).exit_code == 2


def _changed(folder: Path, old: bytes, new: bytes) -> Path:
    name = "ppt/slideMasters/slideMaster1.xml"
    return rewritten(deck_master.TARGET, folder / "small.pptx", replaced(name, old, new))
