"""The cut, against the rules said a second time, and case by case."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamhandbook.content.handbook import FILES, Handbook
from kamhandbook.content.iteration import Iteration
from kamhandbook.content.questions import guiding_questions
from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import Edition, cut
from kamhandbook.editions.fingerprint import fingerprint
from kamhandbook.wording.language import DEFAULT
from tests.audiences.contents import random_handbook, sample, tokens
from tests.audiences.oracle import ranks

SEEDS = st.integers(0, 2**32)


def handbook_with(**parts: Any) -> Handbook:
    """Make a handbook from what people would write, by part."""
    models = {part: FILES[part].model_validate(data) for part, data in parts.items()}
    return Handbook(**models)  # type: ignore[arg-type]


def editions(handbook: Handbook) -> dict[Audience, Edition]:
    return {audience: cut(handbook, audience) for audience in Audience}


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(SEEDS)
def test_nobody_sees_what_is_not_meant_for_them(seed: int) -> None:
    handbook = random_handbook(seed)
    readable = {(found, rank) for text, rank in ranks(handbook) for found in tokens(text)}
    everything = {passage.path for passage in cut(handbook, Audience.MANAGEMENT).shown}
    before: frozenset[str] = frozenset()
    for audience, edition in editions(handbook).items():
        allowed = {token for token, rank in readable if rank <= audience.rank}
        seen = tokens(edition.handbook)
        assert seen <= allowed, f"{audience} sees {sorted(seen - allowed)}"
        assert before <= seen, f"{audience} misses {sorted(before - seen)}"
        shown = {passage.path for passage in edition.shown}
        withheld = {passage.path for passage in edition.withheld}
        assert not shown & withheld and all(edition.hides(path) for path in withheld)
        assert shown == {path for path in everything if not edition.hides(path)}
        before = seen


def test_the_sample_cut_for_its_four_audiences() -> None:
    names = {
        audience: [account.name for account in edition.handbook.selection.key_accounts]
        for audience, edition in editions(sample()).items()
    }
    assert names[Audience.APPLICANTS] == ["", "", "", ""]
    assert names[Audience.NEWCOMERS][0] == "Talvera Pumpen AG"
    management = cut(sample(), Audience.MANAGEMENT)
    assert management.handbook == sample() and not management.withheld


def test_an_items_label_overrides_the_default_of_a_kind() -> None:
    account = {"name": "Aldo", "manager": "Ina", "visible_from": "applicants", "segment": "Pumpen"}
    edition = cut(handbook_with(selection={"key_accounts": [account]}), Audience.APPLICANTS)
    assert edition.handbook.selection.key_accounts[0].name == "Aldo"


def test_an_items_label_never_opens_money() -> None:
    account = {"name": "Aldo", "visible_from": "applicants", "revenue": "3 Mio.", "potential": "9"}
    edition = cut(handbook_with(selection={"key_accounts": [account]}), Audience.TEAM)
    assert str(edition.handbook.selection.key_accounts[0].revenue) == ""
    assert [passage.value for passage in edition.withheld] == ["3 Mio.", "9"]


def test_moneys_own_label_opens_it() -> None:
    account = {"name": "Aldo", "revenue": {"value": "3 Mio.", "visible_from": "newcomers"}}
    edition = cut(handbook_with(selection={"key_accounts": [account]}), Audience.NEWCOMERS)
    assert str(edition.handbook.selection.key_accounts[0].revenue) == "3 Mio."


def test_a_label_may_close_what_is_open_by_default() -> None:
    terms = [{"term": "Offen"}, {"term": "Intern", "visible_from": "team"}]
    edition = cut(handbook_with(goals={"terms": terms}), Audience.NEWCOMERS)
    assert [term.term for term in edition.handbook.goals.terms] == ["Offen"]
    assert ("goals", "terms", 1) in edition.hidden


def test_the_root_of_the_organisation_chart_can_be_withheld() -> None:
    structure = {"name": "Vorstand", "visible_from": "team", "reports": [{"name": "KAM"}]}
    edition = cut(handbook_with(organisation={"structure": structure}), Audience.NEWCOMERS)
    assert not edition.handbook.organisation.structure.reports
    assert {passage.value for passage in edition.withheld} == {"Vorstand", "KAM"}


def test_functional_lines_to_a_withheld_box_go_with_it() -> None:
    reports = [
        {"name": "KAM", "dotted": ["Service", "Projekt Falke"]},
        {"name": "Service"},
        {"name": "Projekt Falke", "visible_from": "management"},
    ]
    structure = {"name": "Leitung", "reports": reports}
    edition = cut(handbook_with(organisation={"structure": structure}), Audience.TEAM)
    assert edition.handbook.organisation.structure.reports[0].dotted == ("Service",)
    assert "Projekt Falke" not in {passage.value for passage in edition.shown}


def test_references_to_what_is_withheld_go_with_it() -> None:
    services = [{"name": "Lager"}, {"name": "Rabatt", "visible_from": "management"}]
    packages = [{"name": "Basis", "services": ["Lager", "Rabatt"]}]
    criteria = [{"name": "Marge", "visible_from": "team"}, {"name": "Umsatz"}]
    accounts = [{"name": "Aldo", "scores": {"Marge": 3, "Umsatz": 5}}]
    handbook = handbook_with(
        services={"services": services, "packages": packages},
        selection={"criteria": criteria, "key_accounts": accounts},
    )
    seen = cut(handbook, Audience.NEWCOMERS).handbook
    assert seen.services.packages[0].services == ("Lager",)
    assert seen.selection.key_accounts[0].scores == {"Umsatz": 5}


def test_a_question_whose_answer_is_withheld_is_not_asked() -> None:
    answers = {"terms": {"text": "Nur für das Team.", "visible_from": "team"}}
    edition = cut(handbook_with(goals={"answers": answers}), Audience.NEWCOMERS)
    asked = [
        question.id for question in guiding_questions(edition.handbook, DEFAULT.catalogue, "goals")
    ]
    assert asked == ["purpose"]
    for_team = cut(handbook_with(goals={"answers": answers}), Audience.TEAM).handbook
    assert [
        question.id for question in guiding_questions(for_team, DEFAULT.catalogue, "goals")
    ] == ["purpose", "terms"]


def test_an_own_question_and_its_answer_are_withheld_together() -> None:
    question = {"dimension": "rules", "id": "gifts", "question": "Was dürfen wir annehmen?"}
    answers = {"gifts": {"text": "Nichts.", "visible_from": "team"}}
    by_answer = handbook_with(handbook={"questions": [question]}, rules={"answers": answers})
    assert not cut(by_answer, Audience.NEWCOMERS).handbook.handbook.questions
    labelled = {**question, "visible_from": "team"}
    by_question = handbook_with(
        handbook={"questions": [labelled]}, rules={"answers": {"gifts": "Nichts."}}
    )
    seen = cut(by_question, Audience.NEWCOMERS)
    assert not seen.handbook.rules.answers and not seen.handbook.handbook.questions
    assert "Nichts." in {passage.value for passage in seen.withheld}


@pytest.mark.parametrize(
    ("name", "mail", "is_shown"),
    [
        ("Ina Müller", "kam@firma.example", True),
        ("Ina Müller", "ina.mueller@firma.example", False),
        ("Ina Müller", "i.muller@firma.example", False),
        ("Dr. Jo Brandt", "brandt@firma.example", False),
        ("Ina Müller (Leitung KAM)", "kam@firma.example", True),
        ("Ina Müller (Leitung KAM)", "mueller@firma.example", False),
        ("", "kam@firma.example", True),
    ],
)
def test_a_mail_address_that_tells_the_name_goes_with_it(
    name: str, mail: str, is_shown: bool
) -> None:
    handbook = handbook_with(
        handbook={"contact": {"email": mail, "role": "Leitung KAM"}},
        introduction={"team": {"members": [{"person": name}]}},
    )
    contact = cut(handbook, Audience.APPLICANTS).handbook.handbook.contact
    assert (contact.email == mail, contact.role) == (is_shown, "Leitung KAM")
    assert cut(handbook, Audience.NEWCOMERS).handbook.handbook.contact.email == mail


@pytest.mark.parametrize("other", ["Ina Müller", "Paul Müller", "Piet van der Elle", "Prof. Ell"])
def test_the_contact_is_named_to_everybody_with_address(other: str) -> None:
    contact = {"name": "Ina Müller", "email": "ina.mueller@firma.example"}
    members = {"team": {"members": [{"person": other}]}}
    seen = cut(
        handbook_with(handbook={"contact": contact}, introduction=members), Audience.APPLICANTS
    )
    assert seen.handbook.handbook.contact.model_dump(exclude_defaults=True) == contact
    assert not seen.handbook.introduction.team.members


@pytest.mark.parametrize(
    ("owner", "applicants_see"),
    [
        ("Leitung KAM", "Leitung KAM"),
        ("Innendienst Nord", "Innendienst Nord"),
        ("Ina Müller", "Leitung Service"),  # as the project team has her
        ("Müller", "Leitung Service"),
        ("Leitung Logistik (Ina Müller)", "Leitung Logistik"),
        ("Ina Müller, Leitung Logistik", "Leitung Logistik"),
        ("Piet Aalders", ""),  # named nowhere else, and looks like a name
        ("Dr. Anna von der Heide", ""),
        ("Fr. Dr. Huber", ""),
        ("Frau Huber", ""),
        ("Hr. Kunze", ""),
        ("Prof. Lange", ""),
        ("Aalders, Piet", ""),
        ("P. Aalders (GF)", "GF"),
        ("K. Aslan", ""),
        ("Ina Müller und Piet Aalders", "Leitung Service"),
        ("Customer Success", "Customer Success"),
        ("Werk Kassel", "Werk Kassel"),
        ("Jo Brandt", ""),  # a manager, whose role stands nowhere
        ("aalders", ""),
        ("Aalders, Huber und Kunze", ""),
        ("Huber / Vertrieb", "Vertrieb"),
        ("GF Vertrieb, Huber, CFO", "GF Vertrieb, CFO"),
        ("Team Huber", "Team"),
        ("Geschäftsführer Huber", "Geschäftsführer"),
        ("IM und Einkauf", "Leitung Service, Einkauf"),  # by initials
        ("ina mueller", "Leitung Service"),
        ("Wojciech Zieliński", ""),
        ("Pflegedirektion", "Pflegedirektion"),
        ("HR/Controlling", "HR/Controlling"),
        ("alle Beteiligten", "alle Beteiligten"),
        ("Leiter:in Technik", "Leiter:in Technik"),
    ],
)
def test_owners_by_name_become_roles_for_applicants(owner: str, applicants_see: str) -> None:
    handbook = handbook_with(
        goals={"answers": {"purpose": {"text": "Wachsen.", "owner": owner}}},
        introduction={
            "team": {"members": [{"person": "Ina Müller", "function": "Leitung Service"}]}
        },
        selection={"key_accounts": [{"name": "Aldo Werke AG", "manager": "Jo Brandt"}]},
    )
    assert (
        cut(handbook, Audience.APPLICANTS).handbook.answer("goals", "purpose").owner
        == applicants_see
    )
    assert cut(handbook, Audience.NEWCOMERS).handbook.answer("goals", "purpose").owner == owner


def test_names_are_taken_out_wherever_people_may_stand_among_roles() -> None:
    handbook = handbook_with(
        rules={
            "decision_rights": [{"topic": "Preis", "accountable": "Huber", "informed": "CFO"}],
            "escalation": [{"level": "1", "who": "Aalders, Leitung KAM"}],
        },
        steering={"routines": [{"name": "Runde", "participants": ["Huber", "GF Vertrieb"]}]},
        people={"job": {"reports_to": "Dr. Sommer"}},
        organisation={
            "structure": {
                "name": "Geschäftsführung (Sommer)",
                "reports": [{"name": "Innere Medizin"}, {"name": "Vertrieb – Frau Lange"}],
            },
            "team": [{"role": "Key Account Manager", "function": "Radiologie, Zoll"}],
        },
    )
    seen = cut(handbook, Audience.APPLICANTS).handbook
    right, step = seen.rules.decision_rights[0], seen.rules.escalation[0]
    assert (right.accountable, right.informed, step.who) == ("", "CFO", "Leitung KAM")
    assert seen.steering.routines[0].participants == "GF Vertrieb"
    assert seen.people.job.reports_to == ""
    chart = seen.organisation.structure
    names = [chart.name, *(unit.name for unit in chart.reports)]
    assert names == ["Geschäftsführung", "Innere Medizin", "Vertrieb"]
    assert seen.organisation.team[0].function == "Radiologie, Zoll"
    assert cut(handbook, Audience.NEWCOMERS).handbook.rules == handbook.rules


def test_a_word_that_the_handbook_knows_as_a_function_is_nobodys_name() -> None:
    tools = {"tools": [{"name": "CRM", "owner": "Intendanzia"}]}
    services = {"services": [{"name": "Beratung", "function": "Intendanzia"}]}
    alone = cut(handbook_with(tools=tools), Audience.APPLICANTS)
    known = cut(handbook_with(tools=tools, services=services), Audience.APPLICANTS)
    assert alone.handbook.tools.tools[0].owner == ""
    assert known.handbook.tools.tools[0].owner == "Intendanzia"


def test_applicants_are_not_told_of_iterations() -> None:
    first = Iteration.model_validate(
        {"number": 1, "end": "2026-08-28", "decisions": [{"text": "A"}]}
    )
    handbook = Handbook(iterations=(first,))
    assert cut(handbook, Audience.APPLICANTS).handbook.iterations == ()
    newcomers = cut(handbook, Audience.NEWCOMERS).handbook.iterations[0]
    assert newcomers.number == 1 and newcomers.decisions == ()
    assert cut(handbook, Audience.TEAM).handbook.iterations[0].decisions[0].text == "A"


def test_the_iteration_at_work_is_told_from_newcomers_on() -> None:
    numbers = {audience: edition.iteration for audience, edition in editions(sample()).items()}
    assert list(numbers.values()) == [0, 3, 3, 3]


def test_an_item_of_a_list_with_a_default_may_be_opened() -> None:
    decisions = [{"text": "Für alle", "visible_from": "newcomers"}, {"text": "Fürs Team"}]
    first = Iteration.model_validate({"number": 1, "decisions": decisions})
    seen = cut(Handbook(iterations=(first,)), Audience.NEWCOMERS).handbook.iterations[0]
    assert [decision.text for decision in seen.decisions] == ["Für alle"]


def test_accepted_findings_are_for_the_management() -> None:
    accepted = [{"code": "SEL1", "reason": "Wie besprochen", "path": "key_accounts/Aldo"}]
    handbook = handbook_with(handbook={"checks": {"accepted": accepted}})
    assert not cut(handbook, Audience.TEAM).handbook.handbook.checks.accepted


@pytest.mark.parametrize("field", ["visible_from", "status", "kind"])
def test_words_of_choices_are_no_texts_to_withhold(field: str) -> None:
    account = {"name": "Aldo", "status": "pilot", "visible_from": "management"}
    edition = cut(handbook_with(selection={"key_accounts": [account]}), Audience.TEAM)
    assert field not in {passage.path[-1] for passage in edition.withheld}


def test_the_fingerprint_is_of_what_an_audience_sees() -> None:
    plain = sample()
    prints = {audience: fingerprint(cut(plain, audience)) for audience in Audience}
    assert len(set(prints.values())) == 4
    about = plain.handbook
    confirmed = about.model_copy(
        update={"acknowledgement": about.acknowledgement.model_copy(update={"version": "9"})}
    )
    again = plain.model_copy(update={"handbook": confirmed})
    assert fingerprint(cut(again, Audience.TEAM)) == prints[Audience.TEAM]
    account = plain.selection.key_accounts[0]
    dearer = account.model_copy(update={"revenue": type(account.revenue)(value="9,9 Mio. EUR")})
    selection = plain.selection.model_copy(
        update={"key_accounts": (dearer, *plain.selection.key_accounts[1:])}
    )
    changed = plain.model_copy(update={"selection": selection})
    now = {audience: fingerprint(cut(changed, audience)) for audience in Audience}
    assert now[Audience.TEAM] == prints[Audience.TEAM]
    assert now[Audience.MANAGEMENT] != prints[Audience.MANAGEMENT]
