"""Edits written into the texts of the content files, and checked before anybody sees them.

A text is returned only when it reads as exactly what the file said before, plus the edits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from kamhandbook.content.base import Content
from kamhandbook.content.handbook import FILES, Handbook, file_name
from kamhandbook.content.iteration import Iteration
from kamhandbook.findings import Severity
from kamhandbook.positions import ContentPath
from kamhandbook.questionnaire.merge import Edit
from kamhandbook.questionnaire.parts import ITERATION, NEW_ITERATION
from kamhandbook.questionnaire.yaml_edits import with_item, with_value, without_item
from kamhandbook.questionnaire.yaml_values import YamlValue
from kamhandbook.reading.content_folder import validate
from kamhandbook.reading.yaml_file import parse_yaml


class UnsafeEditError(Exception):
    """A file that would not read as intended after the edit; carries its part."""

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(part)


def content_files(folder: Path, handbook: Handbook) -> dict[str, Path]:
    """Return the file of every part, records of iterations by their numbers."""
    files = {part: folder / file_name(part) for part in FILES}
    records = sorted(folder.glob("iterations/*.yaml"))
    for index, (iteration, file) in enumerate(zip(handbook.iterations, records, strict=False)):
        number = iteration.number if iteration.number is not None else f"+{index}"
        files[f"{ITERATION}{number}"] = file
    taken = [iteration.number or 0 for iteration in handbook.iterations]
    files[NEW_ITERATION] = folder / "iterations" / f"{max((*taken, len(records))) + 1:02}.yaml"
    return files


def content_texts(files: Mapping[str, Path]) -> dict[str, str]:
    """Return the texts of the files that exist, by part; a byte order mark stays."""
    return {
        part: file.read_bytes().decode("utf-8") for part, file in files.items() if file.is_file()
    }


def edited_files(texts: Mapping[str, str], edits: Iterable[Edit]) -> dict[str, str]:
    """Return the new text of every file that changes, by part; raises UnsafeEditError."""
    by_part: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_part[edit.part].append(edit)
    return {part: _edited(part, texts.get(part, ""), edits) for part, edits in by_part.items()}


def without_known_items(
    texts: Mapping[str, str], edits: Iterable[Edit], exported: Collection[str]
) -> list[Edit]:
    """Return the edits but for what is there already: a workbook can be read twice.

    ``exported`` are the parts that had a sheet when the workbook was made.
    """
    whole = list(_of_record(texts, list(edits), exported))
    return [edit for edit in whole if not _is_known(edit, texts)]


def _of_record(
    texts: Mapping[str, str], edits: list[Edit], exported: Collection[str]
) -> Iterator[Edit]:
    """Yield edits, those for a new record as ones of the record they have begun before."""
    new = [edit for edit in edits if edit.part == NEW_ITERATION]
    since = (part for part in texts if part.startswith(ITERATION) and part not in exported)
    begun = next((part for part in since if _goes_on(new, part, texts)), NEW_ITERATION)
    for edit in edits:
        yield replace(edit, part=begun) if edit.part == NEW_ITERATION else edit


def _goes_on(new: list[Edit], part: str, texts: Mapping[str, str]) -> bool:
    """Whether a record was begun with these edits: it has some, and contradicts none."""
    data = _data(texts[part], part)
    fields = [edit for edit in new if not edit.is_item]
    contradicts = any(
        data.get(str(edit.path[-1])) not in (None, str(edit.value)) for edit in fields
    )
    return not contradicts and any(_is_known(replace(edit, part=part), texts) for edit in new)


def _is_known(edit: Edit, texts: Mapping[str, str]) -> bool:
    """Whether an item is in its list, or a field of a record begun before says the same."""
    if not edit.is_item and not edit.part.startswith(ITERATION):
        return False
    there = _value_at(_data(texts.get(edit.part, "").removeprefix("\ufeff"), edit.part), edit.path)
    if not edit.is_item:
        return not edit.removes and _comparable(there) == _comparable(edit.value) != ""
    known = there if isinstance(there, list) else []
    return any(_comparable(item) == _comparable(edit.value) for item in known)


def _edited(part: str, text: str, edits: list[Edit]) -> str:
    byte_order_mark = "\ufeff" if text.startswith("\ufeff") else ""
    is_windows = text.count("\r\n") == text.count("\n") > 0
    new = (
        text.removeprefix(byte_order_mark).replace("\r\n", "\n")
        if is_windows
        else text.removeprefix(byte_order_mark)
    )
    data = _data(new, part)
    try:
        for edit in _in_order(edits):
            if edit.removes:
                new = without_item(new, edit.path)
                del _value_at(data, edit.path[:-1])[edit.path[-1]]
            elif edit.is_item:
                new = with_item(new, edit.path, edit.value, edit.at)
                _insert(data, edit.path, edit.value, edit.at)
            else:
                for path, value in _steps(edit, data):
                    new = with_value(new, path, value)
                    _set_value(data, path, value)
    # An edit of unusual YAML can fail in any of these ways; what went through is checked below.
    except (AssertionError, ValueError, IndexError, KeyError, TypeError) as error:
        raise UnsafeEditError(part) from error
    _check_reads_as(part, new, data)
    return byte_order_mark + (new.replace("\n", "\r\n") if is_windows else new)


def _in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits so that none moves the place of a later one: items last, from the end on."""
    whole = list(edits)
    appended = [edit for edit in whole if edit.is_item and edit.at is None]
    moving = [edit for edit in whole if edit.removes or (edit.is_item and edit.at is not None)]
    others = [edit for edit in whole if not edit.removes and not edit.is_item]
    # Of new items for one place the last is put in first: each pushes the one before it down.
    moving = sorted(reversed(moving), key=lambda edit: (-_position(edit), edit.is_item))
    return [*others, *appended, *moving]


