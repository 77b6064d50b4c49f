"""The cut: what one audience may see of a handbook, made before any template runs.

A field's label is, in this order: its own (``{value, visible_from}``, ``buying.visible_from``),
its item's, the default of its kind. Money is the exception: an item's label never opens it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kamhandbook.model.base import Item, Labelled
from kamhandbook.model.handbook import Handbook
from kamhandbook.model.references import without_dangling
from kamhandbook.model.types import Audience, VisibleFrom
from kamhandbook.source import Path_

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Withheld:
    """One text that an audience may not see, and where it stands."""

    path: Path_
    value: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A handbook as one audience sees it, and every text that was cut away."""

    handbook: Handbook
    audience: Audience
    withheld: tuple[Withheld, ...] = ()

    def sees(self, audience: str) -> bool:
        """Whether this edition is meant for ``audience`` or a wider one's readers, too."""
        return self.audience.sees(Audience(audience))


@dataclass(slots=True)
class _Cut:
    audience: Audience
    withheld: list[Withheld] = field(default_factory=list)

    def model(self, model: Model, path: Path_, label: Audience | None = None) -> Model:
        """Give the model with every field that is withheld set back to its empty default."""
        own = getattr(model, "visible_from", None) if isinstance(model, Item) else label
        updates: dict[str, Any] = {}
        for name, info in type(model).model_fields.items():
            value = getattr(model, name)
            here = (*path, info.alias or name)
            if not self.audience.sees(_label(info, value, own)):
                self.note(value, here)
                updates[name] = info.get_default(call_default_factory=True)
            else:
                kept = self.value(value, here)
                if kept is not value:
                    updates[name] = kept
        return model.model_copy(update=updates) if updates else model

    def value(self, value: Any, path: Path_) -> Any:
        """Cut inside a value; the very same object when nothing was cut."""
        if isinstance(value, BaseModel):
            return self.model(value, path)
        if isinstance(value, tuple):
            return self.sequence(value, path)
        if isinstance(value, dict):
            kept = {k: self.value(v, (*path, k)) for k, v in value.items() if self.keeps(v, path)}
            same = len(kept) == len(value) and all(kept[k] is value[k] for k in kept)
            return value if same else kept
        return value

    def sequence(self, items: tuple[Any, ...], path: Path_) -> tuple[Any, ...]:
        """Drop the items that are withheld, cut inside the others."""
        kept = tuple(
            self.value(item, (*path, index))
            for index, item in enumerate(items)
            if self.keeps(item, (*path, index))
        )
        same = len(kept) == len(items) and all(a is b for a, b in zip(kept, items, strict=True))
        return items if same else kept

    def keeps(self, item: Any, path: Path_) -> bool:
        """Whether an item may be seen at all; notes its texts when not."""
        if self.audience.sees(getattr(item, "visible_from", None)):
            return True
        self.note(item, path)
        return False

    def note(self, value: Any, path: Path_) -> None:
        """Remember every text inside a value that was cut away."""
        self.withheld.extend(Withheld(at, text) for at, text in texts(value, path))


def cut(handbook: Handbook, audience: Audience) -> Edition:
    """Cut a handbook to what ``audience`` may see; references to what is gone go with it."""
    knife = _Cut(audience)
    seen = knife.model(handbook, ())
    return Edition(without_dangling(seen, handbook), audience, tuple(knife.withheld))


def texts(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Walk every non-empty text (also numbers, as text) inside a value with its path."""
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            if name not in ("visible_from", "status", "kind"):
                yield from texts(getattr(value, name), (*path, info.alias or name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, (*path, key))
    elif value not in (None, "") and not isinstance(value, bool):
        yield path, str(value)


def _label(info: FieldInfo, value: Any, own: Audience | None) -> Audience | None:
    default = next((m.audience for m in info.metadata if isinstance(m, VisibleFrom)), None)
    if default is None:
        return None
    explicit = getattr(value, "visible_from", None)
    if explicit is not None or isinstance(value, Labelled):
        return explicit or default
    return own or default
