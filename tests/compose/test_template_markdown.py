"""Templates read into blocks: attributes, fences, slots, and what cannot be understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.compose.environment import Templates
from kamhandbook.compose.markdown_syntax import MarkdownError
from kamhandbook.compose.slots import SlotContent, Slots, content_of
from kamhandbook.compose.template_markdown import read_template
from kamhandbook.content.types import Markdown
from kamhandbook.document.blocks import (
    Attributed,
    Attributes,
    Block,
    Blocks,
    Code,
    CodeBlock,
    Columns,
    Container,
    DefinitionList,
    Details,
    Heading,
    Icon,
    Link,
    ListBlock,
    Paragraph,
    Styled,
    Table,
    Text,
)
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.tree import shown_on, walk
from kamhandbook.findings import CannotGoOnError

ODD = "# *a* <b>&amp;</b> | [x](y) ::: {#z} `"  # all of it markup, if anybody read it


def read(text: str, **slots: object) -> Blocks:
    """Read a template's output; ``$name`` stands for a slot."""
    held = Slots()
    for name, value in slots.items():
        content = content_of(value)
        assert content
        text = text.replace(f"${name}", held.put(content))
    return read_template(text, held)


def only(text: str, **slots: object) -> Block:
    (block,) = read(text, **slots)
    return block


def test_no_text_of_a_slot_is_read() -> None:
    for text in (
        "$x",
        "**$x**",
        "[$x]{.a}",
        "# $x",
        "| $x |\n|---|\n| $x |",
        "- $x",
        "`$x`",
        "$x\n: $x",
    ):
        texts = [
            part.text
            for part in walk(read(text, x=ODD))
            if isinstance(part, Text | Code) and part.text.strip()
        ]
        assert set(texts) == {ODD}, text


def test_slots_stand_in_attributes_and_addresses() -> None:
    block = only('# T {#$x .k-$x role="$x"}', x="a b")
    assert isinstance(block, Heading)
    assert block.attributes == Attributes("a b", ("k-a", "b"), (("role", "a b"),))
    paragraph = only("[w]($x){.more}", x="mailto:a@b.example?subject=x&y")
    assert isinstance(paragraph, Paragraph)
    (link,) = paragraph.children
    assert link == Link(
        (Text("w"),), "mailto:a@b.example?subject=x&y", "", Attributes("", ("more",))
    )


def test_an_unsafe_address_in_a_slot_leaves_the_words() -> None:
    assert only("[w]($x)", x="javascript:x") == Paragraph((Text("w"),))


def test_prose_becomes_blocks_or_words() -> None:
    prose = Markdown("ein **Satz**\n\nund mehr")
    assert [text_of((block,)) for block in read("$x", x=prose)] == ["ein Satz", "und mehr"]
    (line,) = read("Vorn: $x.", x=prose)
    assert text_of((line,)) == "Vorn: ein Satz und mehr."
    assert any(isinstance(part, Styled) for part in walk((line,)))
    kinds = [type(block) for block in read("Vorn $x hinten", x=Markdown("- a"))]
    assert kinds == [Paragraph, ListBlock, Paragraph]


def test_an_icon_stands_among_words() -> None:
    assert only("$i Titel", i=Icon("a/b")) == Paragraph((Icon("a/b"), Text(" Titel")))


def test_literal_lines_of_a_slot_keep_their_shape() -> None:
    assert only("$x", x=CodeBlock("a:\n  - b")) == CodeBlock("a:\n  - b")
    assert only("```\n$x\n```", x="*a*") == CodeBlock("*a*")


def test_columns_that_say_nothing_are_left_out() -> None:
    table = only("| A | B |\n|---|--:|\n| $x | |\n| c | |", x="a")
    assert isinstance(table, Table)
    assert (len(table.header), table.align) == (1, ("left",))


def test_fences_hold_others_of_the_same_length() -> None:
    block = only("::: section {.a}\n::: nav {.b search=no}\nx\n:::\n:::")
    assert isinstance(block, Container)
    assert (block.element, block.attributes.classes, block.searched) == ("section", ("a",), True)
    (inside,) = block.blocks
    assert isinstance(inside, Container)
    assert (inside.element, inside.searched) == ("nav", False)


def test_lines_in_literal_text_are_no_fences() -> None:
    assert only("```\n::: x\n```") == CodeBlock("::: x")


def test_what_fences_make() -> None:
    details = only("::: details {.a #b}\n**Auf**\n\nZu\n:::")
    assert isinstance(details, Details)
    assert (text_of(details.summary), text_of(details.blocks)) == ("Auf", "Zu")
    assert details.attributes == Attributes("b", ("a",))
    facts = only("::: facts\nA\n: B\n\nC {#c}\n: D\n: E\n:::")
    assert isinstance(facts, DefinitionList)
    assert facts.role == "facts"
    assert [len(item.meanings) for item in facts.items] == [1, 2]
    assert facts.items[1].attributes.id == "c"
    ticks = only('::: checklist {data-kam-checklist="a-$x"}\n- a\n:::', x="30")
    assert isinstance(ticks, ListBlock)
    assert (ticks.role, ticks.attributes.further) == (
        "checklist",
        (("data-kam-checklist", "a-30"),),
    )
    assert only("::: lead\nx\n:::") == Paragraph((Text("x"),), role="lead")
    cards = only("::: cards\n::: column\na\n:::\n::: {.column width=40%}\nb\n:::\n:::")
    assert isinstance(cards, Columns)
    assert (cards.role, cards.widths) == ("cards", (0.6, 0.4))
    own = only("::: {.own .more}\nx\n:::")
    assert isinstance(own, Container)
    assert own.attributes.classes == ("own", "more")


