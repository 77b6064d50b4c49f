"""Handbooks nobody would write: one item and thirty, empty names, names without end."""

from __future__ import annotations

from typing import Any

from kamhandbook.content.handbook import DIMENSIONS, Handbook

SHORT = "Logistik"
LONG = "Schlüsselkundenmanagement und Rahmenvertragsverhandlungen 2026"  # 61 characters
COMPOUND = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenträger"
UNBREAKABLE = "X" * 60
TEXTS = {
    "short": SHORT,
    "long": LONG,
    "compound": COMPOUND,
    "unbreakable": UNBREAKABLE,
    "empty": "",
}
COUNTS = (1, 7, 30)


def extreme(count: int, text: str) -> Handbook:
    """Make a handbook in which every list has ``count`` items that all say ``text``."""
    return Handbook.model_validate(
        {
            "handbook": {
                "company": {"name": text or "Firma"},
                "phase": "prototyping",
                "approach": {"kind": "sales", "reason": text},
            },
            "selection": {
                "criteria": [
                    {
                        "name": f"{text} {index}".strip() if index else text,
                        "weight": 100 / count,
                        "source": text,
                        "threshold": text,
                        "goal": f"Z{index}",
                    }
                    for index in range(count)
                ],
                "review": {
                    "interval": text,
                    "months": list(range(1, min(count, 12) + 1)),
                    "owner": text,
                    "triggers": [text] * count,
                    "entry": text,
                    "exit": text,
                },
                "decision": [{"level": "national", "body": text}] * count,
                "key_accounts": _accounts(count, text),
            },
            "organisation": {
                "structure": _tree(count, text),
                "team": [
                    {"role": text, "function": text, "tasks": text, "core": index % 2 == 0}
                    for index in range(count)
                ],
            },
            "people": {
                "career": [{"step": text, "requirements": text}] * count,
                "trainings": _trainings(count, text),
                "job": {"tasks": [text], "not_tasks": [text] * count, "competencies": [text]},
                "onboarding": [
                    {"until_day": 30 * (stage + 1), "steps": [{"text": text, "who": text}] * count}
                    for stage in range(min(count, 3))
                ],
            },
            "rules": {
                "decision_rights": _rights(count, text),
                "escalation": [{"level": text, "who": text, "within": text}] * count,
            },
            "tools": {"tools": [{"name": text}] * count},
            "goals": {
                "goals": [{"id": f"Z{i}", "text": f"{text} {i}".strip()} for i in range(count)],
                "terms": [
                    {"term": f"{text} {i}", "meaning": text, "unlike": text} for i in range(count)
                ],
            },
            "services": {"services": [{"name": text or "Lager", "function": text}]},
            "steering": {
                "kpis": _kpis(count, text),
                "routines": [
                    {"name": text, "interval": text, "months": [1, 12], "participants": text}
                ]
                * count,
                "assessments": [
                    {"date": f"{2026 - year}-11", "ratings": _ratings(text)}
                    for year in range(min(count, 9))
                ],
            },
            "introduction": {
                "phases": _phases(count, text),
                "change": {"what_changes": [{"function": text, "text": text}] * count},
            },
            "iterations": [
                {"number": 1, "start": "2026-07-06", "end": "2026-08-28"},
                {"number": 2, "start": "2026-08-29", "end": "2026-10-30"},
            ],
        }
    )


def _trainings(count: int, text: str) -> list[dict[str, Any]]:
    """Make trainings for all, on several days and on none."""
    whom = ("managers", "key_account_managers", "teams")
    return [
        {"name": text, "for": whom[n % 3], "format": text, "date": f"2026-{n % 5 + 7:02}"}
        if n % 4 < 3
        else {"name": text}
        for n in range(count)
    ]


def _rights(count: int, text: str) -> list[dict[str, Any]]:
    """Make decision rights of few roles, some of which have two parts."""
    roles = [f"{text} {n}".strip() for n in range(4)]
    return [
        {
            "topic": f"{text} {n}",
            "responsible": roles[n % 4],
            "accountable": roles[(n + 1) % 4],
            "consulted": f"{roles[n % 4]}, {roles[(n + 2) % 4]}",
            "informed": text,
        }
        for n in range(count)
    ]


def _ratings(text: str) -> list[dict[str, Any]]:
    """Make a rating of each dimension but one, of every level, one that is none among them."""
    rated = DIMENSIONS[:-1]
    return [{"dimension": d, "level": n % 5, "evidence": text} for n, d in enumerate(rated)]


def _tree(count: int, text: str) -> dict[str, Any]:
    """Make a chart: ``count`` units below the top, each with one to four below it."""
    reports = [
        {"name": f"{text} {i}".strip(), "reports": [{"name": text}] * (i % 4)} for i in range(count)
    ]
    reports[0] |= {"kam": True, "dotted": [text, "nobody", f"{text} {count - 1}".strip()]}
    return {"name": text, "reports": reports}


def _phases(count: int, text: str) -> list[dict[str, Any]]:
    """Make phases of two months in a row; what belongs to them is as long as they are many."""
    kinds = ("concept", "prototyping", "rollout")
    phases = []
    for index in range(count):
        year, month = 2026 + index // 6, index % 6 * 2 + 1
        day = f"{year}-{month:02}-01"
        phases.append(
            {
                "kind": kinds[min(index, 2)],
                "name": text,
                "start": day,
                "end": f"{year}-{month + 1:02}-28",
                "milestones": [{"name": text, "date": day}] * count,
                "waves": [{"name": text, "kind": "countries", "start": day}] * (count // 2),
            }
        )
    return phases


def _accounts(count: int, text: str) -> list[dict[str, Any]]:
    """Make accounts with points by every criterion; some stand at one place, some at none."""
    names = [f"{text} {index}".strip() if index else text for index in range(count)]
    return [
        {
            "name": text,
            "status": "candidate" if index % 5 == 4 else "pilot",
            "segment": text,
            "scores": {name: 7 * (index // 2 + 1) % 100 for name in names},
            "potential": "k. A." if index % 7 == 6 else f"{index // 2 + 1} Mio. EUR",
            "requirements": [{"text": text, "met_by": text or "Lager"} if index % 2 else text],
        }
        for index in range(count)
    ]


def _kpis(count: int, text: str) -> list[dict[str, Any]]:
    """Make KPIs that begin, rise, fall, are reached, or cannot be read."""
    courses: list[dict[str, Any]] = [
        {"values": {"start": 22, "actual": 24.1, "target": 35, "unit": "%"}},
        {"target": "höchstens 14 Tage", "actual": "17 Tage"},
        {"target": text, "actual": text},
        {"target": "90 %", "actual": "95 %", "better": "more"},
        {"values": {"actual": -5, "target": 0, "start": -9}, "better": "more"},
        {"values": {"actual": 0, "target": 0}},
    ]
    about = {"name": text, "source": text, "interval": text, "owner": text, "goal": "Z0"}
    return [about | courses[index % len(courses)] for index in range(count)]
