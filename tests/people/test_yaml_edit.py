"""Edits of a YAML text change one value and not one other byte."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamhandbook.content.handbook import DIMENSIONS, file_name
from kamhandbook.content.types import Plain
from kamhandbook.questionnaire.yaml_edits import with_item, with_value
from kamhandbook.reading.yaml_file import parse_yaml

CONTENT = Path(__file__).resolve().parents[2] / "content"


def data(text: str) -> Any:
    parsed = parse_yaml(text, "file")
    assert parsed.findings == (), text
    return parsed.data


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("a: x  # note\nb: y\n", ("a",), "z", "a: z  # note\nb: y\n"),
        ("a:      # note\nb: y\n", ("a",), "z", "a: z      # note\nb: y\n"),
        ("a: 'x'\n", ("a",), "it's", "a: 'it''s'\n"),
        ('a: "x"\n', ("a",), "z", 'a: "z"\n'),
        ("a: x\n", ("a",), "b: c", 'a: "b: c"\n'),
        ("a: x\n", ("a",), Plain("12"), "a: 12\n"),
        ("a: x # n\nb: y\n", ("a",), "z\n\n- w", "a: | # n\n  z\n\n  - w\nb: y\n"),
        ("a: |\n  x\n  y\n\nb: z\n", ("a",), "n", "a: |\n  n\n\nb: z\n"),
        ("a: >-\n  x\n  y\n\nb: z\n", ("a",), "n\nm", "a: |-\n  n\n  m\n\nb: z\n"),
        ("a: >-\n  x\nb: z\n", ("a",), "n m", "a: >-\n  n m\nb: z\n"),
        ("a:\n  b: x\n# end\n", ("a", "c"), "z", "a:\n  b: x\n  c: z\n# end\n"),
        ("a:   # n\n# end\n", ("a", "c"), "z", "a:   # n\n  c: z\n# end\n"),
        ("a: {b: x, c: y}\n", ("a", "b"), "p, q", 'a: {b: "p, q", c: y}\n'),
        ("a: {b: x}\n", ("a", "c"), "z", "a: {b: x, c: z}\n"),
        ("a: {}\n", ("a", "c"), "z", "a: {c: z}\n"),
        ("", ("a", "c"), "z", "a:\n  c: z\n"),
        ("# only\n", ("a",), "z", "# only\n\na: z\n"),
        ("a: [x, y]  # n\n", ("a",), ["x", "z"], "a: [x, z]  # n\n"),
        ("a:\n  - x\n  # between\n  - y # n\n", ("a",), ["x", "y", "z"],
         "a:\n  - x\n  # between\n  - y # n\n  - z\n"),
        ("a:\n  - x\n  # between\n  - y\n", ("a",), ["y"], "a:\n  # between\n  - y\n"),
        ("a:\n  - x\n  - y\nb: z\n", ("a",), ["w", "x", "y"], "a:\n  - w\n  - x\n  - y\nb: z\n"),
        ("a:\nb: z\n", ("a",), ["x"], "a:\n  - x\nb: z\n"),
        ("a:\n- b: x\n  c: y\n", ("a", 0, "c"), "z", "a:\n- b: x\n  c: z\n"),
        ("a:\n  - b: x\n\n# end\nd: 1\n", ("a", 0, "c"), "z",
         "a:\n  - b: x\n    c: z\n\n# end\nd: 1\n"),
        ("a:\n  - b: |\n      x\n", ("a", 0, "b"), "y\nz", "a:\n  - b: |\n      y\n      z\n"),
        ("a: x", ("b",), "z", "a: x\nb: z"),
    ],
)  # fmt: skip
def test_value(before: str, path: tuple[str | int, ...], value: Any, after: str) -> None:
    assert with_value(before, path, value) == after


@pytest.mark.parametrize(
    ("before", "item", "after"),
    [
        ("a:\n  - b: x\n\n# end\n", {"b": "z", "c": ["p", "q"]},
         "a:\n  - b: x\n  - b: z\n    c:\n      - p\n      - q\n\n# end\n"),
        ("a:\nc: 1\n", {"b": "z"}, "a:\n  - b: z\nc: 1\n"),
        ("c: 1\n", {"b": "z"}, "c: 1\na:\n  - b: z\n"),
        ("a: []  # n\n", {"b": "z"}, "a:  # n\n  - b: z\n"),
        ("a: [{b: x}]\n", {"b": "z"}, "a: [{b: x}, {b: z}]\n"),
        ("a:\n- b: x # n\nc: 1\n", {"b": "z"}, "a:\n- b: x # n\n- b: z\nc: 1\n"),
    ],
)  # fmt: skip
def test_item(before: str, item: Any, after: str) -> None:
    assert with_item(before, ("a",), item) == after


letters = st.characters(
    exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"
)
lines = st.text(letters, max_size=30).map(str.strip)
values = st.lists(lines, min_size=1, max_size=4).map("\n".join).map(str.strip).filter(bool)


def scalars(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the paths of every scalar and every list of scalars."""
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in scalars(item, (*path, key))]
    if isinstance(value, list):
        inner = [found for i, item in enumerate(value) for found in scalars(item, (*path, i))]
        return inner + ([] if any(isinstance(item, dict | list) for item in value) else [path])
    return [path]


def flat(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: flat(item) for key, item in value.items()}
    if isinstance(value, list):
        return [flat(item) for item in value]
    return "\n".join(line.rstrip() for line in str(value or "").strip().split("\n"))


def put(container: Any, path: tuple[Any, ...], value: Any) -> Any:
    changed = copy.deepcopy(container)
    inner = changed
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    return changed


@settings(max_examples=300, deadline=None)
@given(part=st.sampled_from(DIMENSIONS), seed=st.data())
def test_any_value_of_the_sample(part: str, seed: st.DataObject) -> None:
    """The file then says exactly the new value, and every comment is still there."""
    text = (CONTENT / file_name(part)).read_text(encoding="utf-8")
    before = data(text)
    path = seed.draw(st.sampled_from(scalars(before)))
    is_list = isinstance(at(before, path), list)
    value = seed.draw(st.lists(lines.filter(bool), min_size=1, max_size=4) if is_list else values)
    after = with_value(text, path, value)
    assert flat(data(after)) == flat(put(before, path, value))
    comments = [line for line in text.split("\n") if line.lstrip().startswith("#")]
    assert [line for line in after.split("\n") if line in comments] == comments or any(
        line.strip().startswith("#") for line in str(value).split("\n")
    )


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        value = value[part]
    return value
