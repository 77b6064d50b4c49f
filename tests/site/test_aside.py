"""HTML set aside while Markdown is read: nothing looks different, and nothing else is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator

import markdown
import pytest
from kamhandbook.site.aside import put_back, set_aside

from kamhandbook.content.types import Audience
from kamhandbook.document.blocks import Page
from tests.site.made import CONTENT, ROOT, pages_of

CONTENTS = (CONTENT, *sorted((ROOT / "tests" / "companies").glob("*/content")))


def rendered(text: str) -> str:
    """Let Markdown read a page as MkDocs does."""
    extensions = ["admonition", "attr_list", "md_in_html", "tables", "toc"]
    return markdown.markdown(text, extensions=extensions)


def by_way_of(text: str) -> str:
    """Let Markdown read a page whose HTML is set aside meanwhile."""
    left, blocks = set_aside(text)
    return put_back(rendered(left), blocks)


def lines(html: str) -> list[str]:
    """Give the lines that are not blank."""
    return [line for line in html.splitlines() if line.strip()]


def pages() -> Iterator[Page]:
    for content in CONTENTS:
        for audience in Audience:
            yield from pages_of(content, audience=audience).values()


def test_pages_are_the_same_with_their_html_set_aside() -> None:
    taken = 0
    for page in pages():
        assert lines(by_way_of(page.markdown)) == lines(rendered(page.markdown)), page.file
        taken += len(set_aside(page.markdown)[1])
    assert taken > 1_000


BLOCK = '<div class="a">\n<div>x</div>\n\n<div>y</div>\n</div>'


@pytest.mark.parametrize(
    "text",
    [
        BLOCK,
        f"# Titel\n\n{BLOCK}\n\nText\n",
        f"- eins\n\n{BLOCK}\n\n- zwei\n",
        f"{BLOCK}\n\n{BLOCK}\n",
    ],
)
def test_a_block_is_set_aside_up_to_where_it_is_closed(text: str) -> None:
    left, blocks = set_aside(text)
    assert set(blocks) == {BLOCK}
    assert "<" not in left
    assert lines(by_way_of(text)) == lines(rendered(text))


@pytest.mark.parametrize(
    "text",
    [
        "<div>nie geschlossen\n\nText\n",
        "<div markdown>\n\n**fett**\n\n</div>\n",
        '<div>\n<p markdown="1">**fett**</p>\n</div>\n',
        "<div>x</div> und Text\n",
        "Text\n<div>x</div>\n",
        "    <div>x</div>\n",
        "<a href='x'>x</a>\n",
        "```\n\n<div>x</div>\n\n```\n",
    ],
)
def test_what_markdown_may_read_stays(text: str) -> None:
    assert set_aside(text) == (text, ())


SHAPES = {
    "a block with blank lines before text": "<div>\n\n<p>Innen</p>\n\n</div>\nText danach\n",
    "a comment behind it": "<div>\n\n<p>Innen</p>\n\n</div> <!-- Ende -->\n\nMehr\n",
    "a comment that opens": "<div>\n<!-- <div> -->\n\n<p>Innen</p>\n\n</div>\n\nDanach\n",
    "another element outside": "<blockquote>\n\n<p>Innen</p>\n\n</blockquote>\n",
    "capitals": "<DIV>\n\n<p>Innen</p>\n\n</DIV>\n",
    "never closed": "<div>\n\n<p>Zwei</p>\n\nText *a*\n",
    "no Markdown wanted": '<div markdown="0">\n\n<p>Innen</p>\n\n*x*\n\n</div>\n',
    "Markdown inside": "<div>\n\n<div markdown>\n\n*H*\n\n<p>Innen</p>\n\n</div>\n\n</div>\n",
    "an attribute with a sign": '<div title="a > b" markdown>\n\n**fett**\n\n</div>\n',
    "Markdown outside": "<div markdown>\n\n<p>Innen</p>\n\n*x*\n\n</div>\n",
    "a comment alone": "<!--\n\n<p>Innen</p>\n\n-->\n\nText\n",
    "text as it is": "<pre>\nx\n\n<p>Innen</p>\n\ny</pre>\n",
    "an attribute with a tag": '<div title="<div>">\n\n<p>Innen</p>\n\n</div>\n\nx\n',
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_nothing_is_lost_whatever_html_stands_around(text: str) -> None:
    assert lines(by_way_of(text)) == lines(rendered(text))


def test_no_page_holds_the_signs_of_a_place() -> None:
    assert not any(re.search("[\ue002\ue003]", page.markdown) for page in pages())
