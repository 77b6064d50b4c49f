"""Texts as nothing but letters and figures, to find one in another however its lines are broken."""

from __future__ import annotations


def letters(text: str) -> str:
    """Return a text's letters and figures in small letters."""
    return "".join(char for char in text.casefold() if char.isalnum())
