"""The checks: every classic mistake of introducing KAM that can be seen in the answers."""

from kamhandbook.checks.gates import GATES, gate_finding

__all__ = ["GATES", "gate_finding"]
