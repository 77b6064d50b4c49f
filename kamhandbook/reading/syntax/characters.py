"""Mistakes with single characters: tabs, odd spaces, quotes, brackets, marks with a meaning."""

from __future__ import annotations

import re

from kamhandbook.findings import Finding
from kamhandbook.reading.limits import DEPTH
from kamhandbook.reading.syntax.lines import ODD_SPACE, OPENING_QUOTES, indent_of
from kamhandbook.reading.syntax.parser_error import (
    Detector,
    ParserError,
    shortened,
    suspicious_lines,
    value_start,
)

_STRUCTURAL_SPACE = re.compile(rf"^ *(?:- +)*(?:[\w-]+:|-)?(?={ODD_SPACE})")


def _nesting(error: ParserError) -> Finding | None:
    if "nesting depth" in error.reason:
        return error.finding("too_deep", error.line, error.column, limit=DEPTH.most)
    return None


def _odd_space(error: ParserError) -> Finding | None:
    for number in suspicious_lines(error):
        match = _STRUCTURAL_SPACE.match(error.line_text(number))
        if match:
            return error.finding("odd_space", number, match.end())
    return None


def _tab(error: ParserError) -> Finding | None:
    for number in suspicious_lines(error):
        blank = re.match(r"^[ \t-]*", error.line_text(number))
        if blank and "\t" in blank[0]:
            return error.finding("tab", number, blank[0].index("\t"))
    return None


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
    if "quoted scalar" not in error.context:
        return None
    quote = error.line_text(error.context_line)[error.context_column : error.context_column + 1]
    if "escape" in error.reason or "hexdecimal" in error.reason:
        return error.finding("backslash", error.line, max(error.column - 1, 0))
    return error.finding("unclosed_quote", error.context_line, error.context_column, quote=quote)


def _block_text(error: ParserError) -> Finding | None:
    if "scanning a block scalar" not in error.context:
        return None
    if "tab" in error.reason:
        return error.finding("tab", error.line, error.column)
    if "indentation" in error.reason:
        needed = indent_of(error.line_text(error.context_line)) + 2
        return error.finding("block_indent", error.line, error.column, needed=needed)
    mark = error.line_text(error.context_line)[error.context_column : error.context_column + 1]
    return error.finding("block_same_line", error.context_line, error.context_column, mark=mark)


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
    rest = error.line_text(line)[column:]
    return error.finding("reserved_start", line, column, mark=rest[:1], value=shortened(rest))


DETECTORS: tuple[Detector, ...] = (
    _nesting,
    _odd_space,
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
