"""Text that was read in another encoding than it was written in: „fÃ¼r“ for „für“."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamhandbook.findings import Finding, Position, Replacement
from kamhandbook.reading.syntax import lines_of
from kamhandbook.reading.syntax.parser_error import shortened
from kamhandbook.wording.messages import problem

# Two or three bytes of UTF-8, each read as a character of Windows or Latin-1.
_CANDIDATE = re.compile("(?:[ÂÃ]|â[\x80-\xbf€])[^\x00-\x7f]|Ã ")
#: What German texts hold beside ASCII: only that counts, for „MENÜ“ would read as UTF-8, too.
_PLAUSIBLE = re.compile("[\xa0-\xffŒœŠšŽž‐-‧‰‹›€™]+")
_LOST = "\ufffd"


def garbled_lines(text: str, path: str) -> Iterator[Finding]:
    """Yield the lines whose characters were taken for others, or are lost; one finding a line."""
    if not _CANDIDATE.search(text) and _LOST not in text:
        return
    for number, line in enumerate(lines_of(text), 1):
        yield from _garbled(line, Position(path, number))
        if _LOST in line:
            at = Position(path, number, line.index(_LOST) + 1)
            yield problem("lost_character", at, word=_word(line, line.index(_LOST)))


def _garbled(line: str, at: Position) -> Iterator[Finding]:
    """Yield that characters of a line stand for others, with what belongs there."""
    remedy = []
    for found in _CANDIDATE.finditer(line):
        meant = _meant(found[0])
        if meant:
            place = Position(at.path, at.line, found.start() + 1)
            remedy.append(Replacement(place, found[0], meant))
    if remedy:
        first = remedy[0].at.column - 1
        word = _word(line, first)
        fixed = word
        for each in remedy:
            fixed = fixed.replace(each.old, each.new)
        yield problem("garbled_text", remedy[0].at, word=word, meant=fixed, fix=tuple(remedy))


def _meant(garbled: str) -> str:
    """Return the one character that several stand for; "" where they stand for themselves."""
    encoded = b"".join(_byte(character) for character in garbled)
    try:
        meant = encoded.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return meant if _PLAUSIBLE.fullmatch(meant) else ""


def _byte(character: str) -> bytes:
    try:
        return b"\xa0" if character == " " else character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1", "replace")


def _word(line: str, at: int) -> str:
    """Return the word around a place, for a message."""
    start = max(line.rfind(blank, 0, at) for blank in " \t\"'") + 1
    end = min((index for blank in " \t\"'" if (index := line.find(blank, at + 1)) > 0), default=-1)
    return shortened(line[start : end if end > 0 else len(line)])
