"""Many own pages: the navigation stays short on every page, whatever the folders look like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kamhandbook.site.many_pages import MOST, folded
from kamhandbook.wording.language import DEFAULT

FLAT = [f"seite-{number:04}.md" for number in range(2000)]
FOLDERS = [{f"Ordner {number}": [f"o{number}/a.md", f"o{number}/b.md"]} for number in range(700)]
ONE_FOLDER = [{"Tief": [{"Tiefer": [f"t/t/{name}" for name in FLAT]}]}]
MANY_SMALL = [
    {f"Ordner {number}": [f"o{number}/{n}.md" for n in range(40)]} for number in range(50)
]


def pages(items: list[Any]) -> Iterator[str]:
    for item in items:
        if isinstance(item, str):
            yield item
        else:
            for inside in item.values():
                yield from pages(inside if isinstance(inside, list) else [inside])


def lengths(items: list[Any]) -> Iterator[int]:
    """Walk how long each level of the navigation is."""
    yield len(items)
    for item in items:
        for inside in item.values() if isinstance(item, dict) else ():
            if isinstance(inside, list):
                yield from lengths(inside)


@pytest.mark.parametrize("items", [FLAT, FOLDERS, ONE_FOLDER, MANY_SMALL])
def test_no_level_is_long_and_no_page_is_lost(items: list[Any]) -> None:
    short = folded(items, DEFAULT)
    assert max(lengths(short)) <= MOST and len(short) == 1
    assert list(pages(short)) == list(pages(items))


def test_few_pages_stand_where_mkdocs_puts_them() -> None:
    few = [*FLAT[: MOST - 2], {"Ordner": ["o/a.md", "o/b.md"]}]
    assert folded(few, DEFAULT) == few


def test_a_section_says_what_is_in_it() -> None:
    (wrapper,) = folded(FLAT, DEFAULT)
    first = next(iter(wrapper["Weitere Seiten"][0]))
    assert first == "seite-0000 – seite-0045"
