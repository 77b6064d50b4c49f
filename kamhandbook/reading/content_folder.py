"""Reading a content folder: every file, every problem, one handbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from pydantic import ValidationError

from kamhandbook.content.base import Content
from kamhandbook.content.handbook import DIMENSIONS, FILES, PARTS, Handbook, file_name
from kamhandbook.content.handbook_file import About
from kamhandbook.content.iteration import Iteration
from kamhandbook.findings import Finding, Position, Severity, in_order
from kamhandbook.positions import Positions
from kamhandbook.reading.comments import cut_texts
from kamhandbook.reading.explanations import explained
from kamhandbook.reading.garbled_text import garbled_lines
from kamhandbook.reading.input_files import Unreadable, entries, is_there
from kamhandbook.reading.limits import PROBLEMS
from kamhandbook.reading.list_shape import list_findings
from kamhandbook.reading.snapshots import Snapshot, read_snapshots
from kamhandbook.reading.spoken_address import speak_as_in
from kamhandbook.reading.suggestions import did_you_mean, suggestion
from kamhandbook.reading.unknown_keys import swapped_file, unknown_answer
from kamhandbook.reading.yaml_file import Parsed, parse_yaml, read_yaml
from kamhandbook.wording.language import DEFAULT, Address, speak
from kamhandbook.wording.messages import problem

_HIDDEN_ENDINGS = (".yaml.txt", ".yml.txt", ".yaml.docx", ".yml")


class Loaded(Struct, frozen=True):
    """A handbook as read: what could be understood, where it stands, and what could not be read."""

    handbook: Handbook
    positions: Positions
    findings: tuple[Finding, ...]
    root: Path
    folder: Path
    snapshots: tuple[Snapshot, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether every file could be understood."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def read_content_folder(folder: Path) -> Loaded:
    """Return a content folder as read; its parent is the project root. Never raises for content."""
    folder = folder.absolute()
    root = folder.parent
    address = speak_as_in(folder)
    at = Position(folder.name)
    if not is_there(folder):
        missing = problem("no_folder", at, folder=folder.name)
        return Loaded(Handbook(), Positions(), (missing,), root, folder)
    inside = entries(folder, at)
    if isinstance(inside, Unreadable):  # not one of its files is known to be there or not
        return Loaded(Handbook(), Positions(), (inside.finding,), root, folder)
    parts: dict[str, Any] = {}
    texts: dict[str, str] = {}
    positions = Positions()
    findings = list(_unknown_files(inside, folder))
    for key in FILES:
        parsed = _read_part(folder / file_name(key), root, key)
        positions = positions.merged(parsed.positions.under((key,)))
        parts[key], errors = _part(key, parsed)
        if key == "handbook":
            parts[key] = _speaking(parts[key], address)
        texts[key] = parsed.text
        findings += errors
    records = entries(folder / "iterations", Position(f"{folder.name}/iterations"))
    if isinstance(records, Unreadable):
        findings.append(records.finding)
        records = ()
    findings += _hidden_endings(records, folder)
    iterations, iteration_findings, iteration_positions = _iterations(records, root)
    handbook = Handbook(**parts, iterations=iterations)
    positions = positions.merged(iteration_positions)
    snapshots, unreadable = read_snapshots(records, root)
    findings += [*iteration_findings, *unreadable]
    # Own questions that could not be read would make every answer to them an unknown one.
    about = f"{folder.name}/{file_name('handbook')}"
    if not any(f.position.path == about and f.severity is Severity.ERROR for f in findings):
        findings += _question_ids(handbook, positions, texts)
    return Loaded(handbook, positions, _told(in_order(findings)), root, folder, snapshots)


def _speaking(about: Content, address: Address) -> Content:
    """Speak as the handbook does; one that could not be read keeps the address that was found."""
    assert isinstance(about, About)
    if not about.model_fields_set and about.address != address:
        return about.model_copy(update={"address": address})
    speak(about.address)
    return about


def _told(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings, of each file no more than anybody reads."""
    told: list[Finding] = []
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.position.path] += 1
        if counts[finding.position.path] <= PROBLEMS.most:
            told.append(finding)
        elif counts[finding.position.path] == PROBLEMS.most + 1:
            told.append(PROBLEMS.finding(finding.position))
    return tuple(told)


