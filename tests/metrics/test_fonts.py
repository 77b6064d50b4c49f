"""The fonts companies use have widths of their own; all else a template names is a wide guess."""

from __future__ import annotations

import json

import pytest

from kamhandbook.fit.fitted import Para, Span
from kamhandbook.fit.paragraphs import Faces, set_text
from kamhandbook.metrics import LINE_PITCH, Hyphenator, face, face_pair
from kamhandbook.metrics.faces import DATA

SENTENCE = "Für Schlüsselkunden gilt: ein Ansprechpartner – über 120 Länder „groß“ gedacht."
# Advance widths that foundries and others publish, in em; no table here was made from them.
PUBLISHED = [
    ("Verdana", False, {"a": 0.601, "W": 0.989, "n": 0.633, "0": 0.636, "ü": 0.633}),
    ("Verdana", True, {"a": 0.668, "m": 1.058, "0": 0.711}),
    ("Georgia", False, {"a": 0.504, "M": 0.927, "n": 0.582, "ß": 0.559}),
    ("Trebuchet MS", False, {"a": 0.525, "e": 0.545, "n": 0.547, "ä": 0.525}),
    ("Trebuchet MS", True, {"a": 0.533, "e": 0.574}),
    ("Tahoma", False, {"a": 0.525, "e": 0.527, "n": 0.558, "ö": 0.543}),
    ("Segoe UI", False, {"a": 0.509, "e": 0.523, "n": 0.565, " ": 0.274}),
    ("Roboto", False, {"a": 0.544, "e": 0.530, "n": 0.552}),
    ("Open Sans", False, {"a": 0.556, "e": 0.561, "n": 0.613}),
]
MEASURED = ("Calibri", "Arial", "Helvetica", "Georgia", "Verdana", "Tahoma", "Trebuchet MS")
MEASURED += ("Segoe UI", "Roboto", "Open Sans", "Noto Sans", "Source Sans Pro", "Source Sans 3")
MEASURED += ("Inter", "Lato", "Montserrat", "IBM Plex Sans", "Poppins")


@pytest.mark.parametrize(("name", "bold", "widths"), PUBLISHED)
def test_letters_are_as_wide_as_published(name: str, bold: bool, widths: dict[str, float]) -> None:
    measured = face(name, bold=bold)
    for letter, width in widths.items():
        assert measured.em(letter) == pytest.approx(width, abs=0.011), letter


@pytest.mark.parametrize("name", MEASURED)
@pytest.mark.parametrize("bold", [False, True])
def test_every_german_letter_has_a_width_of_its_own(name: str, bold: bool) -> None:
    measured = face(name, bold=bold)
    assert face_pair(name).measured
    assert [char for char in SENTENCE + "ÄÖÜ€%§&/()" if char not in measured.advances] == []
    assert 0.85 < measured.em(SENTENCE) / face("Arial", bold=bold).em(SENTENCE) < 1.25


@pytest.mark.parametrize("name", ["Aptos", "Firma Grotesk", "Segoe Script", "Inter Tight", ""])
def test_an_unknown_font_is_a_wide_guess_that_says_so(name: str) -> None:
    assert not face_pair(name).measured
    assert face(name).em(SENTENCE) == pytest.approx(face("Arial").em(SENTENCE) * 1.12)


@pytest.mark.parametrize(
    ("cut", "family", "bold"),
    [
        ("Calibri Light", "Calibri", False),
        ("Segoe UI Semilight", "Segoe UI", False),
        ("Segoe UI Semibold", "Segoe UI", True),
        ("Open Sans Extra Bold", "Open Sans", True),
        ("  roboto   MEDIUM ", "Roboto", True),
        ("Source Sans Pro Black", "Source Sans Pro", True),
    ],
)
def test_a_cut_of_a_family_goes_by_the_family_and_says_that_it_is_a_guess(
    cut: str, family: str, bold: bool
) -> None:
    near = face(family, bold=bold).em(SENTENCE)
    assert not face_pair(cut).measured
    assert near < face(cut).em(SENTENCE) <= near * 1.05 + 1e-9


def test_a_cut_of_an_unknown_family_is_as_unknown() -> None:
    assert face("Firma Light").em(SENTENCE) == face("Firma").em(SENTENCE)


def test_lines_of_a_font_that_needs_more_height_get_it() -> None:
    para = Para((Span("kurz"),), 20)
    heights = {}
    for name in ("Calibri", "Segoe UI", "Open Sans", "Verdana"):
        faces = Faces(face_pair(name), face_pair(name), Hyphenator((), "de_DE"))
        heights[name] = set_text((para,), 200, faces).height
    assert heights["Calibri"] == heights["Verdana"] == pytest.approx(20 * LINE_PITCH)
    assert heights["Segoe UI"] == pytest.approx(20 * 1.33)
    assert heights["Open Sans"] == pytest.approx(20 * 1.362)


def test_tables_are_small_and_say_whose_they_are() -> None:
    licences = "".join(file.read_text(encoding="utf-8") for file in DATA.glob("LICENSE-*"))
    for file in sorted(DATA.glob("*.json")):
        assert file.stat().st_size < 20_000, file.name
        table = json.loads(file.read_text(encoding="utf-8"))
        assert table["origin"] and table["units_per_em"] > 0
        if not file.name.startswith("liberation"):  # under its own, the GPL with its exception
            assert table["copyright"] in licences, file.name
