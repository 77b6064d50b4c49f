"""Words for titles: each once, the systems that data comes from."""

from __future__ import annotations

from collections.abc import Iterable

from kamhandbook.compose.plain_text import plain_texts

MOST_SYSTEMS, MOST_LETTERS = 4, 6


def distinct(items: Iterable[object]) -> tuple[str, ...]:
    """Return each text once, in order, none empty."""
    return tuple(dict.fromkeys(filter(None, plain_texts(items))))


def systems(sources: Iterable[str]) -> tuple[str, ...]:
    """Return the systems that all sources name first ("ERP, Bericht VK-17" is ERP); () if unclear.

    They are for a title: few of them, and all acronyms, which need no article.
    """
    names = [source.split(",")[0].split("(")[0].strip() for source in sources]
    distinct_names = distinct(names)
    is_clear = len(distinct_names) <= MOST_SYSTEMS and all(
        name.isupper() and len(name) <= MOST_LETTERS for name in names
    )
    return distinct_names if is_clear else ()
