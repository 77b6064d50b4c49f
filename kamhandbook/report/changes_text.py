"""What ``check --fix`` has changed, a line each: place, before, after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kamhandbook.reading.changes import Change
from kamhandbook.wording.language import Language
from kamhandbook.wording.numbers import plural


def changes_text(changes: Sequence[Change], language: Language, *, is_written: bool) -> str:
    """Return the changes as lines under a heading that says whether they are written."""
    words: dict[str, Any] = language.words("report")["fix"]
    if not changes:
        return f"{words['nothing']}\n"
    heading = words["written" if is_written else "shown"]
    lines = [plural(language, len(changes), heading).format(n=len(changes))]
    for change in changes:
        if change.encoding:
            lines.append(words["saved"].format(path=change.at.path, encoding=change.encoding))
        else:
            values = {"before": _visible(change.before), "after": _visible(change.after)}
            place = f"{change.at.path}:{change.at.line}"
            lines.append(words["change"].format(place=place, **values))
    return "\n".join([*lines, ""])


def _visible(text: str) -> str:
    """Return a text whose odd spaces can be seen, and that steers no terminal."""
    return "".join(
        character if character.isprintable() and character != "\t" else _mark(character)
        for character in text
    )


def _mark(character: str) -> str:
    return "→" if character == "\t" else "␣" if character.isspace() else "·"
