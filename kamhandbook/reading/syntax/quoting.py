"""Quotes: how a text is put into them, and one that is opened and never closed."""

from __future__ import annotations

from collections.abc import Sequence

from kamhandbook.findings import Finding, Position, Replacement
from kamhandbook.reading.known_keys import is_known
from kamhandbook.reading.syntax.lines import indent_of
from kamhandbook.reading.syntax.parser_error import BLOCK, KEY, key_column, value_start
from kamhandbook.wording.messages import problem

_QUOTES = ('"', "'")
_CLOSING = "“”’‘«»"  # what Word makes of a straight quote


def in_quotes(text: str) -> str:
    """Return a text as YAML takes it whatever it holds, on one line."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def quoted_whole(line: str, column: int, number: int, path: str) -> tuple[Replacement, ...]:
    """Return the remedy of putting the rest of a line into quotes; () where it has a comment."""
    rest = line[column:].rstrip()
    if not rest or " #" in rest:
        return ()
    return (Replacement(Position(path, number + 1, column + 1), rest, in_quotes(rest)),)


def unclosed_quote(lines: Sequence[str], path: str, last: int) -> Finding | None:
    """Return the first quote, up to line ``last``, that is not closed where its text ends.

    A text in quotes may run over several lines; it ends at the latest where a key of the format or
    an item of a list begins, no further in than its own.
    """
    block = -1  # the column of a key whose text goes on below it
    for number, line in enumerate(lines[: last + 1]):
        if block >= 0 and (not line.strip() or indent_of(line) > block):
            continue
        block = key_column(line) if BLOCK.match(line) else -1
        start = value_start(line)
        quote = line[start : start + 1]
        if quote in _QUOTES and _stays_open(line[start:], quote) and _ends_below(lines, number):
            at = Position(path, number + 1, start + 1)
            remedy = _closed(line[start:].rstrip(), quote, at)
            return problem("unclosed_quote", at, quote=quote, fix=remedy)
    return None


def _stays_open(text: str, quote: str) -> bool:
    """Whether a text that begins with a quote has no second one in its line."""
    inner = text[1:].replace("''", "") if quote == "'" else text[1:].replace('\\"', "")
    return quote not in inner


def _ends_below(lines: Sequence[str], number: int) -> bool:
    """Whether the next line that says something is a key or an item of its own."""
    own = key_column(lines[number])
    for line in lines[number + 1 :]:
        if line.strip() and not line.lstrip().startswith("#"):
            key = KEY.match(line)
            is_key = key is not None and is_known(key["key"])
            return indent_of(line) <= own and (is_key or line.lstrip().startswith("- "))
    return True


def _closed(text: str, quote: str, at: Position) -> tuple[Replacement, ...]:
    """Return the remedy: a quote at the end of the line, in the place of a typographic one."""
    if " #" in text or (quote == '"' and "\\" in text):
        return ()
    kept = text.rstrip(_CLOSING) if text[-1] in _CLOSING else text
    return (Replacement(at, text, kept + quote),)
