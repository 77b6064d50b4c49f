"""Services, people, rules, tools, steering: what makes KAM work every day."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.checks.base import ERROR, HINT, WARNING, CheckContext, Found, Word
from kamhandbook.checks.common import is_natural_gap
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.identity import fold
from kamhandbook.findings import Severity

_TOOL_KEYS = ("url", "owner")
_KPI_KEYS = ("target", "source", "interval", "owner")


def pkg1(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """No service differs from what other customers get."""
    services = handbook.services.services
    differs = any(
        service.key_accounts and fold(service.key_accounts) != fold(service.others)
        for service in services
    )
    if not differs and not is_natural_gap(handbook, "services"):
        yield Found(("services", "services"), ERROR, variant="" if services else "none")


def per1(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """No competencies of a Key Account Manager."""
    competencies = handbook.people.job.competencies
    yield from _missing(handbook, any(competencies), ("people", "job", "competencies"), WARNING)


def per2(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """No career path."""
    has_step = any(stage.step for stage in handbook.people.career)
    yield from _missing(handbook, has_step, ("people", "career"), HINT)


def per3(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """No principle of compensation."""
    principle = handbook.people.compensation.principle
    yield from _missing(handbook, bool(principle), ("people", "compensation", "principle"), WARNING)


def rul1(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """No decision rights."""
    rights = handbook.rules.decision_rights
    yield from _missing(handbook, bool(rights), ("rules", "decision_rights"), WARNING)


def rul2(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """No escalation."""
    steps = handbook.rules.escalation
    yield from _missing(handbook, bool(steps), ("rules", "escalation"), WARNING)


def rul3(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """No changes of processes."""
    changes = handbook.rules.processes
    yield from _missing(handbook, bool(changes), ("rules", "processes"), WARNING)


def rul4(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """Nobody knows whose revenue it is."""
    attribution = handbook.rules.revenue_attribution
    yield from _missing(handbook, bool(attribution), ("rules", "revenue_attribution"), WARNING)


def tol1(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """A tool without link or owner."""
    for index, tool in enumerate(handbook.tools.tools):
        missing = tuple(Word(key) for key in _TOOL_KEYS if not getattr(tool, key))
        if missing:
            path = ("tools", "tools", index)
            yield Found(path, WARNING, {"tool": tool.name, "missing": missing})


def kpi1(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """A KPI that nobody could report."""
    for index, kpi in enumerate(handbook.steering.kpis):
        missing = tuple(Word(key) for key in _KPI_KEYS if not getattr(kpi, key))
        if missing:
            path = ("steering", "kpis", index)
            yield Found(path, WARNING, {"kpi": kpi.name, "missing": missing})


def kpi2(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """Steering without an owner."""
    yield from _missing(handbook, bool(handbook.steering.owner), ("steering", "owner"), ERROR)


def kpi3(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """No routine in which steering happens."""
    routines = handbook.steering.routines
    yield from _missing(handbook, bool(routines), ("steering", "routines"), WARNING)


def _missing(
    handbook: Handbook, is_written: bool, path: tuple[str, ...], severity: Severity
) -> Iterator[Found]:
    """Yield what is not written down, unless its dimension is still blank by nature."""
    if not is_written and not is_natural_gap(handbook, path[0]):
        yield Found(path, severity)
