"""Words put together: lists, capitals, each once."""

from __future__ import annotations

from collections.abc import Iterable

from kamhandbook.messages import wording


def listed(items: Iterable[object]) -> str:
    """Join words: A, B und C."""
    words = [str(item) for item in items if str(item)]
    both = [part for part in (", ".join(words[:-1]), *words[-1:]) if part]
    return f" {wording('deck')['and']} ".join(both)


def capital(text: object) -> str:
    """Make the first letter a capital, as at the start of a sentence."""
    words = str(text)
    return words[:1].upper() + words[1:]


def different(items: Iterable[object]) -> tuple[str, ...]:
    """Give each text once, in order, none empty."""
    return tuple(dict.fromkeys(str(item) for item in items if str(item)))