def test_a_line_of_attributes_belongs_to_what_follows() -> None:
    listed, paragraph = read("{.a}\n- x\n\n{#b}\nText")
    assert isinstance(listed, ListBlock)
    assert isinstance(paragraph, Paragraph)
    assert (listed.attributes.classes, paragraph.attributes.id) == (("a",), "b")


def test_every_attribute_that_is_allowed_is_kept() -> None:
    paragraph = only('[w]{title="$x" lang=de hidden=""}', x=ODD)
    assert isinstance(paragraph, Paragraph)
    (span,) = paragraph.children
    assert isinstance(span, Attributed)
    assert span.attributes.further == (("title", ODD), ("lang", "de"), ("hidden", ""))


def test_words_with_attributes_may_stand_in_a_link() -> None:
    paragraph = only("[[a]{.small} b](x.html)")
    assert isinstance(paragraph, Paragraph)
    (link,) = paragraph.children
    assert isinstance(link, Link)
    assert link.children[0] == Attributed((Text("a"),), Attributes(), "small")


def test_what_stands_in_one_place_only() -> None:
    blocks = read("[a]{.page-only}[b]{.book-only}c\n\n::: {.page-only}\nd\n:::\n\n{.book-only}\ne")
    assert text_of(shown_on(blocks, "page")).split() == ["ac", "d"]
    assert text_of(shown_on(blocks, "book")).split() == ["bc", "e"]


def test_html_and_indents_mean_nothing() -> None:
    assert text_of(read("<b>x</b>\n\n        eingerückt")) == "<b>x</b>\neingerückt"


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("a\n\n::: lead\nx", "template_fence_open", 2),
        ("::: lead\n::: label\n:::\n\nx", "template_fence_open", 0),
        ("a\n\n:::", "template_fence_closed", 2),
        ("a\n\n::: leed\nx\n:::", "template_fence", 2),
        ("::: cards\nx\n:::", "template_no_column", 1),
        ("::: details\n- a\n:::", "template_details", 0),
        ("a\n\n## T {#a b c}", "template_attributes", 2),
        ("a\n\n## T {#a colour=red}", "template_attribute", 2),
        ("::: section {style=x}\n:::", "template_attribute", 0),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_line(text: str, key: str, line: int) -> None:
    with pytest.raises(MarkdownError) as raised:
        read(text)
    assert (raised.value.key, raised.value.line) == (key, line)


def templates(folder: Path, **files: str) -> Templates:
    (folder / "site").mkdir(parents=True)
    for name, text in files.items():
        (folder / "site" / f"{name}.md.j2").write_text(text, encoding="utf-8")
    return Templates("site", folder, {})


def test_a_mistake_is_told_where_it_was_written_also_in_an_included_part(tmp_path: Path) -> None:
    made = templates(
        tmp_path / "muster",
        goals="# Eins\n\n{% include '_teil.md.j2' %}\n",
        _teil="{## Ein Teil ##}\n\n::: ledd\n{{ word }}\n:::\n",
    )
    rendered = made.render("goals.md.j2", word="x")
    with pytest.raises(CannotGoOnError) as raised, made.located("goals.md.j2", rendered):
        read_template(rendered.text, rendered.slots)
    (finding,) = raised.value.findings
    assert str(finding.position) == "themes/muster/site/_teil.md.j2:3:1"
    assert "ledd" in finding.message


def test_macros_and_constants_of_a_template_are_its_own(tmp_path: Path) -> None:
    text = "{% macro bold(x) %}**{{ x }}**{% endmacro %}{{ bold(word) }} {{ '*' }}"
    rendered = templates(tmp_path, a=text).render("a.md.j2", word="*n*")
    (block,) = read_template(rendered.text, rendered.slots)
    assert isinstance(block, Paragraph)
    assert block.children == (Styled("strong", (Text("*n*"),)), Text(" *"))


@pytest.mark.parametrize("value", [["a"], {"a": 1}, ("a", 1)])
def test_what_is_no_text_is_told(value: object) -> None:
    with pytest.raises(TypeError):
        content_of(value)


@pytest.mark.parametrize("value", [None, "", "  ", Markdown(""), ()])
def test_nothing_leaves_no_slot(value: object) -> None:
    assert content_of(value) is None


def test_signs_of_a_slot_in_a_text_are_no_slot() -> None:
    slots = Slots()
    text = slots.put(SlotContent(inlines=(Text("\ue0001\ue001 \ue0000\ue001"),)))
    slots.put(SlotContent(inlines=(Text("anders"),)))
    assert text_of(read_template(text, slots)) == "\ue0001\ue001 \ue0000\ue001"
