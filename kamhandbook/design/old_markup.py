"""Markup that templates do not have, found in a brand's own: it would be published as text.

Older templates were HTML with Python-Markdown's signs and Jinja's usual comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kamhandbook.findings import Finding, Position
from kamhandbook.wording.messages import problem

_SHOWN = 60  # signs

# What is read first wins: so markup inside of what is meant literally, or is Jinja's, is none.
# The names of the groups are the keys of the messages.
_MARKUP = re.compile(
    r"""
    \{\#\#.*?\#\#\} | \{\{.*?\}\} | \{%.*?%\}                # Jinja
    | (?P<template_old_comment>\{\#(?!\#|[\w:.-]+[ }])(?:(?!\{\#).)*?\#\})
    | \\.                                                    # an escape
    | ^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^[ \t]*(?P=fence)[`~]*[ \t]*$
    | (?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\n).)+?(?<!`)(?P=ticks)(?!`)
    | \]\(<[^<>\n]*>                                         # an address with blanks
    | (?P<template_html><!--.*?-->|</?[a-zA-Z][a-zA-Z0-9-]*(?:\s+(?:
        \{\{.*?\}\} | \{%.*?%\} | [a-zA-Z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?
      ))*\s*/?>)
    | (?P<template_attribute_list>\{:[^}\n]*\})
    | (?P<template_admonition>^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+\w[^\n]*)
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_KEYS = ("template_old_comment", "template_html", "template_attribute_list", "template_admonition")


def old_markup(file: Path, name: str) -> Iterator[Finding]:
    """Yield where a template has such markup, once a line and kind; ``name`` is what to report."""
    source = file.read_text(encoding="utf-8", errors="replace")  # no UTF-8 is told elsewhere
    reported = set()
    for match in _MARKUP.finditer(source):
        key = next((key for key in _KEYS if match[key]), None)
        line = source.count("\n", 0, match.start()) + 1
        if key and (key, line) not in reported:
            reported.add((key, line))
            yield problem(key, Position(name, line), written=_shortened(match[key]))


def _shortened(markup: str) -> str:
    text = " ".join(markup.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
