"""What does not fit the content format, said to the people who wrote it.

A pydantic error names a place and a kind; the mistake behind it is often another: a list without
dashes, a key on the wrong level, a no-break space. One error gives exactly one finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from kamhandbook.content.answers import Answer
from kamhandbook.content.base import Content
from kamhandbook.content.handbook import DIMENSIONS, FILES, file_name
from kamhandbook.findings import Finding, Position
from kamhandbook.positions import ContentPath
from kamhandbook.reading.allowed_keys import allowed_keys, keys_of, model_at
from kamhandbook.reading.suggestions import meant, suggestion
from kamhandbook.reading.syntax import DASHES, ODD_SPACE, OPENING_QUOTES
from kamhandbook.reading.yaml_file import Parsed
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.messages import phrase, problem

_KEY_WITHOUT_SPACE = re.compile(rf"(?P<key>[\w-]+)(?P<sign> ?[:=]) *(?P<rest>{ODD_SPACE}?.+)", re.S)
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")


@dataclass(frozen=True, slots=True)
class Misfit:
    """One pydantic error: the file's model and text, the place, what stood there."""

    model: type[Content]
    parsed: Parsed
    loc: ContentPath
    kind: str
    input: Any
    details: dict[str, Any]

    @property
    def at(self) -> Position:
        """Where the value stands."""
        return self.parsed.positions.value(self.loc)

    @property
    def key_at(self) -> Position:
        """Where the key stands."""
        return self.parsed.positions.of(self.loc)

    @property
    def key(self) -> str:
        """The last key of the place."""
        return str(self.loc[-1])

    @property
    def found(self) -> str:
        """What stood there, for a message."""
        return found_value(self.input)

    def inside(self, loc: ContentPath) -> dict[str, Any]:
        """Give the group of values written at ``loc``; empty where there is none."""
        current: Any = self.parsed.data
        for part in loc:
            try:
                current = current[part]
            except (KeyError, IndexError, TypeError):
                return {}
        return current if isinstance(current, dict) else {}


Explainer = Callable[[Misfit], Finding | None]


def explained(model: type[Content], parsed: Parsed, error: dict[str, Any]) -> Finding:
    """Turn one pydantic error into a finding at its place; ``loc`` indexes into the positions."""
    misfit = Misfit(
        model=model,
        parsed=parsed,
        loc=tuple(part for part in error["loc"] if part != "[key]"),
        kind=str(error["type"]),
        input=error["input"],
        details=error.get("ctx", {}),
    )
    for explainer in (_curly_quotes, *_EXPLAINERS.get(misfit.kind, ())):
        found = explainer(misfit)
        if found:
            return found
    if misfit.kind.startswith(("not_", "bad_")):
        hint = meant(misfit.kind, misfit.input)
        return problem(misfit.kind, misfit.at, found=misfit.found, suggestion=hint)
    return problem("unexpected", misfit.at, found=misfit.found)


def swapped_file(part: str, parsed: Parsed) -> Finding | None:
    """Recognise a file whose content belongs to another one as a whole."""
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
    """Say that no guiding question has this id."""
    other = next((d for d in DIMENSIONS if d != dimension and key in _question_ids(d)), None)
    if other:
        return problem("other_file", at, key=key, file=file_name(other))
    hint = suggestion(key, known)
    return problem("unknown_answer", at, key=key, allowed=", ".join(known), suggestion=hint)


def found_value(value: object) -> str:
    """Name what stood there, shortened, for a message."""
    if isinstance(value, dict):
        return phrase("found_mapping")
    if isinstance(value, list | tuple):
        return phrase("found_list")
    if value is None:
        return phrase("found_nothing")
    text = " ".join(str(value).split())
    return phrase("found_value", value=text if len(text) <= 40 else text[:39] + "…")


def _known_keys(part: str) -> set[str]:
    return {*keys_of(FILES[part]), *(f"answers.{id_}" for id_ in _question_ids(part))}


def _written_keys(data: dict[str, Any]) -> set[str]:
    answers = data.get("answers")
    ids = answers if isinstance(answers, dict) else {}
    return {*data, *(f"answers.{id_}" for id_ in ids)}


def _question_ids(part: str) -> list[str]:
    if part not in DIMENSIONS:
        return []
    return [question.id for question in DEFAULT.catalogue.dimension(part).questions]


# Keys that are unknown where they stand


def _odd_key(m: Misfit) -> Finding | None:
    odd = re.search(ODD_SPACE, m.key)
    if not odd:
        return None
    at = m.key_at
    return problem("odd_space", Position(at.path, at.line, at.column + odd.start()))


def _dashed_key(m: Misfit) -> Finding | None:
    return _dash(m.key, m.key_at)


def _dash(text: str, at: Position) -> Finding | None:
    """Say that a dash is none, or lacks its space."""
    if re.match(rf"-{ODD_SPACE}", text):
        return problem("odd_space", Position(at.path, at.line, at.column + 1))
    if text.startswith("-") and text[1:2].isalpha():
        return problem("dash_space", at)
    if text.startswith(DASHES):
        return problem("bullet", at, mark=text[0])
    return None


