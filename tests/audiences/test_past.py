"""A slip that was mended is not told again by the news of its mending."""

from __future__ import annotations

from typing import Any

from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import cut
from kamhandbook.history.changes import News
from kamhandbook.history.news import news_for, older_editions, withheld_before
from kamhandbook.leaks.past_states import without_slips
from kamhandbook.leaks.search import leaks
from tests.audiences.test_cut import handbook_with
from tests.iterations.test_news import loaded

SECRET = {"name": "Sommerfeld Kryotechnik SE", "visible_from": "management"}


def news_of(audience: Audience, *states: dict[str, Any]) -> News:
    """Give the news of the last of several states, each with a secret customer."""
    handbooks = [handbook_with(**state, selection={"key_accounts": [SECRET]}) for state in states]
    content = loaded(handbooks[-1], *handbooks[:-1])
    edition = cut(handbooks[-1], audience)
    past = withheld_before(content, older_editions(edition, content))
    return without_slips(news_for(edition, content), edition, past)


def answer(text: str) -> dict[str, Any]:
    return {"goals": {"answers": {"purpose": text}}}


def test_the_old_wording_is_left_out_and_the_change_stays() -> None:
    news = news_of(
        Audience.TEAM, answer("Auch Sommerfeld Kryotechnik fragt."), answer("Viele fragen.")
    )
    (change,) = news.changes
    assert (change.kind, change.before, change.words) == ("changed", "", ())
    assert change.after == "Viele fragen."


def test_those_who_may_know_are_told_everything() -> None:
    old = answer("Auch Sommerfeld Kryotechnik fragt.")
    (change,) = news_of(Audience.MANAGEMENT, old, answer("Viele fragen.")).changes
    assert "Sommerfeld" in change.before and change.words


def test_an_item_that_named_it_and_is_gone_is_not_told_at_all() -> None:
    old = {"steering": {"notes": [{"note": "Mit Sommerfeld Kryotechnik sprechen"}]}}
    assert news_of(Audience.TEAM, old, {}).changes == ()


def test_earlier_iterations_are_mended_on_both_sides() -> None:
    slip = answer("Auch Sommerfeld Kryotechnik fragt.")
    news = news_of(Audience.TEAM, answer("Niemand fragt."), slip, answer("Viele fragen."))
    (earlier,) = news.earlier[0].changes
    assert (earlier.before, earlier.after, earlier.words) == ("Niemand fragt.", "", ())


def test_without_slips_nothing_is_touched() -> None:
    news = news_of(Audience.TEAM, answer("Einige fragen."), answer("Viele fragen."))
    assert news.changes[0].words and news.changes[0].before == "Einige fragen."


def found_after(then: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Give what is found for applicants in all they read now, after another state was frozen."""
    handbook = handbook_with(**now)
    content = loaded(handbook, handbook_with(**then))
    edition = cut(handbook, Audience.APPLICANTS)
    past = withheld_before(content, older_editions(edition, content))
    files = {"alles.txt": "\n".join(passage.value for passage in edition.shown).encode()}
    found, _ = leaks(files, edition, content.positions, past=past)
    return [finding.message for finding in found]


RULES = "Wir bieten nie unter Liste an. Jeder Rabatt braucht eine Freigabe der Leitung."


def rules(text: str, **more: str) -> dict[str, Any]:
    process = {"process": "Angebot und Freigabe im Vertrieb", **more}
    return {"rules": {"answers": {"rules": {"text": text, **more}}, "processes": [process]}}


def test_what_was_opened_since_may_be_read_also_worded_anew() -> None:
    then = rules(RULES, visible_from="management")
    assert found_after(then, rules(RULES)) == []
    assert found_after(then, rules(f"{RULES} Ausnahmen regelt die Runde.")) == []


def test_what_was_withheld_and_is_quoted_elsewhere_now_is_found() -> None:
    then = rules(RULES, visible_from="management")
    (message,) = found_after(then, {"goals": {"why": f"Warum? {RULES}"}})
    assert "Wir bieten nie unter Liste an." in message
