"""How a company deals with the seven pitfalls, read from answers that say much, little, nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kamhandbook.compose.context import TemplateContext
from kamhandbook.compose.imprint import make_imprint
from kamhandbook.compose.pitfalls import Dealing, dealing_with
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import cut
from kamhandbook.wording.language import DEFAULT

TODAY = date(2027, 3, 1)


def dealing(pitfall: str, audience: str = "newcomers", **parts: Any) -> Dealing:
    edition = cut(Handbook.model_validate(parts), Audience(audience))
    return dealing_with(TemplateContext(edition, make_imprint(edition), TODAY), pitfall)


def pilots(number: int, **more: Any) -> dict[str, Any]:
    accounts = [{"name": f"Kunde {n}", "status": "pilot", **more} for n in range(number)]
    return {"selection": {"key_accounts": accounts}}


@pytest.mark.parametrize("pitfall", [pitfall.id for pitfall in DEFAULT.catalogue.pitfalls])
def test_nothing_written_is_called_missing_and_never_held(pitfall: str) -> None:
    said = dealing(pitfall)
    assert not said.held
    assert said.missing


@pytest.mark.parametrize(
    ("number", "held"),
    [
        (1, "Wir erproben KAM mit einem Pilotkunden."),
        (2, "Wir erproben KAM mit zwei Pilotkunden."),
        (12, "Wir erproben KAM mit zwölf Pilotkunden."),
    ],
)
def test_pilots_are_counted(number: int, held: str) -> None:
    said = dealing("too_many_accounts", handbook={"phase": "prototyping"}, **pilots(number))
    assert held in said.held
    assert bool(said.missing) is (number == 12)


def test_the_load_of_a_manager_is_told_where_managers_are_known() -> None:
    one = pilots(1, manager="Ida Kolb", status="active")
    assert "Mehr als einen Key Account betreut niemand." in dealing("too_many_accounts", **one).held
    nobody = dealing("too_many_accounts", **pilots(3))
    assert not any("betreut" in text for text in nobody.held)


def test_goals_come_before_criteria() -> None:
    goals = {"why": "Ketten bündeln.", "goals": [{"id": "A", "text": "Anteil"}]}
    criteria = [{"name": "Umsatz", "goal": "A"}, {"name": "Nähe"}]
    said = dealing("wrong_questions_first", goals=goals, selection={"criteria": criteria})
    assert "Ein Ziel gibt die Richtung vor." in said.held
    assert said.missing == ("Ein Kriterium nennt noch kein Ziel: Nähe.",)


@pytest.mark.parametrize(
    ("goals", "criteria", "is_held"),
    [("2027-01-05", "2027-02-01", True), ("2027-02-01", "2027-01-05", False)],
)
def test_what_was_decided_first_is_told(goals: str, criteria: str, is_held: bool) -> None:
    def answer(day: str) -> dict[str, str]:
        return {"text": "So ist es.", "status": "decided", "decided_on": day}

    said = dealing(
        "wrong_questions_first",
        goals={"answers": {"purpose": answer(goals)}},
        selection={"answers": {"identification": answer(criteria)}},
    )
    told = said.held if is_held else said.missing
    assert any("05.01.2027" in text and "01.02.2027" in text for text in told)


def test_what_is_withheld_is_not_called_missing() -> None:
    goals = {"goals": [{"id": "A", "text": "Anteil", "visible_from": "management"}], "why": "Ja."}
    selection = {"criteria": [{"name": "Umsatz", "goal": "A"}]}
    for audience in ("newcomers", "team"):
        said = dealing("wrong_questions_first", audience, goals=goals, selection=selection)
        assert said == Dealing(("Warum es KAM bei uns gibt, ist aufgeschrieben.",), ())
    whole = dealing("wrong_questions_first", "management", goals=goals, selection=selection)
    assert "Unser Kriterium dient einem Ziel." in whole.held


def test_thresholds_that_newcomers_do_not_see_hide_no_missing_source() -> None:
    criteria = [{"name": "Umsatz", "source": "ERP", "threshold": "1 Mio."}, {"name": "Nähe"}]
    said = dealing("too_many_criteria", selection={"criteria": criteria, "erp_systems": 1})
    assert said.missing == ("Ein Kriterium hat noch keine Quelle: Nähe.",)


def test_sales_alone_is_told_without_counting_its_departments() -> None:
    members = [
        {"role": "sales_lead", "person": "Ida Kolb", "function": "Vertrieb"},
        {"role": "key_account_manager", "person": "Uwe Tams", "function": "Außendienst"},
    ]
    said = dealing("sales_alone", introduction={"team": {"members": members}})
    assert said.held == ("Zwei Menschen führen KAM gemeinsam ein.",)
    assert said.missing[0] == "Aus anderen Funktionen als dem Vertrieb ist noch niemand dabei."


def test_a_programme_that_runs_needs_no_project() -> None:
    running = {"programme": {"since": "2019-03"}}
    assert dealing("change_management", handbook=running) == Dealing()
    team = [{"role": "Planung", "function": "Logistik"}, {"role": "KAM", "function": "Vertrieb"}]
    said = dealing("sales_alone", handbook=running, organisation={"team": team})
    assert said.held == (
        "Außerhalb des Vertriebs arbeitet eine Funktion in den Key-Account-Teams mit.",
    )


def test_the_order_of_trainings() -> None:
    trainings = [
        {"name": "A", "for": "key_account_managers", "date": "2027-02-01"},
        {"name": "B", "for": "managers", "date": "2027-04"},
    ]
    said = dealing("only_key_account_managers_trained", people={"trainings": trainings})
    assert said.held == (
        "Geschult wird in dieser Reihenfolge: Key Account Manager (01.02.2027) und "
        "Führungskräfte (April 2027).",
    )
    assert said.missing[-1].startswith("Die Führungskräfte sind erst nach")
