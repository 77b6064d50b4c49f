"""Every code a finding can carry: how severe it is, and what it stops. The one table of both.

The codes of checks stand here beside those of reading, brands, templates and outputs; a check of
another package (``kamhandbook.checks``) brings its own severities and never stops a draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from kamhandbook.findings import Finding, Severity

ERROR, WARNING, HINT = Severity.ERROR, Severity.WARNING, Severity.HINT


class Stops(StrEnum):
    """What a finding stops, from most to least."""

    ALWAYS = "always"  # every build, or the command that met it
    RELEASE = "release"  # a released handbook, and any with --strict
    STRICT = "strict"  # only with --strict
    NOTHING = "nothing"


_CHECKS: Mapping[Severity, Stops] = {
    ERROR: Stops.RELEASE,
    WARNING: Stops.STRICT,
    HINT: Stops.NOTHING,
}
_FAULTS = {**_CHECKS, ERROR: Stops.ALWAYS}
_REHEARSAL = {**_FAULTS, WARNING: Stops.NOTHING}  # warnings that only "brand check" shows


class FindingCode(Struct, frozen=True):
    """A row of the table.

    ``severities`` are all that occur, worst first; the first holds where nothing else is said.
    ``variants`` name the messages, or variants of a gate, that have another one. ``effects`` say
    what each severity stops.
    """

    severities: tuple[Severity, ...]
    effects: Mapping[Severity, Stops] = field(default_factory=lambda: _CHECKS)
    variants: Mapping[str, Severity] = field(default_factory=dict)

    def severity(self, variant: str) -> Severity:
        """Return the severity of a message or of a gate's variant."""
        return self.variants.get(variant, self.severities[0])

    def stops(self, severity: Severity) -> Stops:
        """Return what a finding of this code and severity stops."""
        return self.effects[severity]


def _of(*severities: Severity) -> FindingCode:
    return FindingCode(severities)


def _always(*severities: Severity, **variants: Severity) -> FindingCode:
    return FindingCode(severities, _FAULTS, variants)


def _rehearsed(*severities: Severity, **variants: Severity) -> FindingCode:
    return FindingCode(severities, _REHEARSAL, variants)


