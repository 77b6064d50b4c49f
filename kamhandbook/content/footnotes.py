"""Footnotes as Word and Markdown write them, as lines of their own with a raised figure.

Markdown would take „[^1]: Stand 2026“ for the address of a link, and show it nowhere.
"""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CALLED = re.compile(r"\[\^(?P<name>[\w-]{1,12})\](?!:|\()")
_NOTE = re.compile(
    r" {0,3}(?:\[\^(?P<name>[\w-]{1,12})\]:?|\[(?P<number>\d{1,2})\]|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+))"
    r"[ \t\xa0]+(?=\S)"
)
MAY_HOLD_ONE = re.compile(r"\[\^?\w|[¹²³⁴-⁹]")


def footnotes_apart(lines: list[str]) -> list[str]:
    """Return lines in which every footnote stands in its own, with its sign in both places.

    A bracket alone, „[1] …“, is a footnote only where two stand one below the other.
    """
    if not any(MAY_HOLD_ONE.search(line) for line in lines):
        return lines
    notes = [_NOTE.match(line) for line in lines]
    found: list[str] = []
    for index, (line, note) in enumerate(zip(lines, notes, strict=True)):
        neighbours = (notes[index - 1] if index else None, *notes[index + 1 : index + 2])
        is_note = note is not None and (note["name"] is not None or any(neighbours))
        if is_note and found and found[-1].strip():
            found[-1] = f"{found[-1].rstrip()}\\"
        text = f"{_sign(note)} {line[note.end() :]}" if note and is_note else line
        found.append(_CALLED.sub(_sign, text))
    return found


def _sign(match: re.Match[str]) -> str:
    """Return the sign of a footnote: its figures raised, a name in brackets."""
    written = match.groupdict()
    if written.get("number"):
        return f"[{written['number']}]"
    sign = written.get("name") or written.get("raised") or ""
    return sign.translate(_RAISED) if sign.isdigit() else f"[{sign}]"
