"""A value of the house does not change once it is made; the few classes that collect are named."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator

import msgspec
import pydantic

import kamhandbook

UNSEEN = ("__main__", "maintenance")  # programs, one of which asks for what only it needs
# What is filled while something is worked out, and handed on no further.
COLLECTORS = frozenset(
    {
        *("compose.slots.Slots", "deck.package.PackageBuilder", "deck.package.Relations"),
        *("deck.slide_canvas.SlideCanvas", "editions.redaction.Redactor", "figures.canvas.Canvas"),
        *("figures.text_setter.TextSetter", "fit.deck._DeckFitter", "fit.notices.Ledger"),
        *("history.comparison.Comparison", "history.matching.Matches", "live.preview.Preview"),
        *("metrics.wrap._LineSetter", "pictures.svg_plain._Reader", "placing.change.Change"),
        *("questionnaire.exported.Exported", "questionnaire.exported.ExportedSheet"),
        *("questionnaire.found_items.FoundItems", "questionnaire.merge.Merge"),
        *("report.excerpt.Sources", "site.html.HtmlWriter", "site.incremental.LiveSite"),
        "site.publish.Publication",
    }
)


def test_values_do_not_change() -> None:
    changeable = {name for name, is_frozen in _values() if not is_frozen}
    assert changeable == COLLECTORS


def _values() -> Iterator[tuple[str, bool]]:
    """Yield the name of each class of values, and whether it is frozen."""
    for module in pkgutil.walk_packages(kamhandbook.__path__, "kamhandbook."):
        if any(part in UNSEEN for part in module.name.split(".")):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, type) and value.__module__ == module.name:
                is_frozen = _is_frozen(value)
                if is_frozen is not None:
                    yield f"{module.name}.{name}".removeprefix("kamhandbook."), is_frozen


def _is_frozen(value: type) -> bool | None:
    if issubclass(value, msgspec.Struct):
        return value.__struct_config__.frozen
    if dataclasses.is_dataclass(value):
        return bool(value.__dataclass_params__.frozen)  # type: ignore[attr-defined]
    if issubclass(value, pydantic.BaseModel):
        return bool(value.model_config.get("frozen"))
    return None
