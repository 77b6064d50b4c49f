"""The parts of a sentence: titles, names, companies, lists, intervals, and du or Sie."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from string import Formatter
from typing import Any

import pytest

from kamhandbook.content.handbook_file import About
from kamhandbook.document.brief import in_brief
from kamhandbook.document.commonmark import parse
from kamhandbook.wording.catalogue_files import catalogue_file, messages, spoken_file
from kamhandbook.wording.intervals import EVERY_MONTH, months_of
from kamhandbook.wording.language import DEFAULT, Language
from kamhandbook.wording.lists import listed
from kamhandbook.wording.names import amid, are_several, of_company
from kamhandbook.wording.sentences import dated, ended, sentence_about, unended
from kamhandbook.wording.titles import makes_title
from tests.wording.grammar import patterns


@pytest.mark.parametrize(
    "title",
    [
        "Topkunden kaufen werksübergreifend ein",
        "Mit fünf Kunden erproben wir unser KAM",
        "Nach jeder Iteration wird es besser",
        "Im Team zählt der Kunde",
        "Drei Kriterien, klar gewichtet",
        "Was zählt?",
        "Unsere Kunden wählen wir aus",
        "Für Key Accounts gilt ein fester Preis",
        "Einmal im Monat tagt die Runde",
    ],
)
def test_a_statement_makes_a_title(title: str) -> None:
    assert makes_title(DEFAULT, title)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "Jährlich",
        "Steht fest",
        "Mit der Trefferquote",
        "Mit der neuen Trefferquote",
        "Aus dem CRM und dem ERP",
        "Wird jährlich im März geprüft",
        "Und zwar im März",
        "Zweimal im Jahr durch die",
        "Einmal im Monat",
        "Jeden Freitag im Forecast Call",
        "Wir prüfen folgendes:",
    ],
)
def test_a_note_makes_none(note: str) -> None:
    assert not makes_title(DEFAULT, note)


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("Anna Berg", False),
        ("Anna Berg und Tim Roth", True),
        ("Leitung Vertrieb und Marketing", False),
        ("Leitung Vertrieb und Leitung Technik", True),
        ("Vertrieb und Technik", True),
        ("Die Gebietsleitungen", True),
        ("Gebietsleitung", False),
        ("Anna Berg, Leitung Vertrieb", False),
        ("Das KAM-Team", False),
    ],
)
def test_a_name_says_how_many_it_means(name: str, several: bool) -> None:
    assert are_several(DEFAULT, name) is several


@pytest.mark.parametrize(
    ("name", "article", "said"),
    [
        ("Muster", "die", "bei der Muster"),
        ("Muster", "", "bei Muster"),
        ("Klinikum Auental", "das", "beim Klinikum Auental"),
        ("Maschinenring", "der", "beim Maschinenring"),
        ("Stadtwerke Auental", "die", "bei den Stadtwerken Auental"),
        ("Stadtwerke Auental GmbH", "die", "bei der Stadtwerke Auental GmbH"),
        ("Stadtwerke", "", "bei Stadtwerke"),
        ("Die Auenbank", "", "bei der Auenbank"),
        ("Autohaus Brömmel e. K.", "", "bei Autohaus Brömmel e. K."),
    ],
)
def test_a_company_stands_with_the_article_it_has(name: str, article: str, said: str) -> None:
    assert of_company(DEFAULT, "by", name, article) == said


def test_a_verb_goes_with_a_name() -> None:
    assert sentence_about(DEFAULT, "helps", "Anna Berg") == "Anna Berg hilft dir weiter"
    both = sentence_about(Language("de", "Sie"), "helps", "Anna Berg und Tim Roth")
    assert both == "Anna Berg und Tim Roth helfen Ihnen weiter"
    assert sentence_about(DEFAULT, "tells", "Die Werke") == "Auskunft geben: die Werke."
    assert amid(DEFAULT, "Derby Kranich") == "Derby Kranich"


def test_lists_within_a_list_are_told_apart() -> None:
    assert listed(DEFAULT, ["A", "B", "C"]) == "A, B und C"
    assert listed(DEFAULT, ["A", "B und C", "D"]) == "A; B und C; D"
    assert listed(DEFAULT, ["B und C"]) == "B und C"
    assert listed(DEFAULT, ["Die Bahn", "Die Werke"]) == "Die Bahn und die Werke"
    assert listed(DEFAULT, ["Das gilt.", "Das auch."]) == "Das gilt und Das auch"


@pytest.mark.parametrize(
    "interval",
    [
        "monatlich",
        "Monatlich",
        "jeden Monat",
        "jede Woche",
        "alle zwei Wochen",
        "14-tägig, montags",
    ],
)
def test_what_is_done_so_often_is_done_each_month(interval: str) -> None:
    assert months_of(DEFAULT, (), interval) == EVERY_MONTH


@pytest.mark.parametrize(
    "interval",
    ["", "jährlich", "alle zwei Monate", "zweimonatlich", "2-monatlich", "quartalsweise"],
)
def test_other_intervals_name_no_month(interval: str) -> None:
    assert months_of(DEFAULT, (), interval) == ()
    assert months_of(DEFAULT, (10, 4, 4), interval) == (4, 10)


def test_months_that_are_written_count() -> None:
    assert months_of(DEFAULT, (3,), "monatlich") == (3,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wir liefern. Immer.", "Wir liefern."),
        ("- Einkauf\n- Technik\n- Service", "Einkauf, Technik und Service."),
        ("1. Fragen\n2. Rechnen", "1. Fragen; 2. Rechnen."),
        ("| Gebiet | Wer |\n|---|---|\n| Nord | A |\n| Süd | B |", "Gebiet: Nord und Süd."),
        ("Das gilt:\n\n- Einkauf\n- Technik", "Das gilt: Einkauf und Technik."),
        ("## Kurz\n\nWir liefern.", "Wir liefern."),
        ("> Der Kunde zuerst.", "Der Kunde zuerst."),
        ("    kpi = 1", "kpi = 1"),
        ("## Nur das", "Nur das"),
        ("", ""),
    ],
)
def test_every_answer_has_a_short_form(text: str, said: str) -> None:
    assert in_brief(parse(text), DEFAULT).rstrip(".") == said.rstrip(".")


def test_dates_stand_behind_their_word() -> None:
    month = About.model_validate({"date": "2026-05"}).date
    assert dated(DEFAULT, date(2026, 5, 7), "on") == "am 07.05.2026"
    assert dated(DEFAULT, date(2026, 5, 7), "of") == "vom 07.05.2026"
    assert dated(DEFAULT, month, "on") == "im Mai 2026"
    assert dated(DEFAULT, month, "of") == "von Mai 2026"
    assert dated(DEFAULT, None, "of") == ""


def test_a_sentence_ends_once() -> None:
    assert [ended(text) for text in ("Gut", "Gut.", "Gut?", "e. K.")] == [
        "Gut.",
        "Gut.",
        "Gut?",
        "e. K.",
    ]
    assert [unended(text) for text in ("Einmal im Jahr.", "e. K.", "Gut?")] == [
        "Einmal im Jahr",
        "e. K.",
        "Gut?",
    ]


# --- du and Sie

#: The others are about a command's use, or speak to nobody.
ROOMS = ("", "sentences", "deck", "figures", "site", "checks", "fields", "questionnaire", "report")
ROOMS += ("brand", "iterations", "leaks", "live", "phrases", "scaffold", "status")
OF_PEOPLE = ("example", "trips", "passes", "EUR")  # content, as people write it


def places(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a room's tree with its place."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inside in entries:
        where = f"{place}.{key}"
        if isinstance(inside, str):
            yield where, inside
        elif isinstance(inside, dict | list) and inside:
            yield from places(inside, where)


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_says_du_where_it_is_sie(room: str) -> None:
    """What fails here has its words for „Sie“ in de.address.yaml to be added."""
    said = dict(places(spoken_file("de", room, "Sie")))
    wrong = {
        place: text
        for place, text in said.items()
        if place.rsplit(".", 1)[-1] not in OF_PEOPLE and list(patterns.of_reader("Sie", text))
    }
    assert wrong == {}


def test_no_message_says_ihr_where_it_is_sie() -> None:
    """What fails here has its words for „Sie“ in de.address.messages.yaml to be added."""
    said = dict(places(messages("de", "Sie")))
    wrong = {place: text for place, text in said.items() if list(patterns.of_reader("Sie", text))}
    assert wrong == {}


def test_messages_have_the_same_gaps_in_both_ways() -> None:
    usual, other = (dict(places(messages("de", way))) for way in ("du", "Sie"))
    assert usual.keys() == other.keys()
    for place, text in usual.items():
        assert gaps(text) == gaps(other[place]), place
    assert sum(usual[place] != other[place] for place in usual) > 200


def test_how_to_use_a_command_is_said_to_nobody() -> None:
    """No handbook is known where a command is used wrongly or made for the first time."""
    said = dict(places(catalogue_file("de", "cli")["messages"]))
    assert [text for text in said.values() if list(patterns.of_reader("Sie", text))] == []
    assert [text for text in said.values() if list(patterns.of_reader("du", text))] == []


def gaps(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text)}


@pytest.mark.parametrize("room", ROOMS)
def test_both_ways_to_speak_have_the_same_gaps(room: str) -> None:
    usual, other = (dict(places(spoken_file("de", room, way))) for way in ("du", "Sie"))
    assert usual.keys() == other.keys()
    assert usual == dict(places(catalogue_file("de", room)))
    for place, text in usual.items():
        if text != other[place] and "{" in text:
            assert gaps(text) == gaps(other[place]), place
