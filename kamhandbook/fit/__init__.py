"""Fit: which size, what splits, what is condensed, given a master's geometry as plain numbers."""

from kamhandbook.fit.deck import MOST_IN_REPORT, MOST_SLIDES, fit

__all__ = ["MOST_IN_REPORT", "MOST_SLIDES", "fit"]
