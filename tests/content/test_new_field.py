"""A field is added as a developer adds one: a line in a model, an entry in the catalogue of words.

From these two alone it must be found everywhere it belongs, and nowhere it must not be. The package
is copied and changed, so that nothing of this process is patched.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

import kamhandbook
from kamhandbook.content.meanings import Meaning

PACKAGE = Path(kamhandbook.__file__).parent
PROBE = Path(__file__).with_name("new_fields.py")
EVERYBODY = ("applicants", "newcomers", "team", "management")


class New(Struct, frozen=True):
    """A new field of a key account: as declared, a value, and what must follow."""

    declared: str
    value: Any
    seen_by: tuple[str, ...]
    is_searched_for: bool
    kind: str | None = "changed"  # of the news; None where a change is none
    is_owner: bool = False


FIELDS = {
    "extra_person": New('PersonName = ""', "Frauke Zwickelbauer", EVERYBODY[1:], True),
    "extra_people": New("Several[PersonName] = ()", ["Ottmar Quendel"], EVERYBODY[1:], True),
    "extra_customer": New('CustomerName = ""', "Hohenfels Dynamo", EVERYBODY[1:], True),
    "extra_link": New('LinkAddress = ""', "https://hohenfels.example/kam", EVERYBODY[1:], True),
    "extra_measure": New('Measure = ""', "73,5 % Lieferanteil", EVERYBODY[1:], True),
    "extra_team_measure": New('Annotated[Measure, TEAM] = ""', "12,4 % Marge", EVERYBODY[2:], True),
    "extra_money": New("Money = Labelled()", "765.400 EUR", EVERYBODY[3:], True),
    "extra_owner": New('Owner = ""', "Innendienst Nord", EVERYBODY, False, "owner", True),
    "extra_owning_person": New(
        'Annotated[PersonName, Meaning.OWNER] = ""', "Ulrike Tannhof", EVERYBODY[1:], True, "owner"
    ),
    "extra_mail": New(
        'MailAddress = ""', "vertrieb@hohenfels.example", EVERYBODY[1:], is_searched_for=True
    ),
    "extra_state": New(
        'Annotated[PlainText, Meaning.STATE] = ""', "Angelaufen", EVERYBODY, False, "status"
    ),
    "extra_setting": New(
        'Annotated[PlainText, Meaning.SETTING] = ""', "Zweispaltig", EVERYBODY, False, kind=None
    ),
    "extra_project": New(
        'Annotated[PlainText, Meaning.PROJECT, NEWCOMERS] = ""',
        "Wird im Projekt noch entschieden",
        EVERYBODY[1:],
        is_searched_for=True,
    ),
    "extra_actor": New('Actor = ""', "Innendienst Süd", EVERYBODY, False),
    "extra_role": New('RoleTitle = ""', "Gebietsleitung Süd", EVERYBODY, False),
    "extra_text": New('PlainText = ""', "Bleibt im Werk Nord", EVERYBODY, False),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Where each of the new fields is found, by name."""
    folder = tmp_path_factory.mktemp("changed")
    unneeded = shutil.ignore_patterns("__pycache__", "assets", "*.pptx")
    shutil.copytree(PACKAGE, folder / "kamhandbook", ignore=unneeded)
    add_fields(folder / "kamhandbook")
    values = json.dumps({name: new.value for name, new in FIELDS.items()})
    run = subprocess.run(
        [sys.executable, str(PROBE), values],
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told: dict[str, dict[str, Any]] = json.loads(run.stdout)
    return told


def add_fields(package: Path) -> None:
    """Add the fields to a copy of the package: their lines in the model and in the catalogue."""
    model, words = package / "content" / "selection.py", package / "catalogue" / "de.fields.yaml"
    lines = "".join(f"    {name}: {new.declared}\n" for name, new in FIELDS.items())
    names = (
        "NEWCOMERS, TEAM, CustomerName, LinkAddress, MailAddress, Meaning, Measure, Money, Owner"
    )
    names += ", PersonName, Actor, RoleTitle"
    imported = f"from kamhandbook.content.meanings import {names}\n"
    put_before(model, "from kamhandbook.content.types import", imported)
    put_before(model, "    countries: Countries = ()\n", lines)
    entries = "".join(
        f"  key_accounts.{name}: {{title: {title(name)}, help: Neu., example: Beispiel}}\n"
        for name in FIELDS
    )
    put_before(words, "  key_accounts.countries: ", entries)


def put_before(file: Path, place: str, text: str) -> None:
    source = file.read_text(encoding="utf-8")
    assert source.count(place) == 1
    file.write_text(source.replace(place, text + place), encoding="utf-8")


def title(name: str) -> str:
    return f"Titel {name}"


def test_every_meaning_is_tried(found: dict[str, dict[str, Any]]) -> None:
    tried = {meaning for name in FIELDS for meaning in found[name]["meanings"]}
    assert tried == {meaning.value for meaning in Meaning}


@pytest.mark.parametrize("name", FIELDS)
def test_forms_have_it(name: str, found: dict[str, dict[str, Any]]) -> None:
    assert found[name]["schema"] == title(name)
    assert found[name]["scaffold"]


@pytest.mark.parametrize("name", FIELDS)
def test_only_those_it_is_meant_for_see_it(name: str, found: dict[str, dict[str, Any]]) -> None:
    seen_by = list(FIELDS[name].seen_by)
    assert found[name]["seen"] == seen_by
    assert found[name]["columns"] == seen_by
    assert found[name]["fingerprint"] == (seen_by if FIELDS[name].kind else [])


@pytest.mark.parametrize("name", FIELDS)
def test_it_is_looked_for_where_it_is_withheld(name: str, found: dict[str, dict[str, Any]]) -> None:
    new = FIELDS[name]
    withheld = [each for each in EVERYBODY if each not in new.seen_by]
    assert found[name]["leaks"] == (withheld if new.is_searched_for else [])
    assert found[name]["past"] == (withheld if new.is_searched_for else [])


@pytest.mark.parametrize("name", FIELDS)
def test_news_tell_it_to_those_who_see_it(name: str, found: dict[str, dict[str, Any]]) -> None:
    kind = FIELDS[name].kind
    told = [each for each in FIELDS[name].seen_by if kind and each != "applicants"]  # no news
    assert found[name]["news"] == [[each, kind, title(name)] for each in told]


@pytest.mark.parametrize("name", FIELDS)
def test_owners_are_offered_where_a_role_will_do(
    name: str, found: dict[str, dict[str, Any]]
) -> None:
    assert found[name]["is_owner"] == FIELDS[name].is_owner
    assert found[name]["offers_owners"] == FIELDS[name].is_owner
