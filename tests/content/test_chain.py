"""How the dimensions hang together: what is linked, what lacks a link, and what may be withheld."""

from __future__ import annotations

from typing import Any

from kamhandbook.content.chain import Chain, Link, chain_of
from kamhandbook.content.chain_gaps import gaps_of
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import cut

ACCOUNT = {
    "name": "Talvera",
    "status": "active",
    "scores": {"Umsatz": 80},
    "requirements": [{"text": "Lager", "met_by": "Konsi"}, "Preise"],
}
WHOLE: dict[str, Any] = {
    "goals": {"goals": [{"id": "Z1", "text": "Mehr liefern"}]},
    "selection": {"criteria": [{"name": "Umsatz", "goal": "Z1"}], "key_accounts": [ACCOUNT]},
    "services": {"services": [{"name": "Konsi", "function": "Logistik"}]},
    "steering": {"kpis": [{"name": "Anteil", "goal": "Z1"}]},
}


def handbook(**parts: Any) -> Handbook:
    return Handbook.model_validate(WHOLE | parts)


def gaps(chain: Chain, hidden: Any = ()) -> dict[str, tuple[str, ...]]:
    return {gap.kind: gap.names for gap in gaps_of(chain, hidden)}


def test_a_goal_is_followed_up_to_its_kpi() -> None:
    chain = chain_of(handbook())
    assert chain.is_carried and chain.is_whole
    (strand,) = chain.strands
    assert list(strand.texts.values()) == [
        *("Mehr liefern", "Umsatz", "Talvera", "Lager", "Konsi", "Logistik", "Anteil")
    ]
    assert gaps(chain) == {"requirement_without_service": ("Preise",)}


def test_nothing_that_is_not_written_is_linked() -> None:
    chain = chain_of(handbook(services={"services": [{"name": "Lager"}]}))
    assert not chain.is_carried
    (strand,) = chain.strands
    assert strand.texts[Link.ACCOUNT] == "Talvera"
    assert strand.texts[Link.SERVICE] == ""
    found = gaps(chain)
    assert found["requirement_without_service"] == ("Lager", "Preise")
    assert found["service_without_requirement"] == ("Lager",)
    assert found["service_without_function"] == ("Lager",)


def test_a_reason_for_not_meeting_is_told_apart() -> None:
    account = ACCOUNT | {"requirements": [{"text": "Rabatt", "not_met": "zu teuer"}]}
    selection = {"criteria": [{"name": "Umsatz", "goal": "Z1"}], "key_accounts": [account]}
    chain = chain_of(handbook(selection=selection))
    assert chain.strands[0].not_met == "zu teuer"
    assert gaps(chain)["requirement_not_met"] == ("Rabatt",)
    assert "requirement_without_service" not in gaps(chain)


def test_a_requirement_stands_once_with_all_who_ask() -> None:
    accounts = [ACCOUNT | {"name": name} for name in ("A", "B", "C")]
    selection = {"criteria": [{"name": "Umsatz", "goal": "Z1"}], "key_accounts": accounts}
    chain = chain_of(handbook(selection=selection))
    assert [(each.text, len(each.accounts)) for each in chain.requirements] == [
        ("Lager", 3),
        ("Preise", 3),
    ]


def test_goals_show_different_accounts_where_they_can() -> None:
    accounts = [ACCOUNT | {"name": name} for name in ("A", "B")]
    criteria = [{"name": "Umsatz", "goal": "Z1"}, {"name": "Umsatz 2", "goal": "Z2"}]
    for account in accounts:
        account["scores"] = {"Umsatz": 80, "Umsatz 2": 80}
    goals = {"goals": [{"id": "Z1", "text": "Eins"}, {"id": "Z2", "text": "Zwei"}]}
    selection = {"criteria": criteria, "key_accounts": accounts}
    chain = chain_of(handbook(goals=goals, selection=selection))
    assert {strand.texts[Link.ACCOUNT] for strand in chain.strands} == {"A", "B"}


def test_without_anything_there_is_nothing() -> None:
    chain = chain_of(Handbook())
    assert chain.strands == () and gaps(chain) == {}
    assert not chain.is_carried
    assert all(chain.count(link) == 0 for link in Link)


def test_what_may_only_be_withheld_is_no_gap() -> None:
    service = {"name": "Konsi", "function": "Logistik", "visible_from": "management"}
    whole = handbook(services={"services": [service, {"name": "Katalog", "function": "IT"}]})
    edition = cut(whole, Audience.TEAM)
    found = gaps(chain_of(edition.handbook), edition.hidden)
    assert "requirement_without_service" not in found
    assert "service_without_requirement" not in found
    assert gaps(chain_of(whole))["service_without_requirement"] == ("Katalog",)


def test_a_hidden_field_that_links_nothing_hides_no_gap() -> None:
    criteria = [{"name": "Umsatz", "threshold": "1 Mio. EUR"}]
    selection = {"criteria": criteria, "key_accounts": [ACCOUNT | {"revenue": "1 Mio. EUR"}]}
    edition = cut(handbook(selection=selection), Audience.NEWCOMERS)
    assert edition.hidden
    found = gaps(chain_of(edition.handbook), edition.hidden)
    assert found["criterion_without_goal"] == ("Umsatz",)


def test_few_goals_show_a_second_account_by_another_service_where_that_way_is_whole() -> None:
    second = ACCOUNT | {
        "name": "Osterby",
        "requirements": [
            {"text": "Lager", "met_by": "Konsi"},
            {"text": "Muster", "met_by": "Werkstatt"},
        ],
    }
    services = [{"name": "Konsi", "function": "Logistik"}, {"name": "Werkstatt", "function": "PE"}]
    selection = WHOLE["selection"] | {"key_accounts": [ACCOUNT, second]}
    chain = chain_of(handbook(selection=selection, services={"services": services}))
    shown = [(each.texts[Link.ACCOUNT], each.texts[Link.SERVICE]) for each in chain.strands]
    assert shown == [("Talvera", "Konsi"), ("Osterby", "Werkstatt")]
