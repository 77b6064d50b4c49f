"""Values of the wrong shape: what was probably meant, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamhandbook.content.answers import Answer
from kamhandbook.content.handbook import FILES
from kamhandbook.findings import Finding, Position
from kamhandbook.reading.allowed_keys import allowed_keys, model_at
from kamhandbook.reading.model_error import ModelError
from kamhandbook.reading.suggestions import suggestion
from kamhandbook.reading.syntax import ODD_SPACE, OPENING_QUOTES
from kamhandbook.reading.unknown_keys import dash_problem, question_ids
from kamhandbook.wording.messages import phrase, problem

_KEY_WITHOUT_SPACE = re.compile(rf"(?P<key>[\w-]+)(?P<sign> ?[:=]) *(?P<rest>{ODD_SPACE}?.+)", re.S)
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def broken_mapping(error: ModelError) -> Finding | None:
    """Recognise ``name:Nordkamp`` below a key: without the space it reads as text."""
    match = _KEY_WITHOUT_SPACE.match(error.input) if isinstance(error.input, str) else None
    if not match or match["key"] not in allowed_keys(error.model, error.loc):
        return None
    column = error.at.column + match.end("sign")
    at = Position(error.at.path, error.at.line, column)
    if re.match(ODD_SPACE, match["rest"]):
        return problem("odd_space", at)
    if "=" in match["sign"]:
        return problem("equals_sign", Position(at.path, at.line, column - 1), key=match["key"])
    rest = match["rest"].partition("\n")[0]
    return problem("missing_space", at, key=match["key"], value=rest)


def answer_list(error: ModelError) -> Finding | None:
    """Recognise a list where an answer is one text."""
    is_answer = model_at(error.model, error.loc) is Answer
    return (
        problem("list_for_text", error.at) if is_answer and isinstance(error.input, list) else None
    )


def mapping_expected(error: ModelError) -> Finding:
    """Return that a group of keys is expected, and which keys."""
    allowed = allowed_keys(error.model, error.loc)
    if error.loc == ("answers",):
        part = next(part for part, model in FILES.items() if model is error.model)
        allowed = question_ids(part)
    return problem("not_a_mapping", error.at, found=error.found, allowed=", ".join(allowed) or "…")


def dashes_missing(error: ModelError) -> Finding | None:
    """Recognise a list whose dashes are other characters or stick to the text."""
    first = next(iter(error.input), "") if isinstance(error.input, dict) else error.input
    return dash_problem(first, error.at) if isinstance(first, str) else None


def list_expected(error: ModelError) -> Finding:
    """Return that a list is expected, and how the same would be written as one."""
    if isinstance(error.input, dict) and error.input:
        return problem("list_without_dashes", error.at, key=next(iter(error.input)))
    hint = ""
    if isinstance(error.input, str) and "," in error.input:
        parts = ", ".join(part.strip() for part in error.input.split(","))
        hint = phrase("did_you_mean", guess=f"[{parts}]")
    return problem("not_a_list", error.at, found=error.found, suggestion=hint)


def curly_quotes(error: ModelError) -> Finding | None:
    """Recognise a text in quotes that YAML does not know."""
    is_quoted = isinstance(error.input, str) and error.input.startswith(tuple(OPENING_QUOTES))
    return (
        problem("curly_quotes", error.at) if is_quoted and error.kind != "extra_forbidden" else None
    )


def list_for_text(error: ModelError) -> Finding | None:
    """Recognise a list where one text is expected."""
    return problem("list_for_text", error.at) if isinstance(error.input, list) else None


def no_such_day(error: ModelError) -> Finding | None:
    """Recognise a well-formed date that no calendar has."""
    if isinstance(error.input, str) and _DAY.fullmatch(error.input):
        return problem("no_such_day", error.at, found=error.found)
    return None


def not_a_choice(error: ModelError) -> Finding:
    """Return that a word is none of the choices, and which there are."""
    choices = list(_quoted(str(error.details["expected"])))
    hint = suggestion(str(error.input), choices)
    return problem(
        "not_a_choice", error.at, found=error.found, allowed=", ".join(choices), suggestion=hint
    )


def _quoted(expected: str) -> Iterator[str]:
    """Yield the choices in pydantic's "'a', 'b' or 'c'"."""
    yield from re.findall(r"'([^']*)'", expected)


def out_of_range(error: ModelError) -> Finding:
    """Return that a month is none from 1 to 12."""
    return problem("out_of_range", error.at, found=error.found, low=1, high=12)