def _position(edit: Edit) -> int:
    position = edit.path[-1] if edit.removes else edit.at
    assert isinstance(position, int)
    return position


def _steps(edit: Edit, data: dict[str, Any]) -> list[tuple[ContentPath, YamlValue]]:
    """Return the paths and values to set for one edit: two where a text has to become a group."""
    path = edit.path
    current = _value_at(data, path)
    if isinstance(current, dict) and not isinstance(edit.value, dict):  # {value, visible_from}
        return [((*path, "value"), edit.value)]
    parent = _value_at(data, path[:-1])
    if isinstance(parent, str):  # an answer written as plain text
        if path[-1] == "text":
            return [(path[:-1], edit.value)]
        return [(path[:-1], {"text": str(parent).strip()}), (path, edit.value)]
    return [(path, edit.value)]


def _check_reads_as(part: str, text: str, expected: dict[str, Any]) -> None:
    parsed = parse_yaml(text, part)
    if parsed.findings or _comparable(parsed.data or {}) != _comparable(expected):
        raise UnsafeEditError(part)
    _, findings = validate(_model(part), parsed)
    if any(finding.severity is Severity.ERROR for finding in findings):  # of others tells check
        raise UnsafeEditError(part)


def _model(part: str) -> type[Content]:
    return FILES.get(part, Iteration)


def _data(text: str, part: str) -> dict[str, Any]:
    data = parse_yaml(text, part).data
    return deepcopy(data) if isinstance(data, dict) else {}


def _value_at(data: Any, path: ContentPath) -> Any:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _set_value(data: dict[str, Any], path: ContentPath, value: YamlValue) -> None:
    parent: Any = data
    for part in path[:-1]:
        if isinstance(parent, dict) and not isinstance(parent.get(part), dict | list):
            parent[part] = {}
        parent = parent[part]
    parent[path[-1]] = deepcopy(value)


def _insert(data: dict[str, Any], path: ContentPath, value: YamlValue, at: int | None) -> None:
    items = _value_at(data, path)
    if not isinstance(items, list):
        _set_value(data, path, [])
        items = _value_at(data, path)
    items.insert(len(items) if at is None else at, deepcopy(value))


def _comparable(data: Any) -> Any:
    """Make data comparable: texts without outer blanks, nothing for what is empty."""
    if isinstance(data, dict):
        return {key: _comparable(value) for key, value in data.items()}
    if isinstance(data, list) and data:
        return [_comparable(item) for item in data]
    return "" if data is None or data == [] else str(data).strip()
