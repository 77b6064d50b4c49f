"""Commas of a text between braces or brackets, where YAML ends a value at each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from kamhandbook.findings import Finding, Position, Replacement
from kamhandbook.positions import ContentPath
from kamhandbook.reading.allowed_keys import allowed_keys
from kamhandbook.reading.model_error import ModelError
from kamhandbook.reading.syntax import lines_of
from kamhandbook.reading.syntax.parser_error import shortened
from kamhandbook.reading.syntax.quoting import in_quotes
from kamhandbook.reading.yaml_file import Parsed
from kamhandbook.wording.messages import problem

_DECIMAL = re.compile(r"[-+]?\d+,\d+")
_BEGINS_SMALL = re.compile(r"[a-zäöüß]\S* \S+ \S+")


def comma_in_braces(error: ModelError) -> Finding | None:
    """Recognise ``{meaning: Ein MVZ, das zuweist}``: the rest of a text is taken for a key."""
    parent = error.loc[:-1]
    group = error.inside(parent)
    keys = list(group)
    allowed = set(allowed_keys(error.model, parent))
    if group.get(error.key, "") is not None or error.key in allowed:
        return None
    first = last = keys.index(error.key)
    while first and _is_rest(group, keys[first], allowed):
        first -= 1
    while last + 1 < len(keys) and _is_rest(group, keys[last + 1], allowed):
        last += 1
    text = group[keys[first]]
    start = error.parsed.positions.value((*parent, keys[first]))
    end = error.parsed.positions.of((*parent, keys[last]))
    lines = lines_of(error.parsed.text)
    line = lines[start.line - 1] if start.line <= len(lines) else ""
    if keys[first] not in allowed or not isinstance(text, str) or end.line != start.line:
        return None
    if "{" not in line[: start.column] or line[start.column - 1 : start.column] in ('"', "'"):
        return None
    written = line[start.column - 1 : end.column - 1 + len(keys[last])]
    whole = written.replace(",", ".") if _DECIMAL.fullmatch(written) else in_quotes(written)
    return problem(
        "comma_in_braces",
        Position(start.path, start.line, start.column + written.index(",")),
        key=keys[first],
        value=shortened(whole),
        fix=(Replacement(start, written, whole),),
    )


def _is_rest(group: dict[str, Any], key: str, allowed: set[str]) -> bool:
    return group[key] is None and key not in allowed


def commas_in_brackets(items: list[Any], path: ContentPath, parsed: Parsed) -> Iterator[Finding]:
    """Yield items of a list in brackets that go on where the text before them ends."""
    for index, (before, item) in enumerate(pairwise(items), 1):
        if not isinstance(item, str) or not isinstance(before, str):
            continue
        lines = lines_of(parsed.text)
        at = parsed.positions.value((*path, index))
        line = lines[at.line - 1][: at.column - 1] if at.line <= len(lines) else ""
        if "[" not in line:
            continue
        if line.rstrip().endswith(",") and before[:1].isupper() and _BEGINS_SMALL.match(item):
            value = in_quotes(shortened(f"{before}, {item}"))
            yield problem("comma_in_brackets", at, text=shortened(item), value=value)
