"""What a slide or page says of itself is there, or told at its line in the brand's own template."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from kamhandbook.compose.pages import compose_pages
from kamhandbook.compose.storyline import compose_slides
from kamhandbook.deck.slide_canvas import Links
from kamhandbook.design.brand import Brand, neutral
from kamhandbook.document.blocks import Link
from kamhandbook.document.tree import walk
from kamhandbook.findings import CannotGoOnError, Finding
from tests.compose.conftest import context_of, master_geometry, sample

CONTEXT = replace(context_of(sample()), own_pages=frozenset({"eigene.html"}))
TWO = "::: columns\n::: column\na\n:::\n::: column\nb\n:::\n:::\n"


def brand(folder: Path, **templates: str) -> Brand:
    for name, text in templates.items():
        file = folder / "muster" / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.with_suffix(".md.j2").write_text(text, encoding="utf-8")
    return replace(neutral(), folder=folder / "muster")


def refusal(folder: Path, **templates: str) -> Finding:
    made = brand(folder, **templates)
    with pytest.raises(CannotGoOnError) as refused:
        compose_slides(CONTEXT, master_geometry(), made)
        compose_pages(CONTEXT, made)
    (finding,) = refused.value.findings
    assert finding.code == "TPL2"
    return finding


@pytest.mark.parametrize(
    ("attributes", "said", "remedy"),
    [
        ("here=gaols", "„gaols“", "Meintet ihr „goals“?"),
        ("page=zieele.html", "„zieele.html“", "Meintet ihr „ziele.html“?"),
        ("page=eigenes.html", "„eigenes.html“", "Meintet ihr „eigene.html“?"),
        ("source=gaols.goals", "„gaols“", "Meintet ihr „goals“?"),
        ("source=goals.gaols", "„gaols“", "Meintet ihr „goals“?"),
        ("source=goals.answers.purpos", "„purpos“", "Meintet ihr „purpose“?"),
        ("source=goals.goals.erstes", "„erstes“", "source="),
        ("optional=ja", "„ja“", "optional=1"),
        ("colour=red", "„colour“", "kicker"),
    ],
)
def test_an_attribute_that_names_nothing_is_told(
    attributes: str, said: str, remedy: str, tmp_path: Path
) -> None:
    text = f"# A {{#a}}\n\nText\n\n# B {{#b {attributes}}}\n"
    finding = refusal(tmp_path, deck__tools=text)
    assert said in finding.message and remedy in finding.next_step
    assert str(finding.position) == "themes/muster/deck/tools.md.j2:5:1"


@pytest.mark.parametrize(
    "attributes",
    [
        "here=goals page=ziele.html source=goals.answers.purpose",
        "page=ziele.html#purpose source=goals.goals.0.text",
        "page=eigene.html source=introduction",
        "page=https://intranet.example/kam",
        "layout=two_columns",
    ],
)
def test_what_is_there_is_not_told(attributes: str, tmp_path: Path) -> None:
    made = brand(tmp_path, deck__tools=f"# A {{#a {attributes}}}\n\n{TWO}")
    assert "a" in [slide.id for slide in compose_slides(CONTEXT, master_geometry(), made)]


@pytest.mark.parametrize(
    "body",
    [
        f"Vorher\n\n{TWO}",
        f"{TWO}\nNachher\n",
        TWO.replace("::: column\nb", "::: {.column width=30%}\nb"),
        TWO.replace("::: column\nb", "::: column\nc\n:::\n::: column\nb"),
    ],
)
def test_two_columns_hold_two_columns_and_nothing_else(body: str, tmp_path: Path) -> None:
    finding = refusal(tmp_path, deck__tools=f"# A {{#a layout=two_columns}}\n\n{body}")
    assert "genau zwei Spalten" in finding.message
    assert finding.position.line == 1


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("::: details\nA\n\nB\n:::", 3, "nur auf Seiten"),
        ("Text\n\n::: {.section .k}\nA\n:::", 5, "nur auf Seiten"),
        ("::: checklist\n- A\n:::", 3, "nur auf Seiten"),
        ("::: columns\n::: column\n::: notes\nA\n:::\n:::\n:::", 5, "::: notes"),
    ],
)
def test_fences_that_have_no_place_on_a_slide_are_told(
    body: str, line: int, said: str, tmp_path: Path
) -> None:
    finding = refusal(tmp_path, deck__tools=f"# A {{#a}}\n\n{body}\n")
    assert said in finding.message and finding.position.line == line


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("tools", "# A {#a}\n\nText\n\n# B {#a}\n", 5),
        ("cover", "# A {#start layout=title}\n\n# B {#goals}\n", 3),  # ours comes later
        ("tools", "# A {#x}\n\n# B {#goals}\n", 3),  # ours came before
    ],
)
def test_an_id_that_two_slides_have_is_told_in_ones_own_file(
    name: str, text: str, line: int, tmp_path: Path
) -> None:
    finding = refusal(tmp_path, **{f"deck__{name}": text})
    assert str(finding.position) == f"themes/muster/deck/{name}.md.j2:{line}:1"


def test_a_link_to_a_page_is_kept_for_where_the_site_is_known(tmp_path: Path) -> None:
    made = brand(tmp_path, deck__tools="# A {#a}\n\n[Ziele](ziele.html#purpose) [Folie](#goals)\n")
    slides = compose_slides(CONTEXT, master_geometry(), made)
    own = next(slide for slide in slides if slide.id == "a")
    page, slide = [part.href for part in walk(own.blocks) if isinstance(part, Link)]
    known = Links({"goals": "slide2.xml"}, "https://kam.example/handbuch/")
    assert known.external_url(page) == "https://kam.example/handbuch/ziele.html#purpose"
    assert not Links({"goals": "slide2.xml"}).external_url(page)
    assert slide == "#goals" and not known.external_url(slide)


def test_a_link_to_a_slide_that_is_not_is_told(tmp_path: Path) -> None:
    text = "# A {#a}\n\n[ja](#goals) [ja](#b) [ja](#news)\n\n# B {#b}\n\nX\n\n[x](#gaols)\n"
    finding = refusal(tmp_path, deck__tools=text)
    assert "„#gaols“" in finding.message and "Meintet ihr „goals“?" in finding.next_step
    assert str(finding.position) == "themes/muster/deck/tools.md.j2:9:1"


def test_a_second_title_of_a_page_is_told(tmp_path: Path) -> None:
    finding = refusal(tmp_path, site__tools="Text\n\n# Eigener Titel\n")
    assert "zweiter Titel" in finding.message and "## " in finding.next_step
    assert str(finding.position) == "themes/muster/site/tools.md.j2:3:1"


def test_ids_from_data_may_be_alike(tmp_path: Path) -> None:
    made = brand(tmp_path, site__tools='{% for x in "aa" %}\n## T {#{{ x }}}\n{% endfor %}\n')
    assert compose_pages(CONTEXT, made)
