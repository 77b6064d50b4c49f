"""Handbooks of every number and kind, the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from random import Random
from typing import Any

from msgspec import Struct

from kamhandbook.content.handbook import DIMENSIONS, Handbook
from kamhandbook.content.types import Audience
from kamhandbook.wording.language import DEFAULT
from tests.wording.grammar import names
from tests.wording.grammar.further import with_further

COUNTS = (0, 1, 2, 4, 12, 21)
ADDRESSES = ("du", "Sie")
PHASES = ("concept", "prototyping", "rollout", "operation")
MIXED = 24  # handbooks in which every list has a number of its own


class Case(Struct, frozen=True):
    """One edition to be looked at; ``count`` None gives every list a number of its own."""

    seed: int
    count: int | None
    address: str
    audience: Audience

    @property
    def name(self) -> str:
        """What a test calls it."""
        count = "mixed" if self.count is None else str(self.count)
        return f"{self.seed}-{count}-{self.address}-{self.audience.value}"


def cases() -> tuple[Case, ...]:
    """Return every case: each number, address and audience, and mixtures."""
    plain = tuple(product(COUNTS, ADDRESSES, Audience))
    same = [Case(seed, *what) for seed, what in enumerate(plain)]
    readers = tuple(product(ADDRESSES, Audience))
    mixed = [Case(100 + n, None, *readers[n % len(readers)]) for n in range(MIXED)]
    return (*same, *mixed)


def handbook_of(case: Case) -> Handbook:
    """Return the handbook of a case, valid by the content format."""
    return Handbook.model_validate(data_of(case))


def data_of(case: Case) -> dict[str, Any]:
    """Return the content of a case as data, part by part."""
    maker = _Maker(case)
    data = maker.data()
    return with_further(
        data, case.seed, maker.random.choice(COUNTS[1:]) if case.count is None else case.count
    )


class _Maker:
    """Makes one handbook; every choice comes from the case's seed."""

    def __init__(self, case: Case) -> None:
        self.case, self.random = case, Random(case.seed)

    def data(self) -> dict[str, Any]:
        parts = {part: getattr(self, f"_{part}")() for part in ("handbook", "introduction")}
        for part in DIMENSIONS:
            parts[part] = {"answers": self._answers(part), **getattr(self, f"_{part}")()}
        return {**parts, "iterations": tuple(self._iterations())}

    def _count(self) -> int:
        return self.random.choice(COUNTS) if self.case.count is None else self.case.count

    def _pick(self, options: Sequence[Any]) -> Any:
        return self.random.choice(options)

    def _some(self, options: Sequence[Any]) -> list[Any]:
        return [options[n % len(options)] for n in range(min(self._count(), len(options)))]

    def _rows(self, row: Callable[[int], dict[str, Any]]) -> list[dict[str, Any]]:
        return [row(number) for number in range(self._count())]

    def _named(self, options: Sequence[str], number: int) -> str:
        """Return a name of a row; where there are more rows than names, numbered."""
        name, again = options[number % len(options)], number // len(options)
        return f"{name} {again + 1}" if again else name

    def _answers(self, part: str) -> dict[str, Any]:
        questions = DEFAULT.catalogue.dimension(part).questions
        kinds = names.ANSWERS + names.OPEN_ANSWERS * (self.case.count is None)
        answers = {question.id: self._pick(kinds) for question in questions}
        return answers if self.random.random() < 0.85 else {}

    def _handbook(self) -> dict[str, Any]:
        pick = self._pick
        company = names.COMPANIES[self.case.seed % len(names.COMPANIES)]
        to = self._some(("Alle", "Vertrieb und Technik", "Die Werke."))
        communicated = {"on": pick((None, "2026-07-07", "2026-07")), "to": to}
        approach = {"kind": "sales", "reason": "Es reicht.", "communicated": communicated}
        more: dict[str, Any] = {
            "industry": pick(("", "Dichtungen für Pumpen", "Wir machen Dichtungen.")),
            "employees": pick((1, 2, 12, 1180)),
            "headquarters": pick(("", "Auental")),
            "locations": self._some(("DE", "AT", "CH", "PL", "US", "CN")),
        }
        return {
            "company": {**company, **more} if self.random.random() < 0.8 else company,
            "title": pick(("", "KAM-Handbuch", "Leitfaden Key Account Management", "Spielregeln")),
            "address": self.case.address,
            "phase": pick(PHASES),
            "approach": pick((approach, {}, {"kind": "company"})),
            "version": pick(("", "0.3")),
            "date": pick((None, "2026-11-16", "2026-11")),
            "owner": pick(("", *names.ROLES)),
            "review_by": pick((None, "2026-11-23", "2026-10", "2027-12-31")),
            "contact": pick(
                (
                    {},
                    {"name": pick(names.PEOPLE), "role": pick(names.ROLES)},
                    {"name": "Anna Brömmel und Tim Weidner", "email": "kam@auental.example"},
                    {"role": "Die Gebietsleitungen", "email": "kam@auental.example"},
                )
            ),
            "questions": self._rows(
                lambda n: {
                    "dimension": DIMENSIONS[n % 8],
                    "id": f"eigene{n}",
                    "question": f"Was sagen wir Kunden zu Thema {n}?",
                }
            )[:4],
            "acknowledgement": pick(({}, {"version": "2", "since": "2026-11"})),
        }

    def _goals(self) -> dict[str, Any]:
        return {
            "why": self._pick(("", "Acht Kunden bündeln ihren Einkauf.")),
            "goals": self._rows(
                lambda n: {
                    "id": f"Z{n}",
                    "text": f"Mehr Aufträge aus Gebiet {n}",
                    "target": self._pick(("", "30 %")),
                    "by": self._pick((None, "2028-12-31", "2027-06")),
                }
            ),
            "non_goals": self._some(("Ein Bonusprogramm", "Ein Rabatt", "Ein zweiter Vertrieb")),
            "terms": self._rows(
                lambda n: {
                    "term": self._named(("Key Account", "Team", "Überprüfung", "OEM"), n),
                    "meaning": self._pick(("", "Ein Kunde mit Plan.")),
                    "synonyms": self._pick(((), ("Großkunde",), ("A-Kunde", "Schlüsselkunde"))),
                }
            ),
        }

    def _selection(self) -> dict[str, Any]:
        pick = self._pick
        return {
            "criteria": self._rows(
                lambda n: {
                    "name": self._named(("Umsatz", "Zahl der Werke", "Potenzial"), n),
                    "weight": pick((None, 20, 33.5)),
                    "source": pick(("", *names.SOURCES)),
                    "goal": pick(("", "Z0")),
                }
            ),
            "review": {
                "interval": pick(("", *names.INTERVALS)),
                "months": self._some((10, 3, 1)),
                "owner": pick(("", *names.ROLES)),
                "triggers": self._some(("Verkauf der Firma", "Streit und Klage", "Neue Leitung.")),
            },
            "decision": self._rows(
                lambda n: {
                    "level": pick(("national", "international")),
                    "body": self._named(("Lenkungskreis", "Die Bereichsleitungen"), n),
                    "members": self._some(names.PEOPLE),
                }
            )[:4],
            "key_accounts": self._rows(self._account),
        }

    def _account(self, number: int) -> dict[str, Any]:
        pick = self._pick
        return {
            "name": self._named(names.CUSTOMERS, number),
            "status": pick(("candidate", "pilot", "active", "former")),
            "segment": pick(("", *names.SEGMENTS)),
            "manager": pick(("", *names.PEOPLE)),
            "countries": self._some(("DE", "AT")),
            "since": pick((None, "2025", "2026-03")) and "2026-03",
            "why": pick(("", "Er kauft weltweit ein.")),
            "requirements": self._some(("Gleiche Preise", "Termine und Mengen", "Ein Gesicht")),
            "buying": pick(({}, {"kind": "hybrid"}, {"kind": "central", "text": "In Auental."})),
        }

    def _services(self) -> dict[str, Any]:
        return {
            "services": self._rows(
                lambda n: {
                    "name": self._named(("Feste Menge", "Service und Wartung", "Tagung"), n),
                    "key_accounts": self._pick(("", "immer")),
                    "others": self._pick(("", "auf Anfrage")),
                    "function": self._pick(names.FUNCTIONS),
                }
            ),
            "packages": self._rows(lambda n: {"name": f"Paket {n}", "services": ["Tagung"]})[:3],
        }

    def _organisation(self) -> dict[str, Any]:
        return {
            "form": self._pick((None, "line", "matrix")),
            "structure": self._pick(({}, self._tree(), {"name": "Leitung"})),
            "team": self._rows(
                lambda n: {
                    "role": self._named(names.ROLES, n),
                    "function": self._pick(names.FUNCTIONS),
                    "core": self._pick((True, False)),
                }
            ),
        }

    def _tree(self) -> dict[str, Any]:
        dotted = self._some(("Die Werke", "Gebiete"))
        kam = {"name": "KAM", "kam": True, "dotted": dotted}
        others = [{"name": name} for name in self._some(names.FUNCTIONS)]
        return {"name": "Geschäftsleitung", "reports": [kam, *others]}

    def _people(self) -> dict[str, Any]:
        pick = self._pick
        return {
            "job": {
                "purpose": pick(("", "Ein Key Account Manager führt den Kunden.", "Führung")),
                "tasks": self._some(("Plan führen", "Team führen", "Kunden besuchen")),
                "competencies": self._some(("Zuhören", "Rechnen")),
                "reports_to": pick(("", *names.ROLES)),
            },
            "trainings": self._rows(
                lambda n: {
                    "name": self._named(("Grundkurs", "Plan und Gespräch"), n),
                    "for": pick(("managers", "key_account_managers", "teams", None)),
                    "date": pick((None, "2027-03", "2026-01-10")),
                }
            ),
            "career": self._rows(lambda n: {"step": f"Stufe {n}", "requirements": "Ein Jahr"})[:5],
            "compensation": pick(({}, {"principle": "Vier Fünftel sind fest."})),
            "onboarding": self._stages(),
        }

    def _stages(self) -> list[dict[str, Any]]:
        days = [1, 7, 30, 60, 90][: self._count()] or [self._pick((1, 7, None))]
        days = days if self.random.random() < 0.7 else []
        return [{"until_day": day, "steps": self._steps()} for day in days]

    def _steps(self) -> list[str]:
        return self._some(("Handbuch lesen", "Kunden besuchen", "Plan ansehen"))

    def _rules(self) -> dict[str, Any]:
        return {
            "decision_rights": self._rows(lambda n: {"topic": f"Preis {n}", "accountable": "CEO"}),
            "escalation": self._rows(
                lambda n: {"level": f"Stufe {n}", "who": self._pick(names.ROLES), "within": "1 Tag"}
            )[:4],
            "processes": self._rows(
                lambda n: {"process": f"Angebot {n}", "change": "Ein Gesicht", "owner": "IT"}
            ),
        }

    def _tools(self) -> dict[str, Any]:
        return {
            "tools": self._rows(
                lambda n: {"name": self._named(names.TOOLS, n), "purpose": "Preise nachsehen"}
            )
        }

    def _steering(self) -> dict[str, Any]:
        pick = self._pick
        return {
            "owner": pick(("", *names.ROLES)),
            "kpis": self._rows(lambda n: {"name": f"Quote {n}", "target": "90 %", "source": "ERP"}),
            "routines": self._rows(
                lambda n: {
                    "name": f"Runde {n}",
                    "interval": pick(names.INTERVALS),
                    "months": self._some((1, 4, 7, 10)),
                    "participants": pick(("", "Alle")),
                }
            ),
            "assessments": self._assessments(),
        }

    def _assessments(self) -> list[dict[str, Any]]:
        """Return an assessment of every year, its levels by place: each number is among them."""
        count = self.case.count or 0
        rated = [
            {"dimension": dimension, "level": (count + place) % 4, "evidence": "Man sieht es."}
            for place, dimension in enumerate(DIMENSIONS[: count % 9])
        ]
        days = [f"{2026 - year}-11" for year in range(min(count, 6))]
        return [{"date": day, "by": names.ROLES[count % 6], "ratings": rated} for day in days]

    def _introduction(self) -> dict[str, Any]:
        pick = self._pick
        return {
            "phases": [
                {"kind": kind, "start": f"202{6 + n}-01-01", "end": f"202{6 + n}-06"}
                for n, kind in enumerate(self._some(("concept", "prototyping", "rollout")))
            ],
            "sponsor": {
                "name": pick(("", "Anna Brömmel", "Anna Brömmel und Tim Weidner")),
                "role": pick(("", "CEO")),
                "commitments": self._some(("Zeit", "Geld und Leute")),
            },
            "change": {
                "concerns": self._rows(lambda n: {"concern": "Wer macht das?", "who": "IT"})[:3],
                "communications": self._rows(lambda n: {"audience": "Alle", "date": "2026-12"})[:3],
            },
            "sparring": pick(({}, {"who": "Eine Beraterin", "interval": pick(names.INTERVALS)})),
        }

    def _iterations(self) -> Iterator[dict[str, Any]]:
        for number in range(1, self._pick((0, 1, 2)) + 1):
            rows = [
                {"text": f"Wir bleiben auf dem Weg {n * 'sehr '}lange."}
                for n in range(min(self._count(), 4))
            ]
            yield {
                "number": number,
                "start": f"2026-0{number}-01",
                "end": f"2026-0{number}-28",
                "decisions": rows,
                "learned": rows,
                "next": [{**row, "owner": self._pick(names.ROLES)} for row in rows],
            }
