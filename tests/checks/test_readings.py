"""What people write freely, in words of their own, is told where it is empty, and only there."""

from __future__ import annotations

from typing import Any

import pytest

from kamhandbook.content.handbook import Handbook
from tests.checks.helpers import check_handbook


def finds(code: str, **parts: Any) -> bool:
    handbook = Handbook.model_validate(parts)
    return any(finding.code == code for finding in check_handbook(handbook))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Bauchgefühl des Vertriebs", True),
        ("aus Erfahrung", True),
        ("wird noch geklärt", True),
        ("Vertriebsleitung schätzt", True),
        ("offen, evtl. CRM", True),
        ("keine Quelle", True),
        ("n. n.", True),
        ("Excel", False),
        ("Schätzung im CRM, Feld Potenzial", False),
        ("Kundenbefragung 2026", False),
        ("Markteinschätzung von Analysten", False),
        ("Offene-Posten-Liste", False),
        ("Erfahrungsbericht des Service", False),
    ],
)
def test_a_source_is_a_system(source: str, found: bool) -> None:
    assert finds("SEL3", selection={"criteria": [{"name": "Nähe", "source": source}]}) is found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("ERP", True),
        ("ERP je Land, nicht konsolidiert", True),
        ("Data Lake", False),
        ("Group Reporting", False),
        ("Konsolidierung im SAP BPC", False),
        ("zentrales Data-Warehouse", False),
    ],
)
def test_a_global_figure_needs_a_source_that_brings_systems_together(
    source: str, found: bool
) -> None:
    criterion = {"name": "Weltumsatz", "source": source, "scope": "global"}
    assert finds("SEL4", selection={"erp_systems": 5, "criteria": [criterion]}) is found


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("mindestens 70 von 100", True),
        ("≥ 70", True),
        ("Score ab 70", True),
        ("ab 70 %", True),
        ("Gesamtnote mindestens 70 P.", True),
        ("Umsatz über 5 Mio. EUR", False),
        ("nach 2 Jahren", False),
        ("3 von 4 Kriterien erfüllt", False),
    ],
)
def test_entry_asks_for_points(entry: str, found: bool) -> None:
    accounts = [
        {"name": "Süd", "status": "active", "scores": {"Bettenzahl": 80}},
        {"name": "Nord", "status": "active", "scores": {"Bettenzahl": 10}},
    ]
    criteria = [{"name": "Bettenzahl", "weight": 100, "source": "SAP"}]
    selection = {"criteria": criteria, "review": {"entry": entry}, "key_accounts": accounts}
    assert finds("SEL10", selection=selection) is found


@pytest.mark.parametrize(
    ("principle", "found"),
    [
        ("Vollprovision", True),
        ("Provision auf den Umsatz, kein Fixum", True),
        ("70 % fix, 30 % variabel nach Umsatz", True),
        ("Variabel ausschließlich nach Auftragseingang", True),
        ("Variabel nach Umsatz und Planzielen", False),
        ("Kein reiner Umsatzbonus", False),
        ("100 % fix, keine Provision", False),
        ("Fest; der Bonus richtet sich nur zur Hälfte nach dem Umsatz", False),
    ],
)
def test_pay_for_revenue_alone(principle: str, found: bool) -> None:
    assert finds("PER4", people={"compensation": {"principle": principle}}) is found


@pytest.mark.parametrize(
    ("goal", "found"),
    [
        ({"text": "Wartungsquote bis Ende 2028 auf 30 % heben"}, False),
        ({"text": "Wartung ausbauen", "target": "30 % bis 2028"}, False),
        ({"text": "Wartung bis 2028 ausbauen"}, True),
        ({"text": "30 % Wartungsquote"}, True),
        ({"text": "Wartung ausbauen"}, True),
    ],
)
def test_a_goal_may_say_target_and_day_in_its_own_words(goal: dict[str, str], found: bool) -> None:
    assert finds("GOA1", goals={"goals": [goal]}) is found


@pytest.mark.parametrize(
    ("within", "interval", "found"),
    [
        ("sechs Monate", "quartalsweise", False),
        ("zwei Wochen", "viermal im Jahr", True),
        ("30 Tage", "2 x im Monat", False),
        ("vierzehn Tage", "1x p. a.", True),
    ],
)
def test_a_limit_is_one_that_its_body_can_keep(within: str, interval: str, found: bool) -> None:
    steps = [{"level": "1", "who": "der Beirat", "within": within}]
    rules, routines = {"escalation": steps}, [{"name": "Beirat", "interval": interval}]
    assert finds("RUL5", rules=rules, steering={"routines": routines}) is found


MEMBERS = [
    {"role": "sales_lead", "person": "Ida Kolb", "function": "Vertrieb"},
    {"role": "affected_manager", "person": "Uwe Tams", "function": "Leitung Service & Technik"},
    {"role": "affected_manager", "person": "Ann Lee", "function": "Head of Supply Chain"},
    {"role": "sponsor", "person": "Kim Oje", "function": "CEO"},
]


@pytest.mark.parametrize(
    ("function", "found"),
    [
        ("Qualitätssicherung", True),
        ("Technik und Qualität", True),
        ("Technik, Service", False),
        ("Serviceleitung", False),
        ("Supply Chain Management", False),
        ("Geschäftsleitung", False),
        ("Vertriebsinnendienst", False),
    ],
)
def test_who_delivers_is_in_the_project_whatever_the_function_is_called(
    function: str, found: bool
) -> None:
    service = {"name": "Wartung", "key_accounts": "jederzeit", "function": function}
    told = finds(
        "PRJ10",
        handbook={"approach": {"kind": "company"}},
        introduction={"team": {"members": MEMBERS}},
        services={"services": [service]},
    )
    assert told is found


@pytest.mark.parametrize(
    ("told", "began", "found"),
    [
        ("2026-07-07", "2026-07-06", True),
        ("2026-08", "2026-07", True),
        ("2026-07", "2026-07-06", False),
        ("2026-07", "2026-07", False),
    ],
)
def test_people_are_told_before_pilots_begin(told: str, began: str, found: bool) -> None:
    change = {"communications": [{"audience": "Alle", "date": told}]}
    account = {"name": "Süd", "status": "pilot", "since": began}
    handbook = {"selection": {"key_accounts": [account]}, "introduction": {"change": change}}
    assert finds("CHG4", **handbook) is found
