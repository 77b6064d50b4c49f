"""Reading a content folder: every file, every problem, one handbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from kamhandbook.findings import Finding, Position, in_order
from kamhandbook.messages import phrase, problem
from kamhandbook.model.base import Content
from kamhandbook.model.catalogue import load as load_catalogue
from kamhandbook.model.handbook import DIMENSIONS, FILES, Handbook, file_name
from kamhandbook.model.introduction import Iteration
from kamhandbook.source import Parsed, Path_, Positions, read_yaml

_RANGES = {"less_than_equal", "greater_than_equal"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A handbook as read: what could be understood, where it stands, and what could not be read."""

    handbook: Handbook
    positions: Positions
    findings: tuple[Finding, ...]
    root: Path
    folder: Path

    @property
    def is_readable(self) -> bool:
        """Whether every file could be understood."""
        return not self.findings


def load(folder: Path) -> Loaded:
    """Read the content folder; its parent is the project root. Never raises for content."""
    folder = folder.absolute()
    root = folder.parent
    if not folder.is_dir():
        at = Position(folder.name)
        missing = problem("no_folder", at, folder=folder.name)
        return Loaded(Handbook(), Positions(), (missing,), root, folder)
    parts: dict[str, Any] = {}
    positions = Positions()
    findings = list(_unknown_files(folder))
    for key, model in FILES.items():
        parsed = _read_part(folder / file_name(key), root, key)
        positions = positions.merged(parsed.positions.under((key,)))
        findings += parsed.findings
        parts[key], errors = validate(model, parsed)
        findings += errors
    iterations, more, where = _iterations(folder, root)
    handbook = Handbook(**parts, iterations=iterations)
    positions = positions.merged(where)
    findings += [*more, *_question_ids(handbook, positions)]
    return Loaded(handbook, positions, in_order(findings), root, folder)


def validate(model: type[Content], parsed: Parsed) -> tuple[Content, tuple[Finding, ...]]:
    """Make the model of one file; where it does not fit, an empty one and the findings."""
    if parsed.data is None:
        return model(), ()
    try:
        return model.model_validate(parsed.data), ()
    except ValidationError as error:
        return model(), tuple(_explained(model, parsed, dict(e)) for e in error.errors())


def _read_part(file: Path, root: Path, key: str) -> Parsed:
    if file.exists():
        return read_yaml(file, root)
    path = f"{file.parent.name}/{file_name(key)}"
    return Parsed(path, None, Positions({(): Position(path)}, {}))


def _iterations(folder: Path, root: Path) -> tuple[tuple[Iteration, ...], list[Finding], Positions]:
    """Read ``iterations/*.yaml`` in the order of their names; the number defaults to the name."""
    iterations: list[Iteration] = []
    findings: list[Finding] = []
    positions = Positions()
    for index, file in enumerate(sorted((folder / "iterations").glob("*.yaml"))):
        parsed = read_yaml(file, root)
        positions = positions.merged(parsed.positions.under(("iterations", index)))
        iteration, errors = validate(Iteration, parsed)
        findings += [*parsed.findings, *errors]
        assert isinstance(iteration, Iteration)
        if iteration.number is None and file.stem.isdigit():
            iteration = iteration.model_copy(update={"number": int(file.stem)})
        iterations.append(iteration)
    return tuple(iterations), findings, positions


def _unknown_files(folder: Path) -> Iterator[Finding]:
    allowed = [file_name(key) for key in FILES]
    for file in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        if file.name not in allowed:
            at = Position(f"{folder.name}/{file.name}")
            hint = suggestion(file.name, allowed)
            yield problem(
                "unknown_file", at, name=file.name, allowed=", ".join(allowed), suggestion=hint
            )


