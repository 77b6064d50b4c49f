"""Cases of ``mistakes.txt``: a file with a mistake, and what is said about it."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct

TABLE = Path(__file__).with_name("mistakes.txt")
_CASE = re.compile(
    r"^(?P<title>[^\n#.].*)\n\. (?P<file>.+)\n(?P<text>(?:.*\n)*?)\.\n(?P<said>(?:.*\n)*?)\.\n",
    re.M,
)
_VISIBLE = {"→": "\t", "␣": "\u00a0"}


class Case(Struct, frozen=True):
    """One mistake."""

    title: str
    file: str
    text: str
    said: str

    @property
    def raw(self) -> bytes:
        """The file's bytes."""
        text = self.text
        for visible, real in _VISIBLE.items():
            text = text.replace(visible, real)
        if text.startswith("‹latin-1›"):
            return text.removeprefix("‹latin-1›").encode("latin-1")
        if text.startswith("‹nfd›"):
            return normalize("NFD", text.removeprefix("‹nfd›")).encode()
        if text.startswith("‹bom›"):
            return text.removeprefix("‹bom›").encode("utf-8-sig")
        return text.encode()


def cases(table: Path = TABLE) -> list[Case]:
    """Read a table."""
    found = _CASE.finditer(table.read_text(encoding="utf-8"))
    return [Case(m["title"], m["file"], m["text"], m["said"]) for m in found]


def renew(said: dict[str, str], table: Path = TABLE) -> None:
    """Write into a table what is said now, by title."""

    def case(match: re.Match[str]) -> str:
        head = match[0][: match.start("said") - match.start()]
        return f"{head}{said[match['title']]}.\n"

    table.write_text(_CASE.sub(case, table.read_text(encoding="utf-8")), encoding="utf-8")
