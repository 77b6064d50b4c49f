"""Changes to a YAML text that touch nothing else: no comment, no order, no other byte.

The parser says where a value stands; the new one is written there in the manner of the old one
(quoted, block, list in brackets), and the rest of the text is copied as it is.
"""

from __future__ import annotations

from difflib import SequenceMatcher

import yaml
from msgspec import Struct
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamhandbook.positions import ContentPath
from kamhandbook.questionnaire.yaml_values import (
    YamlValue,
    block_like,
    block_lines,
    flow_text,
    mapping_lines,
    value_after_colon,
)


class _YamlEntry(Struct, frozen=True):
    """A value where it stands in a YAML text.

    ``column`` is the indentation of its key, or of the dash for an item of a list;
    ``after_colon`` is the offset behind the key's colon (of the value itself in a list);
    ``in_flow`` says that it stands between brackets or braces.
    """

    node: Node
    column: int
    after_colon: int
    in_flow: bool = False


def with_value(text: str, path: ContentPath, value: YamlValue) -> str:
    """Return the text with ``value`` at ``path``; keys that are missing on the way are added.

    What is not touched stays as it is, byte by byte.
    """
    root = yaml.CBaseLoader(text).get_single_node()
    if root is None or _is_null(root):
        return _at_end(text, mapping_lines(_nested(path, value), 0))
    entry = _YamlEntry(root, 0, 0)
    for index, part in enumerate(path):
        child = _child(entry, part, text)
        if child is None:
            return _with_new_keys(text, entry, _nested(path[index:], value))
        entry = child
        if _is_null(entry.node) and index + 1 < len(path):
            return _with_replaced(text, entry, _nested(path[index + 1 :], value))
    if isinstance(value, list) and isinstance(entry.node, SequenceNode):
        return _with_list(text, entry, value)
    return _with_replaced(text, entry, value)


def with_item(text: str, path: ContentPath, item: YamlValue, at: int | None = None) -> str:
    """Return the text with ``item`` in the list at ``path``: as the one ``at``, else at its end."""
    entry = _entry(text, path)
    if entry is None or _is_null(entry.node):
        return with_value(text, path, [item])
    node = entry.node
    assert isinstance(node, SequenceNode)
    index = len(node.value) if at is None else min(at, len(node.value))
    if not node.flow_style:
        return _with_items(text, node, (index, index), [item])
    if not node.value:
        return _with_replaced(text, entry, [item])
    if index == 0:
        start = node.value[0].start_mark.index
        return text[:start] + flow_text(item) + ", " + text[start:]
    end = _content_end(node.value[index - 1], text)
    return text[:end] + ", " + flow_text(item) + text[end:]


def without_item(text: str, path: ContentPath) -> str:
    """Return the text without the item at ``path``, the last part of which is its index."""
    entry, index = _entry(text, path[:-1]), path[-1]
    assert entry and isinstance(entry.node, SequenceNode) and isinstance(index, int)
    items = entry.node.value
    if len(items) == 1:
        return _with_replaced(text, entry, [])
    if not entry.node.flow_style:
        return _with_items(text, entry.node, (index, index + 1), [])
    if index == 0:
        return text[: items[0].start_mark.index] + text[items[1].start_mark.index :]
    end = _content_end(items[index], text)
    return text[: _content_end(items[index - 1], text)] + text[end:]


def _entry(text: str, path: ContentPath) -> _YamlEntry | None:
    """Return what stands at a path; None for nothing."""
    root = yaml.CBaseLoader(text).get_single_node()
    entry: _YamlEntry | None = None if root is None or _is_null(root) else _YamlEntry(root, 0, 0)
    for part in path:
        entry = _child(entry, part, text) if entry else None
    return entry


def _nested(path: ContentPath, value: YamlValue) -> YamlValue:
    for part in reversed(path):
        value = {str(part): value}
    return value


def _child(entry: _YamlEntry, part: str | int, text: str) -> _YamlEntry | None:
    node = entry.node
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        item = node.value[part]
        return _YamlEntry(
            item, node.start_mark.column, item.start_mark.index, bool(node.flow_style)
        )
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                colon = text.index(":", key.end_mark.index) + 1
                in_flow = entry.in_flow or bool(node.flow_style)
                return _YamlEntry(value, key.start_mark.column, colon, in_flow)
    return None


