"""Single slips in the sample's own files: each is told at the line it was made in.

Every kind of slip is made in every fourth line that can have it, one at a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from kamhandbook.content.handbook import FILES, file_name
from kamhandbook.reading.content_folder import problems_of
from tests.checks.patching import SAMPLE

EVERY = 4
VALUE = re.compile(r"(?P<head> *(?:- )?)(?P<key>[\w-]+): (?P<value>[^\"'\[{|>].*)")
ITEM = re.compile(r" *- [\w-]+: ")
INNER = re.compile(r"  +[\w-]+: ")

Slip = Callable[[re.Match[str]], str]


def with_sign(sign: str) -> Slip:
    return lambda m: f"{m['head']}{m['key']}{sign}{m['value']}"


def with_value(value: str) -> Slip:
    return lambda m: f"{m['head']}{m['key']}: {value.format(m['value'])}"


SLIPS: dict[str, tuple[re.Pattern[str], Slip]] = {
    "no colon": (VALUE, with_sign(" ")),
    "no blank behind the colon": (VALUE, with_sign(":")),
    "equals sign": (VALUE, with_sign(" = ")),
    "semicolon": (VALUE, with_sign("; ")),
    "no-break space": (VALUE, with_sign(":\u00a0")),
    "quote left open": (VALUE, with_value('"{}')),
    "single quote left open": (VALUE, with_value("'{}")),
    "at sign": (VALUE, with_value("@{}")),
    "per cent sign": (VALUE, with_value("%{}")),
    "colon in the text": (VALUE, with_value("Hinweis: {}")),
    "bracket left open": (VALUE, with_value("[{}")),
    "curly quotes": (VALUE, with_value("„{}: so“")),
    "capital key": (VALUE, lambda m: f"{m['head']}{m['key'].capitalize()}: {m['value']}"),
    "tab": (INNER, lambda m: "\t" + m.string.lstrip()),
    "one blank too many": (VALUE, lambda m: " " + m.string),
    "one blank too few": (INNER, lambda m: m.string[1:]),
    "dash without blank": (ITEM, lambda m: m.string.replace("- ", "-", 1)),
    "en dash": (ITEM, lambda m: m.string.replace("- ", "– ", 1)),
    "no dash": (ITEM, lambda m: m.string.replace("- ", "  ", 1)),
}


def lines_with_keys(text: str) -> Iterator[int]:
    """Yield the numbers of the lines that are in no block text."""
    block = -1
    for number, line in enumerate(text.split("\n")):
        depth = len(line) - len(line.lstrip())
        if line.strip() and depth <= block:
            block = -1
        if block < 0:
            yield number
        if re.search(r": *[|>]-?$", line) and block < 0:
            block = depth


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_at_its_line(slip: str) -> None:
    pattern, change = SLIPS[slip]
    seen = 0
    for part in FILES:
        text = (SAMPLE / file_name(part)).read_text("utf-8")
        lines = text.split("\n")
        fitting = [n for n in lines_with_keys(text) if pattern.match(lines[n])]
        for number in fitting[::EVERY]:
            match = pattern.match(lines[number])
            assert match
            changed = [*lines[:number], change(match), *lines[number + 1 :]]
            found, _ = problems_of(part, "\n".join(changed), file_name(part))
            told = [finding.position.line for finding in found]
            assert told, f"{part}:{number + 1}: {lines[number]} says nothing"
            assert told[0] == number + 1, f"{part}:{number + 1}: {lines[number]}\n{found[0]}"
            seen += 1
    assert seen >= 10