def validate(model: type[Content], parsed: Parsed) -> tuple[Content, tuple[Finding, ...]]:
    """Return the model of one file; where it does not fit, an empty one and the findings.

    A line that could not even be parsed properly is not complained about a second time.
    """
    if parsed.data is None:
        return model(), parsed.findings
    cut = (*cut_texts(model, parsed.cuts), *garbled_lines(parsed.text, parsed.path))
    try:
        valid = model.model_validate(parsed.data)
        return valid, (*parsed.findings, *list_findings(model, parsed), *cut)
    except ValidationError as error:
        misfits = dict.fromkeys(explained(model, parsed, dict(e)) for e in error.errors())
        broken_lines = {finding.position.line for finding in parsed.findings}
        fresh = [finding for finding in misfits if finding.position.line not in broken_lines]
        return model(), (*parsed.findings, *fresh, *cut)


def problems_of(part: str, text: str, path: str) -> tuple[tuple[Finding, ...], bool]:
    """Return what is wrong with the text of one file, and whether it can be read at all."""
    parsed = parse_yaml(text, path)
    findings = _part(part, parsed)[1] if part in FILES else validate(PARTS[part], parsed)[1]
    return tuple(in_order(findings)), parsed.data is not None or not findings


def _part(key: str, parsed: Parsed) -> tuple[Content, tuple[Finding, ...]]:
    swapped = swapped_file(key, parsed)
    if swapped:
        return FILES[key](), (*parsed.findings, swapped)
    return validate(FILES[key], parsed)


def _read_part(file: Path, root: Path, key: str) -> Parsed:
    if is_there(file):
        return read_yaml(file, root)
    path = f"{file.parent.name}/{file_name(key)}"
    return Parsed(path, None, Positions({(): Position(path)}, {}))


def _iterations(
    records: tuple[Path, ...], root: Path
) -> tuple[tuple[Iteration, ...], list[Finding], Positions]:
    """Read ``iterations/*.yaml`` in the order of their names; the number defaults to the name."""
    iterations: list[Iteration] = []
    findings: list[Finding] = []
    positions = Positions()
    file_by_number: dict[int | None, str] = {}
    for index, file in enumerate(file for file in records if file.name.endswith(".yaml")):
        parsed = read_yaml(file, root)
        positions = positions.merged(parsed.positions.under(("iterations", index)))
        iteration, errors = validate(Iteration, parsed)
        findings += errors
        assert isinstance(iteration, Iteration)
        if iteration.number is None and file.stem.isascii() and file.stem.isdigit():
            iteration = iteration.model_copy(update={"number": int(file.stem)})
        iterations.append(iteration)
        first = file_by_number.setdefault(iteration.number, file.name)
        if iteration.number is not None and first != file.name:
            at = parsed.positions.value(("number",))
            findings.append(problem("iteration_twice", at, number=iteration.number, file=first))
    return tuple(iterations), findings, positions


def _unknown_files(inside: tuple[Path, ...], folder: Path) -> Iterator[Finding]:
    allowed = [file_name(key) for key in FILES]
    for file in inside:
        if file.name.endswith(".yaml") and file.name not in allowed:
            at = Position(f"{folder.name}/{file.name}")
            hint = _file_guess(file.name, allowed)
            yield problem(
                "unknown_file", at, name=file.name, allowed=", ".join(allowed), suggestion=hint
            )
    yield from _hidden_endings(inside, folder)


def _hidden_endings(inside: tuple[Path, ...], folder: Path) -> Iterator[Finding]:
    for file in inside:
        ending = next((e for e in _HIDDEN_ENDINGS if file.name.lower().endswith(e)), "")
        if ending:
            at = Position(f"{folder.name}/{file.relative_to(folder).as_posix()}")
            guess = file.name[: -len(ending)] + ".yaml"
            key = "hidden_ending_beside" if file.with_name(guess) in inside else "hidden_ending"
            yield problem(key, at, name=file.name, guess=guess)


def _file_guess(name: str, allowed: list[str]) -> str:
    """Return the question which file was meant, by its number first; "" for no idea."""
    same_number = [known for known in allowed if known[0].isdigit() and known[:2] == name[:2]]
    return did_you_mean(same_number[0]) if same_number else suggestion(name, allowed)


def _question_ids(
    handbook: Handbook, positions: Positions, texts: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield ids under ``answers`` that are no question's, and own questions with a taken id."""
    catalogue = DEFAULT.catalogue  # the ids are the same in every language
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
                yield unknown_answer(dimension, key, known, at, texts[dimension])
