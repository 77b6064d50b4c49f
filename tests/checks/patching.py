"""The smallest change to a complete good content, as the case files write it.

A case is a YAML file with three keys, each but ``change`` optional::

    today: 2026-11-24                 # the day of the check
    change:                           # place: new value
      selection/criteria/0/goal: ""   # a list item by number, from 0 …
      selection/criteria/Potenzial/source: CRM    # … or by name
      selection/criteria/+: {name: Wachstum}      # + appends an item
      selection/key_accounts/*6: {name: "Kunde {n}"}   # *6 makes a list of six, n = 1 … 6
      iterations: ~                   # ~ takes away a key, a file, all iterations
    expect: {severity: warning, at: selection/criteria/0}   # or a list of them; "fires" cases only

``at`` is the place the finding must stand at; what is missing there counts as its parent. Values
keep the way they are written, so that quotes matter as they do in content.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml
from msgspec import Struct, field
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamhandbook.content.handbook import FILES, file_name
from kamhandbook.positions import ContentPath

SAMPLE = Path(__file__).resolve().parents[2] / "content"
TODAY = date(2026, 11, 24)  # the sample company's day
_NAMING = ("name", "id", "term", "role", "topic", "process")


class Expected(Struct, frozen=True):
    """One finding that a case must bring: how bad, and where (None: anywhere)."""

    severity: str
    at: str | None = None


class Case(Struct, frozen=True):
    """A case file as read."""

    change: Mapping[str, Node]
    today: date = TODAY
    expect: tuple[Expected, ...] = field(default=())


def read_case(file: Path) -> Case:
    """Read a case file; unknown keys are mistakes of whoever wrote the test."""
    node = yaml.compose(file.read_text("utf-8"), Loader=yaml.CBaseLoader)
    assert isinstance(node, MappingNode), file
    data = yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader)
    assert set(data) <= {"today", "change", "expect"}, f"{file}: {sorted(data)}"
    change = _child(node, "change")
    assert isinstance(change, MappingNode), file
    expected = data.get("expect", [])
    listed = expected if isinstance(expected, list) else [expected]
    return Case(
        {key.value: value for key, value in change.value},
        date.fromisoformat(data["today"]) if "today" in data else TODAY,
        tuple(Expected(each["severity"], each.get("at")) for each in listed),
    )


def patched(change: Mapping[str, Node], folder: Path) -> Path:
    """Write the sample's content with ``change`` into ``folder``; gives the content folder."""
    content = folder / "content"
    ignored = shutil.ignore_patterns("pages", "*.json")
    shutil.copytree(SAMPLE, content, ignore=ignored, dirs_exist_ok=True)
    for place, value in change.items():
        part, _, rest = place.partition("/")
        if part == "iterations" and not rest:
            shutil.rmtree(content / "iterations")
            continue
        if part == "iterations":
            number, _, rest = rest.partition("/")
            file = content / "iterations" / f"{number}.yaml"
        else:
            assert part in FILES, f"{part} is no part of the handbook"
            file = content / file_name(part)
        _write(file, rest, value)
    return content


def path_of(content: Path, place: str) -> ContentPath:
    """Turn a place into a path of keys and indexes, as positions use them."""
    part, _, rest = place.partition("/")
    index: tuple[str | int, ...] = (part,)
    file = content / file_name(part) if part in FILES else None
    if part == "iterations":
        number, _, rest = rest.partition("/")
        names = [file.stem for file in sorted((content / "iterations").glob("*.yaml"))]
        index, file = (part, names.index(number)), content / "iterations" / f"{number}.yaml"
    node: Node | None = _compose(file) if file and file.exists() else None
    for segment in [each for each in rest.split("/") if each]:
        key = _index(node, segment) if isinstance(node, SequenceNode) else segment
        index += (key,)
        node = _child(node, key) if node is not None else None
    return index


def _write(file: Path, place: str, value: Node) -> None:
    if not place and _is_null(value):
        file.unlink()
        return
    tree = _compose(file) if file.exists() else MappingNode("tag:yaml.org,2002:map", [])
    if place:
        _set(tree, place.split("/"), value)
    else:
        tree = value
    file.write_text(yaml.serialize(tree, Dumper=yaml.CBaseDumper, allow_unicode=True), "utf-8")


def _compose(file: Path) -> Node:
    node = yaml.compose(file.read_text("utf-8"), Loader=yaml.CBaseLoader)
    return node if node is not None else MappingNode("tag:yaml.org,2002:map", [])


def _set(node: Node, segments: list[str], value: Node) -> None:
    first, *rest = segments
    if rest and rest[0].startswith("*"):
        times = int(rest[0].removeprefix("*"))
        items = [_filled(value, n) for n in range(1, times + 1)]
        _put(node, first, SequenceNode("tag:yaml.org,2002:seq", items))
    elif rest:
        inner = _child(node, first)
        if inner is None:
            inner = MappingNode("tag:yaml.org,2002:map", [])
            _put(node, first, inner)
        _set(inner, rest, value)
    else:
        _put(node, first, value)


def _put(node: Node, key: str, value: Node) -> None:
    """Put a value at a key or a place of a list; null takes it away, + appends."""
    if isinstance(node, SequenceNode):
        if key == "+":
            node.value.append(value)
        elif _is_null(value):
            del node.value[_index(node, key)]
        else:
            node.value[_index(node, key)] = value
        return
    assert isinstance(node, MappingNode), f"{key}: nothing to put it into"
    pairs = [(k, v) for k, v in node.value if k.value != key]
    if _is_null(value):
        assert len(pairs) < len(node.value), f"{key}: nothing there to take away"
    else:
        named = ScalarNode("tag:yaml.org,2002:str", key)
        where = (
            [k.value for k, _ in node.value].index(key) if len(pairs) < len(node.value) else None
        )
        pairs.insert(len(pairs) if where is None else where, (named, value))
    node.value = pairs


def _child(node: Node | None, key: str | int) -> Node | None:
    if isinstance(node, MappingNode):
        return next((value for name, value in node.value if name.value == str(key)), None)
    if isinstance(node, SequenceNode):
        index = _index(node, str(key))
        return node.value[index] if index < len(node.value) else None
    return None


def _index(node: Node, segment: str) -> int:
    """Give an item's index by number or name."""
    if segment.isdigit():
        return int(segment)
    for index, item in enumerate(node.value):
        names = [_child(item, key) for key in _NAMING if isinstance(item, MappingNode)]
        if segment in [name.value for name in names if isinstance(name, ScalarNode)]:
            return index
    raise KeyError(segment)


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and node.value in ("~", "")


def _filled(node: Node, number: int) -> Node:
    """Copy a node with {n} replaced."""
    if isinstance(node, ScalarNode):
        text = node.value.replace("{n}", str(number))
        return ScalarNode(node.tag, text, style=node.style)
    if isinstance(node, SequenceNode):
        return SequenceNode(node.tag, [_filled(item, number) for item in node.value])
    pairs = [(_filled(key, number), _filled(value, number)) for key, value in node.value]
    return MappingNode(node.tag, pairs)