def _wrong_level(m: Misfit) -> Finding | None:
    """A key that would fit under a neighbour above, or one level up."""
    parent = m.loc[:-1]
    siblings = [key for key in m.inside(parent) if key != m.key]
    line = m.key_at.line
    where = m.parsed.positions
    above = [key for key in siblings if where.of((*parent, key)).line <= line]
    for sibling in reversed(above):
        if m.key in allowed_keys(m.model, (*parent, sibling)):
            return problem("wrong_level", m.key_at, key=m.key, parent=sibling)
    if parent and isinstance(parent[-1], str) and m.key in allowed_keys(m.model, parent[:-1]):
        return problem("too_deep_key", m.key_at, key=m.key, parent=parent[-1])
    return None


def _other_file(m: Misfit) -> Finding | None:
    if len(m.loc) != 1:
        return None
    for part, model in FILES.items():
        if model is not m.model and m.key in keys_of(model):
            return problem("other_file", m.key_at, key=m.key, file=file_name(part))
    return None


def _unknown_key(m: Misfit) -> Finding:
    allowed = allowed_keys(m.model, m.loc[:-1])
    hint = suggestion(m.key, allowed)
    return problem("unknown_key", m.key_at, key=m.key, allowed=", ".join(allowed), suggestion=hint)


# Values of the wrong shape


def _broken_mapping(m: Misfit) -> Finding | None:
    """``name:Nordkamp`` below a key: the space is missing, so it reads as text."""
    match = _KEY_WITHOUT_SPACE.match(m.input) if isinstance(m.input, str) else None
    if not match or match["key"] not in allowed_keys(m.model, m.loc):
        return None
    column = m.at.column + match.end("sign")
    at = Position(m.at.path, m.at.line, column)
    if re.match(ODD_SPACE, match["rest"]):
        return problem("odd_space", at)
    if "=" in match["sign"]:
        return problem("equals_sign", Position(at.path, at.line, column - 1), key=match["key"])
    rest = match["rest"].partition("\n")[0]
    return problem("missing_space", at, key=match["key"], value=rest)


def _answer_list(m: Misfit) -> Finding | None:
    is_answer = model_at(m.model, m.loc) is Answer
    return problem("list_for_text", m.at) if is_answer and isinstance(m.input, list) else None


def _mapping_expected(m: Misfit) -> Finding:
    allowed = allowed_keys(m.model, m.loc)
    if m.loc == ("answers",):
        part = next(part for part, model in FILES.items() if model is m.model)
        allowed = _question_ids(part)
    return problem("not_a_mapping", m.at, found=m.found, allowed=", ".join(allowed) or "…")


def _dashes_missing(m: Misfit) -> Finding | None:
    """A list whose dashes are other characters or stick to the text."""
    first = next(iter(m.input), "") if isinstance(m.input, dict) else m.input
    return _dash(first, m.at) if isinstance(first, str) else None


def _list_expected(m: Misfit) -> Finding:
    if isinstance(m.input, dict) and m.input:
        return problem("list_without_dashes", m.at, key=next(iter(m.input)))
    hint = ""
    if isinstance(m.input, str) and "," in m.input:
        parts = ", ".join(part.strip() for part in m.input.split(","))
        hint = phrase("did_you_mean", guess=f"[{parts}]")
    return problem("not_a_list", m.at, found=m.found, suggestion=hint)


def _curly_quotes(m: Misfit) -> Finding | None:
    is_quoted = isinstance(m.input, str) and m.input.startswith(tuple(OPENING_QUOTES))
    return problem("curly_quotes", m.at) if is_quoted and m.kind != "extra_forbidden" else None


def _list_for_text(m: Misfit) -> Finding | None:
    return problem("list_for_text", m.at) if isinstance(m.input, list) else None


def _no_such_day(m: Misfit) -> Finding | None:
    if isinstance(m.input, str) and _DAY.fullmatch(m.input):
        return problem("no_such_day", m.at, found=m.found)
    return None


def _choice(m: Misfit) -> Finding:
    choices = list(_quoted(str(m.details["expected"])))
    hint = suggestion(str(m.input), choices)
    return problem("not_a_choice", m.at, found=m.found, allowed=", ".join(choices), suggestion=hint)


def _quoted(expected: str) -> Iterator[str]:
    """Split pydantic's "'a', 'b' or 'c'"."""
    yield from re.findall(r"'([^']*)'", expected)


def _range(m: Misfit) -> Finding:
    return problem("out_of_range", m.at, found=m.found, low=1, high=12)


_EXPLAINERS: dict[str, tuple[Explainer, ...]] = {
    "extra_forbidden": (_odd_key, _dashed_key, _wrong_level, _other_file, _unknown_key),
    "literal_error": (_choice,),
    "enum": (_choice,),
    "less_than_equal": (_range,),
    "greater_than_equal": (_range,),
    "not_a_mapping": (_broken_mapping, _answer_list, _mapping_expected),
    "dict_type": (_broken_mapping, _mapping_expected),
    "not_a_list": (_dashes_missing, _list_expected),
    "not_text": (_list_for_text,),
    "not_month_or_date": (_no_such_day,),
}
