"""``forget``: a project's answers and frozen states without a person, as files to write.

Every other byte of an answer's file stays. What may mean somebody else, and what is no answer, is
told and left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.content.fields import every_model, fields_of
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.meanings import Meaning, may_name_people
from kamhandbook.editions.redaction import texts
from kamhandbook.findings import Position
from kamhandbook.reading.content_folder import Loaded, read_content_folder
from kamhandbook.reading.input_files import Unreadable, entries, leads_out, read_bytes
from kamhandbook.reading.limits import FILE, SNAPSHOT
from kamhandbook.reading.person_certainty import Doubt, Namesakes, doubt_about, namesakes_of
from kamhandbook.reading.person_mentions import Mention, Person
from kamhandbook.wording.language import Language
from kamhandbook.wording.people import pieces, told_apart

_TEXT_ENDINGS = (".yaml", ".yml")
_SNAPSHOT = ".snapshot.json"
_SAFE = re.compile(r"[^\W_][\w .()/–-]*", re.UNICODE)


class Place(Struct, frozen=True):
    """Where a file mentions somebody, in which words; ``doubt`` says why that is not certain."""

    at: Position
    words: str
    doubt: Doubt = ""


class Forgotten(Struct, frozen=True):
    """What is to be written, what stood and stands in each file, and what stays as it is.

    ``unsafe`` are files in which a name cannot be replaced without changing more.
    """

    person: Person
    files: Mapping[Path, bytes]
    before: Mapping[Path, str]
    places: tuple[Place, ...]
    unsure: tuple[Place, ...]
    namesakes: Namesakes
    unsafe: tuple[str, ...] = ()


def is_safe(instead: str) -> bool:
    """Whether a text can stand in a file wherever a name stood, without changing what is read."""
    return _SAFE.fullmatch(instead) is not None and not instead.endswith(" ")


def forgotten(loaded: Loaded, person: Person, instead: str) -> Forgotten:
    """Return a readable project's files with ``instead`` wherever a person stands for certain."""
    raw = dict(_files(loaded.folder))
    language = loaded.handbook.language
    handbooks = [loaded.handbook, *(snapshot.handbook for snapshot in loaded.snapshots)]
    people = dict.fromkeys(name for each in handbooks for name in _people(each))
    names = dict.fromkeys(name for each in handbooks for name in _names(each))
    namesakes = namesakes_of(person, people, names, raw.values(), language)
    judge = _Judge(person, namesakes, language)
    written: dict[Path, bytes] = {}
    places: list[Place] = []
    unsafe: list[str] = []
    for file, text in raw.items():
        path = file.relative_to(loaded.root).as_posix()
        found = list(judge.places(text, path))
        places += found
        if any(not place.doubt for place in found):
            after = _replaced(text, judge, instead)
            if _holds_as_much(text, after, file):
                written[file] = after.encode("utf-8", "surrogatepass")
            else:
                unsafe.append(path)
    outcome = Forgotten(
        person,
        written,
        {file: raw[file] for file in written},
        tuple(place for place in places if not place.doubt),
        tuple(place for place in places if place.doubt),
        namesakes,
        tuple(unsafe),
    )
    if _is_readable(loaded, written):
        return outcome
    return replace(outcome, unsafe=tuple(file.name for file in written))


def known_people(loaded: Loaded) -> tuple[str, ...]:
    """Return the names of people that the answers and the frozen states hold."""
    handbooks = [loaded.handbook, *(snapshot.handbook for snapshot in loaded.snapshots)]
    return tuple(dict.fromkeys(name for each in handbooks for name in _people(each)))


