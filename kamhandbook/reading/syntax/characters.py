"""Mistakes with single characters: tabs, odd spaces, quotes, brackets, marks with a meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kamhandbook.findings import Finding, Position, Replacement
from kamhandbook.reading.limits import DEPTH
from kamhandbook.reading.syntax.lines import DASHES, ODD_SPACE, OPENING_QUOTES, indent_of
from kamhandbook.reading.syntax.loose_text import loose_text
from kamhandbook.reading.syntax.parser_error import (
    Detector,
    ParserError,
    shortened,
    suspicious_lines,
    value_start,
)
from kamhandbook.reading.syntax.quoting import in_quotes, quoted_whole, unclosed_quote

_BULLET = re.compile(rf"^( *)([{''.join(DASHES)}]|-(?=[^\W\d]))([ \t]*)(?=[^\s*])")
_STRUCTURAL_SPACE = re.compile(rf"^ *(?:- +)*(?:[\w-]+:|-)?(?={ODD_SPACE})")


def _nesting(error: ParserError) -> Finding | None:
    if "nesting depth" in error.reason:
        return error.finding("too_deep", error.line, error.column, limit=DEPTH.most)
    return None


def _odd_space(error: ParserError) -> Finding | None:
    for number in suspicious_lines(error):
        match = _STRUCTURAL_SPACE.match(error.line_text(number))
        if match:
            remedy = plain_spaces(error.line_text(number), match.end(), number, error.path)
            return error.finding("odd_space", number, match.end(), fix=remedy)
    return None


def plain_spaces(line: str, column: int, number: int, path: str) -> tuple[Replacement, ...]:
    """Return the remedy of typing blanks in the place of what only looks like them."""
    run = re.match(rf"(?: |{ODD_SPACE})+", line[column:])
    if not run:
        return ()
    blanks = re.sub(r"[\u200b-\u200d\u2060]", "", run[0])
    at = Position(path, number + 1, column + 1)
    return (Replacement(at, run[0], " " * len(blanks)),)


def _table_with_empty_corner(error: ParserError) -> Finding | None:
    """Recognise a table from Excel whose first cell is empty: its tab begins the text."""
    is_block = "scanning a block scalar" in error.context and "tab" in error.reason
    if is_block and re.match(r" +\t\S[^\t]*\t", error.current_line):
        return error.finding("tab_in_text", error.line, error.column)
    return None


def _tab(error: ParserError) -> Finding | None:
    for number in suspicious_lines(error):
        blank = re.match(r"^[ \t-]*", error.line_text(number))
        if blank and "\t" in blank[0]:
            return error.finding("tab", number, blank[0].index("\t"), fix=_blank(error, number))
    return None


def _blank(error: ParserError, number: int) -> tuple[Replacement, ...]:
    """Return the remedy for a tab behind a dash: one blank."""
    dash = re.match(r"( *-)(\t+)\S", error.line_text(number))
    if not dash:
        return ()
    return (Replacement(Position(error.path, number + 1, dash.end(1) + 1), dash[2], " "),)


def _slashes(error: ParserError) -> Finding | None:
    for number in suspicious_lines(error):
        if error.line_text(number).lstrip().startswith(("//", "/*", "<!--")):
            return error.finding("comment_mark", number, indent_of(error.line_text(number)))
    return None


def _second_document(error: ParserError) -> Finding | None:
    return (
        error.finding("two_documents", error.line, 0)
        if "another document" in error.reason
        else None
    )


def _unclosed_quote(error: ParserError) -> Finding | None:
    opened = unclosed_quote(error.lines, error.path, error.line)
    if "quoted scalar" not in error.context:
        return opened
    quote = error.line_text(error.context_line)[error.context_column : error.context_column + 1]
    if "escape" in error.reason or "hexdecimal" in error.reason:
        return error.finding(
            "backslash", error.line, max(error.column - 1, 0), fix=_in_single_quotes(error)
        )
    if opened:
        return opened
    return error.finding("unclosed_quote", error.context_line, error.context_column, quote=quote)


def _in_single_quotes(error: ParserError) -> tuple[Replacement, ...]:
    """Return the remedy for a backslash: other quotes around the same text."""
    line = error.current_line.rstrip()
    text = line[value_start(line) :]
    if error.context_line != error.line or len(text) < 2 or text.count('"') != 2:
        return ()
    if text[0] != '"' or text[-1] != '"' or "'" in text:
        return ()
    at = Position(error.path, error.line + 1, value_start(line) + 1)
    return (Replacement(at, text, f"'{text[1:-1]}'"),)


def _block_text(error: ParserError) -> Finding | None:
    if "scanning a block scalar" not in error.context:
        return None
    if "tab" in error.reason:
        return error.finding("tab", error.line, error.column)
    if "indentation" in error.reason:
        needed = indent_of(error.line_text(error.context_line)) + 2
        return error.finding("block_indent", error.line, error.column, needed=needed)
    number, column = error.context_line, error.context_column
    if not error.line_text(number)[:column].strip():  # a table that was not indented
        loose = loose_text(error.lines, number, error.path)
        if loose:
            return loose
    rest = error.line_text(number)[column:]
    is_compared = re.match(r"[>] *[\d=]", rest)  # "> 1,0 Mio. EUR" is a text of one line
    remedy = quoted_whole(error.line_text(number), column, number, error.path)
    return error.finding(
        "block_same_line",
        number,
        column,
        mark=rest[:1],
        value=in_quotes(shortened(rest.rstrip())),
        fix=remedy if is_compared else (),
    )


def _star_or_anchor(error: ParserError) -> Finding | None:
    is_alias = "scanning an alias" in error.context or "undefined alias" in error.reason
    if not is_alias and "scanning an anchor" not in error.context:
        return None
    line, column = (
        (error.context_line, error.context_column)
        if "scanning" in error.context
        else (error.line, error.column)
    )
    text = error.line_text(line)
    if is_alias and text[:column].strip(" ") == "" and text[column + 1 : column + 2] == " ":
        return error.finding("bullet", line, column, mark="*")
    return _reserved_start(error, line, column)


def _reserved(error: ParserError) -> Finding | None:
    """A value that begins with a character YAML has a meaning for."""
    if "directive" in error.context:
        return _reserved_start(error, error.context_line, error.context_column)
    if "mapping keys are not allowed" in error.reason or "cannot start any token" in error.reason:
        return _reserved_start(error, error.line, error.column)
    start = value_start(error.current_line)
    if error.column == start and error.current_line[start : start + 1] in (",", "]", "}"):
        return _reserved_start(error, error.line, start)
    if (
        "block sequence entries" in error.reason
        and error.current_line[error.column :].strip() == "-"
    ):
        return error.finding("lone_dash", error.line, error.column, value="-")
    if "block sequence entries" in error.reason:
        return error.finding("dash_in_value", error.line, error.column)
    return None


def _curly_quotes(error: ParserError) -> Finding | None:
    for number in (error.line, error.context_line):
        start = value_start(error.line_text(number))
        if error.line_text(number)[start : start + 1] in tuple(OPENING_QUOTES):
            return error.finding("curly_quotes", number, start)
    return None


def _after_quote(error: ParserError) -> Finding | None:
    """Text that goes on behind a closing quote: a quote within quotes, or more after them."""
    start = value_start(error.current_line)
    quote = error.current_line[start : start + 1]
    if "expected key" not in error.reason and "expected '-'" not in error.reason:
        return None
    if quote in ('"', "'") and error.column > start:
        other = "'" if quote == '"' else '"'
        return error.finding("text_after_quote", error.line, error.column, quote=quote, other=other)
    return None


def _bracket(error: ParserError) -> Finding | None:
    if "flow sequence" in error.context or "flow mapping" in error.context:
        pair = "[]" if "sequence" in error.context else "{}"
        values = {"opening": pair[0], "closing": pair[1]}
        return error.finding("bracket_open", error.context_line, error.context_column, **values)
    start = value_start(error.current_line)
    if start < error.column and error.current_line[start : start + 1] in ("[", "{"):
        return _reserved_start(error, error.line, start)
    return None


def _reserved_start(error: ParserError, line: int, column: int) -> Finding:
    rest = error.line_text(line)[column:].rstrip()
    return error.finding(
        "reserved_start",
        line,
        column,
        mark=rest[:1],
        value=in_quotes(shortened(rest)),
        fix=quoted_whole(error.line_text(line), column, line, error.path),
    )


def _bullet(error: ParserError) -> Finding | None:
    """Items that begin with a sign from another program instead of a hyphen."""
    for number in suspicious_lines(error):
        match = _BULLET.match(error.line_text(number))
        while match and (above := _BULLET.match(error.line_text(number - 1))):
            match, number = above, number - 1
        if match:
            remedy = hyphens(error.lines, number, error.path)
            name = "dash_space" if match[2] == "-" else "bullet"
            return error.finding(name, number, match.start(2), mark=match[2], fix=remedy)
    return None


def hyphens(lines: Sequence[str], number: int, path: str) -> tuple[Replacement, ...]:
    """Return the remedy for a list with other signs than hyphens: all its items at once."""
    first = _BULLET.match(lines[number])
    if not first:
        return ()
    found: list[Replacement] = []
    for index, line in enumerate(lines[number:], number):
        match = _BULLET.match(line)
        if not match or match[1] != first[1]:
            break
        at = Position(path, index + 1, match.start(2) + 1)
        found.append(Replacement(at, match[2] + match[3], "- "))
    return tuple(found)


DETECTORS: tuple[Detector, ...] = (
    _nesting,
    _odd_space,
    _bullet,
    _table_with_empty_corner,
    _tab,
    _second_document,
    _slashes,
    _unclosed_quote,
    _block_text,
    _star_or_anchor,
    _reserved,
    _curly_quotes,
    _after_quote,
    _bracket,
)
