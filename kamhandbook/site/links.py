"""Links between pages: people write the page's address, MkDocs wants its source and checks it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # checks read pages with this, and load no MkDocs
    from mkdocs.structure.files import Files

_ADDRESS = re.compile(
    r"(?P<before>\]\(<?|^\[[^\]]+\]:\s*<?)(?P<file>[\w./-]+)\.html(?=[#)>\s]|$)", re.M
)
_PATH = re.compile(r"([^?#]*)([?#]?)(.*)", re.DOTALL)
_NOT_A_LINE = re.compile(r"[^\n]")
CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[`~]*[ \t]*$"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\n).)+?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)


def without_code(markdown: str) -> str:
    """Return a page's Markdown with spaces in place of its code, so that places stay the same."""
    return CODE.sub(lambda code: _NOT_A_LINE.sub(" ", code[0]), markdown)


def sources(markdown: str, files: Files, source: str) -> str:
    """Turn ``](ziele.html#warum)`` into ``](ziele.md#warum)`` where there is such a source.

    ``source`` is the page the links stand on, to whose folder they are relative.
    """

    def is_page(path: str) -> bool:
        file = files.get_file_from_path(path)
        return file is not None and file.is_documentation_page()

    return _with_sources(markdown, is_page, dirname(source))


def source_of(href: str, files: Files) -> str:
    """Return what MkDocs wants a link to say: a page's source instead of its address."""
    path, mark, rest = _PATH.fullmatch(href).groups()  # type: ignore[union-attr]
    source = f"{path.removesuffix('.html')}.md"
    is_page = path.endswith(".html") and files.get_file_from_path(source) is not None
    return f"{source}{mark}{rest}" if is_page else href


def with_sources(markdown: str, names: Iterable[str], folder: str = "") -> str:
    """Turn links to the addresses of pages into links to their sources ``names``; code stays."""
    return _with_sources(markdown, frozenset(names).__contains__, folder)


def _with_sources(markdown: str, is_page: Callable[[str], bool], folder: str) -> str:
    def source(match: re.Match[str]) -> str:
        is_known = is_page(normpath(join(folder, f"{match['file']}.md")))
        return f"{match['before']}{match['file']}.md" if is_known else match[0]

    parts: list[str] = []
    at = 0
    for code in CODE.finditer(markdown):
        parts += (_ADDRESS.sub(source, markdown[at : code.start()]), code[0])
        at = code.end()
    return "".join((*parts, _ADDRESS.sub(source, markdown[at:])))
