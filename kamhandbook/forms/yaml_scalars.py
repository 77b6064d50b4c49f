"""Texts as YAML scalars and as names of folders."""

from __future__ import annotations

import json
import re
import unicodedata

#: A text that may stand unquoted: nothing in it that has a meaning. Numbers may, for the content
#: format takes every scalar as it is written.
_PLAIN = re.compile(r"\w(?:[\w .,;/()+%€&’–-]|:(?=[^\s]))*", re.UNICODE)
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n", "ja", "nein"}
_TRANSLITERATED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})
_LEGAL_FORMS = {"gmbh", "ag", "kg", "se", "mbh", "co", "ohg", "kgaa", "ug", "ev", "inc", "ltd"}
#: Windows keeps these names for devices; no folder may have them.
_DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}


def scalar(text: str) -> str:
    """Return a text as a YAML scalar on one line, quoted only where it must be."""
    is_plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS
    if is_plain and " #" not in text and not text.endswith((" ", ":")):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Return a text in double quotes, with escapes for what a YAML text must not contain."""
    return _ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=False))


def folder_name(company: str, fallback: str) -> str:
    """Return a folder name for a company: the first word that is no legal form and no device."""
    words = re.split(r"[^a-z0-9]+", _ascii(company))
    distinctive = [word for word in words if len(word) > 1 and word not in _LEGAL_FORMS | _DEVICES]
    return distinctive[0] if distinctive else fallback


def _ascii(text: str) -> str:
    folded = text.lower().translate(_TRANSLITERATED)
    return unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
