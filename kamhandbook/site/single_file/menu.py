"""The menu of a site as one file: MkDocs' navigation, as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs.structure.nav import Navigation
from msgspec import Struct


class Entry(Struct, frozen=True):
    """A page by its address in the site, a heading with ``entries``, or a link elsewhere."""

    title: str
    address: str = ""
    link: str = ""
    entries: tuple[Entry, ...] = ()


def entries_of(navigation: Navigation) -> tuple[Entry, ...]:
    """Return the menu, in the order of the site's."""
    return tuple(_entry(item) for item in navigation.items)


def page_addresses(menu: Iterable[Entry]) -> tuple[str, ...]:
    """Return the addresses of the menu's pages, in its order, each once."""
    return tuple(dict.fromkeys(_addresses(menu)))


def _entry(item: Any) -> Entry:
    if item.is_section:
        return Entry(item.title, entries=tuple(_entry(child) for child in item.children))
    if item.is_page:
        return Entry(item.title or item.url, address=item.url)
    return Entry(item.title, link=item.url or "")


def _addresses(menu: Iterable[Entry]) -> Iterator[str]:
    for entry in menu:
        if entry.address:
            yield entry.address
        yield from _addresses(entry.entries)
