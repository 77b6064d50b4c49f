"""A template used something wrongly: the cause and the remedy, by the key of a message."""

from __future__ import annotations

from collections.abc import Iterable

from kamhandbook.reading.suggestions import suggestion
from kamhandbook.wording.messages import cause, next_step


class WrongUseError(TypeError):
    """What a template asks for is not there, or not so; its text is the cause, in German."""

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(" ".join(cause(key, **values).split()))
        self.remedy = next_step(key, **values)


def must_be_known(key: str, value: object, known: Iterable[str]) -> None:
    """Raise WrongUseError under ``key``, with a guess, for a value that is none of the known."""
    names = tuple(known)
    if value not in names:
        raise WrongUseError(
            key,
            written=value,
            suggestion=suggestion(str(value), names),
            allowed=", ".join(names),
        )
