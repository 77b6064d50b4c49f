"""Keys that are unknown where they stand: in another file, on another level, spelled otherwise."""

from __future__ import annotations

import re
from typing import Any

from kamhandbook.content.answers import Answer
from kamhandbook.content.handbook import DIMENSIONS, FILES, PARTS, file_name
from kamhandbook.content.organisation import OrganisationUnit
from kamhandbook.findings import Finding, Position, Replacement
from kamhandbook.reading.allowed_keys import allowed_keys, keys_of, model_at
from kamhandbook.reading.known_keys import places_of, top_keys
from kamhandbook.reading.model_error import ModelError
from kamhandbook.reading.nearest import key_guess
from kamhandbook.reading.suggestions import did_you_mean
from kamhandbook.reading.syntax import DASHES, ODD_SPACE, lines_of
from kamhandbook.reading.syntax.characters import hyphens, plain_spaces
from kamhandbook.reading.syntax.loose_text import loose_text
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


def unknown_answer(dimension: str, key: str, known: list[str], at: Position, text: str) -> Finding:
    """Return that no guiding question has this id; ``text`` is the file's."""
    loose = loose_text(lines_of(text), at.line - 1, at.path) if " " in key else None
    if loose:
        return loose
    other = next((d for d in DIMENSIONS if d != dimension and key in question_ids(d)), None)
    if other:
        return problem("other_file", at, key=key, file=file_name(other))
    meant = key_guess(key, known)
    hint = did_you_mean(meant.word)
    remedy = (Replacement(at, key, meant.word),) if meant.is_certain else ()
    allowed = ", ".join(known)
    return problem("unknown_answer", at, key=key, allowed=allowed, suggestion=hint, fix=remedy)


def loose_answer(error: ModelError) -> Finding | None:
    """Recognise a line of text that reads as a key, for it has a colon and is not indented."""
    if " " not in error.key.strip():
        return None
    at = error.key_at
    parent = error.loc[:-1]
    if parent and model_at(error.model, parent) is Answer:
        line = error.parsed.positions.of(parent).line
        return problem("text_as_keys", at, key=parent[-1], line=line)
    return loose_text(lines_of(error.parsed.text), at.line - 1, at.path)


def odd_key(error: ModelError) -> Finding | None:
    """Recognise a key with a space in it that only looks like one."""
    odd = re.search(ODD_SPACE, error.key)
    if not odd:
        return None
    at = error.key_at
    column = at.column + odd.start()
    line = lines_of(error.parsed.text)[at.line - 1]
    remedy = plain_spaces(line, column - 1, at.line - 1, at.path)
    return problem("odd_space", Position(at.path, at.line, column), fix=remedy)


def merge_key(error: ModelError) -> Finding | None:
    """Recognise YAML's way to take over another item's values."""
    return problem("merge_key", error.key_at) if error.key == "<<" else None


def tree_by_names(error: ModelError) -> Finding | None:
    """Recognise units of a chart that stand as keys, with a list of others below."""
    is_unit = model_at(error.model, error.loc[:-1]) is OrganisationUnit
    below = error.input is None or isinstance(error.input, dict | list)
    is_name = is_unit and below and key_guess(error.key, keys_of(OrganisationUnit)).word == ""
    return problem("tree_by_names", error.key_at, key=error.key) if is_name else None


def dashed_key(error: ModelError) -> Finding | None:
    """Recognise a key that begins with what was meant as the dash of a list."""
    return dash_problem(error.key, error.key_at, error.parsed.text)


def dash_problem(text: str, at: Position, source: str) -> Finding | None:
    """Return that a dash is another character, or lacks its space; None where it is one.

    ``source`` is the text of the file.
    """
    lines = lines_of(source)
    number = at.line - 1
    if re.match(rf"-{ODD_SPACE}", text):
        place = Position(at.path, at.line, at.column + 1)
        remedy = plain_spaces(lines[number], at.column, number, at.path)
        return problem("odd_space", place, fix=remedy)
    if text.startswith("-") and text[1:2].isalpha():
        return problem("dash_space", at, fix=hyphens(lines, number, at.path))
    if text.startswith(DASHES):
        return problem("bullet", at, mark=text[0], fix=hyphens(lines, number, at.path))
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
    for part, model in PARTS.items():
        if model is not error.model and error.key in keys_of(model):
            file = file_name(part) if part in FILES else "iterations/01.yaml"
            return problem("other_file", error.key_at, key=error.key, file=file)
    return None


def misspelt_key(error: ModelError) -> Finding | None:
    """Recognise a key written otherwise, misspelt, or in German."""
    parent = error.loc[:-1]
    allowed = allowed_keys(error.model, parent)
    meant = key_guess(error.key, allowed, model_at(error.model, parent))
    if not meant.word:
        return None
    is_free = meant.word not in error.inside(parent) and not places_of(error.key)
    at = error.key_at
    return problem(
        "unknown_key",
        at,
        key=error.key,
        allowed=", ".join(allowed),
        suggestion=did_you_mean(meant.word),
        fix=(Replacement(at, error.key, meant.word),) if meant.is_certain and is_free else (),
    )


def key_elsewhere(error: ModelError) -> Finding | None:
    """Recognise a key that has its place in one other group of the format, or in another file."""
    places = places_of(error.key)
    if not places and len(error.loc) == 1:
        places = places_of(key_guess(error.key, top_keys()).word)
    if len(places) != 1:
        return None
    part, parent = places[0]
    if not parent:
        file = file_name(part)
        return problem("other_file", error.key_at, key=error.key, file=file)
    allowed = ", ".join(allowed_keys(error.model, error.loc[:-1]))
    return problem(
        "key_elsewhere",
        error.key_at,
        key=error.key,
        parent=parent,
        file=file_name(part),
        allowed=allowed,
    )


def unknown_key(error: ModelError) -> Finding:
    """Return what remains to be said of a key that stands nowhere."""
    allowed = ", ".join(allowed_keys(error.model, error.loc[:-1]))
    return problem("unknown_key", error.key_at, key=error.key, allowed=allowed, suggestion="")


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
