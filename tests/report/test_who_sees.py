"""The table of who sees what: generated for the manual, and the same as what the cut does."""

from __future__ import annotations

from pathlib import Path

from kamhandbook.content.audiences import field_access
from kamhandbook.content.types import Audience
from kamhandbook.report.who_sees import who_sees_lines, who_sees_table
from kamhandbook.wording.language import DEFAULT

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "audiences.md"


def test_the_manual_has_the_table_as_it_is() -> None:
    assert who_sees_table(DEFAULT) in MANUAL.read_text("utf-8"), (
        "renew it: python -c 'from kamhandbook.report.who_sees import *; "
        "from kamhandbook.wording.language import DEFAULT; print(who_sees_table(DEFAULT))'"
    )


def test_it_says_of_each_field_what_the_format_says() -> None:
    first = {access.place: access for access in field_access()}
    assert first["selection.criteria.threshold"].audience is Audience.TEAM
    assert first["services.services.cost"].audience is Audience.MANAGEMENT
    assert first["introduction.phases.name"].audience is Audience.NEWCOMERS
    assert first["iteration.decisions.text"].audience is Audience.TEAM
    assert first["iteration.number"].audience is Audience.NEWCOMERS
    assert first["people.compensation.range"].audience is Audience.APPLICANTS
    nameless = {place for place, access in first.items() if access.is_nameless}
    assert {"answer.owner", "rules.escalation.who", "organisation.structure.name"} <= nameless
    assert "handbook.contact.name" not in nameless


def test_an_explanation_names_each_audience() -> None:
    lines = list(who_sees_lines(DEFAULT))
    assert "answer.owner" in lines[0] and "selection.key_accounts.revenue" in lines[3]
