"""What only keeps a place is no answer; what merely contains such a word is one."""

from __future__ import annotations

import pytest

from kamhandbook.content.answers import Answer
from kamhandbook.wording.placeholders import is_placeholder

PLACEHOLDERS = (
    "tbd",
    "TBD.",
    "t.b.d.",
    "T. B. D.",
    "folgt",
    "Folgt noch.",
    "xxx",
    "XXX",
    "siehe oben",
    "s. o.",
    "s.o.",
    "n. n.",
    "N.N.",
    "???",
    "?",
    "...",
    "…",
    "in Arbeit",
    "In Arbeit.",
    "TODO",
    "todo: mit IT klären",
    "TBD (Meier)",
    "- tbd\n- tbd",
    "wird noch ergänzt",
    "Text folgt",
    "Details folgen",
    "noch offen",
    "–",
    "k. A.",
    "n/a",
    "Platzhalter",
    "Lorem ipsum dolor sit amet",
    "folgt im Januar",
    "Beschreibung folgt nach dem Workshop",
    "**tbd**",
    "[Text einfügen]",
    "noch zu klären",
    "tbd / folgt",
    "TODO – folgt",
    "kommt noch",
    "noch nicht definiert",
    "wird im Februar ergänzt",
    "Bitte ausfüllen",
    "(folgt)",
    "in Bearbeitung",
    "siehe unten",
    "to be defined",
    "Hier eure Antwort eintragen",
    "____",
)
ANSWERS = (
    "Wir nutzen ein TODO-Board für offene Punkte.",
    "Die Antwort folgt aus den Zielen.",
    "Folgt der Kunde dem Plan, liefern wir am nächsten Tag.",
    "Offene Punkte klärt der Key Account Manager.",
    "Keine.",
    "Ja",
    "Nein",
    "Der Vertrieb",
    "Siehe Kapitel 3",
    "Alle Werkzeuge sind in Arbeit mit dem Kunden erprobt.",
    "Das tbd-Verfahren ist abgeschafft",
    "KAM",
    "100 %",
    "Wie oben beschrieben entscheidet das Gremium.",
    "Excel, SAP",
    "Wir schreiben",
    "Vom Vertrieb eintragen",
    "Was folgt, ist einfach: Wir hören zu.",
    "Testkunden",
    "xxl-Kunden",
    "wird vom Vertrieb festgelegt",
    "In Abstimmung mit dem Vorstand",
    "Offen für alle",
    "Kunden in Vorbereitung",
    "Kunden klären",
    "nach Aufwand",
    "ohne",
    "unbekannt verzogen",
)


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_a_placeholder_is_no_answer(text: str) -> None:
    assert is_placeholder(text)
    assert not Answer.model_validate({"text": text, "status": "decided"}).is_answered


@pytest.mark.parametrize("text", ANSWERS)
def test_an_answer_is_one(text: str) -> None:
    assert not is_placeholder(text)
    assert Answer.model_validate(text).is_answered


def test_nothing_keeps_no_place() -> None:
    assert not is_placeholder("")
    assert not is_placeholder("tbd " * 100)
