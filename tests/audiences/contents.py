"""Random contents: the sample's shape, every text told apart, labels wherever one may stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from msgspec import Struct
from msgspec.structs import fields
from pydantic import BaseModel

from kamhandbook.content.answers import Answer
from kamhandbook.content.base import Item, Labelled
from kamhandbook.content.handbook import FILES, Handbook, file_name
from kamhandbook.content.identity import identity_field, name_field
from kamhandbook.content.references import without_dangling
from kamhandbook.content.selection import Buying
from kamhandbook.content.types import Audience, Markdown
from kamhandbook.reading.content_folder import read_content_folder

ROOT = Path(__file__).resolve().parents[2]
TOKEN = re.compile(r"zul\d+", re.IGNORECASE)
_KEPT = frozenset({"id", "goal", "brand", "language", "email", "kind", "dimension", "level"})
_KEPT_CHOICES = frozenset(
    {"role", "form", "scope", "status", "for_", "phase", "audience", "address", "article", "better"}
)


@cache
def sample() -> Handbook:
    """Give the sample company's handbook."""
    return read_content_folder(ROOT / "content").handbook


def random_handbook(
    seed: int, *, labels: float = 0.25, gaps: float = 0.1, changes: float = 0.0, apart: bool = False
) -> Handbook:
    """Make a handbook in which every text is a word or two of its own, say „Zul17 zul17“.

    ``labels`` and ``gaps`` say how often something is labelled and left out, ``changes`` how often
    a text (but no name) is another than usual. Equal texts stay equal; with ``apart`` only names
    do, so that a word tells the place it stands in. The same place has the same word for any seed.
    """
    made: Handbook = _Maker(Random(seed), labels, gaps, changes, apart).value(sample(), "", ())
    return without_dangling(made, _whole(apart))


@cache
def _whole(apart: bool) -> Handbook:
    """Give what every random handbook is made of, without labels and gaps."""
    whole = _Maker(Random(0), 0.0, 0.0, 0.0, apart).value(sample(), "", ())
    assert isinstance(whole, Handbook)
    return whole


def write_content(handbook: Handbook, folder: Path) -> Path:
    """Write a handbook as a content folder (JSON is YAML, too)."""
    (folder / "iterations").mkdir(parents=True)
    for part in FILES:
        data = _dumped(getattr(handbook, part))
        (folder / file_name(part)).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    for iteration in handbook.iterations:
        file = folder / "iterations" / f"{iteration.number:02}.yaml"
        file.write_text(json.dumps(_dumped(iteration), ensure_ascii=False), "utf-8")
    return folder


def tokens(value: Any) -> frozenset[str]:
    """Collect the words that stand anywhere inside a value, whatever it is made of."""
    return frozenset(t.lower() for text in strings(value) for t in TOKEN.findall(text))


def strings(value: Any) -> Iterator[str]:
    """Walk every text inside models, structs, mappings and sequences."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from strings(getattr(value, name))
    elif isinstance(value, Struct):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from strings(key)
            yield from strings(inside)
    elif isinstance(value, tuple | list):
        for inside in value:
            yield from strings(inside)


def _dumped(model: BaseModel) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)


CHANGED = 50_000  # added to the number of a text that is another than usual


class _Maker:
    def __init__(
        self, random: Random, labels: float, gaps: float, changes: float, apart: bool
    ) -> None:
        self.random, self.labels, self.gaps = random, labels, gaps
        self.changes, self.apart = changes, apart

    def value(self, value: Any, name: str, path: tuple[Any, ...]) -> Any:
        if isinstance(value, BaseModel):
            return self.model(value, path)
        if isinstance(value, tuple):
            gaps = 0.0 if name == "questions" else self.gaps  # their answers would have no question
            kept = [(i, each) for i, each in enumerate(value) if self.random.random() >= gaps]
            return tuple(self.value(each, name, (*path, i)) for i, each in kept)
        if isinstance(value, dict):
            pairs = value.items()
            return {self.key(k, name): self.value(v, name, (*path, k)) for k, v in pairs}
        if isinstance(value, Markdown):
            number = self.number(value, path)
            short = f"Satz zul{number} steht **hier**.\n\n- erstens zul{number}\n- zweitens"
            return Markdown(f"{short} zul{number}") if value else value
        return self.text(value, name, path) if type(value) is str and value else value

    def model(self, model: BaseModel, path: tuple[Any, ...]) -> BaseModel:
        updates = {}
        for name in type(model).model_fields:
            value = getattr(model, name)
            is_choice = name in _KEPT_CHOICES and not isinstance(model, _WITH_PLAIN_ROLE)
            if name not in _KEPT and not is_choice:
                usual, self.changes = self.changes, 0.0 if _is_name(model, name) else self.changes
                updates[name] = self.value(value, name, (*path, name))
                self.changes = usual
        if isinstance(model, Item | Answer | Labelled | Buying):
            label = self.random.random() < self.labels
            updates["visible_from"] = self.random.choice(list(Audience)) if label else None
        return model.model_copy(update=updates)

    def key(self, key: str, name: str) -> str:
        return self.text(key, name, ("scores",)) if name == "scores" else key

    def text(self, text: str, name: str, path: tuple[Any, ...]) -> str:
        number = self.number(text, path)
        return f"https://zul{number}.example" if name == "url" else f"Zul{number} zul{number}"

    def number(self, text: str, path: tuple[Any, ...]) -> int:
        name = _referred(text, path)
        number = _numbers().setdefault(name or (path if self.apart else text), len(_numbers()))
        is_changed = self.random.random() < self.changes and not name
        return number + CHANGED * is_changed


@cache
def _numbers() -> dict[Any, int]:
    return {}


def _referred(text: str, path: tuple[Any, ...]) -> tuple[str, str] | None:
    """Give a key for a name that references use, the same where it stands and is referred to."""
    if path[:2] == ("organisation", "structure"):
        return "box", text
    if path[0] == "services" and (path[1] == "packages" and "services" in path[2:]):
        return "service", text
    if path[:2] == ("services", "services") and path[-1] == "name":
        return "service", text
    if (path[:2] == ("selection", "criteria") and path[-1] == "name") or path[-1] == "scores":
        return "criterion", text
    is_account = path[:2] == ("selection", "key_accounts") and path[-1] == "name"
    return ("account", text) if is_account or path[-1] == "key_account" else None


def _is_name(model: BaseModel, name: str) -> bool:
    return name in {identity_field(model), name_field(model)}


def _plain_role_models() -> tuple[type[BaseModel], ...]:
    from kamhandbook.content.handbook_file import Contact
    from kamhandbook.content.introduction import Sponsor
    from kamhandbook.content.organisation import TeamRole

    return (TeamRole, Contact, Sponsor)


_WITH_PLAIN_ROLE = _plain_role_models()