def _question_ids(handbook: Handbook, positions: Positions) -> Iterator[Finding]:
    """Hold the ids under ``answers`` against the catalogue's and the company's own questions."""
    catalogue = load_catalogue()
    own = handbook.handbook.questions
    for dimension in DIMENSIONS:
        known = [question.id for question in catalogue.dimension(dimension).questions]
        for index, question in enumerate(own):
            if question.dimension == dimension and question.id in known:
                at = positions.of(("handbook", "questions", index, "id"))
                yield problem("taken_id", at, id=question.id)
            elif question.dimension == dimension and question.id:
                known.append(question.id)
        for key in handbook.answers(dimension):
            if key not in known:
                at = positions.of((dimension, "answers", key))
                yield problem(
                    "unknown_answer",
                    at,
                    key=key,
                    allowed=", ".join(known),
                    suggestion=suggestion(key, known),
                )


def _explained(model: type[Content], parsed: Parsed, error: dict[str, Any]) -> Finding:
    """Turn one pydantic error into a finding at its place; ``loc`` indexes into the positions."""
    loc: Path_ = tuple(part for part in error["loc"] if part != "[key]")
    kind = str(error["type"])
    where = parsed.positions
    if kind == "extra_forbidden":
        allowed = allowed_keys(model, loc[:-1])
        return problem(
            "unknown_key",
            where.of(loc),
            key=loc[-1],
            allowed=", ".join(allowed),
            suggestion=suggestion(str(loc[-1]), allowed),
        )
    found = found_value(error["input"])
    if kind in ("literal_error", "enum"):
        choices = [part.strip("'") for part in _choices(error["ctx"]["expected"])]
        hint = suggestion(str(error["input"]), choices)
        at = where.value(loc)
        return problem("not_a_choice", at, found=found, allowed=", ".join(choices), suggestion=hint)
    if kind in _RANGES:
        return problem("out_of_range", where.value(loc), found=found, low=1, high=12)
    if kind == "not_a_mapping":
        allowed = allowed_keys(model, loc)
        return problem(kind, where.value(loc), found=found, allowed=", ".join(allowed))
    if kind == "dict_type":
        return problem("not_a_mapping", where.value(loc), found=found, allowed="…")
    if kind.startswith(("not_", "bad_")):
        return problem(kind, where.value(loc), found=found)
    return problem("unexpected", where.value(loc), found=found, problem=error["msg"])


def _choices(expected: str) -> list[str]:
    """Split pydantic's "'a', 'b' or 'c'"."""
    return expected.replace(" or ", ", ").split(", ")


def allowed_keys(model: type[BaseModel], loc: Path_) -> list[str]:
    """List the keys that may stand at ``loc`` below a file's ``model``, as people write them."""
    found = model_at(model, loc)
    if found is None:
        return []
    return [field.alias or name for name, field in found.model_fields.items()]


def model_at(model: type[BaseModel], loc: Iterable[str | int]) -> type[BaseModel] | None:
    """Follow ``loc`` through the annotations to the model that stands there."""
    current: Any = model
    for part in loc:
        if isinstance(current, type) and issubclass(current, BaseModel):
            fields = {f.alias or name: f for name, f in current.model_fields.items()}
            current = fields[str(part)].annotation if part in fields else None
        else:
            inner = [arg for arg in get_args(current) if arg is not type(None)]
            current = inner[-1] if isinstance(part, str) and inner else _element(current)
        current = _without_wrappers(current)
    if isinstance(current, type) and issubclass(current, BaseModel):
        return current
    return None


def _element(annotation: Any) -> Any:
    return next((arg for arg in get_args(annotation) if arg is not Ellipsis), None)


def _without_wrappers(annotation: Any) -> Any:
    """Peel ``Annotated`` and ``| None``."""
    while True:
        if hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        elif type(None) in get_args(annotation):
            annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
        else:
            return annotation


def suggestion(word: str, candidates: Iterable[str]) -> str:
    """Give "did you mean …? " for the nearest candidate, or nothing."""
    close = get_close_matches(word.lower(), list(candidates), n=1, cutoff=0.6)
    return phrase("did_you_mean", guess=close[0]) if close else ""


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
