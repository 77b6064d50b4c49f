"""docs/templates.md is the contract for templates: every name stands there, every example runs."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.meta import find_referenced_templates, find_undeclared_variables
from jinja2.nodes import Name
from pydantic import BaseModel

from kamhandbook import figures
from kamhandbook.building.edition_in_context import EditionInContext, Order, read_edition
from kamhandbook.compose.environment import COMMENTS, Rendered, Templates
from kamhandbook.compose.pages import compose_pages
from kamhandbook.compose.slide_markdown import KEYS, LAYOUTS, parse_slides
from kamhandbook.compose.slots import Slots
from kamhandbook.compose.storyline import compose_slides
from kamhandbook.compose.template_markdown import TemplateReader, read_template
from kamhandbook.content.answers import Answer
from kamhandbook.content.base import Labelled
from kamhandbook.content.fields import ContentField, fields_of
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.storyline import STORYLINE
from kamhandbook.content.types import Kind
from kamhandbook.deck.master import own_master
from kamhandbook.design.overrides import shipped_templates
from kamhandbook.document.blocks import Blocks, Figure, Page, Slide
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.tree import shown_on
from kamhandbook.findings import CannotGoOnError
from kamhandbook.site.html import HtmlWriter
from kamhandbook.wording.language import DEFAULT
from tests.compose.outline import outline_of_drafts
from tests.compose.reference import (
    NAME_TABLES,
    OF_JINJA,
    PARTS,
    Fenced,
    Row,
    fenced,
    rows,
    section,
    table_lines,
)
from tests.sample import ROOT, copy_of_sample

TODAY = date(2026, 11, 24)
OUTPUTS = ("site", "deck")
MARKDOWN = list(fenced("The Markdown of templates"))


@cache
def edition(content: Path = ROOT / "content") -> EditionInContext:
    return read_edition(Order(content, TODAY))


def composed(of: EditionInContext) -> tuple[tuple[Page, ...], tuple[Slide, ...]]:
    brand = of.project.brand
    slides = compose_slides(of.context, own_master(brand).geometry, brand)
    return compose_pages(of.context, brand), slides


@cache
def given() -> dict[str, dict[str, Any]]:
    """Every name that our templates are rendered with, by output, as the code hands them over."""
    names: dict[str, dict[str, Any]] = {output: {} for output in OUTPUTS}
    render = Templates.render

    def recorded(self: Templates, name: str, **values: Any) -> Rendered:
        names[self.kind] |= values
        return render(self, name, **values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Templates, "render", recorded)
        composed(edition())
    names["site"]["page"] = DEFAULT.catalogue.page("ziele.html")
    return names


def blocks_of(output: str, folder: Path, template: str) -> Blocks:
    """Render a template of a brand; give its blocks, of a slide those below its heading."""
    if output == "site":
        return shown_on(_read(output, folder, template, read_template), "page")
    drafts = _read(output, folder, f"# Folie {{#folie}}\n\n{template}", parse_slides)
    return tuple(block for draft in drafts for block in draft.blocks)


def _read(output: str, folder: Path, template: str, read: Any) -> Any:
    folder = folder / "muster"
    (folder / output).mkdir(parents=True, exist_ok=True)
    (folder / output / "example.md.j2").write_text(template, "utf-8")
    templates = Templates(output, folder, {})
    rendered = templates.render("example.md.j2", **given()[output])
    with templates.located("example.md.j2", rendered):
        return read(rendered.text, rendered.slots)


def outline(folder: Path, template: str) -> str:
    """Give what a template makes of a slide; without a heading of its own, below one."""
    has_heading = template.startswith("# ")
    slide = template if has_heading else f"# Folie {{#folie}}\n\n{template}"
    lines = outline_of_drafts(_read("deck", folder, slide, parse_slides)).splitlines()
    return "\n".join(lines if has_heading else (line[2:] for line in lines[1:]))


def words(text: str) -> str:
    return " ".join(text.split())


def documented(output: str) -> set[str]:
    return {row.name for row in rows() if output in NAME_TABLES.get(row.table, ())}


@pytest.mark.parametrize("output", OUTPUTS)
def test_every_name_stands_in_the_reference_and_no_other(output: str) -> None:
    assert documented(output) == set(given()[output])


def test_a_name_stands_once() -> None:
    names = [row.name for row in rows()]
    assert len(names) == len(set(names))


def test_jinjas_own_names_stand_there() -> None:
    names = {row.name for row in rows() if row.table == OF_JINJA}
    assert names == set(DEFAULT_NAMESPACE) - {"lipsum"}


@pytest.mark.parametrize("row", [r for r in rows() if r.table in NAME_TABLES], ids=lambda r: r.name)
def test_signatures_are_those_of_the_code(row: Row) -> None:
    for output in NAME_TABLES[row.table]:
        value = given()[output][row.name]
        assert callable(value) == ("(" in row.signature)
        if callable(value):
            assert row.parameters == list(inspect.signature(value).parameters)


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: row.name)
def test_the_examples_of_names_write_what_is_said(row: Row, tmp_path: Path) -> None:
    for output in NAME_TABLES.get(row.table, OUTPUTS):
        written = text_of(blocks_of(output, tmp_path, row.example + "\n"))
        shown = words(written)
        if row.result.endswith(" …"):
            assert shown.startswith(row.result.removesuffix(" …")), output
        else:
            assert shown == row.result, output
    assert re.search(rf"\b{row.name}\b", row.example)


@pytest.mark.parametrize("example", MARKDOWN, ids=lambda e: e.template)
def test_the_examples_of_markdown_become_what_is_said(example: Fenced, tmp_path: Path) -> None:
    assert example.results, "an example without a result"
    for kind, result in example.results.items():
        if kind == "html":
            html = HtmlWriter().blocks(blocks_of("site", tmp_path, example.template))
            assert words(html) == words(result)
        elif kind == "text":
            assert outline(tmp_path, example.template) == result.rstrip("\n")
        else:
            assert kind == "message"
            with pytest.raises(CannotGoOnError) as refused:
                blocks_of("site", tmp_path, example.template)
            (problem,) = refused.value.findings
            assert words(f"{problem.position}: {problem.message}") == words(result)


def test_every_fence_role_attribute_and_layout_is_explained() -> None:
    text = section("The Markdown of templates")
    fences = {*TemplateReader(Slots()).fences, "notes", "spare"}
    missing = [name for name in (*fences, *KEYS, *LAYOUTS) if f"`{name}`" not in text]
    assert not missing


def test_every_figure_and_label_group_and_noun_is_named() -> None:
    text = section("Names and helpers")
    nouns = DEFAULT.words("amounts")["nouns"]
    named = (*figures.FIGURES, *DEFAULT.catalogue.labels, *nouns)
    assert not [name for name in named if f"`{name}`" not in text]


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize(
    "call",
    [
        'figure("criteria", width=0.9, height=0.76, whole=True)',
        'figure("dimensions", here="goals")',
        'figure("dimensions_small", here="goals")',
        'figure("approach", functions=False)',
        'figure("review_cycle", deciding=False)',
        'figure("changes", news=news)',
    ],
)
def test_the_options_of_figures_serve_in_both(output: str, call: str, tmp_path: Path) -> None:
    for option in re.findall(r", (\w+)=", call):
        assert f"`{option}" in section("In both")
    drawn = blocks_of(output, tmp_path, f"{{{{ {call} }}}}\n")
    assert any(isinstance(block, Figure) for block in drawn)


def test_every_slide_can_be_named_in_an_order() -> None:
    text = section("A slide of your own and a changed page")
    assert not [name for name in STORYLINE if f"`{name}`" not in text]


def test_every_question_stands_there() -> None:
    said = {line[0]: line[1] for line in table_lines("Every question")}
    assert said == {
        f"`{dimension.id}`": ", ".join(f"`{question.id}`" for question in dimension.questions)
        for dimension in DEFAULT.catalogue.dimensions
    }


def test_the_names_that_parts_need_stand_there() -> None:
    said = {line[0].strip("`"): set(re.findall(r"`(\w+)`", line[2])) for line in table_lines(PARTS)}
    assert said == {name: needed_by(name) for name in _site_parts()}


def _site_parts() -> list[str]:
    return [name.removeprefix("site/") for name in shipped_templates() if name.startswith("site/_")]


def needed_by(part: str) -> set[str]:
    """Names a part uses that nobody gives it but the template that includes it."""
    environment = Environment(trim_blocks=True, lstrip_blocks=True, **COMMENTS)
    tree = environment.parse(shipped_templates()[f"site/{part}"].text)
    used = find_undeclared_variables(tree)
    for included in find_referenced_templates(tree):
        used |= needed_by(str(included))
    own = {name.name for name in tree.find_all(Name) if name.ctx == "store"}
    return used - own - set(given()["site"]) - set(DEFAULT_NAMESPACE)


def test_every_field_of_the_data_stands_there() -> None:
    said = {line[0].strip("`"): line[1] for line in table_lines("The company's data")}
    assert said == dict(data_fields(Handbook, "", ()))


def data_fields(
    model: type[BaseModel], place: str, above: tuple[type[BaseModel], ...]
) -> Iterator[tuple[str, str]]:
    """Yield where something stands with its fields, from the outside inwards, each model once."""
    shown = [field for field in fields_of(model) if field.name not in UNSHOWN]
    if place:
        yield place, ", ".join(map(field_text, shown))
    for field in shown:
        if field.model and field.model not in (Answer, Labelled, *above, model):
            inside = f"{place}.{field.name}".removeprefix(".").replace("handbook", "about", 1)
            yield from data_fields(field.model, inside + ENDING[field.kind], (*above, model))


UNSHOWN = ("answers", "visible_from", "checks")
ENDING = {kind: "" for kind in Kind} | {Kind.LIST: "[]", Kind.MAP: "{}"}
SAID = {Kind.DATE: " (date)", Kind.CHOICE: " (choice)", Kind.NUMBER: " (number)"}


def field_text(field: ContentField) -> str:
    said = SAID | {Kind.WHOLE: SAID[Kind.NUMBER], Kind.BOOLEAN: " (yes or no)"}
    return f"`{field.name}{ENDING[field.kind]}`{said.get(field.kind, '')}"


def test_the_worked_example_is_built(tmp_path: Path) -> None:
    text = section("A slide of your own and a changed page")
    project = copy_of_sample(tmp_path)
    for name, template in re.findall(
        r"^`(themes/\S+)`:\n\n```jinja\n(.*?)^```$", text, re.M | re.S
    ):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(template, "utf-8")
    (settings,) = re.findall(r"^```yaml\n(.*?)^```$", text, re.M | re.S)
    handbook = project / "content" / "handbook.yaml"
    handbook.write_text(handbook.read_text("utf-8") + "\n" + settings, "utf-8")
    pages, slides = composed(read_edition(Order(project / "content", TODAY)))
    order = yaml.safe_load(settings)["deck"]["order"]
    assert [slide.id for slide in slides][: len(order)] == order
    results = dict(re.findall(r"^```(text|html)\n(.*?)^```$", text, re.M | re.S))
    own = next(slide for slide in slides if slide.id == "values")
    assert words(f"{own.title}\n{text_of(own.blocks)}") == words(results["text"])
    html = HtmlWriter().blocks(next(p for p in pages if p.file == "werkzeuge.html").blocks)
    assert words(results["html"]) in words(html)


def test_every_template_says_what_it_is_for() -> None:
    assert not [original.name for original in shipped_templates().values() if not original.says]
