"""YAML files as data with the position of every key and value.

Scalars follow the YAML 1.2 core schema, but are kept as written: a plain scalar becomes ``Plain``
and the model decides whether it is a number, a date or text. So ``NO`` stays a country,
``0.10`` a version, ``on`` a key, and 12:30 a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

import yaml
from msgspec import Struct
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamhandbook.content.types import Plain
from kamhandbook.findings import Finding, Position
from kamhandbook.positions import ContentPath, Positions
from kamhandbook.reading.comments import Cut, comment_behind
from kamhandbook.reading.entry_count import first_beyond_limit
from kamhandbook.reading.folded_lines import as_written
from kamhandbook.reading.input_files import Unreadable, read_text, relative
from kamhandbook.reading.limits import DEPTH, ENTRIES, LIST, Limit
from kamhandbook.reading.syntax import (
    half_character,
    lines_of,
    syntax_problem,
    unreadable_place,
)
from kamhandbook.reading.syntax.lines import indent_of
from kamhandbook.reading.syntax.parser_error import shortened
from kamhandbook.reading.syntax.quoting import in_quotes, quoted_whole
from kamhandbook.reading.text_depth import text_problem
from kamhandbook.wording.messages import problem

_CORE_TAGS = tuple(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map")
)
_ITEM = re.compile(r" *- +\S")
_WIDTHLESS = re.compile("[\u200b\u2060]")
_NULL = frozenset({"", "~", "null", "Null", "NULL"})


class Parsed(Struct, frozen=True):
    """One file as data; ``data`` is None when the file is empty or could not be read.

    ``text`` is what it was read from; ``cuts`` are the comments behind unquoted values, some of
    which were meant as text.
    """

    path: str
    data: object
    positions: Positions
    findings: tuple[Finding, ...] = ()
    text: str = ""
    cuts: tuple[Cut, ...] = ()


def read_yaml(file: Path, root: Path) -> Parsed:
    """Return one YAML file as data; problems come back as findings, never as exceptions.

    ``root`` is the project root that reported paths are relative to.
    """
    path = relative(file, root)
    text = read_text(file, path)
    if isinstance(text, Unreadable):
        return _failed(path, text.finding)
    if not text.strip():
        return _failed(path, problem("empty_file", Position(path)))
    return parse_yaml(text, path)


@lru_cache(maxsize=64)  # a preview reads everything again for every change of one file
def parse_yaml(text: str, path: str) -> Parsed:
    """Return YAML text as data; ``path`` is how the file is named in positions."""
    unreadable = unreadable_place(text, path)
    if unreadable:
        return _failed(path, unreadable)
    try:
        loader = yaml.CBaseLoader(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        return _failed(path, syntax_problem(error, text, path))
    except RecursionError:
        return _failed(path, DEPTH.finding(Position(path)))
    beyond = first_beyond_limit(node) if node is not None else None
    if beyond is not None:
        return _failed(path, ENTRIES.finding(_position(path, beyond)))
    reader = _Reader(path, text)
    data = reader.convert(node, (), 0) if node is not None else None
    if reader.over_limit:
        return Parsed(path, None, Positions({(): Position(path)}, {}), tuple(reader.findings))
    positions, findings = Positions(reader.values, reader.keys), tuple(reader.findings)
    return Parsed(path, data, positions, findings, text, tuple(reader.cuts))


class _Reader:
    """Turns a node tree into data and positions, within limits."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.values: dict[ContentPath, Position] = {(): Position(path)}
        self.keys: dict[ContentPath, Position] = {}
        self.findings: list[Finding] = []
        self.cuts: list[Cut] = []
        self.budget = ENTRIES.most  # beside first_beyond_limit: for what holds itself
        self.over_limit = False

    def convert(self, node: Node, path: ContentPath, depth: int) -> object:
        """Return a node as data; one beyond the limits becomes None with one finding."""
        at = self._position(node)
        is_start = path or not isinstance(node, MappingNode)
        self.values[path] = at if is_start else Position(self.path)
        self.budget -= 1
        if self.budget < 0 or depth > DEPTH.most:
            self._refuse(DEPTH if depth > DEPTH.most else ENTRIES, at)
            return None
        if node.tag and node.tag != "!" and node.tag not in _CORE_TAGS:
            self.findings.append(self._tagged(node, at))
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, SequenceNode):
            return self._sequence(node, path, depth)
        assert isinstance(node, ScalarNode)
        if not node.style and self._lost_anchor(node):
            self.findings.append(self._reserved(node, at))
        if not node.style and self.text.startswith("! ", node.start_mark.index):
            self.findings.append(self._reserved(node, at))
        if not node.style and path and isinstance(path[-1], int):
            self.findings += self._dash_inside(node, at)
        if not node.style:
            self._note_comment(node, path, at)
        return self._scalar(node, at)

    def _reserved(self, node: ScalarNode, at: Position) -> Finding:
        """Return that a text lost what it began with, for that means something to YAML."""
        line = lines_of(self.text)[at.line - 1]
        value = in_quotes(shortened(line[at.column - 1 :].rstrip()))
        is_one_line = node.start_mark.line == node.end_mark.line
        remedy = quoted_whole(line, at.column - 1, at.line - 1, self.path) if is_one_line else ()
        mark = line[at.column - 1 : at.column]
        return problem("reserved_start", at, mark=mark, value=value, fix=remedy)

    def _tagged(self, node: Node, at: Position) -> Finding:
        """Return that a value begins with "!", which names a type to YAML."""
        if node.tag.startswith("!") and isinstance(node, ScalarNode) and not node.style:
            return self._reserved(node, at)
        return problem("tag", at, tag=node.tag.replace("tag:yaml.org,2002:", "!!"))

    def _dash_inside(self, node: ScalarNode, at: Position) -> Iterator[Finding]:
        """Yield that a list's item further in than the one above is read as part of its text."""
        if node.start_mark.line == node.end_mark.line:
            return
        inside = self.text[node.start_mark.index : node.end_mark.index].split("\n")[1:]
        for number, line in enumerate(inside, at.line + 1):
            if _ITEM.match(line):
                place = Position(self.path, number, indent_of(line) + 1)
                yield problem("dash_in_text", place, line=at.line)
                return

    def _note_comment(self, node: ScalarNode, path: ContentPath, at: Position) -> None:
        behind = comment_behind(self.text, node.end_mark.index, at)
        if behind:
            self.cuts.append(Cut(path, str(node.value), *behind))

    def _scalar(self, node: ScalarNode, at: Position) -> object:
        unfit = self._escaped(node, at) or text_problem(node.value, at)
        if unfit:
            self.findings.append(unfit)
            return None
        return as_written(node, self.text) or _scalar(node)

    def _escaped(self, node: ScalarNode, at: Position) -> Finding | None:
        """Return that a text in double quotes spells out half a character."""
        return half_character(node.value, at) if node.style == '"' else None

    def _mapping(self, node: MappingNode, path: ContentPath, depth: int) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_node, value_node in node.value:
            at = self._position(key_node)
            if not isinstance(key_node, ScalarNode):
                self.findings.append(problem("complex_key", at))
                continue
            key = _composed(str(key_node.value))
            unfit = self._escaped(key_node, at)
            if unfit:
                self.findings.append(unfit)
                continue
            if key in data:
                first = self.keys[(*path, key)]
                is_item = bool(path) and isinstance(path[-1], int)
                begins_item = is_item and key == next(iter(data))
                name = "new_item" if begins_item else "duplicate_key"
                self.findings.append(problem(name, at, key=key, line=first.line))
                if begins_item:  # what follows belongs to another item
                    break
                continue
            self.keys[(*path, key)] = at
            data[key] = self.convert(value_node, (*path, key), depth + 1)
        return data

    def _sequence(self, node: SequenceNode, path: ContentPath, depth: int) -> list[object]:
        if len(node.value) > LIST.most:
            self._refuse(LIST, self._position(node.value[LIST.most]))
            return []
        return [
            self.convert(item, (*path, index), depth + 1) for index, item in enumerate(node.value)
        ]

    def _refuse(self, limit: Limit, at: Position) -> None:
        """Say once that there is more than anybody reads; nothing of the file is used then."""
        if not self.over_limit:
            self.over_limit = True
            self.findings.append(limit.finding(at))

    def _lost_anchor(self, node: ScalarNode) -> str:
        """Return the "&word" a text began with and lost, for no alias names it; "" for none.

        YAML takes "&Partner" for an anchor, so that "&Partner GmbH" would read as "GmbH".
        """
        start = self.text[node.start_mark.index : node.start_mark.index + 200]
        name = re.match(r"&([\w-]+)", start)
        return name[0] if name and f"*{name[1]}" not in self.text else ""

    def _position(self, node: Node) -> Position:
        return _position(self.path, node)


def _position(path: str, node: Node) -> Position:
    mark = node.start_mark
    return Position(path, mark.line + 1, mark.column + 1)


def _scalar(node: ScalarNode) -> object:
    text = _composed(str(node.value))
    if node.style:  # quoted or block: text whatever it looks like
        return text
    return None if text in _NULL else Plain(text)


def _composed(text: str) -> str:
    """Return a text with each letter and its marks as one, as a Mac may part them.

    What has no width between words from the web goes: two names that look alike are one.
    """
    return text if text.isascii() else normalize("NFC", _WIDTHLESS.sub("", text))


def _failed(path: str, finding: Finding) -> Parsed:
    return Parsed(path, None, Positions({(): Position(path)}, {}), (finding,))
