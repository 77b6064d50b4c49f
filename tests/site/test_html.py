"""Blocks and drawings as HTML and SVG, piece by piece."""

from __future__ import annotations

import re

import pytest

from kamhandbook.document.blocks import (
    Attributes,
    Blocks,
    Container,
    Definition,
    DefinitionList,
    Details,
    Figure,
    Heading,
    Icon,
    Image,
    Link,
    ListBlock,
    Paragraph,
    Part,
    Table,
    Text,
)
from kamhandbook.document.commonmark import parse
from kamhandbook.document.drawing import Arc, Box, Drawing, Group, Label, Line, Rect
from kamhandbook.site.anchors import anchors, contents, ids, with_anchors
from kamhandbook.site.html import HtmlWriter, Target
from kamhandbook.site.pictures import picture_url
from kamhandbook.site.search_entries import entries_of
from kamhandbook.site.svg import svg


def blocks_html(blocks: Blocks) -> str:
    return HtmlWriter().blocks(blocks)


def inlines_html(inlines: tuple[Link | Image, ...]) -> str:
    return HtmlWriter().inlines(inlines)


def test_headings_are_demoted_and_skip_no_level() -> None:
    html = blocks_html(parse("### tief\n\n# hoch\n\n### tiefer\n\n# "))
    assert re.findall(r"<(h\d)>", html) == ["h3", "h3", "h4"]


def test_a_heading_of_ours_begins_anew_what_an_answer_may_skip() -> None:
    ours = Heading(2, (Text("Frage"),))
    html = blocks_html((*parse("# a\n\n## b"), ours, *parse("#### tief")))
    assert re.findall(r"<(h\d)>", html) == ["h3", "h4", "h2", "h3"]


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
    html = blocks_html((figure, figure))
    assert "figure-1-w-title" in html
    assert "figure-2-w-title" in html


def heading(level: int, words: str, anchor: str = "") -> Heading:
    return Heading(level, (Text(words),), Attributes(id=anchor))


def test_headings_get_anchors_no_two_alike() -> None:
    blocks = with_anchors(
        (heading(1, "Über uns"), heading(2, "Über uns"), heading(2, "Wer?", "uber-uns_2"))
    )
    assert list(ids(blocks)) == ["uber-uns", "uber-uns_1", "uber-uns_2"]
    assert list(ids(with_anchors(parse("## In einer Antwort")))) == []


BOOK = with_anchors(
    (
        Part("ziele.html", "Ziele", (heading(2, "Warum", "warum"), *parse("# Innen"))),
        Part("team.html", "Team", (heading(2, "Warum", "warum"), Figure(_drawing()))),
    )
)


def test_a_book_holds_pages_one_level_lower_with_anchors_of_their_own() -> None:
    html = blocks_html(BOOK)
    found = re.findall(r"<h(\d)(?: id=\"([^\"]+)\")?>", html)
    assert found == [
        ("2", "ziele"),
        ("3", "ziele-warum"),
        ("4", ""),
        ("2", "team"),
        ("3", "team-warum"),
    ]
    assert 'id="team-figure-1-w-title"' in html
    assert list(ids(BOOK)) == ["ziele", "ziele-warum", "team", "team-warum"]


def test_a_table_of_contents_nests_what_stands_below() -> None:
    first, second = contents(anchors(BOOK))
    assert (first["id"], [child["id"] for child in first["children"]]) == ("ziele", ["ziele-warum"])
    assert second["name"] == "Team"
    assert contents(anchors((heading(2, "<b> & so", "c"),)))[0]["name"] == "&lt;b&gt; &amp; so"
    assert contents(anchors((heading(3, "tief", "a"), heading(2, "hoch", "b"))))[1]["id"] == "b"


def test_links_inside_a_part_stay_inside() -> None:
    letters = Paragraph((Link((Text("A"),), "#a"), Link((Text("x"),), "https://x.example")))
    html = blocks_html((Part("begriffe.html", "Begriffe", (letters,)),))
    assert 'href="#begriffe-a"' in html
    assert 'href="https://x.example"' in html


def test_what_asks_our_script_to_act_is_left_out_of_a_book() -> None:
    ticks = ListBlock(
        parse("- a")[0].items,  # type: ignore[union-attr]
        role="checklist",
        attributes=Attributes(further=(("data-kam-checklist", "x"), ("lang", "de"))),
    )
    assert 'data-kam-checklist="x" lang="de"' in blocks_html((ticks,))
    assert "data-kam" not in HtmlWriter(Target(moves=False)).blocks((ticks,))


def test_elements_of_a_page() -> None:
    words = (Text("<b>"),)
    inside = (Paragraph((Icon("material/target"),)), Paragraph(words))
    html = blocks_html((Container(inside, "nav", Attributes(classes=("a",)), searched=False),))
    assert html.startswith('<nav class="a" data-search-exclude>\n<svg class="kam-icon"')
    assert html.endswith("</svg>&lt;b&gt;</nav>\n")
    assert blocks_html((Container(inside[1:]),)) == "<p>&lt;b&gt;</p>\n"
    details = Details(words, inside[1:], Attributes(id="x"))
    assert blocks_html((details,)) == (
        '<details id="x"><summary>&lt;b&gt;</summary>\n<p>&lt;b&gt;</p>\n</details>\n'
    )
    terms = DefinitionList((Definition(words, (inside[1:],), Attributes(id="t")),))
    assert '<div><dt id="t">&lt;b&gt;</dt><dd>&lt;b&gt;</dd></div>' in blocks_html((terms,))
    facts = DefinitionList(terms.items, "facts")
    assert '<th scope="row" id="t">&lt;b&gt;</th><td>&lt;b&gt;</td>' in blocks_html((facts,))


def test_search_entries_follow_the_headings() -> None:
    blocks = with_anchors(
        (
            heading(1, "Ziele & mehr"),
            *parse("Ein **fettes** Wort\n\n- eins\n- zwei"),
            Container((Paragraph((Text("Kopf"),)),), searched=False),
            Container((heading(2, "Warum"), Paragraph((Text("a <b>"),))), "section"),
        )
    )
    first, second = entries_of(blocks, "ziele.html", "Ziele & mehr")
    assert first == {
        "location": "ziele.html",
        "title": "Ziele &amp; mehr",
        "text": "<p>Ein fettes Wort</p> <ul> <li>eins</li> <li>zwei</li> </ul>",
    }
    assert (second["location"], second["text"]) == ("ziele.html#warum", "<p>a &lt;b&gt;</p>")


@pytest.mark.parametrize(("prefix", "looked_at"), [("", ["#nix"]), ("ziele-", [])])
def test_an_address_inside_the_page_is_looked_at_once(prefix: str, looked_at: list[str]) -> None:
    seen: list[str] = []

    def address(href: str) -> str:
        seen.append(href)
        return href

    html = HtmlWriter(Target(address=address, prefix=prefix)).blocks(parse("[E](#nix)"))
    assert html == f'<p><a href="#{prefix}nix">E</a></p>\n'
    assert seen == looked_at
