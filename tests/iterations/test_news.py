"""What an edition is told of the past: cut by the labels of then and of today."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.types import Audience, PartialDate
from kamhandbook.editions.edition import cut
from kamhandbook.history.changes import NO_NEWS, News
from kamhandbook.history.news import news_for, older_editions, withheld_before
from kamhandbook.positions import Positions
from kamhandbook.reading.content_folder import Loaded, read_content_folder
from kamhandbook.reading.snapshots import Snapshot
from tests.audiences.contents import ROOT
from tests.audiences.test_cut import handbook_with

TEAM = Audience.TEAM


def loaded(now: Handbook, *states: Handbook) -> Loaded:
    """Content with a snapshot for each older state, closed a month apart."""
    snapshots = tuple(
        Snapshot(number, PartialDate(f"2026-{number:02}-28"), state, f"{number}.json")
        for number, state in enumerate(states, 1)
    )
    return Loaded(now, Positions(), (), Path(), Path(), snapshots)


def news_of(audience: Audience, now: Handbook, *states: Handbook) -> News:
    return news_for(cut(now, audience), loaded(now, *states))


def services(*items: dict[str, Any], **more: Any) -> Handbook:
    return handbook_with(services={"services": list(items), **more})


def test_without_a_closed_iteration_there_is_no_news() -> None:
    assert news_of(TEAM, services({"name": "Lager"})) == NO_NEWS


def test_news_are_since_the_last_iteration_and_the_earlier_ones_follow() -> None:
    one, two = services({"name": "A"}), services({"name": "A"}, {"name": "B"})
    news = news_of(TEAM, services({"name": "A"}, {"name": "B"}, {"name": "C"}), one, two)
    assert (news.since, news.until, news.closed_on) == (2, 0, "2026-02-28")
    assert [change.name for change in news.changes] == ["C"]
    (earlier,) = news.earlier
    assert (earlier.since, earlier.until, earlier.closed_on) == (1, 2, "2026-01-28")
    assert [change.name for change in earlier.changes] == ["B"]


def test_applicants_are_told_nothing() -> None:
    assert news_of(Audience.APPLICANTS, services({"name": "B"}), services({"name": "A"})) == NO_NEWS


def test_what_is_withheld_today_is_not_told_from_the_past() -> None:
    one, two = services({"name": "A", "others": "1"}), services({"name": "A", "others": "2"})
    now = services({"name": "A", "others": "2", "visible_from": "management"})
    news = news_of(TEAM, now, one, two)
    assert not news.changes and not news.earlier[0].changes
    assert len(news_of(Audience.MANAGEMENT, now, one, two).earlier[0].changes) == 1


def test_a_reference_to_what_is_withheld_today_is_not_told_from_the_past() -> None:
    listed = ({"name": "A"}, {"name": "B"})
    one = services(*listed, packages=[{"name": "P", "services": ["A", "B"]}])
    now = services({"name": "A"}, {"name": "B", "visible_from": "management"})
    (change,) = news_of(TEAM, now, one).changes
    assert (change.kind, change.name, change.before) == ("removed", "P", "Leistungen: A")


def test_a_label_of_then_still_holds() -> None:
    then = services({"name": "Geheim", "visible_from": "management"})
    assert not news_of(TEAM, services(), then).changes
    content = loaded(services(), then)
    older = older_editions(cut(services(), TEAM), content)
    assert [passage.value for passage in withheld_before(content, older)] == ["Geheim"]


def test_an_item_worded_anew_and_closed_at_once_is_not_told_as_gone() -> None:
    old = services({"name": "Lager in Basel", "others": "Auf Anfrage"})
    new = {"name": "Lager in Bern", "others": "Nie", "visible_from": "management"}
    assert news_of(TEAM, services(new), old).changes == ()
    assert [change.kind for change in news_of(Audience.MANAGEMENT, services(new), old).changes] == [
        "removed",
        "added",
    ]
    assert [change.kind for change in news_of(TEAM, services(), old).changes] == ["removed"]


def test_an_answer_withheld_today_is_not_told_from_the_past() -> None:
    one = handbook_with(goals={"answers": {"terms": "Alt."}})
    now = handbook_with(
        goals={"answers": {"terms": {"text": "Neu.", "visible_from": "management"}}}
    )
    assert not news_of(TEAM, now, one).changes


def test_the_samples_news_can_be_asked_for_by_place() -> None:
    content = read_content_folder(ROOT / "content")
    news = news_for(cut(content.handbook, TEAM), content)
    assert news.since == 2 and news.closed_on == "2026-10-30"
    assert [c.kind for c in news.of_answer("people", "career")] == ["changed", "status"]
    assert [c.field for c in news.of_item("services", "services", "Musterteile")] == [
        "Für Key Accounts"
    ]
    assert news.parts[0] == "selection" and news.of_part("goals") == ()


@pytest.mark.parametrize("audience", list(Audience))
def test_news_of_the_sample_are_the_same_each_time(audience: Audience) -> None:
    content = read_content_folder(ROOT / "content")
    edition = cut(content.handbook, audience)
    assert news_for(edition, content) == news_for(edition, content)
