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
        ("Wahrnehmung der Außendienstler", True),
        ("im Kopf der Chefin", True),
        ("Beurteilung auf Zuruf", True),
        ("müssen wir noch finden", True),
        ("derzeit nicht messbar", True),
        ("Gefühlsanalyse im Monitoring", False),
        ("Bonitätsbeurteilung der Creditreform", False),
        ("Nicht-Lieferquote im ERP", False),
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
        ("weltweites CRM", False),
        ("im Controlling zusammengetragen", False),
        ("nur nach Gefühl", False),  # SEL3 tells that already
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
        ("ab siebzig Punkten", True),
        ("wer fünfundsechzig Zähler erreicht", True),
        ("70–80 Punkte", True),
        ("gewichtete Punktzahl von mindestens 70", True),
        ("Gesamtnote 70 oder besser", False),
        ("70 Punkte über dem Durchschnitt", False),
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
        ("hundert Prozent Provision", True),
        ("Fixum plus Umsatzprovision", True),
        ("Prämie auf den Mehrumsatz der eigenen Häuser", True),
        ("Statt Umsatzprovision ein Bonus auf drei Ziele", False),
        ("Bonus nach Umsatz, Deckungsbeitrag und Zufriedenheit", False),
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
        ({"text": "Drei gemeinsame Linien innerhalb von achtzehn Monaten"}, False),
        ({"text": "Lieferzeit bis Jahresende halbieren"}, False),
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
        ("20 AT", "jeden ersten Montag im Monat", True),
        ("eineinhalb Monate", "alle sechs Wochen", False),
        ("drei Wochen", "jeden zweiten Monat", True),
        ("drei Wochen", "14-tägig", False),
        ("sieben Monate", "zweimal jährlich", False),
    ],
)
def test_a_limit_is_one_that_its_body_can_keep(within: str, interval: str, found: bool) -> None:
    steps = [{"level": "1", "who": "der Beirat", "within": within}]
    rules, routines = {"escalation": steps}, [{"name": "Beirat", "interval": interval}]
    assert finds("RUL5", rules=rules, steering={"routines": routines}) is found


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("Beirat (tagt halbjährlich)", True),
        ("Strategieausschuss KAM", True),
        ("Vertriebsausschuss", False),
        ("Tagungsleitung", False),
    ],
)
def test_a_body_is_known_by_its_name_or_says_itself_how_often_it_meets(
    who: str, found: bool
) -> None:
    routines = [{"name": "Sitzung des Strategieausschusses", "interval": "quartalsweise"}]
    rules = {"escalation": [{"level": "3", "who": who, "within": "zehn Tage"}]}
    assert finds("RUL5", rules=rules, steering={"routines": routines}) is found


@pytest.mark.parametrize(
    ("step", "found"),
    [
        ("Schulung zur Konzernstrategie abgeschlossen", True),
        ("Konzernstrategie lesen (Seminar)", True),
        ("Konzernstrategie nachlesen", False),
        ("Schulung im CRM", False),
        ("Verhandlungstraining besuchen", False),  # one of its days comes in time
    ],
)
def test_a_step_means_a_training_by_what_tells_it_from_others(step: str, found: bool) -> None:
    trainings = [
        {"name": "Modul 2: Konzernstrategien lesen (3 Tage)", "date": "2027-06"},
        {"name": "Verhandeln lernen", "date": "2027-06"},
        {"name": "Verhandeln lernen", "date": "2026-12"},
    ]
    people = {"trainings": trainings, "onboarding": [{"until_day": 60, "steps": [step]}]}
    assert finds("TRN5", people=people) is found


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (
            "Das haben wir intern längst so festgelegt, und daran halten sich alle Beteiligten.",
            True,
        ),
        ("Wird individuell je nach Kunde und Situation im Einzelfall entschieden.", True),
        ("Wird je nach Kunde im Einzelfall von der Werkleitung in Graz entschieden.", False),
        ("xxx xxx xxx xxx xxx xxx xxx xxx xxx", True),
    ],
)
def test_an_answer_of_words_that_stand_in_any_is_none(answer: str, found: bool) -> None:
    assert finds("ANS4", organisation={"answers": {"embedding": answer}}) is found


@pytest.mark.parametrize(
    ("manager", "found"),
    [("N. N.", True), ("noch zu besetzen", True), ("Vakant", True), ("Ida Kolb", False)],
)
def test_nobody_yet_is_no_manager(manager: str, found: bool) -> None:
    account = {"name": "Süd", "status": "active", "manager": manager}
    assert finds("SEL9", selection={"key_accounts": [account]}) is found


def test_an_account_below_the_threshold_is_told_until_its_reason_says_why() -> None:
    account = {"name": "Süd", "status": "active", "scores": {"Betten": 10}, "why": "Wächst."}
    criteria = [{"name": "Betten", "weight": 100, "source": "SAP"}]
    other = {"name": "Nord", "status": "active", "scores": {"Betten": 90}}
    selection = {"criteria": criteria, "review": {"entry": "ab siebzig Punkten"}}
    assert finds("SEL10", selection=selection | {"key_accounts": [account, other]})
    account["why"] = "Trotz weniger Punkte dabei, weil das Stammhaus den Ausschlag gibt."
    assert not finds("SEL10", selection=selection | {"key_accounts": [account, other]})


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
