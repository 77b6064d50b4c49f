"""The checks: every classic mistake of introducing KAM that can be seen in the answers."""

from kamhandbook.checks.base import CheckContext, Found
from kamhandbook.checks.further import FurtherCheck
from kamhandbook.checks.limits import Limits
from kamhandbook.checks.output_findings import GATES, gate_finding
from kamhandbook.checks.runner import run
from kamhandbook.checks.table import CHECKS

__all__ = [
    "CHECKS",
    "GATES",
    "CheckContext",
    "Found",
    "FurtherCheck",
    "Limits",
    "gate_finding",
    "run",
]
