"""Every language says the same things: what a set of catalogue files lacks is told by its place.

A text that is missing would be noticed only by whoever needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

import kamhandbook
from kamhandbook.wording.catalogue_files import languages
from kamhandbook.wording.language import DEFAULT

FOLDER = Path(kamhandbook.__file__).parent / "catalogue"
# What a language lists by keys of its own: what people say for the format's words, plurals.
OWN = re.compile(
    r"^reading\.(keys|months)\b|^address\.|\.(zero|one|two|few|many|other)$|\.(dative|genitive|accusative)\b"
)
FURTHER = [code for code in languages() if code != DEFAULT.code]


def rooms(code: str, folder: Path = FOLDER) -> dict[str, Any]:
    """Return a language's files by their room."""
    files = sorted((*folder.glob(f"{code}.yaml"), *folder.glob(f"{code}.*.yaml")))
    return {file.stem.partition(".")[2]: yaml.safe_load(file.read_text("utf-8")) for file in files}


def said(value: Any, place: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Yield every place of a tree that says something, with the names of the gaps in its text."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from said(inside, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for index, inside in enumerate(value):
            yield from said(inside, f"{place}.{inside.get('id', index)}")
    else:
        yield place, _gaps(value) if isinstance(value, str) else frozenset()


def _gaps(text: str) -> frozenset[str]:
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)
    except ValueError:  # braces that are no gaps: an example of YAML, say
        return frozenset()


def differences(code: str, folder: Path = FOLDER) -> list[str]:
    """Return what a language lacks, or says with other gaps, beside the first language."""
    first, other = (dict(said(rooms(c, folder))) for c in (DEFAULT.code, code))
    return [
        f"{code}.{place}"
        for place, gaps in first.items()
        if not OWN.search(place) and gaps != other.get(place)
    ]


@pytest.mark.parametrize("code", FURTHER)
def test_a_language_says_everything_that_the_first_does(code: str) -> None:
    assert differences(code) == []


def test_what_a_language_lacks_is_named(tmp_path: Path) -> None:
    for file in FOLDER.glob("de*.yaml"):
        text = file.read_text("utf-8")
        (tmp_path / file.name).write_text(text, "utf-8")
        (tmp_path / file.name.replace("de", "xx", 1)).write_text(text, "utf-8")
    assert differences("xx", tmp_path) == []
    (tmp_path / "xx.figures.yaml").unlink()
    phrases = tmp_path / "xx.phrases.yaml"
    phrases.write_text(phrases.read_text("utf-8").replace("{guess}", "{gess}"), "utf-8")
    labels = yaml.safe_load((tmp_path / "xx.labels.yaml").read_text("utf-8"))
    del labels["status"]["draft"]
    (tmp_path / "xx.labels.yaml").write_text(yaml.safe_dump(labels), "utf-8")
    lacking = differences("xx", tmp_path)
    assert "xx.labels.status.draft" in lacking
    assert "xx.phrases.did_you_mean" in lacking
    assert any(place.startswith("xx.figures.") for place in lacking)


def test_no_problem_is_worded_twice() -> None:
    """The later file's text would be said for the earlier one's problem."""
    files = sorted(FOLDER.glob(f"{DEFAULT.code}.messages*.yaml"))
    keys = [key for file in files for key in yaml.safe_load(file.read_text("utf-8"))]
    assert [key for key in set(keys) if keys.count(key) > 1] == []


def test_whatever_code_says_by_key_is_there() -> None:
    """What is put together from parts is tried elsewhere."""
    package = FOLDER.parent
    calls = re.compile(r"\b(?:spoken_)?phrase\(\s*\"(\w+)\"")
    said_keys = {
        key for file in package.rglob("*.py") for key in calls.findall(file.read_text("utf-8"))
    }
    assert len(said_keys) > 40
    assert said_keys - set(DEFAULT.words("phrases")) == set()
