"""Keys that are unknown where they stand: in another file, on another level, spelled otherwise."""

from __future__ import annotations

import re
from typing import Any

from kamhandbook.content.handbook import DIMENSIONS, FILES, file_name
from kamhandbook.findings import Finding, Position
from kamhandbook.reading.allowed_keys import allowed_keys, keys_of
from kamhandbook.reading.model_error import ModelError
from kamhandbook.reading.suggestions import suggestion
from kamhandbook.reading.syntax import DASHES, ODD_SPACE
from kamhandbook.reading.yaml_file import Parsed
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.messages import problem


def swapped_file(part: str, parsed: Parsed) -> Finding | None:
    """Recognise a file whose content belongs to another one as a whole; None for any other."""
    data = parsed.data
    if not isinstance(data, dict):
        return None
    own, keys = _known_keys(part), _written_keys(data)
    if len(keys) < 2 or keys & own - {"answers"}:
        return None
    other = next((name for name in FILES if keys <= _known_keys(name)), None)
    if other is None or other == part:
        return None
    key = next(str(key) for key in data if key != "answers" or len(data) == 1)
    at = parsed.positions.of((key,))
    return problem("swapped_file", at, file=file_name(other), key=key)


def unknown_answer(dimension: str, key: str, known: list[str], at: Position) -> Finding:
    """Return that no guiding question has this id."""
    other = next((d for d in DIMENSIONS if d != dimension and key in question_ids(d)), None)
    if other:
        return problem("other_file", at, key=key, file=file_name(other))
    hint = suggestion(key, known)
    return problem("unknown_answer", at, key=key, allowed=", ".join(known), suggestion=hint)


def odd_key(error: ModelError) -> Finding | None:
    """Recognise a key with a space in it that only looks like one."""
    odd = re.search(ODD_SPACE, error.key)
    if not odd:
        return None
    at = error.key_at
    return problem("odd_space", Position(at.path, at.line, at.column + odd.start()))


def dashed_key(error: ModelError) -> Finding | None:
    """Recognise a key that begins with what was meant as the dash of a list."""
    return dash_problem(error.key, error.key_at)


def dash_problem(text: str, at: Position) -> Finding | None:
    """Return that a dash is another character, or lacks its space; None where it is one."""
    if re.match(rf"-{ODD_SPACE}", text):
        return problem("odd_space", Position(at.path, at.line, at.column + 1))
    if text.startswith("-") and text[1:2].isalpha():
        return problem("dash_space", at)
    if text.startswith(DASHES):
        return problem("bullet", at, mark=text[0])
    return None


def wrong_level(error: ModelError) -> Finding | None:
    """Recognise a key that would fit under a neighbour above, or one level up."""
    parent = error.loc[:-1]
    siblings = [key for key in error.inside(parent) if key != error.key]
    line = error.key_at.line
    where = error.parsed.positions
    above = [key for key in siblings if where.of((*parent, key)).line <= line]
    for sibling in reversed(above):
        if error.key in allowed_keys(error.model, (*parent, sibling)):
            return problem("wrong_level", error.key_at, key=error.key, parent=sibling)
    if (
        parent
        and isinstance(parent[-1], str)
        and error.key in allowed_keys(error.model, parent[:-1])
    ):
        return problem("too_deep_key", error.key_at, key=error.key, parent=parent[-1])
    return None


def other_file(error: ModelError) -> Finding | None:
    """Recognise a key of another file."""
    if len(error.loc) != 1:
        return None
    for part, model in FILES.items():
        if model is not error.model and error.key in keys_of(model):
            return problem("other_file", error.key_at, key=error.key, file=file_name(part))
    return None


def unknown_key(error: ModelError) -> Finding:
    """Return what remains to be said of a key that stands nowhere."""
    allowed = allowed_keys(error.model, error.loc[:-1])
    hint = suggestion(error.key, allowed)
    return problem(
        "unknown_key", error.key_at, key=error.key, allowed=", ".join(allowed), suggestion=hint
    )


def _known_keys(part: str) -> set[str]:
    return {*keys_of(FILES[part]), *(f"answers.{id_}" for id_ in question_ids(part))}


def _written_keys(data: dict[str, Any]) -> set[str]:
    answers = data.get("answers")
    ids = answers if isinstance(answers, dict) else {}
    return {*data, *(f"answers.{id_}" for id_ in ids)}


def question_ids(part: str) -> list[str]:
    """Return the ids of a dimension's guiding questions; none for another part."""
    if part not in DIMENSIONS:
        return []
    return [question.id for question in DEFAULT.catalogue.dimension(part).questions]
