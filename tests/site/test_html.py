"""Blocks and drawings as HTML and SVG, piece by piece."""

from __future__ import annotations

import re

import pytest

from kamhandbook.compose.environment import escaped, placeholder
from kamhandbook.document.blocks import Figure, Image, Link, Paragraph, Table, Text
from kamhandbook.document.commonmark import parse
from kamhandbook.document.drawing import Arc, Box, Drawing, Group, Label, Line, Rect
from kamhandbook.site.html import blocks_html, filled, inlines_html
from kamhandbook.site.pictures import picture_url
from kamhandbook.site.svg import svg


def test_headings_are_demoted_and_skip_no_level() -> None:
    html = blocks_html(parse("### tief\n\n# hoch\n\n### tiefer\n\n# "), heading_offset=2)
    assert re.findall(r"<(h\d)>", html) == ["h3", "h3", "h4"]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        (
            "**fett** *kursiv* ~~weg~~ `code`",
            "<p><strong>fett</strong> <em>kursiv</em> <del>weg</del> <code>code</code></p>\n",
        ),
        ("1. eins\n2. zwei", "<ol>\n<li>eins</li>\n<li>zwei</li>\n</ol>\n"),
        ("3. drei", '<ol start="3">\n<li>drei</li>\n</ol>\n'),
        ("- a\n\n  b", "<ul>\n<li>a<p>b</p>\n</li>\n</ul>\n"),
        ("> Zitat", "<blockquote>\n<p>Zitat</p>\n</blockquote>\n"),
        ("    <b>", '<pre class="kam-code"><code>&lt;b&gt;</code></pre>\n'),
        ("---", "<hr>\n"),
        ("a\\\nb", "<p>a<br>b</p>\n"),
        ("<b>roh</b>", "<p>&lt;b&gt;roh&lt;/b&gt;</p>\n"),
        ("[x](ziele.md#a)", '<p><a href="ziele.html#a">x</a></p>\n'),
        ("[](https://a.example)", '<p><a href="https://a.example">https://a.example</a></p>\n'),
    ],
)
def test_markdown_of_answers(markdown: str, html: str) -> None:
    assert blocks_html(parse(markdown)) == html


def test_a_table_becomes_cards_with_labels() -> None:
    html = blocks_html(parse("| Was | |\n|---|--:|\n| a | 1 |"))
    assert '<th scope="col" role="columnheader">Was</th><td class="kam-right"' in html
    assert '<th scope="row" role="rowheader">a</th>' in html
    table = Table(((Text("A"),), (Text("B"),)), (((), (Text("b"),)),), ("left", "left"))
    assert 'data-label="B">b</td>' in blocks_html((table,))


def test_unsafe_addresses_leave_the_words() -> None:
    for href in ("javascript:x", "//evil.example", "data:x", "/root"):
        assert inlines_html((Link((Text("x"),), href),)) == "x"


def test_pictures_come_from_the_content_folder() -> None:
    assert picture_url("pages/werk 1.png") == "werk%201.png"
    assert picture_url("halle.png") == "bilder/halle.png"
    html = inlines_html((Image('a".png', 'x" onerror="y'),))
    assert html == ('<img src="bilder/a%22.png" alt="x&quot; onerror=&quot;y" loading="lazy">')


def test_slots_are_filled_once() -> None:
    inside = Text(placeholder(1))
    slots = {placeholder(0): (Paragraph((inside,)),), placeholder(1): parse("a\n\nb")}
    html = f"<p>{placeholder(0)}</p><td>{placeholder(0)}</td><td>{placeholder(1)}</td>"
    assert filled(html, slots) == (
        f"<p>{placeholder(1)}</p>\n<td>{placeholder(1)}</td><td><p>a</p>\n<p>b</p>\n</td>"
    )


def test_nobody_can_write_a_placeholder() -> None:
    assert placeholder(0) not in escaped(f"x {placeholder(0)}")
    assert "\ue000" not in escaped("\ue000")


def _drawing(*marks: Box | Line | Arc | Group, narrow: Drawing | None = None) -> Drawing:
    return Drawing("probe", 200, 100, marks, "Titel <1>", "Was es zeigt", narrow)


def test_a_figure_is_named_described_and_has_no_inline_style() -> None:
    box = Box(Rect(0, 0, 80, 40), (Label(("A & B",), bold=True),), fill="primary_soft")
    html = svg(_drawing(box, narrow=_drawing(box)), ids="figure-1")
    assert html.count("<svg") == 2
    assert '<title id="figure-1-w-title">Titel &lt;1&gt;</title>' in html
    assert '<desc id="figure-1-n-desc">Was es zeigt</desc>' in html
    assert 'role="img"' in html
    assert "A &amp; B</text>" in html
    assert "style=" not in html


def test_links_in_a_figure_can_be_reached() -> None:
    linked = Group((Box(Rect(0, 0, 80, 40), fill="surface", target="ziele.html"),))
    html = svg(_drawing(linked), ids="f")
    assert '<a href="ziele.html"><rect' in html
    assert 'role="group"' in html
    bad = Box(Rect(0, 0, 80, 40), fill="surface", target="javascript:x")
    assert "<a" not in svg(_drawing(bad), ids="f")


@pytest.mark.parametrize("shape", ["box", "pill", "circle", "chevron", "diamond"])
def test_every_shape_is_drawn(shape: str) -> None:
    box = Box(Rect(10, 10, 80, 40), fill="good", shape=shape)  # type: ignore[arg-type]
    assert 'class="kam-fill-good"' in svg(_drawing(box), ids="f")


def test_lines_and_arcs() -> None:
    html = svg(
        _drawing(
            Line(((0, 0), (10, 0)), colour="muted", arrow=True, dashed=True),
            Arc(50, 50, 40, 20, 0, 270, "accent"),
        ),
        ids="f",
    )
    assert '<polyline points="0,0 10,0"' in html
    assert 'stroke-dasharray="4 3"' in html
    assert '<polygon points="10,0 4,3.6 4,-3.6" class="kam-fill-muted"/>' in html
    assert 'd="M50 10 A40 40 0 1 1 10 50 L30 50 A20 20 0 1 0 50 30 Z"' in html


def test_figures_of_a_page_have_ids_of_their_own() -> None:
    figure = Figure(_drawing())
    html = filled(f"<p>{placeholder(0)}</p>", {placeholder(0): (figure, figure)})
    assert "figure-1-w-title" in html
    assert "figure-2-w-title" in html
