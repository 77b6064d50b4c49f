"""Whose name the site carries: mkdocs.yml is copied from one company to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kamhandbook.content.identity import fold
from kamhandbook.findings import Finding
from kamhandbook.site.config import site_name
from kamhandbook.wording.catalogue_files import catalogue_file, languages
from kamhandbook.wording.messages import problem

_WORD = re.compile(r"[\w&]+")
_SHORTEST = 3  # letters of a name that can be told from an abbreviation


def site_name_findings(root: Path, company: str) -> Iterator[Finding]:
    """Yield that ``site_name`` names somebody, and not the company of the handbook."""
    named = site_name(root) if company else None
    if named is None:
        return
    text, at = named
    others = [word for word in _WORD.findall(text) if _is_name(word)]
    own = [fold(word) for word in _WORD.findall(company) if _is_name(word)]
    shown = fold(text)
    if others and own and not any(word in shown or shown in word for word in own):
        yield problem("site_name_of_another", at, site_name=text, company=company)


def _is_name(word: str) -> bool:
    """Whether a word may be a company's: no common one, no abbreviation, no number."""
    is_word = len(word) >= _SHORTEST and not word.isupper() and not word.isdigit()
    return is_word and fold(word) not in _common()


def _common() -> frozenset[str]:
    return frozenset(
        word for code in languages() for word in catalogue_file(code, "site_names")["common"]
    )
