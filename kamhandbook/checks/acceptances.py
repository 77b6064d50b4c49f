"""Accepted findings: with a code, a reason and a day on which somebody looks again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from kamhandbook.checks.base import WARNING, CheckContext, Found, Value, Word
from kamhandbook.checks.common import has_passed
from kamhandbook.checks.further import further_checks
from kamhandbook.checks.output_findings import ACCEPTABLE_GATES, GATES
from kamhandbook.checks.subjects import leads_to
from kamhandbook.checks.table import ACCEPTANCES, CHECKS
from kamhandbook.checks.texts import accepted_because
from kamhandbook.checks.thresholds import idle_thresholds
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.handbook_file import Acceptance
from kamhandbook.positions import ContentPath

_CHECKS = ("handbook", "checks")
_NEEDED = {"code": "accepted_code", "reason": "accepted_reason", "until": "accepted_until_key"}
_NEVER = tuple(code for code in (*GATES, *ACCEPTANCES) if code not in ACCEPTABLE_GATES)


class Hit(Struct, frozen=True):
    """What a check found, with the acceptance that holds for it, if any."""

    code: str
    found: Found
    acceptance: Acceptance | None = None


def accept(hits: Iterable[Hit], handbook: Handbook, context: CheckContext) -> tuple[Hit, ...]:
    """Return the hits with the first acceptance that holds; an expired one holds no longer."""
    valid = [a for a in handbook.handbook.checks.accepted if _holds(a, context)]
    return tuple(_accepted(hit, valid, handbook) for hit in hits)


class OutputAcceptances(Struct, frozen=True):
    """What a company has accepted of one code that only an output shows, on a day."""

    handbook: Handbook
    accepted: tuple[Acceptance, ...] = ()

    @classmethod
    def of(cls, handbook: Handbook, code: str, context: CheckContext) -> OutputAcceptances:
        """Return the acceptances of a code that hold."""
        accepted = handbook.handbook.checks.accepted
        return cls(handbook, tuple(a for a in accepted if a.code == code and _holds(a, context)))

    def reason(self, places: Iterable[ContentPath | str]) -> str | None:
        """Return why what stands at some places, or in a file, was accepted; None if it was not."""
        asked = tuple(places)
        for acceptance in self.accepted:
            if not acceptance.path or any(self._leads_to(at, acceptance.path) for at in asked):
                language = self.handbook.language
                return accepted_because(language, acceptance.reason, acceptance.until)
        return None

    def _leads_to(self, at: ContentPath | str, path: str) -> bool:
        return at == path if isinstance(at, str) else leads_to(self.handbook, at, path)


def about_acceptances(
    hits: Iterable[Hit], handbook: Handbook, context: CheckContext
) -> Iterator[Hit]:
    """Yield acceptances that no longer hold or never did (ACC1, ACC2), and unknown thresholds."""
    all_hits = tuple(hits)
    for index, acceptance in enumerate(handbook.handbook.checks.accepted):
        path: ContentPath = (*_CHECKS, "accepted", index)
        variant, values = _defect(acceptance)
        if variant:
            yield Hit("ACC2", Found(path, WARNING, values, variant))
        elif acceptance.until and has_passed(acceptance.until, context.today):
            values = {"code": acceptance.code, "until": acceptance.until.last_day}
            yield Hit("ACC1", Found((*path, "until"), WARNING, values))
        elif acceptance.code in ACCEPTABLE_GATES:
            continue  # whether it meets anything only an output shows
        elif not any(_matches(hit, acceptance, handbook) for hit in all_hits):
            variant = "nothing_there" if acceptance.path else "nothing"
            values = {"code": acceptance.code, "path": acceptance.path}
            yield Hit("ACC2", Found(path, WARNING, values, variant))
    for idle in idle_thresholds(context.thresholds):
        path = (*_CHECKS, "thresholds", idle.code, idle.limit)
        yield Hit("ACC2", Found(path, WARNING, {"code": idle.code, "limit": idle.limit}, idle.why))


def _defect(acceptance: Acceptance) -> tuple[str, dict[str, Value]]:
    """Return what is wrong with an acceptance by itself, as a variant of ACC2; "" for nothing."""
    missing = tuple(Word(word) for key, word in _NEEDED.items() if not getattr(acceptance, key))
    if missing:
        return "incomplete", {"missing": missing}
    if acceptance.code in _NEVER:
        return "never", {"code": acceptance.code}
    if acceptance.code not in _acceptable():
        return "unknown", {"code": acceptance.code}
    return "", {}


def _acceptable() -> frozenset[str]:
    ours = frozenset(check.code for check in CHECKS)
    return ours | {check.code for check in further_checks()} | set(ACCEPTABLE_GATES)


def _holds(acceptance: Acceptance, context: CheckContext) -> bool:
    return not _defect(acceptance)[0] and not has_passed(acceptance.until, context.today)


def _accepted(hit: Hit, valid: Iterable[Acceptance], handbook: Handbook) -> Hit:
    for acceptance in valid:
        if _matches(hit, acceptance, handbook):
            return Hit(hit.code, hit.found, acceptance)
    return hit


def _matches(hit: Hit, acceptance: Acceptance, handbook: Handbook) -> bool:
    if hit.code != acceptance.code:
        return False
    return not acceptance.path or leads_to(handbook, hit.found.path, acceptance.path)
