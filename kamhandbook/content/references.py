"""References between items: which field names an item of which list.

Which fields refer is read off the models' declarations, so that the check for references to
nothing and the cut for an audience can never disagree about what a reference is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from msgspec import Struct
from pydantic import BaseModel

from kamhandbook.content.fields import ContentField, fields_of
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.organisation import OrganisationUnit
from kamhandbook.positions import ContentPath

Model = TypeVar("Model", bound=BaseModel)

BOXES = "organisation.structure.name"  # the target of functional lines; a tree, not a list


class Reference(Struct, frozen=True):
    """A text that names an item: where it stands, what it says, which list it points into."""

    path: ContentPath
    name: str
    target: str


def references(handbook: Handbook) -> Iterator[Reference]:
    """Yield every reference that is written down."""
    yield from _references_inside(handbook, ())


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


def without_dangling(visible: Handbook, handbook: Handbook) -> Handbook:
    """Return ``visible`` without references to items that stand in ``handbook`` only."""

    def is_kept(name: str, target: str) -> bool:
        hidden_names = targets(handbook, target) - targets(visible, target)
        return name not in hidden_names

    filtered: Handbook = _filtered(visible, is_kept)
    hidden_units = _unit_names(handbook.organisation.structure) - _unit_names(
        visible.organisation.structure
    )
    if not hidden_units:
        return filtered
    structure = _without_lines(filtered.organisation.structure, hidden_units)
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


def dangling(visible: Handbook, handbook: Handbook) -> frozenset[ContentPath]:
    """Return where ``handbook`` refers to items that are not ``visible``; paths in ``handbook``."""
    all_references = tuple(references(handbook))
    hidden_names = {
        target: targets(handbook, target) - targets(visible, target)
        for target in {reference.target for reference in all_references}
    }
    paths = {
        reference.path
        for reference in all_references
        if reference.name in hidden_names[reference.target]
    }
    structure = handbook.organisation.structure
    hidden_units = _unit_names(structure) - _unit_names(visible.organisation.structure)
    lines = _lines(structure, ("organisation", "structure"))
    return frozenset(paths | {path for path, name in lines if name in hidden_units})


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
    return frozenset(inner_unit.name for inner_unit in _units(unit))


def _lines(unit: OrganisationUnit, path: ContentPath) -> Iterator[tuple[ContentPath, str]]:
    """Yield every functional line of the organisation chart with its path."""
    yield from (((*path, "dotted", index), name) for index, name in enumerate(unit.dotted))
    for index, below in enumerate(unit.reports):
        yield from _lines(below, (*path, "reports", index))


def _without_lines(unit: OrganisationUnit, hidden_units: frozenset[str]) -> OrganisationUnit:
    """Return a unit without the functional lines to units that the audience does not see."""
    reports = tuple(_without_lines(below, hidden_units) for below in unit.reports)
    dotted = tuple(name for name in unit.dotted if name not in hidden_units)
    return unit.model_copy(update={"reports": reports, "dotted": dotted})


def _references_inside(value: Any, path: ContentPath) -> Iterator[Reference]:
    if isinstance(value, BaseModel):
        for field in fields_of(type(value)):
            content = getattr(value, field.name)
            if field.target:
                yield from _references_of_field(content, (*path, field.key), field.target)
            elif isinstance(content, BaseModel | tuple):
                yield from _references_inside(content, (*path, field.key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _references_inside(item, (*path, index))


def _references_of_field(content: Any, path: ContentPath, target: str) -> Iterator[Reference]:
    if isinstance(content, str):
        if content:
            yield Reference(path, content, target)
        return
    pairs = content.items() if isinstance(content, dict) else enumerate(content)
    for key, value in pairs:
        yield Reference((*path, key), str(key if isinstance(content, dict) else value), target)


def _filtered(value: Any, is_kept: Callable[[str, str], bool]) -> Any:
    if isinstance(value, BaseModel):
        updates: dict[str, Any] = {}
        for field in fields_of(type(value)):
            content = getattr(value, field.name)
            target = field.target
            filtered = (
                _names_kept(content, target, is_kept) if target else _filtered(content, is_kept)
            )
            if filtered is not content:
                updates[field.name] = filtered
        return value.model_copy(update=updates) if updates else value
    if isinstance(value, tuple):
        items = tuple(_filtered(item, is_kept) for item in value)
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    return value


def _names_kept(content: Any, target: str, is_kept: Callable[[str, str], bool]) -> Any:
    """Return a reference field without names that go; the very same object when all are kept."""
    names = (content,) if isinstance(content, str) else tuple(content)
    kept_names = [name for name in names if is_kept(name, target)]
    if len(kept_names) == len(names):
        return content
    if isinstance(content, str):
        return ""
    return (
        {name: content[name] for name in kept_names}
        if isinstance(content, dict)
        else tuple(kept_names)
    )
