"""Checks that other installed packages add, through the entry point group ``kamhandbook.checks``.

An entry point names a ``FurtherCheck`` or a list of them. What cannot be taken is a problem as a
value: somebody else's package never ends a run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from kamhandbook.checks.limits import Limits
from kamhandbook.finding_codes import FINDING_CODES
from kamhandbook.findings import Severity
from kamhandbook.wording.language import DEFAULT

if TYPE_CHECKING:
    from kamhandbook.checks.base import CheckContext, Found
    from kamhandbook.content.handbook import Handbook

GROUP = "kamhandbook.checks"
NEEDED = ("title", "condition", "message", "next_step", "explanation")
_CODE = re.compile(r"[A-Z]{2,8}[1-9][0-9]?")


class FurtherCheck(Struct, frozen=True):
    """A check of another package.

    ``texts`` are what ``de.checks.yaml`` says about one check, as a mapping: title, condition,
    message, next_step and explanation, and where there is something to say consequence, reason,
    page, trips, passes. ``severities`` are all that the function may give. ``limits`` are
    thresholds that a company may change under the code. ``package`` is filled in by us.
    """

    code: str
    function: Callable[[Handbook, CheckContext], Iterable[Found]]
    severities: tuple[Severity, ...]
    texts: Mapping[str, Any]
    limits: Limits = field(default_factory=Limits)
    package: str = ""


class RefusedCheck(Struct, frozen=True):
    """What was not taken of a package: a key of the messages and its values."""

    key: str
    values: Mapping[str, Any]


def further_checks() -> tuple[FurtherCheck, ...]:
    """Return the checks of other packages, sorted by package and code."""
    return _loaded()[0]


def refusals() -> tuple[RefusedCheck, ...]:
    """Return what could not be taken of other packages."""
    return _loaded()[1]


def further_check(code: str) -> FurtherCheck | None:
    """Return the check of another package that has a code; None where none has."""
    return next((check for check in further_checks() if check.code == code), None)


@cache
def _loaded() -> tuple[tuple[FurtherCheck, ...], tuple[RefusedCheck, ...]]:
    taken: dict[str, FurtherCheck] = {}
    refused: list[RefusedCheck] = []
    for entry in sorted(entry_points(group=GROUP), key=lambda e: (_package(e), e.name)):
        for check in _offered(entry):
            refusal = check if isinstance(check, RefusedCheck) else _refusal(check, entry, taken)
            if refusal:
                refused.append(refusal)
            else:
                taken[check.code] = replace(check, package=_package(entry))
    return tuple(taken.values()), tuple(refused)


def _offered(entry: EntryPoint) -> Iterator[Any]:
    """Yield what an entry point offers, or a refusal where it cannot even be loaded."""
    try:
        offer = entry.load()
        yield from offer if isinstance(offer, list | tuple) else (offer,)
    except (Exception, SystemExit) as error:  # another package's code: anything may happen
        yield _refused("check_not_loaded", entry, problem=problem_of(error))


def _refusal(
    check: Any, entry: EntryPoint, taken: Mapping[str, FurtherCheck]
) -> RefusedCheck | None:
    """Return why what an entry point offers is not taken; None where it is."""
    if not isinstance(check, FurtherCheck):
        return _refused("check_not_one", entry, found=type(check).__name__)
    code = str(check.code)
    if not _CODE.fullmatch(code):
        return _refused("check_code_odd", entry, code=code)
    if code in FINDING_CODES or code in taken:
        return _refused("check_code_taken", entry, code=code)
    problems = ", ".join(_defects(check))
    return _refused("check_incomplete", entry, code=code, missing=problems) if problems else None


def _defects(check: FurtherCheck) -> Iterator[str]:
    """Yield the fields of a check that cannot be used, as whoever writes one knows them."""
    if not callable(check.function):
        yield "function"
    if not check.severities or not all(
        isinstance(severity, Severity) for severity in check.severities
    ):
        yield "severities"
    if not isinstance(check.limits, Limits):
        yield "limits"
    elif not isinstance(check.texts, Mapping):
        yield "texts"
    else:
        yield from (f"texts.{key}" for key in NEEDED if not check.texts.get(key))
        yield from _defects_of_texts(check)


def _defects_of_texts(check: FurtherCheck) -> Iterator[str]:
    page = check.texts.get("page", "")
    if page and page not in {listed.file for listed in DEFAULT.catalogue.pages}:
        yield "texts.page"
    limits = {name: getattr(check.limits, name) for name in check.limits.names()}
    try:
        str(check.texts.get("condition", "")).format(**limits)
    except (LookupError, ValueError):
        yield "texts.condition"


def problem_of(error: BaseException) -> str:
    """Return an error of another package in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def _refused(key: str, entry: EntryPoint, **values: str) -> RefusedCheck:
    return RefusedCheck(key, {"package": _package(entry), "entry": entry.name, **values})


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else entry.module
