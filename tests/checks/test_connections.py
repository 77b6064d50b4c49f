"""What the checks propose and read: whose text shares the most with another; lengths of time."""

from __future__ import annotations

import pytest

from kamhandbook.checks.alike import likely_partner
from kamhandbook.checks.selection import is_no_system
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.readings import days_in, points_in, speaks_of

SERVICES = {
    "Lieferfähigkeit": "Lieferfähigkeit Konsignations- oder Sicherheitslager",
    "Ersatzteilversand": "Ersatzteilversand innerhalb von 48 Stunden",
    "Reklamation": "Reklamation Erstantwort in 24 Stunden",
}


@pytest.mark.parametrize(
    ("text", "partner"),
    [
        ("Konsignationslager", "Lieferfähigkeit"),
        ("Ersatzteile in 48 Stunden", "Ersatzteilversand"),
        ("Antwort in Stunden", ""),  # two have it alike
        ("Einheitliche Preise", ""),
        ("", ""),
    ],
)
def test_a_partner_is_proposed_where_one_stands_out(text: str, partner: str) -> None:
    assert likely_partner(text, SERVICES) == partner
    assert likely_partner(text, {}) == ""


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("sofort", 0),
        ("3 Arbeitstage", 4.2),
        ("2 Wochen", 14),
        ("quartalsweise", 91),
        ("halbjährlich", 182),
        ("jährlich im Oktober", 365),
        ("bald", None),
    ],
)
def test_lengths_of_time_are_read(text: str, days: float | None) -> None:
    read = days_in(DEFAULT, text)
    assert (round(read, 1) if read is not None else None) == days


def test_points_are_read() -> None:
    assert points_in(DEFAULT, "Aufnahme ab 70 Punkten") == 70
    assert points_in(DEFAULT, "unter den besten dreißig") is None


@pytest.mark.parametrize(
    "source", ["Bauchgefühl", "offen", "Schätzung des Vertriebs", "?", "keine"]
)
def test_these_are_no_sources(source: str) -> None:
    assert is_no_system(DEFAULT, source)


@pytest.mark.parametrize("source", ["CRM, Feld Potenzial", "ERP", "Umfrage", "Excel-Liste"])
def test_these_are_sources(source: str) -> None:
    assert not is_no_system(DEFAULT, source)


@pytest.mark.parametrize("source", ["Power BI", "Data Warehouse", "SAP, konsolidiert"])
def test_these_bring_systems_together(source: str) -> None:
    assert speaks_of(DEFAULT, "consolidated", source)
    assert not speaks_of(DEFAULT, "consolidated", "SAP Mobilbericht")
