"""A package of its own that adds a check: Acme wants few services, each of them kept."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.checks import CheckContext, Found, FurtherCheck, Limits
from kamhandbook.content.handbook import Handbook
from kamhandbook.findings import Severity


def too_many_services(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """More services than Acme wants to promise."""
    number = len(handbook.services.services)
    severity = context.limits("ACME1").severity(number)
    if severity:
        yield Found(("services", "services"), severity, {"number": number})


CHECKS = [
    FurtherCheck(
        code="ACME1",
        function=too_many_services,
        severities=(Severity.WARNING,),
        limits=Limits(warning=4),
        texts={
            "title": "Zu viele Leistungen",
            "condition": "Es sind mehr als {warning} Leistungen genannt.",
            "message": "{number} Leistungen sind genannt.",
            "consequence": "Was ihr versprecht, müssen alle Werke halten.",
            "next_step": "Streicht in 3-services.yaml, was kein Key Account verlangt.",
            "explanation": "Acme verspricht wenig und hält alles. Deshalb bleibt die Liste kurz.",
            "page": "leistungen.html",
        },
    )
]
