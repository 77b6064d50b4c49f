"""Run by ``test_new_field`` in a process of its own, on a copy of the package with further fields.

Prints as JSON where each of the new fields of a key account is found.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from kamhandbook.content.fields import field_named
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.meanings import takes_role
from kamhandbook.content.selection import KeyAccount, Selection
from kamhandbook.content.types import Audience, PartialDate
from kamhandbook.editions.edition import cut
from kamhandbook.editions.fingerprint import fingerprint
from kamhandbook.forms.form import form
from kamhandbook.forms.json_schema import json_schema
from kamhandbook.history.news import news_for, older_editions, withheld_before
from kamhandbook.leaks.search import leaks
from kamhandbook.positions import Positions
from kamhandbook.questionnaire.export import owners
from kamhandbook.questionnaire.plan import make_plan
from kamhandbook.reading.content_folder import Loaded
from kamhandbook.reading.snapshots import Snapshot
from kamhandbook.scaffold.content_files import content_file
from kamhandbook.wording.language import DEFAULT

NAME = "Aldo Werke AG"


def handbook(account: dict[str, Any]) -> Handbook:
    """A handbook with one key account."""
    accounts = [{"name": NAME, **account}] if account else []
    return Handbook(selection=Selection.model_validate({"key_accounts": accounts}))


def probe(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Say of each field where it is found; audiences by name."""
    whole, before = handbook(values), handbook({"segment": "Pumpen"})
    schema = json_schema("selection", DEFAULT)["properties"]["key_accounts"]["items"]["properties"]
    place = form("selection", DEFAULT).place("key_accounts")
    written = content_file("selection", {}, DEFAULT)
    loaded = Loaded(whole, Positions(), (), Path(), Path(), (snapshot(before),))
    found: dict[str, dict[str, Any]] = {}
    for key, value in values.items():
        field = field_named(KeyAccount, key)
        text = value[0] if isinstance(value, list) else value
        found[key] = {
            "meanings": sorted(field.meanings),
            "schema": schema[key]["title"],
            "scaffold": f" {key}:" in written,
            "columns": [a for a in Audience if key in columns(whole, a)],
            "seen": [a for a in Audience if getattr(account_of(whole, a), key) != field.empty],
            "leaks": [a for a in Audience if leak(whole, a, text)],
            "past": [a for a in Audience if leak(handbook({}), a, text, whole)],
            "news": [
                [a, change.kind, change.field]
                for a in Audience
                for change in news_for(cut(whole, a), loaded).changes
                if change.path[-1] == key
            ],
            "fingerprint": [a for a in Audience if counts(whole, key, a)],
            "is_owner": text in owners(cut(whole, Audience.MANAGEMENT)),
            "offers_owners": takes_role(place.place(key).meanings),
        }
    return found


def snapshot(state: Handbook) -> Snapshot:
    """A state that an iteration closed with."""
    return Snapshot(1, PartialDate("2026-01-28"), state, "01.snapshot.json")


def columns(whole: Handbook, audience: Audience) -> set[str]:
    """The columns of the questionnaire's table of key accounts."""
    (table,) = (
        table
        for sheet in make_plan(cut(whole, audience))
        for table in sheet.tables
        if table.place.path == "selection.key_accounts"
    )
    return {key for key, _ in table.columns}


def account_of(whole: Handbook, audience: Audience) -> KeyAccount:
    """The key account as an audience sees it."""
    return cut(whole, audience).handbook.selection.key_accounts[0]


def leak(now: Handbook, audience: Audience, text: str, then: Handbook | None = None) -> bool:
    """Whether a page that carries a text is stopped, for what is said now or was said then."""
    edition, past = cut(now, audience), ()
    if then:
        loaded = Loaded(now, Positions(), (), Path(), Path(), (snapshot(then),))
        past = withheld_before(loaded, older_editions(edition, loaded))
    page = {"ziele.html": f"<p>Auch {text} ist dabei.</p>".encode()}
    findings, _ = leaks(page, edition, Positions(), past=past)
    return any(text in finding.message for finding in findings)


def counts(whole: Handbook, key: str, audience: Audience) -> bool:
    """Whether a field changes the fingerprint of an audience's edition."""
    account = whole.selection.key_accounts[0]
    without = account.model_copy(update={key: field_named(KeyAccount, key).empty})
    selection = whole.selection.model_copy(update={"key_accounts": (without,)})
    other = whole.model_copy(update={"selection": selection})
    return fingerprint(cut(whole, audience)) != fingerprint(cut(other, audience))


if __name__ == "__main__":
    print(json.dumps(probe(json.loads(sys.argv[1]))))
