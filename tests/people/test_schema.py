"""Editors' schemas and the models agree on what may stand where."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from kamhandbook.cli import main
from kamhandbook.content.handbook import FILES, PARTS, file_name
from kamhandbook.content.types import Kind
from kamhandbook.findings import Severity
from kamhandbook.forms.form import Place, every_place, form
from kamhandbook.forms.json_schema import all_schemas, json_schema, of_kind, schema_file
from kamhandbook.reading.content_folder import validate
from kamhandbook.reading.yaml_file import parse_yaml
from kamhandbook.wording.language import DEFAULT
from tests.people.cases import cases
from tests.people.core import core
from tests.reading.broken import BROKEN

ROOT = Path(__file__).resolve().parents[2]
PART_OF = {file_name(part): part for part in FILES}


@cache
def validator(part: str) -> Draft7Validator:
    return Draft7Validator(json_schema(part, DEFAULT))


def verdicts(part: str, text: str) -> tuple[bool, bool] | None:
    """Give whether the model and the schema take a file; None when it is no YAML at all."""
    parsed = parse_yaml(text, file_name(part) if part in FILES else "01.yaml")
    if parsed.findings or parsed.data is None:
        return None
    _, findings = validate(PARTS[part], parsed)
    by_model = not any(finding.severity is Severity.ERROR for finding in findings)
    return by_model, validator(part).is_valid(core(parsed.data))


def content_files() -> list[Path]:
    """List the content files of the sample and of every company of the tests."""
    found = [ROOT / "content", *sorted((ROOT / "tests" / "companies").glob("**/content"))]
    return [file for folder in found for file in sorted(folder.rglob("*.yaml"))]


@pytest.mark.parametrize("part", PARTS)
def test_schema_is_valid_and_german(part: str) -> None:
    schema = json_schema(part, DEFAULT)
    Draft7Validator.check_schema(schema)
    assert schema["title"]


@pytest.mark.parametrize("file", content_files(), ids=lambda f: f.relative_to(ROOT).as_posix())
def test_companies(file: Path) -> None:
    part = PART_OF.get(file.name, "iteration")
    both = verdicts(part, file.read_text(encoding="utf-8"))
    assert both is None or both[0] == both[1], list(
        validator(part).iter_errors(core(parse_yaml(file.read_text(encoding="utf-8"), "").data))
    )


def test_sample_is_valid() -> None:
    for part in FILES:
        text = (ROOT / "content" / file_name(part)).read_text(encoding="utf-8")
        assert verdicts(part, text) == (True, True)


def test_broken_contents_and_mistakes() -> None:
    """Every mistake that is not one of syntax is seen by both."""
    known = [(file, raw) for file, raw, _, _ in BROKEN.values()]
    known += [(case.file, case.raw) for case in cases()]
    compared = 0
    for file, raw in known:
        part = PART_OF.get(Path(file).name)
        both = verdicts(part, raw.decode(errors="replace")) if part else None
        if both and "2026-02-30" not in raw.decode(errors="replace"):
            compared += 1
            assert both[0] == both[1], raw.decode()
    assert compared > 20


values = st.recursive(
    st.sampled_from(
        ["", "Text", "draft", "2026-11", "2026-11-16", "31.12.2026", "Z1", "Z 1", "true", "12,5"]
    )
    | st.none()
    | st.booleans()
    | st.integers(-3, 40)
    | st.sampled_from([0.5, 12.25]),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=4,
)


@st.composite
def groups(draw: st.DrawFn, place: Place) -> dict[str, object]:
    """Draw a group with some of its keys, each with a value that may or may not fit."""
    chosen = draw(st.lists(st.sampled_from(place.places), max_size=3, unique_by=lambda p: p.key))
    return {below.key: draw(fitting(below) | values) for below in chosen}


def fitting(place: Place) -> st.SearchStrategy[object]:
    if place.kind is Kind.CHOICE:
        return st.sampled_from([choice.key for choice in place.choices])
    if place.again or (place.kind is Kind.MAP and not place.places):
        return values
    if place.kind is Kind.LIST:
        return st.lists(groups(place) if place.places else values, max_size=2)
    if place.kind is Kind.MAP:
        return st.dictionaries(st.sampled_from(["a", "b"]), groups(place), max_size=2)
    return groups(place) if place.places else values


@settings(max_examples=400, deadline=None)
@given(data=st.data(), part=st.sampled_from(sorted(PARTS)))
def test_random_values(data: st.DataObject, part: str) -> None:
    content = data.draw(groups(form(part, DEFAULT)))
    text = yaml.safe_dump(content, allow_unicode=True)
    both = verdicts(part, text)
    assert both is None or both[0] == both[1], text


def test_examples_fit_their_place() -> None:
    for part in PARTS:
        for place in every_place(form(part, DEFAULT)):
            if place.example and place.item not in (Kind.GROUP, Kind.ANSWER):
                schema = Draft7Validator(of_kind(place.item or place.kind, place))
                example = core(parse_yaml(f"a: {place.example}\n", "").data)
                plain = isinstance(example, dict) and schema.is_valid(example["a"])
                assert plain or schema.is_valid(place.example), place.path


def test_command_writes_every_schema(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["schema", str(tmp_path / "new")])
    assert result.exit_code == 0, result.output
    assert sorted(file.name for file in (tmp_path / "new").iterdir()) == sorted(
        schema_file(part) for part in PARTS
    )
    assert json.loads((tmp_path / "new" / "handbook.schema.json").read_text(encoding="utf-8"))


def test_the_committed_schemas_are_those_of_today() -> None:
    for name, text in all_schemas(DEFAULT).items():
        assert (ROOT / ".schema" / name).read_text("utf-8") == text, "kamhandbook schema"
