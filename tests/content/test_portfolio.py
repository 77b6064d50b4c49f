"""What the accounts amount to, how far KPIs are, and what meets requirements."""

from __future__ import annotations

from typing import Any

import pytest

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.portfolio import (
    Coverage,
    Total,
    accounts_at_work,
    coverage,
    points_of,
    totals,
    unmet,
)
from kamhandbook.content.progress import progresses
from kamhandbook.content.steering import Kpi
from kamhandbook.wording.language import DEFAULT


def _accounts(*accounts: dict[str, Any]) -> Handbook:
    return Handbook.model_validate({"selection": {"key_accounts": list(accounts)}})


def _revenues(*revenues: str) -> Handbook:
    return _accounts(*({"name": r, "status": "active", "revenue": r} for r in revenues))


def test_what_can_be_read_is_added_up_and_the_rest_is_counted() -> None:
    sums = totals(_revenues("3,4 Mio. EUR", "600.000 EUR im Jahr", "viel", ""), DEFAULT, "revenue")
    assert sums.totals == (Total(4_000_000, "EUR", "", 2),)
    assert (sums.read, sums.of, sums.unread) == (2, 4, ("viel",))


def test_currencies_are_never_added() -> None:
    sums = totals(_revenues("1 Mio. EUR", "2 Mio. CHF", "3 Mio. EUR"), DEFAULT, "revenue")
    assert sums.totals == (Total(4_000_000, "EUR", "", 2), Total(2_000_000, "CHF", "", 1))


def test_limits_and_shares_are_no_amounts() -> None:
    sums = totals(_revenues("über 1 Mio. EUR", "20 %", "5.000 EUR je Werk"), DEFAULT, "revenue")
    assert sums.totals == ()
    assert sums.read == 0
    assert len(sums.unread) == 3


def test_costs_of_different_times_stay_apart() -> None:
    costs = ("96.000 EUR im Jahr", "4.000 EUR im Jahr", "einmalig 20.000 EUR", "5.000 EUR")
    services = [{"name": cost, "cost": cost} for cost in costs]
    handbook = Handbook.model_validate({"services": {"services": services}})
    assert {(t.number, t.rate) for t in totals(handbook, DEFAULT, "cost").totals} == {
        (100_000, "year"),
        (20_000, "once"),
        (5_000, ""),
    }


def test_former_accounts_never_count_and_candidates_only_alone() -> None:
    former, candidate = {"name": "A", "status": "former"}, {"name": "B", "status": "candidate"}
    active = {"name": "C", "status": "active"}
    assert [a.name for a in accounts_at_work(_accounts(former, candidate, active))] == ["C"]
    assert [a.name for a in accounts_at_work(_accounts(former, candidate))] == ["B"]
    assert accounts_at_work(_accounts(former)) == ()


@pytest.mark.parametrize(
    ("weights", "scores", "points"),
    [
        ((60, 40), {"K0": 100, "K1": 50}, 80.0),
        ((60, 40), {"K0": 100}, None),
        ((60, 30), {"K0": 100, "K1": 50}, None),
        ((None, None), {"K0": 100, "K1": 50}, None),
        ((100, None), {"K0": 70}, 70.0),
        ((), {}, None),
    ],
)
def test_points_are_weighted_where_all_is_there(
    weights: tuple[float | None, ...], scores: dict[str, float], points: float | None
) -> None:
    criteria = [{"name": f"K{n}", "weight": weight} for n, weight in enumerate(weights)]
    account = {"name": "A", "scores": scores}
    content = {"criteria": criteria, "key_accounts": [account]}
    selection = Handbook.model_validate({"selection": content}).selection
    assert points_of(selection.key_accounts[0], selection.criteria) == points


def test_requirements_are_met_refused_or_open() -> None:
    asked = ["Lager", {"text": "Preise", "met_by": "P"}, {"text": "Rabatt", "not_met": "nein"}]
    accounts = ({"name": name, "status": "pilot", "requirements": asked} for name in "AB")
    handbook = _accounts(*accounts)
    assert coverage(handbook) == Coverage(met=2, refused=2, open=2)
    assert unmet(handbook) == (("Lager", ("A", "B")),)


@pytest.mark.parametrize(
    ("kpi", "course"),
    [
        (
            {"target": "mindestens 96 %", "actual": "94,8 % im Mai"},
            (None, 94.8, 96, "%", "more", False),
        ),
        ({"target": "100 %", "actual": "3 von 4"}, (None, 75, 100, "%", "more", False)),
        ({"target": "alle", "actual": "4 von 4"}, (None, 100, 100, "%", "more", True)),
        (
            {"target": "höchstens 14 Tage", "actual": "12 Tage"},
            (None, 12, 14, "Tage", "less", True),
        ),
        ({"target": "14 Tage", "actual": "17 Tagen"}, (None, 17, 14, "Tage", None, None)),
        ({"target": "von 22 auf 35 %", "actual": "24 %"}, (22, 24, 35, "%", "more", False)),
        ({"target": "90 von 120", "actual": "80 von 120"}, (None, 80, 90, "", None, None)),
        (
            {"values": {"start": 9, "actual": 7, "target": 5}, "target": "5 Tage"},
            (9, 7, 5, "Tage", "less", False),
        ),
        (
            {"values": {"target": 5, "unit": "Tage"}, "actual": "7 Tage", "better": "less"},
            (None, 7, 5, "Tage", "less", False),
        ),
    ],
)
def test_a_course_is_read(kpi: dict[str, Any], course: tuple[Any, ...]) -> None:
    handbook = Handbook.model_validate({"steering": {"kpis": [{"name": "K", **kpi}]}})
    (made,) = progresses(handbook, DEFAULT)
    shown = (made.start, made.actual, made.target, made.unit, made.better, made.is_reached)
    assert shown == course


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("1 je Key Account", "2 von 4 gestartet"),
        ("96 %", "94"),
        ("5 Mio. EUR", "4 Mio. CHF"),
        ("90 von 120", "80 von 110"),
        ("mehr", "viel"),
        ("14 Tage", ""),
        ("14 Tage", "10 Arbeitstage"),
        ("20–30 %", "25 %"),
    ],
)
def test_what_does_not_measure_the_same_is_not_compared(target: str, actual: str) -> None:
    kpis = (Kpi(name="K", target=target, actual=actual),)
    handbook = Handbook.model_validate({"steering": {"kpis": kpis}})
    assert progresses(handbook, DEFAULT) == ()


def test_the_way_made_lies_between_start_and_target() -> None:
    values = {"start": 20, "actual": 30, "target": 60}
    handbook = Handbook.model_validate({"steering": {"kpis": [{"name": "K", "values": values}]}})
    (made,) = progresses(handbook, DEFAULT)
    assert made.share == 0.25
    assert made.gap == 30
