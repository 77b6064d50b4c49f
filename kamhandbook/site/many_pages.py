"""Many pages of a company's own: a navigation that stays short on each of them.

Every page carries the navigation, so that its length is what a thousand pages cost. Material leaves
out what lies below a closed section (``navigation.prune``), but never below one of the first level.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, isqrt
from pathlib import PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from kamhandbook.wording.language import Language

#: So many pages stand in the navigation as MkDocs would put them.
MOST = 100
PRUNE = "navigation.prune"


def folded(items: Sequence[Any], language: Language) -> list[Any]:
    """Return a company's navigation as it is; of more than ``MOST`` pages folded into sections."""
    if sum(1 for _ in _pages(items)) <= MOST:
        return list(items)
    words = language.words("site_build")["many_pages"]
    return [{words["section"]: _short(items, words["range"])}]


def prune(config: MkDocsConfig, items: Sequence[Any]) -> None:
    """Let the theme leave out closed sections where all of them on every page would be too many."""
    features = config.theme["features"] or []
    if PRUNE not in features and sum(1 for _ in _pages(items)) > MOST:
        config.theme["features"] = [*features, PRUNE]


def _short(items: Sequence[Any], range_: str) -> list[Any]:
    """Return a level of the navigation, and those below it, none of them long."""
    shown = [
        {name: _short(inside, range_) if isinstance(inside, list) else inside}
        for item in items
        for name, inside in (item.items() if isinstance(item, dict) else [("", item)])
    ]
    plain = [item.get("", item) for item in shown]
    size = ceil(len(plain) / max(1, isqrt(len(plain))))
    if len(plain) <= MOST:
        return plain
    groups = [plain[start : start + size] for start in range(0, len(plain), size)]
    return [{range_.format(first=_name(g[0]), last=_name(g[-1])): g} for g in groups]


def _name(item: Any) -> str:
    name = item if isinstance(item, str) else str(next(iter(item)))
    return PurePosixPath(name).stem if isinstance(item, str) else name


def _pages(items: Sequence[Any]) -> Iterator[str]:
    for item in items:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            for inside in item.values():
                yield from _pages(inside if isinstance(inside, list) else [inside])
