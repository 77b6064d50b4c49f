"""Cells that hold more than one value: a list of items, words with values, the organisation chart.

One line an item, its fields parted by `` | ``; one line a pair ``Kriterium: 4``; one line a unit,
indented below the one it reports to. What could not be read again is not shown (``is_kept``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from kamhandbook.content.base import LABEL_FIELD
from kamhandbook.content.types import Kind, Plain
from kamhandbook.forms.form import Place
from kamhandbook.questionnaire.misfits import MisfitError, misfit
from kamhandbook.questionnaire.yaml_values import YamlValue

SEPARATOR = " | "
_UNIT = re.compile(r"([ \t\u00a0]*)(?:[-–•*] *)?(.*?)((?: *\[[^\[\]]*\])*) *")
_REMARK = re.compile(r"\[([^\[\]]*)\]")

ToText = Callable[[Any, Place], str]
ToValue = Callable[[str, Place], YamlValue]


def is_composite(place: Place) -> bool:
    """Whether a cell of the place holds several values of several fields."""
    return is_tree(place) or _is_items(place) or _is_pairs(place)


def is_tree(place: Place) -> bool:
    """Whether a group recurs below itself, as a unit of an organisation does."""
    return place.kind is Kind.GROUP and any(below.again for below in place.places)


def item_fields(place: Place) -> tuple[Place, ...]:
    """Return the fields of an item that a line shows, in order."""
    return tuple(
        field
        for field in place.places
        if field.key != LABEL_FIELD and field.kind not in (Kind.GROUP, Kind.MAP, Kind.LIST)
    )


def composite_text(raw: Any, place: Place, to_text: ToText) -> str:
    """Return the lines of a cell for a value of the content; "" for nothing."""
    if not raw:
        return ""
    if is_tree(place):
        return "\n".join(_unit_lines(raw, 0, place))
    if _is_pairs(place):
        return "\n".join(f"{key}: {_pair_text(value)}" for key, value in raw.items())
    if place.takes_texts and all(_is_text(item) for item in raw):
        return to_text([_item_line(item, place, to_text) for item in raw], _of_texts(place))
    return "\n".join(_item_line(item, place, to_text) for item in raw)


def composite_value(text: str, place: Place, to_value: ToValue) -> YamlValue:
    """Return the lines of a cell as a value for the file; raises MisfitError."""
    if is_tree(place):
        return _tree(text, place)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if _is_pairs(place):
        return dict(_pair(pair, place) for line in lines for pair in _pairs(line))
    if place.takes_texts:
        return [item for line in lines for item in _texts(line, place, to_value)]
    return [_item(line, place, to_value) for line in lines]


def _texts(line: str, place: Place, to_value: ToValue) -> list[YamlValue]:
    """Return a line as an item that says more, or as the texts that a list of texts would hold."""
    if SEPARATOR.strip() in line:
        return [_item(line, place, to_value)]
    bare = to_value(line, _of_texts(place))
    return bare if isinstance(bare, list) else [bare]


def _of_texts(place: Place) -> Place:
    """Return the place as one for a list of texts alone."""
    return replace(place, places=(), item=Kind.TEXT, takes_texts=False)


def _is_text(item: Any) -> bool:
    return not isinstance(item, dict) or not any(item[key] for key in item if key != "text")


def is_kept(raw: Any, place: Place, to_text: ToText, to_value: ToValue) -> bool:
    """Whether the lines of a value, read again, say everything that it says."""
    try:
        again = composite_value(composite_text(raw, place, to_text), place, to_value)
    except MisfitError:
        return False
    return not raw or _plain(again) == _plain(_shortest(raw) if place.takes_texts else raw)


def _shortest(items: Any) -> list[Any]:
    """Return items as people write them: a text alone where they say no more."""
    return [item["text"] if set(item) == {"text"} else item for item in items]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items() if each}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return _plain_scalar(value)


def _plain_scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _is_items(place: Place) -> bool:
    return place.kind is Kind.LIST and place.item is Kind.GROUP and not place.again


def _is_pairs(place: Place) -> bool:
    return place.kind is Kind.MAP and place.item not in (Kind.GROUP, Kind.ANSWER)


def _item_line(item: Any, place: Place, to_text: ToText) -> str:
    if not isinstance(item, dict):
        return _one_line(str(item))
    texts = [_one_line(to_text(item.get(field.key), field)) for field in item_fields(place)]
    while texts and not texts[-1]:
        texts.pop()
    return SEPARATOR.join(texts)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _item(line: str, place: Place, to_value: ToValue) -> YamlValue:
    fields = item_fields(place)
    parts = [part.strip() for part in line.lstrip("-–• ").split(SEPARATOR.strip())]
    if len(parts) > len(fields):
        raise misfit("too_many_parts", line, allowed=shape(place))
    return {
        field.key: to_value(part, field) for field, part in zip(fields, parts, strict=False) if part
    }


def shape(place: Place) -> str:
    """Return how a line is written: the titles of its fields, in order."""
    return SEPARATOR.join(field.title for field in item_fields(place))


def _pair_text(value: Any) -> str:
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else _one_line(str(value))


def _pairs(line: str) -> list[str]:
    """Return the pairs of a line: parted by semicolons or commas where each part is one."""
    for separator in (";", ", "):
        parts = [part.strip() for part in line.split(separator) if part.strip()]
        if len(parts) > 1 and all(part.count(":") == 1 for part in parts):
            return parts
    return [line]


def _pair(line: str, place: Place) -> tuple[str, YamlValue]:
    key, separator, value = line.rpartition(":")
    if not separator or not key.strip() or not value.strip() or ": " in key:
        raise misfit("not_a_pair", line)
    if place.item in (Kind.NUMBER, Kind.WHOLE):
        number = value.strip().replace(",", ".")
        if not re.fullmatch(r"-?\d+(\.\d+)?", number):
            raise misfit("not_a_pair", line)
        return key.strip(), Plain(number)
    return key.strip(), value.strip()


def _unit_lines(unit: Any, depth: int, place: Place) -> Iterator[str]:
    """Yield a unit and all below it, each below what it reports to."""
    if not isinstance(unit, dict):
        return
    remarks = []
    if unit.get("kam") in (True, "true", "True", "TRUE"):
        remarks.append("[KAM]")
    dotted = unit.get("dotted") or ()
    if dotted:
        remarks.append(f"[{_dotted_title(place)}: {', '.join(str(name) for name in dotted)}]")
    name = _one_line(str(unit.get("name") or ""))
    yield "    " * depth + " ".join(["-", name, *remarks])
    for below in unit.get("reports") or ():
        yield from _unit_lines(below, depth + 1, place)


def _dotted_title(place: Place) -> str:
    return place.place("dotted").title


def _tree(text: str, place: Place) -> YamlValue:
    """Return the units of an indented list; each reports to the nearest one further left above."""
    stack: list[tuple[int, dict[str, YamlValue]]] = []
    top: dict[str, YamlValue] = {}
    for line in text.split("\n"):
        if not line.strip():
            continue
        indent, unit = _unit(line, place)
        while stack and stack[-1][0] >= indent:
            stack.pop()
        if stack:
            reports = stack[-1][1].setdefault("reports", [])
            assert isinstance(reports, list)
            reports.append(unit)
        elif top:
            raise misfit("second_top", line)
        else:
            top = unit
        stack.append((indent, unit))
    return top


def _unit(line: str, place: Place) -> tuple[int, dict[str, YamlValue]]:
    found = _UNIT.fullmatch(line.replace("\t", "    "))
    assert found  # it fits every line
    indent, name, remarks = found.groups()
    if not name:
        raise misfit("nameless_unit", line)
    unit: dict[str, YamlValue] = {"name": name}
    for remark in _REMARK.findall(remarks):
        title, _, names = remark.partition(":")
        if remark.strip().casefold() == "kam":
            unit["kam"] = Plain("true")
        elif title.strip().casefold() == _dotted_title(place).casefold():
            unit["dotted"] = [each.strip() for each in names.split(",") if each.strip()]
        else:
            raise misfit("unknown_remark", remark, title=_dotted_title(place))
    # ``reports`` is the last key, as people write it: below what the unit says of itself.
    return len(indent), unit
