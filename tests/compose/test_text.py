"""Text at its size: lines, heights, bullets, hyphens."""

from __future__ import annotations

import pytest

from kamhandbook.design.geometry import TextArea
from kamhandbook.document.commonmark import parse
from kamhandbook.document.drawing import Rect
from kamhandbook.fit.fitted import Para, Span
from kamhandbook.fit.paragraphs import BlockStyle, Faces, paragraphs, set_text
from kamhandbook.fit.sizes import Sizes
from kamhandbook.metrics import Hyphenator, face_pair

FACES = Faces(
    face_pair("Calibri"), face_pair("Calibri"), Hyphenator(["Schlüssel|kunden|management"], "de_DE")
)
SIZES = Sizes(28, 16, 14)
AREA = TextArea(Rect(0, 0, 400, 300), (16.0, 14.0), (15.8, 31.7), bullets=True)


def test_a_line_is_1_2_times_the_size() -> None:
    made = set_text((Para((Span("kurz"),), 20),), 200, FACES)
    assert (made.lines, made.height) == (1, pytest.approx(24))


def test_space_before_counts_only_between_paragraphs() -> None:
    para = Para((Span("kurz"),), 10, before=6)
    made = set_text((para, para), 200, FACES)
    assert made.height == pytest.approx(12 + 6 + 12)
    assert [p.before for p in made.paragraphs] == [0, 6]


def test_a_compound_too_wide_is_divided_at_its_seam_with_a_line_break() -> None:
    made = set_text((Para((Span("Schlüsselkundenmanagement"),), 16),), 120, FACES)
    texts = [span.text or "⏎" for span in made.paragraphs[0].spans]
    assert texts == ["Schlüsselkunden-", "⏎", "management"]
    assert made.lines == 2
    assert made.overflow == ()


def test_a_styled_word_keeps_its_style_when_it_is_divided() -> None:
    spans = (Span("das "), Span("Schlüsselkundenmanagement", bold=True), Span(" wächst"))
    made = set_text((Para(spans, 16),), 120, FACES)
    bold = "".join(span.text for span in made.paragraphs[0].spans if span.bold)
    assert bold.replace("-", "").strip() == "Schlüsselkundenmanagement"
    plain = "".join(span.text for span in made.paragraphs[0].spans)
    assert plain.replace("-", "") == "das Schlüsselkundenmanagement wächst"


def test_a_bullet_has_room_even_where_the_master_gives_it_none() -> None:
    flat = TextArea(Rect(0, 0, 400, 300), (16.0, 14.0), (0.0, 0.0), bullets=True)
    one, two = paragraphs(parse("- eins\n    - zwei\n"), BlockStyle(SIZES, flat))
    assert one.hanging == one.indent >= 0.5 * one.size
    assert two.indent > one.indent and two.hanging >= 0.5 * two.size


def test_what_cannot_be_divided_is_told() -> None:
    made = set_text((Para((Span("a" * 80),), 16),), 120, FACES)
    assert made.overflow[0].excess > 0


def test_bullets_hang_where_the_master_has_them_else_by_size() -> None:
    content = parse("- eins\n    - zwei\n")
    inherited = paragraphs(content, BlockStyle(SIZES, AREA))
    assert [(p.bullet, p.indent, p.size) for p in inherited] == [("•", 15.8, 16), ("–", 31.7, 14)]
    own = paragraphs(content, BlockStyle(SIZES))
    assert [p.indent for p in own] == [16, 28]


def test_links_and_styles_become_spans() -> None:
    (para,) = paragraphs(
        parse("Ein **fetter** [Link](https://x.example) ~~alt~~"), BlockStyle(SIZES)
    )
    assert [(s.text, s.bold, s.href, s.strike) for s in para.spans if s.text.strip()] == [
        ("Ein ", False, "", False),
        ("fetter", True, "", False),
        ("Link", False, "https://x.example", False),
        ("alt", False, "", True),
    ]


def test_text_on_a_dark_ground_has_the_grounds_own_colour() -> None:
    label = parse("## Wichtig")
    assert paragraphs(label, BlockStyle(SIZES))[0].colour == "primary"
    assert paragraphs(label, BlockStyle(SIZES, on_dark=True))[0].colour is None
