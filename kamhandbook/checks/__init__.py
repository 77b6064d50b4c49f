"""The checks: every classic mistake of introducing KAM that can be seen in the answers."""
