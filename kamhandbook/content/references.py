"""References between items: which field names an item of which list.

Which fields refer is read off the models' declarations, so that the check for references to
nothing and the cut for an audience can never disagree about what a reference is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from kamhandbook.content.fields import ContentField, fields_of
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.organisation import OrganisationUnit
from kamhandbook.positions import ContentPath

Model = TypeVar("Model", bound=BaseModel)

BOXES = "organisation.structure.name"  # the target of functional lines; a tree, not a list


@dataclass(frozen=True, slots=True)
class Reference:
    """A text that names an item: where it stands, what it says, which list it points into."""

    path: ContentPath
    name: str
    target: str


def references(handbook: Handbook) -> Iterator[Reference]:
    """Yield every reference that is written down."""
    yield from _inside(handbook, ())


def targets(handbook: Handbook, target: str) -> frozenset[str]:
    """Return the names that a reference to ``dimension.list.key`` may use."""
    dimension, items, key = target.split(".")
    return frozenset(getattr(item, key) for item in getattr(getattr(handbook, dimension), items))


def mentions(handbook: Handbook) -> Iterator[Reference]:
    """Yield every reference and every functional line of the organisation chart."""
    yield from references(handbook)
    for path, name in _lines(handbook.organisation.structure, ("organisation", "structure")):
        yield Reference(path, name, BOXES)


def nameable(handbook: Handbook, target: str) -> Iterator[tuple[ContentPath, str]]:
    """Yield what a target's references may name: where each name stands, and the name."""
    if target == BOXES:
        yield from _units_with_paths(handbook.organisation.structure, ("organisation", "structure"))
        return
    dimension, items, key = target.split(".")
    for index, item in enumerate(getattr(getattr(handbook, dimension), items)):
        yield (dimension, items, index, key), getattr(item, key)


def without_dangling(seen: Handbook, whole: Handbook) -> Handbook:
    """Drop references to items that stand in ``whole`` but not in ``seen``."""

    def keep(name: str, target: str) -> bool:
        gone = targets(whole, target) - targets(seen, target)
        return name not in gone

    filtered: Handbook = _filtered(seen, keep)
    units = _unit_names(whole.organisation.structure) - _unit_names(seen.organisation.structure)
    if not units:
        return filtered
    structure = _without_lines(filtered.organisation.structure, units)
    organisation = filtered.organisation.model_copy(update={"structure": structure})
    return filtered.model_copy(update={"organisation": organisation})


def followed(content: Any, field: ContentField, renamed: Mapping[str, Mapping[str, str]]) -> Any:
    """Return a field's references by the names that their items have now.

    ``renamed`` maps old names to new ones by target, ``services.services.name``.
    """
    names = renamed.get(field.target)
    if not names:
        return content
    if isinstance(content, str):
        return names.get(content, content)
    if isinstance(content, dict):
        return {names.get(key, key): value for key, value in content.items()}
    return tuple(names.get(name, name) for name in content)


def dangling(seen: Handbook, whole: Handbook) -> frozenset[ContentPath]:
    """Find where ``whole`` refers to items that do not stand in ``seen``; paths in ``whole``."""
    written = tuple(references(whole))
    gone = {
        target: targets(whole, target) - targets(seen, target)
        for target in {reference.target for reference in written}
    }
    paths = {r.path for r in written if r.name in gone[r.target]}
    structure = whole.organisation.structure
    units = _unit_names(structure) - _unit_names(seen.organisation.structure)
    lines = _lines(structure, ("organisation", "structure"))
    return frozenset(paths | {path for path, name in lines if name in units})


def _units_with_paths(
    unit: OrganisationUnit, path: ContentPath
) -> Iterator[tuple[ContentPath, str]]:
    yield (*path, "name"), unit.name
    for index, below in enumerate(unit.reports):
        yield from _units_with_paths(below, (*path, "reports", index))


def _units(unit: OrganisationUnit) -> Iterator[OrganisationUnit]:
    yield unit
    for below in unit.reports:
        yield from _units(below)


def _unit_names(unit: OrganisationUnit) -> frozenset[str]:
    return frozenset(each.name for each in _units(unit))


def _lines(unit: OrganisationUnit, path: ContentPath) -> Iterator[tuple[ContentPath, str]]:
    """Yield every functional line of the organisation chart with its path."""
    yield from (((*path, "dotted", index), name) for index, name in enumerate(unit.dotted))
    for index, below in enumerate(unit.reports):
        yield from _lines(below, (*path, "reports", index))


def _without_lines(unit: OrganisationUnit, gone: frozenset[str]) -> OrganisationUnit:
    """Drop the functional lines that lead to a unit the audience does not see."""
    reports = tuple(_without_lines(below, gone) for below in unit.reports)
    dotted = tuple(name for name in unit.dotted if name not in gone)
    return unit.model_copy(update={"reports": reports, "dotted": dotted})


def _inside(value: Any, path: ContentPath) -> Iterator[Reference]:
    if isinstance(value, BaseModel):
        for field in fields_of(type(value)):
            content = getattr(value, field.name)
            if field.target:
                yield from _named(content, (*path, field.key), field.target)
            elif isinstance(content, BaseModel | tuple):
                yield from _inside(content, (*path, field.key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _inside(item, (*path, index))


def _named(content: Any, path: ContentPath, target: str) -> Iterator[Reference]:
    if isinstance(content, str):
        if content:
            yield Reference(path, content, target)
        return
    pairs = content.items() if isinstance(content, dict) else enumerate(content)
    for key, value in pairs:
        yield Reference((*path, key), str(key if isinstance(content, dict) else value), target)


def _filtered(value: Any, keep: Callable[[str, str], bool]) -> Any:
    if isinstance(value, BaseModel):
        updates: dict[str, Any] = {}
        for field in fields_of(type(value)):
            content = getattr(value, field.name)
            target = field.target
            kept = _kept(content, target, keep) if target else _filtered(content, keep)
            if kept is not content:
                updates[field.name] = kept
        return value.model_copy(update=updates) if updates else value
    if isinstance(value, tuple):
        items = tuple(_filtered(item, keep) for item in value)
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    return value


def _kept(content: Any, target: str, keep: Callable[[str, str], bool]) -> Any:
    """Drop names from a reference field; the very same object when all are kept."""
    names = (content,) if isinstance(content, str) else tuple(content)
    kept = [name for name in names if keep(name, target)]
    if len(kept) == len(names):
        return content
    if isinstance(content, str):
        return ""
    return {name: content[name] for name in kept} if isinstance(content, dict) else tuple(kept)
