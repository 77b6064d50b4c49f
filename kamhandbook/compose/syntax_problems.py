"""What Jinja cannot read in a template, in German: unknown filters and tags, what is not closed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import takewhile

from jinja2 import Environment, TemplateSyntaxError
from msgspec import Struct

from kamhandbook.reading.suggestions import suggestion
from kamhandbook.wording.messages import cause, next_step

_TAGS = (
    *("for", "if", "elif", "else", "set", "block", "macro", "call", "filter", "with"),
    *("endfor", "endif", "endset", "endblock", "endmacro", "endcall", "endfilter", "endwith"),
    *("include", "import", "from", "extends", "autoescape", "endautoescape", "raw", "endraw"),
)
_HOLDING = frozenset({"for", "if", "block", "macro", "call", "filter", "with", "autoescape", "set"})
_NO_FILTER = re.compile(r"No (?P<kind>filter|test) named '(?P<name>[^']+)'")
_NO_TAG = re.compile(r"unknown tag '(?P<name>[^']+)'")
_LOOKING_FOR = re.compile(r"looking for the following tags: (?P<tags>[^.]+)\.")
_OTHER_TOKEN = re.compile(r"expected token '(?P<expected>.+)', got '?(?P<got>.+?)'?$")
_UNEXPECTED = re.compile(r"unexpected (?:char )?'(?P<got>.+?)'")
_END = "end of template"
_ENDS = ("end of print statement", "end of statement block")
_Token = tuple[int, str, str]  # line, kind, what is written
_SIGNS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "end of template": "",
    "begin of print statement": "{{",
    "begin of statement block": "{%",
}


class SyntaxProblem(Struct, frozen=True):
    """A cause, a remedy, and the line, where it is another than Jinja's."""

    cause: str
    remedy: str
    line: int = 0


def syntax_problem(error: Exception, environment: Environment) -> SyntaxProblem | None:
    """Return what is wrong with a template's Jinja; None for what Jinja says of nothing else."""
    said = str(error.message if isinstance(error, TemplateSyntaxError) else error)
    if match := _NO_FILTER.search(said):
        known = environment.filters if match["kind"] == "filter" else environment.tests
        return _said(f"template_no_{match['kind']}", match["name"], known)
    if not isinstance(error, TemplateSyntaxError):
        return None
    if match := _NO_TAG.search(said):
        return _unknown_tag(match["name"], said)
    tokens = list(_tokens(error.source or "", environment))
    open_tags = list(_open_tags(tokens))
    if open_tags and "looking for" in said:
        line, name = open_tags[-1]
        return _said("template_unclosed", name, (), line)
    if match := _OTHER_TOKEN.search(said):
        line, sign = _last_brace(tokens, error.lineno)
        if match["expected"] in _ENDS and (line < error.lineno or match["got"] == _END):
            return _said("template_unclosed_braces", sign, (), line)
        got, expected = (_SIGNS.get(match[part], match[part]) for part in ("got", "expected"))
        return _said("template_token", got, (), expected=expected)
    if match := _UNEXPECTED.match(said):
        return _said("template_unexpected", match["got"], ())
    return SyntaxProblem(cause("template_syntax", said=said), next_step("template_syntax"))


def _said(
    key: str, name: str, known: Collection[str], line: int = 0, **values: object
) -> SyntaxProblem:
    values = {"written": name, "suggestion": suggestion(name, known), **values}
    said = " ".join(cause(key, **values).split())
    return SyntaxProblem(said, next_step(key, **values), line)


def _unknown_tag(name: str, said: str) -> SyntaxProblem:
    tags = _LOOKING_FOR.search(said)
    if tags:
        expected = tags["tags"].replace("'", "").replace(" or ", ", ")
        return _said("template_tag_expected", name, (), expected=expected)
    return _said("template_no_tag", name, _TAGS)


def _tokens(source: str, environment: Environment) -> Iterator[_Token]:
    """Yield the tokens of a template as far as they can be read."""
    with suppress(TemplateSyntaxError):
        yield from (token for token in environment.lex(source) if token[1] != "whitespace")


def _open_tags(tokens: list[_Token]) -> Iterator[tuple[int, str]]:
    """Yield line and name of every tag that is not closed."""
    tags: list[tuple[int, str]] = []
    for index, (line, kind, _) in enumerate(tokens[:-1]):
        name = tokens[index + 1][2]
        if kind != "block_begin":
            continue
        if name.startswith("end") and tags:
            tags.pop()
        elif name in _HOLDING and not _is_short_set(name, tokens[index + 1 :]):
            tags.append((line, name))
    yield from tags


def _last_brace(tokens: list[_Token], line: int) -> tuple[int, str]:
    """Return line and sign of the last brace that opens up to a line."""
    braces = [
        (at, sign.strip("-+"))
        for at, kind, sign in tokens
        if kind in ("variable_begin", "block_begin") and at <= line
    ]
    return braces[-1] if braces else (line, "{{")


def _is_short_set(name: str, tokens: list[_Token]) -> bool:
    """Whether ``{% set x = … %}`` gives a value on its line, so that nothing closes it."""
    inside = takewhile(lambda token: token[1] != "block_end", tokens)
    return name == "set" and "=" in [value for _, _, value in inside]
