"""Companies that say little, as handbooks: a word, a sentence, one of everything, half, nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kamhandbook.content.handbook import DIMENSIONS, Handbook
from tests.compose.conftest import sample

_HALF = 8  # questions answered of sixteen
_WORDS = (
    "Umsatz",
    "Großkunden",
    "Kriterien",
    "Jährlich",
    "Geschäftsführung",
    "Vorrang",
    "Vertrieb",
)
_SENTENCE = "Das entscheidet die Geschäftsführung im Oktober."
_IMPRINT = {
    "company": {"name": "Ahn KG", "locations": ["DE"]},
    "version": "1.0",
    "date": "2026-11-02",
    "owner": "Vertriebsleitung",
    "contact": {"name": "Ute Ahn", "email": "kam@ahn.example"},
}


def _answers(text: Callable[[int], str | None]) -> dict[str, Any]:
    """Return every dimension with answers, each by its number; None leaves one open."""
    parts: dict[str, Any] = {"handbook": _IMPRINT}
    number = 0
    for dimension in DIMENSIONS:
        answers = {}
        for question in sample().answers(dimension):
            if question == "confidentiality":
                continue
            said = text(number)
            number += 1
            if said is not None:
                answers[question] = said
        parts[dimension] = {"answers": answers}
    return parts


def word() -> Handbook:
    """A word for each question."""
    return Handbook.model_validate(_answers(lambda number: _WORDS[number % len(_WORDS)]))


def sentence() -> Handbook:
    """A sentence for each question."""
    return Handbook.model_validate(_answers(lambda number: f"{_SENTENCE[:-1]} {2027 + number}."))


def half() -> Handbook:
    """A sentence for half of the questions; the others are open."""
    return Handbook.model_validate(
        _answers(lambda number: f"{_SENTENCE[:-1]} {2027 + number}." if number < _HALF else None)
    )


def nothing() -> Handbook:
    """The name of the company alone."""
    return Handbook.model_validate({"handbook": _IMPRINT})


def one_of_each() -> Handbook:
    """A short answer for each question, and one thing in each list."""
    parts = _answers(lambda number: f"Wir halten es einfach, Punkt {number}.")
    for part, values in _ONE.items():
        parts[part] = {**parts.get(part, {}), **values}
    return Handbook.model_validate(parts)


_ONE: Mapping[str, Mapping[str, Any]] = {
    "goals": {
        "goals": [{"id": "Z1", "text": "Eine Angebotsstimme je Kunde", "kind": "revenue"}],
        "terms": [{"term": "Key Account", "meaning": "Kunde auf der Liste"}],
    },
    "selection": {
        "criteria": [{"name": "Umsatz", "weight": 100, "source": "ERP"}],
        "review": {"interval": "jährlich", "owner": "Leitung KAM"},
        "decision": [{"level": "national", "body": "Vertriebsleitung"}],
        "key_accounts": [
            {"name": "Berg AG", "status": "active", "manager": "Ute Ahn", "why": "Umsatz"}
        ],
    },
    "services": {
        "services": [{"name": "Angebot", "key_accounts": "48 Stunden", "others": "eine Woche"}]
    },
    "organisation": {
        "structure": {"name": "Vertrieb", "reports": [{"name": "KAM", "kam": True}]},
        "team": [{"role": "Key Account Manager", "function": "Vertrieb"}],
    },
    "people": {
        "job": {"purpose": "Hält beim Kunden alles zusammen", "tasks": ["Angebote bündeln"]},
        "trainings": [{"name": "Grundlagen", "for": "managers"}],
        "career": [{"step": "Key Account Manager"}],
        "compensation": {"principle": "Fix und variabel"},
        "onboarding": [{"until_day": 30, "steps": ["Kunden kennenlernen"]}],
    },
    "rules": {
        "decision_rights": [{"topic": "Preis", "accountable": "Leitung KAM"}],
        "escalation": [{"level": "Stufe 1", "who": "Vertriebsleitung"}],
        "processes": [{"process": "Angebot", "change": "Eingang nur über KAM"}],
    },
    "tools": {"tools": [{"name": "CRM", "purpose": "Kontakte"}]},
    "steering": {
        "owner": "Leitung KAM",
        "kpis": [{"name": "Trefferquote", "target": "30 %"}],
        "routines": [{"name": "KAM-Runde", "interval": "monatlich"}],
    },
}

LITTLE: Mapping[str, Callable[[], Handbook]] = {
    "word": word,
    "sentence": sentence,
    "half": half,
    "nothing": nothing,
    "one": one_of_each,
}
