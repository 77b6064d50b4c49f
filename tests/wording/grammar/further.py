"""What only some companies say: amounts, points, a project's team, a running programme.

Each case has some of it, the same for the same seed, so that every sentence has its occasion.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from kamhandbook.content.handbook import DIMENSIONS
from tests.wording.grammar import names

MEMBER_ROLES = ("sales_lead", "key_account_manager", "affected_manager", "supporting", "external")
AMOUNTS = ("3,4 Mio. EUR", "96.000 EUR im Jahr", "800 TUSD", "viel", "1 EUR")
#: Figures as they are now, where they were and where they shall be: reached, half-way, not begun.
COURSES = (
    {"target": "90 %", "actual": "92 %", "values": {"start": 40}},
    {"target": "mindestens 96 %", "actual": "70 %", "values": {"start": 40}},
    {"target": "höchstens 5 Tage", "actual": "6 Tage", "better": "less"},
    {"target": "4", "values": {"start": 1, "actual": 3, "target": 4}, "better": "more"},
    {"target": "99 %", "actual": "unklar"},
    {"target": "90 %", "actual": "89 %"},
    {"target": "90 %"},
)
CONFORMANCES = ("full", "partial", "none", None)
FINDINGS = ("SEL1", "ANS1", "KPI1", "DOC3")


def with_further(data: dict[str, Any], seed: int, count: int) -> dict[str, Any]:
    """Return a case's content with more in it; ``count`` says how many of what stands in lists."""
    return _Further(data, seed, count).data()


class _Further:
    def __init__(self, data: dict[str, Any], seed: int, count: int) -> None:
        self.content, self.seed, self.count = data, seed, count
        self.random = Random(f"further {seed}")

    def data(self) -> dict[str, Any]:
        self._about()
        self._accounts()
        self._steering()
        self._introduction()
        self._settled_or_open()
        if self.count == 1 and self.seed in (10, 11):
            self._whole()
        return self.content

    def _whole(self) -> None:
        """Link everything, so that nothing is missing between goal and KPI."""
        criterion, account = (
            self.content["selection"][each][0] for each in ("criteria", "key_accounts")
        )
        service, kpi = self.content["services"]["services"][0], self.content["steering"]["kpis"][0]
        criterion["goal"] = kpi["goal"] = "Z0"
        account |= {"status": "active", "scores": {criterion["name"]: 1}, "potential": AMOUNTS[0]}
        account["requirements"] = [{"text": "Ein Gesicht", "met_by": service["name"]}]
        service["function"] = "Technik"

    def _pick(self, options: Sequence[Any]) -> Any:
        return self.random.choice(options)

    def _about(self) -> None:
        about = self.content["handbook"]
        if self.seed % 6 == 5:
            about["programme"] = {"since": self._pick(("2019-03", "2020-05-04"))}
        accepted = [
            {
                "code": code,
                "reason": self._pick(("Das ist so gewollt", "Wir prüfen es im Mai.")),
                "until": self._pick(("2026-05-01", "2027-06", None)),
            }
            for code in FINDINGS[: self.count % 5]
        ]
        about["checks"] = {"accepted": accepted}
        about["accessibility"] = {
            "conformance": self._pick(CONFORMANCES),
            "exceptions": ["Abbildungen in alten Dateien", "Die Karte."][: self.count % 3],
            "checked": self._pick((None, "2026-09-01", "2026-09")),
            "contact": self._pick(("", *names.ROLES)),
        }
        people = self.content["people"]
        people["job"]["not_tasks"] = ["Rechnungen prüfen", "Die Disposition"][: self.count % 3]
        people["compensation"] = {
            **people["compensation"],
            "works_council": self._pick(("", "beteiligt seit Mai", "Zugestimmt.")),
            "range": self._pick(("", "60.000 bis 80.000 EUR")),
        }

    def _accounts(self) -> None:
        selection, services = self.content["selection"], self.content["services"]
        selection["erp_systems"] = self._pick((None, 1, 2, 7))
        selection["review"]["entry"] = self._pick(("", "70 Punkte"))
        for criterion in selection["criteria"] if self.seed % 8 > 4 else ():
            criterion["weight"] = 100 / len(selection["criteria"])
        offered = [service["name"] for service in services["services"]]
        for service in services["services"]:
            service["cost"] = self._pick(AMOUNTS)
        services["services"] += [{"name": "Patenschaft"}] * (self.seed % 3 == 1)
        ways = ("met", "met", "met", "not", "open") if self.seed % 2 else ("met",)
        for account in selection["key_accounts"]:
            if self.seed % 5 == 2:
                continue
            amounts = ("viel",) if self.seed % 10 == 3 else AMOUNTS
            account["revenue"], account["potential"] = self._pick(amounts), self._pick(amounts)
            account["scores"] = {
                each["name"]: self._pick((1, 3, 4.5)) for each in selection["criteria"]
            }
            account["requirements"] = [
                self._requirement(text, self._pick(ways), offered)
                for text in account["requirements"]
            ]
            account["sponsor"] = self._pick(("", *names.PEOPLE))
            account["plan"] = self._pick(
                ({}, {"url": "plan.auental.example", "updated": "2026-10"})
            )

    def _requirement(self, text: str, way: str, offered: list[str]) -> dict[str, Any]:
        if way == "not":
            return {"text": text, "not_met": "Zu teuer."}
        return (
            {"text": text, "met_by": self._pick(offered)}
            if way == "met" and offered
            else {"text": text}
        )

    def _steering(self) -> None:
        course = self.seed // 4 % 4
        for number, kpi in enumerate(self.content["steering"]["kpis"]):
            figures = COURSES[0] if course == 0 else COURSES[(number + course) % len(COURSES)]
            if course != 3:
                kpi |= figures
            kpi["goal"] = self._pick(("", "Z0"))

    def _introduction(self) -> None:
        introduction = self.content["introduction"]
        functions = names.FUNCTIONS if self.seed % 3 else ("Vertrieb",)
        introduction["team"] = {
            "members": [
                {
                    "role": MEMBER_ROLES[n % len(MEMBER_ROLES)],
                    "person": f"{names.PEOPLE[n % len(names.PEOPLE)]} {n // 5 or ''}".strip(),
                    "function": functions[n % len(functions)],
                    "share": self._pick(("", "20 %")),
                }
                for n in range(min(self.count, 12))
            ],
            "also_rollout": self._pick((True, False)),
        }
        change = introduction["change"]
        change["what_changes"] = [
            {"function": function, "text": self._pick(("Termine gelten", "Das wird neu."))}
            for function in functions[: min(self.count, 4)]
        ]
        kinds = ("losing_customer", "losing_revenue", "other")
        for number, concern in enumerate(change["concerns"]):
            concern |= {
                "kind": kinds[number % 3],
                "answer": self._pick(("", "Alle bleiben dabei.")),
            }

    def _settled_or_open(self) -> None:
        """Decide everything in some cases, and leave everything open in others."""
        for part in DIMENSIONS:
            if self.seed % 9 == 4:
                self.content[part]["answers"] = {}
            elif self.seed % 9 == 7:
                self.content[part]["answers"] = {
                    question: {
                        "text": "Wir bündeln den Einkauf unserer Kunden.",
                        "status": "decided",
                    }
                    | (
                        {"decided_on": f"2026-0{1 + DIMENSIONS.index(part)}-15"}
                        if self.seed % 2
                        else {}
                    )
                    for question in names.QUESTIONS[part]
                }
