"""Values as YAML, the way a careful person would write them."""

from __future__ import annotations

import re
import textwrap

from kamhandbook.content.types import Plain
from kamhandbook.forms.yaml_scalars import quoted, scalar

#: What can be written: ``Plain`` is a number, a date or true and false, to be left unquoted.
YamlValue = str | list["YamlValue"] | dict[str, "YamlValue"]

WIDTH = 100  # characters of a line that a folded text is wrapped at
_FLOW_MARKS = re.compile(r"[,\[\]{}]")


def value_after_colon(value: YamlValue, column: int, style: str | None) -> tuple[str, list[str]]:
    """Write a value behind its key at ``column``: what follows the colon, and the lines below."""
    if isinstance(value, dict):
        return "", mapping_lines(value, column + 2)
    if isinstance(value, list):
        return ("[]", []) if not value else ("", block_lines(value, column + 2))
    if "\n" in value:
        return "|", _indented(value, column + 2)
    return _scalar(value, style), []


def block_like(header: str, text: str, column: int) -> str:
    """Write a text as a block like the one it replaces; ``header`` is that one's first line."""
    if header.startswith(">") and "\n" not in text and "  " not in text:
        lines = textwrap.wrap(
            text, WIDTH - column - 2, break_long_words=False, break_on_hyphens=False
        )
        return "\n".join([header, *(" " * (column + 2) + line for line in lines)])
    literal_header = re.sub(r"^[|>]([-+]?)[0-9]*([-+]?)", r"|\1\2", header)
    return "\n".join([literal_header, *_indented(text, column + 2)])


def mapping_lines(value: YamlValue, column: int) -> list[str]:
    """Write a group, one key a line."""
    assert isinstance(value, dict)
    lines: list[str] = []
    for key, child in value.items():
        first, rest = value_after_colon(child, column, None)
        lines += [f"{' ' * column}{key}:" + (f" {first}" if first else ""), *rest]
    return lines


def block_lines(values: list[YamlValue], column: int) -> list[str]:
    """Write the items of a list, each behind a dash at ``column``."""
    lines: list[str] = []
    for value in values:
        if isinstance(value, dict):
            keys = mapping_lines(value, column + 2)
            lines += [f"{' ' * column}- {keys[0].strip()}", *keys[1:]]
        else:
            first, rest = value_after_colon(value, column, None)
            lines += [f"{' ' * column}- {first}", *rest]
    return lines


def flow_text(value: YamlValue) -> str:
    """Write a value on one line, as it stands between brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow_text(child)}" for key, child in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow_text(item) for item in value) + "]"
    if isinstance(value, Plain):
        return str(value)
    if "\n" in value or _FLOW_MARKS.search(value):
        return quoted(value)
    return scalar(value)


def _scalar(text: str, style: str | None) -> str:
    if isinstance(text, Plain):
        return str(text)
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    return quoted(text) if style == '"' else scalar(text)


def _indented(text: str, column: int) -> list[str]:
    return [(" " * column + line) if line.strip() else "" for line in text.split("\n")]
