"""What counts as a change between two states, and what does not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import cut
from kamhandbook.history.changes import Change, News
from kamhandbook.history.diff import diff, diff_for
from tests.audiences.contents import random_handbook, sample
from tests.audiences.test_cut import handbook_with

LAGER = {"name": "Lager", "key_accounts": "beim Kunden", "others": "keines", "function": "Logistik"}
MUSTER = {"name": "Muster", "key_accounts": "10 Tage", "others": "25 Tage", "function": "Werk"}


def changed(old: dict[str, Any], new: dict[str, Any]) -> News:
    return diff(handbook_with(**old), handbook_with(**new))


def services(*items: dict[str, Any]) -> dict[str, Any]:
    return {"services": {"services": list(items)}}


def only(news: News) -> Change:
    assert len(news.changes) == 1, news.changes
    return news.changes[0]


# --- no change of content


def test_the_same_state_has_no_news() -> None:
    assert diff(sample(), sample()) == News()


def test_reordering_is_no_change() -> None:
    assert not changed(services(LAGER, MUSTER), services(MUSTER, LAGER)).changes


def test_labels_are_no_change() -> None:
    hidden = {**LAGER, "visible_from": "team"}
    assert not changed(services(LAGER), services(hidden)).changes


def test_version_date_and_settings_are_no_change() -> None:
    old = {"handbook": {"version": "0.1", "date": "2026-08-28", "brand": "alt"}}
    new = {
        "handbook": {"version": "0.2", "date": "2026-10-30", "acknowledgement": {"version": "2"}}
    }
    assert not changed(old, new).changes


def test_what_names_a_renamed_item_has_not_changed() -> None:
    def state(name: str) -> dict[str, Any]:
        package = {"name": "Basis", "services": [name, "Muster"]}
        return {"services": {"services": [{**LAGER, "name": name}, MUSTER], "packages": [package]}}

    assert only(changed(state("Lager"), state("Vorrat"))).kind == "renamed"


def test_a_renamed_item_is_renamed_not_gone_and_come() -> None:
    change = only(changed(services(LAGER, MUSTER), services({**LAGER, "name": "Vorrat"}, MUSTER)))
    assert (change.kind, change.before, change.after) == ("renamed", "Lager", "Vorrat")


def test_a_goal_is_told_by_its_id_whatever_it_says() -> None:
    old = {"goals": {"goals": [{"id": "Z1", "text": "Wachsen"}, {"id": "Z2", "text": "Lernen"}]}}
    new = {"goals": {"goals": [{"id": "Z2", "text": "Lernen"}, {"id": "Z1", "text": "Gewinnen"}]}}
    change = only(changed(old, new))
    assert (change.kind, change.before, change.after) == ("changed", "Wachsen", "Gewinnen")
    assert change.field == "Ziel"


def test_spelling_a_name_in_other_case_is_the_same_item() -> None:
    news = changed(services(LAGER), services({**LAGER, "name": "LAGER", "others": "eins"}))
    assert [change.field for change in news.changes] == ["Name", "Für andere Kunden"]


# --- changes


def test_items_come_and_go() -> None:
    news = changed(services(LAGER), services(MUSTER | {"function": "Produktion", "others": "-"}))
    assert [(each.kind, each.name) for each in news.changes] == [
        ("removed", "Lager"),
        ("added", "Muster"),
    ]
    assert news.changes[0].before == (
        "Für Key Accounts: beim Kunden; Für andere Kunden: keines; Funktion: Logistik"
    )


def test_a_changed_field_is_named_and_both_texts_are_at_hand() -> None:
    change = only(changed(services(LAGER), services({**LAGER, "others": "keines, nie"})))
    assert (change.where, change.name, change.field) == ("Leistungen", "Lager", "Für andere Kunden")
    assert (change.before, change.after) == ("keines", "keines, nie")
    assert [word.text for word in change.words if word.kind == "added"] == [", nie"]


def test_status_and_owner_of_an_answer() -> None:
    old = {"goals": {"answers": {"terms": {"text": "Gilt.", "status": "draft", "owner": "Ina"}}}}
    new = {"goals": {"answers": {"terms": {"text": "Gilt.", "status": "decided", "owner": "Jo"}}}}
    status, owner = changed(old, new).changes
    assert (status.kind, status.before, status.after) == ("status", "Entwurf", "entschieden")
    assert (owner.kind, owner.before, owner.after) == ("owner", "Ina", "Jo")
    assert owner.name == "Welche Begriffe benutzen wir, und was meinen wir damit?"


def test_an_answers_text_is_compared_word_by_word() -> None:
    old = {"goals": {"answers": {"terms": "Ein **Key Account** steht auf der Liste."}}}
    new = {"goals": {"answers": {"terms": "Ein **Key Account** steht immer auf der Liste."}}}
    change = only(changed(old, new))
    assert change.path == ("goals", "answers", "terms") and change.is_answer
    assert [(word.kind, word.text.strip()) for word in change.words] == [
        ("same", "Ein Key Account steht"),
        ("added", "immer"),
        ("same", "auf der Liste."),
    ]
    assert change.before == "Ein **Key Account** steht auf der Liste."


def test_an_answer_that_is_only_wrapped_anew_reads_the_same() -> None:
    old = {"goals": {"answers": {"terms": "Ein Key Account\nsteht auf der Liste."}}}
    new = {"goals": {"answers": {"terms": "Ein Key Account steht\nauf der Liste."}}}
    assert not changed(old, new).changes


def test_an_own_question_moved_to_another_dimension() -> None:
    question = {"id": "gifts", "question": "Was dürfen wir annehmen?"}
    old = {
        "handbook": {"questions": [{**question, "dimension": "rules"}]},
        "rules": {"answers": {"gifts": "Nichts."}},
    }
    new = {
        "handbook": {"questions": [{**question, "dimension": "people"}]},
        "people": {"answers": {"gifts": "Nichts."}},
    }
    change = only(changed(old, new))
    assert (change.kind, change.name) == ("moved", "Was dürfen wir annehmen?")
    assert (change.before, change.after) == (
        "Spielregeln & Prozesse",
        "Personal / Key Account Manager",
    )


def test_a_new_own_question_is_told_once() -> None:
    new = {
        "handbook": {"questions": [{"id": "gifts", "question": "Was?", "dimension": "rules"}]},
        "rules": {"answers": {"gifts": "Nichts."}},
    }
    change = only(changed({}, new))
    assert (change.kind, change.name, change.after) == ("added", "Was?", "Nichts.")


def test_a_box_of_the_organisation_chart_moved() -> None:
    def chart(*tops: dict[str, Any]) -> dict[str, Any]:
        return {"organisation": {"structure": {"name": "Leitung", "reports": list(tops)}}}

    old = chart({"name": "A", "reports": [{"name": "KAM"}]}, {"name": "B"})
    new = chart({"name": "A"}, {"name": "B", "reports": [{"name": "KAM"}]})
    change = only(changed(old, new))
    assert (change.kind, change.name) == ("moved", "KAM")


def test_entries_of_a_plain_list_are_marked() -> None:
    old = {"goals": {"non_goals": ["Kein Rabatt"]}}
    new = {"goals": {"non_goals": ["Kein Rabatt", "Kein Ersatz"]}}
    change = only(changed(old, new))
    assert (change.name, change.field) == ("Ziele & Terminologien", "Nicht-Ziele")
    assert change.after == "Kein Rabatt; Kein Ersatz"


def test_figures_dates_and_choices_read_as_people_write_them() -> None:
    old = {
        "selection": {"criteria": [{"name": "Umsatz", "weight": 12.5, "scope": "national"}]},
        "steering": {"routines": [{"name": "Runde", "months": [1, 10]}]},
        "introduction": {"team": {"also_rollout": False}},
    }
    new = {
        "selection": {"criteria": [{"name": "Umsatz", "weight": 30, "scope": "global"}]},
        "steering": {"routines": [{"name": "Runde", "months": [4]}]},
        "introduction": {"team": {"also_rollout": True}},
    }
    visible_changes = {
        change.field: (change.before, change.after) for change in changed(old, new).changes
    }
    assert visible_changes == {
        "Gewicht": ("12,5", "30"),
        "Reichweite": ("national", "weltweit"),
        "Monate": ("Januar; Oktober", "April"),
        "Führt auch den Roll-out": ("nein", "ja"),
    }


# --- doubt


def test_an_item_renamed_and_changed_at_once_is_said_to_be_unsure() -> None:
    news = changed(services(LAGER), services({**LAGER, "name": "Vorrat", "others": "eins"}))
    assert [change.kind for change in news.changes] == ["removed", "added"]
    assert "„Lager“" in news.ambiguous[0] and "„Vorrat“" in news.ambiguous[0]


def test_two_items_that_could_be_the_new_one_are_said_to_be_unsure() -> None:
    twins = ({**LAGER, "name": "Nord"}, {**LAGER, "name": "Süd"})
    news = changed(services(*twins), services({**LAGER, "name": "Mitte"}))
    assert [change.kind for change in news.changes] == ["removed", "removed", "added"]
    assert len(news.ambiguous) == 2


def test_a_name_that_stands_twice_is_said_to_be_unsure() -> None:
    old = services(LAGER, {**LAGER, "others": "A"})
    new = services({**LAGER, "others": "B"}, {**LAGER, "others": "C"})
    news = changed(old, new)
    assert "„Lager“" in news.ambiguous[0]
    assert not changed(old, old).ambiguous


def test_somebody_who_takes_over_is_another_person() -> None:
    def team(person: str) -> dict[str, Any]:
        member = {"person": person, "role": "supporting", "function": "HR"}
        return {"introduction": {"team": {"members": [member]}}}

    news = changed(team("Ina Kurz"), team("Jo Lang"))
    assert [change.kind for change in news.changes] == ["removed", "added"] and not news.ambiguous


# --- audiences


def visible_changes(
    old: dict[str, Any], new: dict[str, Any], audience: Audience
) -> list[tuple[str, str]]:
    before, after = handbook_with(**old), handbook_with(**new)
    news = diff_for(cut(before, audience), before, cut(after, audience), after)
    return [(change.kind, change.after) for change in news.changes]


def test_only_those_are_told_of_a_threshold_who_may_see_it() -> None:
    old = {"selection": {"criteria": [{"name": "Umsatz", "threshold": "1 Mio."}]}}
    new = {"selection": {"criteria": [{"name": "Umsatz", "threshold": "2 Mio."}]}}
    assert visible_changes(old, new, Audience.NEWCOMERS) == []
    assert visible_changes(old, new, Audience.TEAM) == [("changed", "2 Mio.")]


def test_an_item_that_is_withheld_now_is_not_told_to_be_gone() -> None:
    hidden = services({**LAGER, "visible_from": "management", "others": "neu"})
    assert visible_changes(services(LAGER), hidden, Audience.TEAM) == []


def test_an_item_that_was_opened_is_new_to_those_who_did_not_see_it() -> None:
    hidden = services({**LAGER, "visible_from": "management", "others": "alt"})
    assert [kind for kind, _ in visible_changes(hidden, services(LAGER), Audience.TEAM)] == [
        "added"
    ]


def test_a_summary_leaves_out_what_is_withheld() -> None:
    costly = services({**LAGER, "cost": "9 Mio."})
    ((_, after),) = visible_changes({}, costly, Audience.TEAM)
    assert "9 Mio." not in after
    ((_, after),) = visible_changes({}, costly, Audience.MANAGEMENT)
    assert "Kosten: 9 Mio." in after


def test_a_summary_leaves_out_references_to_what_is_withheld() -> None:
    listed = [LAGER, {"name": "Rabatt", "visible_from": "management"}]
    package = {"name": "Basis", "services": ["Lager", "Rabatt"]}
    new = {"services": {"services": listed, "packages": [package]}}
    ((_, after),) = visible_changes({"services": {"services": listed}}, new, Audience.TEAM)
    assert after == "Leistungen: Lager"


def test_a_reference_to_what_is_withheld_is_left_out_of_a_changed_list() -> None:
    secret = {"name": "Rabatt", "visible_from": "management"}

    def package(*names: str) -> dict[str, Any]:
        listed = {"services": [LAGER, MUSTER, secret], "packages": [{"name": "P"}]}
        listed["packages"] = [{"name": "P", "services": list(names)}]
        return {"services": listed}

    old, new = package("Lager"), package("Lager", "Muster", "Rabatt")
    assert visible_changes(old, new, Audience.TEAM) == [("changed", "Lager; Muster")]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32), st.sampled_from(list(Audience)))
def test_any_two_states_can_be_compared(seed: int, audience: Audience) -> None:
    old, new = random_handbook(seed, changes=0.2), random_handbook(seed + 1, gaps=0.3)
    news = diff_for(cut(old, audience), old, cut(new, audience), new)
    assert all(change.where and change.name for change in news.changes)
    fields = [change for change in news.changes if change.kind in ("changed", "status", "owner")]
    assert fields and all(change.before != change.after for change in fields)


@pytest.mark.parametrize("audience", list(Audience))
def test_nothing_is_told_of_a_state_and_itself(audience: Audience) -> None:
    handbook = random_handbook(7)
    edition = cut(handbook, audience)
    assert diff_for(edition, handbook, edition, handbook).changes == ()