def _with_replaced(text: str, entry: _YamlEntry, value: YamlValue) -> str:
    """Write a value in the place of another one, keeping a comment that stands behind it."""
    node = entry.node
    end = entry.after_colon if _is_null(node) else _content_end(node, text)
    start = entry.after_colon
    gap = text[start : node.start_mark.index] if _is_inline(text, start, node) else " "
    if entry.in_flow:
        return text[:start] + gap + flow_text(value) + text[end:]
    if isinstance(node, ScalarNode) and node.style in ("|", ">") and isinstance(value, str):
        start = node.start_mark.index
        header_end = _line_end(text, start)
        header = text[start:header_end].rstrip()
        return text[:start] + block_like(header, value, entry.column) + text[end:]
    line_end = _line_end(text, end)
    style = node.style if isinstance(node, ScalarNode) else None
    first, lines = value_after_colon(value, entry.column, style)
    head = gap + first if first else ""
    return _join(text[:start] + head + text[end:line_end], lines, text[line_end:])


def _is_inline(text: str, start: int, node: Node) -> bool:
    """Whether a value stands on its key's line, so that the blanks before it can stay."""
    return not _is_null(node) and "\n" not in text[start : node.start_mark.index]


def _with_list(text: str, entry: _YamlEntry, values: list[YamlValue]) -> str:
    """Write a list of scalars item by item, so that comments between them stay."""
    node = entry.node
    assert isinstance(node, SequenceNode)
    if node.flow_style or not node.value or not _holds_scalars(node):
        start, end = node.start_mark.index, _content_end(node, text)
        if node.flow_style:
            return text[:start] + flow_text(values) + text[end:]
        return _with_replaced(text, entry, values)
    old = [item.value.strip() for item in node.value]
    matcher = SequenceMatcher(a=old, b=[str(value) for value in values], autojunk=False)
    # From the end on, so that the offsets of what is still to be done stay true.
    for tag, i1, i2, j1, j2 in reversed(matcher.get_opcodes()):
        if tag != "equal":
            text = _with_items(text, node, (i1, i2), values[j1:j2])
    return text


def _holds_scalars(node: SequenceNode) -> bool:
    return all(isinstance(item, ScalarNode) for item in node.value)


def _with_items(
    text: str, node: SequenceNode, span: tuple[int, int], values: list[YamlValue]
) -> str:
    """Put ``values`` in the place of the items ``span`` of a block list."""
    lines = block_lines(values, node.start_mark.column)
    first, last = span
    if first == last:
        if first == 0:
            start = _line_start(text, node.start_mark.index)
            return _join(text[:start].removesuffix("\n"), lines, "\n" + text[start:])
        return _after_line(text, _content_end(node.value[first - 1], text), lines)
    start = _line_start(text, node.value[first].start_mark.index)
    end = _line_end(text, _content_end(node.value[last - 1], text))
    if not lines:
        return text[:start] + text[end:].removeprefix("\n")
    return text[:start] + "\n".join(lines) + text[end:]


def _with_new_keys(text: str, entry: _YamlEntry, value: YamlValue) -> str:
    """Write new keys at the end of a group."""
    node = entry.node
    assert isinstance(value, dict)
    if not isinstance(node, MappingNode):
        return _with_replaced(text, entry, value)
    if node.flow_style:
        keys = flow_text(value)[1:-1]
        if not node.value:
            return text[: node.start_mark.index] + "{" + keys + "}" + text[node.end_mark.index :]
        end = _content_end(node.value[-1][1], text) or node.value[-1][0].end_mark.index
        return text[:end] + ", " + keys + text[end:]
    column = node.value[0][0].start_mark.column
    return _after_line(text, _content_end(node, text), mapping_lines(value, column))


def _content_end(node: Node, text: str) -> int:
    """Return the offset behind a value's last character: no comment, no blank line after it."""
    if isinstance(node, MappingNode) and not node.flow_style and node.value:
        key, value = node.value[-1]
        if _is_null(value):
            return text.index(":", key.end_mark.index) + 1
        return _content_end(value, text)
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return last.start_mark.index if _is_null(last) else _content_end(last, text)
    source = text[node.start_mark.index : node.end_mark.index]
    return node.start_mark.index + len(source.rstrip())


def _is_null(node: Node) -> bool:
    """Whether nothing is written at all."""
    return isinstance(node, ScalarNode) and not node.style and not node.value


def _after_line(text: str, position: int, lines: list[str]) -> str:
    end = _line_end(text, position)
    return _join(text[:end], lines, text[end:])


def _at_end(text: str, lines: list[str]) -> str:
    body = text.rstrip("\n")
    return (body + "\n\n" if body.strip() else "") + "\n".join(lines) + "\n"


def _join(head: str, lines: list[str], tail: str) -> str:
    return "\n".join([head, *lines]) + tail


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _line_start(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1
