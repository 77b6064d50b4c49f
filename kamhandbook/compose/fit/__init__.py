"""Fit: which size, what splits, what is condensed, given a master's geometry as plain numbers."""