class _Judge(Struct, frozen=True):
    """Tells what is meant for certain."""

    person: Person
    namesakes: Namesakes
    language: Language

    def mentions(self, text: str) -> Iterator[tuple[Mention, Doubt]]:
        text = text.replace(r"\n", "  ")  # as JSON and quoted texts write the end of a line
        for mention in self.person.mentions(text):
            doubt = doubt_about(mention, text, self.person, self.namesakes, self.language)
            if doubt != "someone_else":
                yield mention, doubt

    def places(self, text: str, path: str) -> Iterator[Place]:
        for mention, doubt in self.mentions(text):
            line = text.count("\n", 0, mention.start) + 1
            column = mention.start - (text.rfind("\n", 0, mention.start) + 1) + 1
            yield Place(Position(path, line, column), " ".join(mention.text.split()), doubt)


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the answers' files and the frozen states that can be read, with their texts."""
    for where in (folder, folder / "iterations", folder / "assessments"):
        found = entries(where, Position(folder.name))
        for file in () if isinstance(found, Unreadable) else sorted(found):
            if not file.name.endswith((*_TEXT_ENDINGS, _SNAPSHOT)) or leads_out(file):
                continue
            limit = SNAPSHOT if file.name.endswith(_SNAPSHOT) else FILE
            raw = read_bytes(file, Position(file.name), limit)
            with suppress(UnicodeDecodeError):  # a file of others that is nobody's answer
                if isinstance(raw, bytes):
                    yield file, raw.decode("utf-8", "surrogatepass")


def _people(handbook: Handbook) -> Iterator[str]:
    """Yield who is named where people are, or may be beside roles."""
    language = handbook.language
    for _, model in every_model(handbook):
        for field in fields_of(type(model)):
            is_name = Meaning.PERSON in field.meanings
            if not is_name and not may_name_people(field.meanings):
                continue
            for passage in texts(getattr(model, field.name)):
                if is_name:
                    yield re.sub(r"\s*\([^)]*\)$", "", passage.value)
                    continue
                for piece in pieces(language, passage.value)[::2]:
                    yield from told_apart(language, piece, frozenset()).names


def _names(handbook: Handbook) -> Iterator[str]:
    """Yield names of firms and things, which may hold a surname and are nobody's."""
    company = handbook.handbook.company
    yield from filter(None, (company.name, company.short))
    for _, model in every_model(handbook):
        for field in fields_of(type(model)):
            value = getattr(model, field.name, "")
            if field.name == "name" and Meaning.PERSON not in field.meanings and value:
                yield str(value)


def _replaced(text: str, judge: _Judge, instead: str) -> str:
    parts, end = [], 0
    for mention, doubt in judge.mentions(text):
        if not doubt:
            parts += [text[end : mention.start], _new(mention, text, instead)]
            end = mention.end
            if parts[-1].endswith(".") and text[end : end + 1] == ".":
                end += 1  # „N. N.“ ends a sentence by itself
    return "".join([*parts, text[end:]])


def _new(mention: Mention, text: str, instead: str) -> str:
    """Return what to write; a mail address that is all of a value leaves an empty text."""
    if mention.kind != "mail":
        return instead
    line = text[text.rfind("\n", 0, mention.start) + 1 : mention.start]
    rest = text[mention.end : (text.find("\n", mention.end) + 1 or len(text) + 1) - 1]
    if re.search(r"(?:^|[:\-\[,])\s*[\"']$", line) and re.match(r"[\"']\s*(?:[#,\]}].*)?$", rest):
        return ""
    is_whole = re.search(r"(?:[:\[{,]|^\s*-)\s*$", line) and re.match(r"\s*(?:[#,\]}].*)?$", rest)
    return '""' if is_whole else instead


def _holds_as_much(before: str, after: str, file: Path) -> bool:
    """Whether a file holds the same groups, lists and texts as before, but for their wording."""
    if file.name.endswith(_SNAPSHOT):
        return bool(_shape(json.loads(before)) == _shape(json.loads(after)))
    try:
        old, new = (yaml.load(text, yaml.CBaseLoader) for text in (before, after))
    except yaml.YAMLError:
        return False
    return bool(_shape(old) == _shape(new))


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return [_shape(inside) for inside in value.values()]
    return [_shape(inside) for inside in value] if isinstance(value, list) else type(value).__name__


def _is_readable(loaded: Loaded, written: Mapping[Path, bytes]) -> bool:
    """Whether the project can be read as before with the new files, tried in a folder apart."""
    with TemporaryDirectory() as elsewhere:
        copy = Path(elsewhere) / loaded.folder.name
        (copy / "iterations").mkdir(parents=True)
        for file, text in _files(loaded.folder):
            target = copy / file.relative_to(loaded.folder)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(written.get(file, text.encode("utf-8", "surrogatepass")))
        again = read_content_folder(copy)
    return again.is_readable and len(again.snapshots) == len(loaded.snapshots)
