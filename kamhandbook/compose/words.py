"""Words for titles: each once, the systems that data comes from."""

from __future__ import annotations

from collections.abc import Iterable

MOST_SYSTEMS, MOST_LETTERS = 4, 6


def different(items: Iterable[object]) -> tuple[str, ...]:
    """Give each text once, in order, none empty."""
    return tuple(dict.fromkeys(str(item) for item in items if str(item)))


def systems(sources: Iterable[str]) -> tuple[str, ...]:
    """Give the systems that all sources name first ("ERP, Bericht VK-17" is ERP); () if unclear.

    They are for a title: few of them, and all acronyms, which need no article.
    """
    named = [source.split(",")[0].split("(")[0].strip() for source in sources]
    found = different(named)
    is_clear = len(found) <= MOST_SYSTEMS and all(
        name.isupper() and len(name) <= MOST_LETTERS for name in named
    )
    return found if is_clear else ()