FINDING_CODES: Mapping[str, FindingCode] = {
    # --- reading the content folder: what cannot be understood cannot be shown either
    "FILE1": _always(ERROR),
    "FILE2": _always(ERROR),
    "FILE3": _always(ERROR),
    "FILE4": _always(ERROR),
    "FILE5": _always(ERROR),
    "FILE6": _of(WARNING),
    "FILE7": _always(ERROR),
    "FILE8": _of(WARNING),
    "YAML1": _always(ERROR, WARNING, dash_in_text=WARNING),
    "YAML2": _always(ERROR),
    "YAML3": _always(ERROR),
    "YAML4": FindingCode((WARNING, HINT), variants={"remark_or_text": HINT}),
    "KEY1": _always(ERROR),
    "KEY2": _always(ERROR),
    "TYPE1": _always(
        ERROR,
        WARNING,
        comma_in_brackets=WARNING,
        empty_item=WARNING,
        garbled_text=WARNING,
        lost_character=WARNING,
        torn_item=WARNING,
    ),
    "STORY1": _always(ERROR),
    # --- the brand, its templates and its master
    "BRAND1": _of(WARNING),
    "BRAND2": _always(ERROR),
    "BRAND3": _always(ERROR),
    "BRAND4": _always(ERROR),
    "BRAND5": FindingCode((WARNING, HINT), variants={"brand_template_named": HINT}),
    "TPL1": _always(ERROR),
    "TPL2": _always(
        ERROR,
        WARNING,
        template_idle=WARNING,
        template_unnamed=WARNING,
    ),
    "TPL3": _always(ERROR),
    "DECK1": _always(ERROR),
    "DECK2": _rehearsed(WARNING),
    "DECK3": _rehearsed(WARNING),
    "DECK4": _rehearsed(WARNING),
    "DECK5": _rehearsed(HINT),
    "DECK6": _rehearsed(WARNING),
    # --- the content checks
    "ORD1": _of(ERROR),
    "ORD2": _of(ERROR),
    "ORD3": _of(WARNING, HINT),
    "ORD4": _of(WARNING),
    "ORD5": _of(WARNING, HINT),
    "ORD6": _of(WARNING, HINT),
    "SEL1": _of(ERROR, WARNING),
    "SEL2": _of(ERROR, WARNING),
    "SEL3": _of(ERROR),
    "SEL4": _of(WARNING, HINT),
    "SEL5": _of(WARNING),
    "SEL6": _of(WARNING),
    "SEL7": _of(ERROR),
    "SEL8": _of(ERROR),
    "SEL9": _of(WARNING),
    "SEL10": _of(WARNING, HINT),
    "REQ1": _of(WARNING, HINT),
    "GOA1": _of(WARNING),
    "GOA2": _of(HINT),
    "APP1": _of(ERROR),
    "APP2": _of(ERROR),
    "APP3": _of(WARNING),
    "APP4": _of(WARNING),
    "APP5": _of(HINT),
    "APP6": _of(WARNING),
    "PKG1": _of(ERROR),
    "PKG2": _of(HINT),
    "PRJ1": _of(ERROR),
    "PRJ2": _of(WARNING),
    "PRJ3": _of(HINT),
    "PRJ4": _of(ERROR),
    "PRJ5": _of(HINT),
    "PRJ6": _of(HINT),
    "PRJ7": _of(WARNING),
    "PRJ8": _of(WARNING),
    "PRJ9": _of(WARNING),
    "PRJ10": _of(WARNING),
    "PRJ11": _of(WARNING),
    "CHG1": _of(ERROR, WARNING),
    "CHG2": _of(WARNING),
    "CHG3": _of(WARNING),
    "CHG4": _of(WARNING),
    "TRN1": _of(ERROR),
    "TRN2": _of(WARNING),
    "TRN3": _of(HINT),
    "TRN4": _of(HINT),
    "TRN5": _of(HINT),
    "TRN6": _of(WARNING),
    "PER1": _of(WARNING),
    "PER2": _of(HINT),
    "PER3": _of(WARNING),
    "PER4": _of(HINT),
    "RUL1": _of(WARNING),
    "RUL2": _of(WARNING),
    "RUL3": _of(WARNING),
    "RUL4": _of(WARNING),
    "RUL5": _of(WARNING, HINT),
    "RUL6": _of(WARNING),
    "TOL1": _of(WARNING),
    "KPI1": _of(WARNING),
    "KPI2": _of(ERROR),
    "KPI3": _of(WARNING),
    "KPI4": _of(ERROR, WARNING, HINT),
    "ASM1": _of(HINT),
    "ASM2": _of(WARNING, HINT),
    "DOC2": _of(ERROR),
    "DOC3": _of(WARNING),
    "DOC4": _of(WARNING),
    "DOC5": _of(WARNING),
    "ANS1": _of(ERROR, WARNING),
    "ANS2": _of(ERROR, WARNING, HINT),
    "ANS3": _of(HINT),
    "ANS4": _of(ERROR, WARNING),
    "REF1": _of(ERROR),
    "LINK1": _of(WARNING),
    "DAT1": _of(ERROR, WARNING),
    "DAT2": _of(WARNING),
    "DAT3": _of(WARNING),
    "VAL1": _of(ERROR, WARNING),
    "VAL2": _of(HINT),
    "VAL3": _of(HINT),
    "DUP1": _of(WARNING, HINT),
    "ACC1": _of(WARNING),
    "ACC2": _of(WARNING),
    "PLUG1": _of(ERROR),
    # --- the gates: a deck too long, a leak or a cut text must never reach a reader
    "DOC1": _always(ERROR, HINT, too_few=HINT),
    "DOC6": _always(
        ERROR, WARNING, HINT, figure=WARNING, maybe=HINT, maybe_person=HINT, left_out=HINT
    ),
    "DOC7": FindingCode((ERROR, WARNING), variants={"draft": WARNING}),
    "TXT1": _of(ERROR),
    # --- the site, outputs, iterations, verification
    "SITE1": _always(ERROR),
    "SITE2": _of(WARNING),
    "SITE3": _of(WARNING),
    "PAGE1": _always(ERROR),
    "PAGE2": _of(WARNING),
    "PAGE3": _of(WARNING),
    "OUT1": _always(ERROR),
    "OUT2": _always(ERROR),
    "OUT3": _always(ERROR),
    "OUT4": _always(ERROR),
    "OUT5": _always(ERROR),
    "ITER1": _always(ERROR),
    "ITER2": _always(ERROR),
    "ITER3": _always(ERROR),
    "ITER4": _always(ERROR),
    "ITER5": _always(ERROR),
    "SNAP1": _always(ERROR),
    "VER1": _always(ERROR),
}


def severity_of(code: str, variant: str) -> Severity:
    """Return how severe a message or a gate's variant is; KeyError for a code of no table."""
    return FINDING_CODES[code].severity(variant)


def stopped_by(code: str, severity: Severity) -> Stops:
    """Return what a finding stops; for a code of another package what its severity stops."""
    row = FINDING_CODES.get(code)
    return row.stops(severity) if row else _CHECKS[severity]


def is_stopping(finding: Finding, *, is_released: bool, strict: bool) -> bool:
    """Whether a finding stops a build; one that somebody accepted never does."""
    if finding.accepted:
        return False
    stops = stopped_by(finding.code, finding.severity)
    if stops is Stops.ALWAYS:
        return True
    return (strict and stops is not Stops.NOTHING) or (is_released and stops is Stops.RELEASE)
