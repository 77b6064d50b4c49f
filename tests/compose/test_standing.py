"""Management's story and the committee's deck, of companies that have much, little or nothing."""

from __future__ import annotations

from typing import Any

import pytest

from kamhandbook.compose.standing import Standing, standing_of
from kamhandbook.compose.storyline import compose_report
from kamhandbook.content.handbook import DIMENSIONS, Handbook
from kamhandbook.content.lights import Light, kpi_lights
from kamhandbook.content.types import Audience
from kamhandbook.design.brand import neutral
from kamhandbook.document.commonmark import text_of
from kamhandbook.fit import MOST_IN_REPORT, MOST_SLIDES
from kamhandbook.wording.language import DEFAULT
from tests.compose.conftest import composed, context_of, fitted, made, master_geometry, sample


def sentence(status: str) -> dict[str, Any]:
    """Every question answered in a sentence."""
    return {
        part: {
            "answers": {
                question.id: {"text": "Das regeln wir gemeinsam.", "status": status}
                for question in DEFAULT.catalogue.dimension(part).questions
            }
        }
        for part in DIMENSIONS
    }


def many() -> Handbook:
    """Forty accounts, twelve KPIs, thirty points to decide, all of it late."""
    accounts = [
        {"name": f"Kunde {n}", "status": "active", "revenue": f"{n + 1} Mio. EUR"}
        | {"requirements": [{"text": f"Anforderung {n}"}]}
        for n in range(40)
    ]
    points = [{"text": f"Punkt {n} klären.", "due": "2026-10-01"} for n in range(30)]
    return made(
        selection={"key_accounts": accounts},
        steering={
            "kpis": [{"name": f"Zahl {n}", "target": "10", "actual": "7"} for n in range(12)]
        },
        iterations=({"number": 1, "start": "2026-09-01", "end": "2026-09-30", "open": points},),
    )


COMPANIES = {
    "nothing": Handbook(),
    "one sentence": Handbook.model_validate(sentence("draft")),
    "all decided": Handbook.model_validate(sentence("decided")),
    "running": made(handbook={"programme": {"since": "2019-03"}, "phase": "operation"}),
    "sample": sample(),
    "many": many(),
}


@pytest.mark.parametrize("company", COMPANIES)
def test_management_is_told_the_state_first_and_within_twenty(company: str) -> None:
    deck = fitted(COMPANIES[company], Audience.MANAGEMENT)
    ids = [slide.id for slide in deck.slides]
    assert ids[:2] == ["cover", "state"]
    assert not {"questions", "news"} & set(ids)
    assert len(ids) <= MOST_SLIDES


@pytest.mark.parametrize("company", COMPANIES)
def test_the_committee_gets_four_to_six_slides_none_of_them_empty(company: str) -> None:
    context = context_of(COMPANIES[company], Audience.MANAGEMENT)
    slides = compose_report(context, master_geometry(), neutral())
    assert 4 <= len(slides) <= MOST_IN_REPORT
    assert all(slide.blocks for slide in slides[1:])


def test_a_drafts_management_is_not_sent_to_read_and_sees_its_few_risks_once() -> None:
    slides = {s.id: s for s in composed(Handbook(), Audience.MANAGEMENT)}
    assert "Handbuch lesen" not in text_of(slides["contacts"].blocks)
    assert "risks" not in slides


def test_figures_without_a_state_are_named_with_what_is_missing() -> None:
    kpis = [{"name": "Liefertreue", "target": "96 %", "owner": "Logistik"}]
    handbook = made(steering={"kpis": kpis})
    slides = {s.id: s for s in composed(handbook, Audience.MANAGEMENT)}
    text = text_of(slides["lights"].blocks)
    assert "Liefertreue" in text and "Logistik" in text and "letzte bekannte Wert" in text


def test_the_team_sees_how_customers_buy_and_where_revenue_counts() -> None:
    handbook = made(
        selection={"key_accounts": [{"name": "Talvera AG", "buying": {"kind": "hybrid"}}]},
        rules={"revenue_attribution": "Umsatz zählt beim Key Account."},
    )
    said = {
        audience: repr([(s.blocks, s.spare) for s in composed(handbook, audience)])
        for audience in (Audience.NEWCOMERS, Audience.TEAM)
    }
    for secret in ("gemischt", "Umsatz zählt beim Key Account."):
        assert secret in said[Audience.TEAM] and secret not in said[Audience.NEWCOMERS]


def test_others_are_told_nothing_of_it() -> None:
    for audience in (Audience.APPLICANTS, Audience.NEWCOMERS, Audience.TEAM):
        assert standing_of(context_of(sample(), audience)) == Standing()
        assert "state" not in [slide.id for slide in composed(sample(), audience)]


def test_late_points_come_first_and_tried_answers_are_told_together() -> None:
    standing = standing_of(context_of(many(), Audience.MANAGEMENT))
    assert standing.decisions[0].text == "Punkt 0 klären." and standing.decisions[0].is_late
    tried = [each.text for each in standing.decisions if "beschließen" in each.text]
    owners = [each.who for each in standing.decisions if "beschließen" in each.text]
    assert tried and len(owners) == len(set(owners))


def test_what_is_wanted_is_not_told_again_as_next() -> None:
    standing = standing_of(context_of(sample(), Audience.MANAGEMENT))
    wanted = {each.text for each in standing.decisions}
    assert wanted and not wanted & {each.name for each in standing.soon}


def test_people_are_met_once_with_all_they_are_for() -> None:
    people = standing_of(context_of(sample(), Audience.MANAGEMENT)).people
    names = [each.name for each in people]
    assert len(names) == len(set(names))
    volkmer = next(each for each in people if each.name == "Katrin Volkmer")
    assert "Leitung KAM" in volkmer.roles and len(volkmer.roles) > 1


@pytest.mark.parametrize(
    ("values", "light"),
    [
        ({"target": "mindestens 96 %", "actual": "97 %"}, Light.REACHED),
        ({"target": "mindestens 96 %", "actual": "94,8 %"}, Light.NEAR),
        ({"target": "höchstens 5 Tage", "actual": "9 Tage"}, Light.FAR),
        ({"values": {"start": 22, "actual": 24, "target": 35}}, Light.FAR),
        ({"values": {"start": 22, "actual": 29, "target": 35}}, Light.NEAR),
        ({"target": "hoch", "actual": "mittel"}, Light.UNKNOWN),
        ({"target": "10"}, Light.UNKNOWN),
    ],
)
def test_a_light_says_how_far_the_target_is(values: dict[str, Any], light: Light) -> None:
    handbook = made(steering={"kpis": [{"name": "Zahl", **values}]})
    assert [each.light for each in kpi_lights(handbook, DEFAULT)] == [light]


def test_the_report_tells_what_is_wanted_in_words() -> None:
    context = context_of(sample(), Audience.MANAGEMENT)
    slides = {s.id: s for s in compose_report(context, master_geometry(), neutral())}
    assert "Die variable Vergütung im Team ist noch nicht geregelt." in text_of(
        slides["wanted"].blocks
    )
