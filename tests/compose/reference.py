"""docs/templates.md taken apart: its tables of names, and its examples with what they become."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from tests.sample import ROOT

REFERENCE = (ROOT / "docs" / "templates.md").read_text("utf-8")
NAME_TABLES = {
    "In both": ("site", "deck"),
    "On pages only": ("site",),
    "On slides only": ("deck",),
    "In single page templates": ("site",),
}
OF_JINJA = "Jinja's own"
PARTS = "Parts that pages include"


class Row(Struct, frozen=True, dict=True):
    """One name of a table: how it is called, an example, and what the example writes."""

    table: str
    signature: str
    example: str
    result: str

    @property
    def name(self) -> str:
        return self.signature.partition("(")[0]

    @property
    def parameters(self) -> list[str]:
        inside = self.signature.partition("(")[2].rstrip(")")
        return re.findall(r"(?:^|, )\**(\w+)", inside)


class Fenced(Struct, frozen=True, dict=True):
    """An example of the Markdown: what a template writes, and what it becomes, by kind."""

    template: str
    results: dict[str, str]


def section(title: str) -> str:
    level = re.search(rf"^(#+) {re.escape(title)}$", REFERENCE, re.MULTILINE)
    assert level, title
    rest = REFERENCE[level.end() :]
    ending = re.search(rf"^#{{1,{len(level[1])}}} ", _without_code(rest), re.MULTILINE)
    return rest[: ending.start()] if ending else rest


def _without_code(text: str) -> str:
    """Blank out what stands in fenced code, so that its headings are none of the document's."""
    blank = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
    return blank.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)


def cells(line: str) -> list[str]:
    parts = re.split(r"(?<!\\)\|", line.strip().strip("|"))
    return [part.strip().replace("\\|", "|") for part in parts]


def table_lines(title: str) -> Iterator[list[str]]:
    for line in section(title).splitlines():
        if line.startswith("| `"):
            yield cells(line)


def rows() -> Iterator[Row]:
    for table in (*NAME_TABLES, OF_JINJA):
        for signature, _, example, result in table_lines(table):
            yield Row(table, signature.strip("`"), example.strip("`"), result)


def fenced(title: str) -> Iterator[Fenced]:
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", section(title), re.MULTILINE | re.DOTALL)
    template, results = "", dict[str, str]()
    for kind, text in [*blocks, ("jinja", "")]:
        if kind != "jinja":
            results[kind] = text
            continue
        if template:
            yield Fenced(template, results)
        template, results = text, {}
