"""The limits of a check: a limit means "more than", ``minimum`` means "less than"."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import fields, replace

from kamhandbook.content.handbook_file import Thresholds as OwnThresholds
from kamhandbook.findings import Severity


class Limits(Struct, frozen=True):
    """The limits of one check; None where it has no such limit."""

    error: float | None = None
    warning: float | None = None
    hint: float | None = None
    minimum: float | None = None

    def severity(self, amount: float) -> Severity | None:
        """Return the worst severity whose limit ``amount`` exceeds."""
        for severity in Severity:
            limit = getattr(self, severity.value)
            if limit is not None and amount > limit:
                return severity
        return None

    def names(self) -> tuple[str, ...]:
        """Return the limits that this check has."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) is not None)

    def over(self, own: OwnThresholds) -> Limits:
        """Return these limits with a company's own where it has some."""
        written = {name: getattr(own, name) for name in self.names()}
        return replace(self, **{name: v for name, v in written.items() if v is not None})
