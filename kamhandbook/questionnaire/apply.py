"""What is taken over, written into the files' texts – and checked before anybody sees it.

A file is given back only when it reads as exactly what it said before plus what was taken over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from kamhandbook.content.handbook import FILES, file_name
from kamhandbook.positions import ContentPath
from kamhandbook.questionnaire.merge import Taken
from kamhandbook.questionnaire.yaml_edits import with_item, with_value
from kamhandbook.questionnaire.yaml_values import Value
from kamhandbook.reading.content_folder import validate
from kamhandbook.reading.yaml_file import parse_yaml


class UnsafeEditError(Exception):
    """A file that would not read as intended after the edit; carries its part."""

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(part)


def applied(texts: Mapping[str, str], taken: Iterable[Taken]) -> dict[str, str]:
    """Give the new texts of the files that change, by part; raises UnsafeEditError."""
    by_part: dict[str, list[Taken]] = defaultdict(list)
    for change in taken:
        by_part[change.part].append(change)
    return {part: _edited(part, texts.get(part, ""), changes) for part, changes in by_part.items()}


def _edited(part: str, text: str, changes: list[Taken]) -> str:
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    is_windows = text.count("\r\n") == text.count("\n") > 0
    new = text.removeprefix(mark).replace("\r\n", "\n") if is_windows else text.removeprefix(mark)
    data = _data(new, part)
    try:
        for change in changes:
            if change.is_item:
                new = with_item(new, change.path, change.value)
                _append(data, change.path, change.value)
            else:
                for path, value in _steps(change, data):
                    new = with_value(new, path, value)
                    _set(data, path, value)
    except (AssertionError, ValueError, IndexError, KeyError, TypeError) as error:
        raise UnsafeEditError(part) from error
    _make_sure(part, new, data)
    return mark + (new.replace("\n", "\r\n") if is_windows else new)


def _steps(change: Taken, data: dict[str, Any]) -> list[tuple[ContentPath, Value]]:
    """Say how to set a value where text may stand for the group that the path leads through."""
    path = change.path
    standing = _at(data, path)
    if isinstance(standing, dict):  # {value, visible_from}
        return [((*path, "value"), change.value)]
    above = _at(data, path[:-1])
    if isinstance(above, str):  # an answer written as plain text
        if path[-1] == "text":
            return [(path[:-1], change.value)]
        return [(path[:-1], {"text": str(above).strip()}), (path, change.value)]
    return [(path, change.value)]


def _make_sure(part: str, text: str, expected: dict[str, Any]) -> None:
    parsed = parse_yaml(text, file_name(part))
    if parsed.findings or _flat(parsed.data or {}) != _flat(expected):
        raise UnsafeEditError(part)
    _, findings = validate(FILES[part], parsed)
    if findings:
        raise UnsafeEditError(part)


def _data(text: str, part: str) -> dict[str, Any]:
    data = parse_yaml(text, file_name(part)).data
    return deepcopy(data) if isinstance(data, dict) else {}


def _at(data: Any, path: ContentPath) -> Any:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _set(data: dict[str, Any], path: ContentPath, value: Value) -> None:
    above: Any = data
    for part in path[:-1]:
        if isinstance(above, dict) and not isinstance(above.get(part), dict | list):
            above[part] = {}
        above = above[part]
    above[path[-1]] = deepcopy(value)


def _append(data: dict[str, Any], path: ContentPath, value: Value) -> None:
    items = _at(data, path)
    if not isinstance(items, list):
        _set(data, path, [])
        items = _at(data, path)
    items.append(deepcopy(value))


def _flat(data: Any) -> Any:
    """Make data comparable: texts without outer blanks, nothing for what is empty."""
    if isinstance(data, dict):
        return {key: _flat(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_flat(item) for item in data]
    return "" if data is None else str(data).strip()
