"""Handbooks nobody would write: one item and thirty, empty names, names without end."""

from __future__ import annotations

from typing import Any

from kamhandbook.content.handbook import Handbook

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
                    {"name": text, "weight": 100 / count, "source": text, "threshold": text}
                ]
                * count,
                "review": {
                    "interval": text,
                    "months": list(range(1, min(count, 12) + 1)),
                    "owner": text,
                    "triggers": [text] * count,
                    "entry": text,
                    "exit": text,
                },
                "decision": [{"level": "national", "body": text}] * count,
                "key_accounts": [{"name": text, "status": "pilot", "segment": text}] * count,
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
                "trainings": [{"name": text, "for": "key_account_managers"}] * count,
            },
            "rules": {"escalation": [{"level": text, "who": text, "within": text}] * count},
            "tools": {"tools": [{"name": text}] * count},
            "steering": {
                "routines": [
                    {"name": text, "interval": text, "months": [1, 12], "participants": text}
                ]
                * count,
                "kpis": [{"name": text, "target": text, "actual": text, "owner": text}] * count,
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
