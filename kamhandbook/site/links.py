"""Links between pages: people write the page's address, MkDocs wants its source and checks it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mkdocs.structure.files import Files

_ADDRESS = re.compile(
    r"(?P<before>\]\(<?|^\[[^\]]+\]:\s*<?)(?P<file>[\w./-]+)\.html(?=[#)>\s]|$)", re.M
)


def sources(markdown: str, files: Files) -> str:
    """Turn ``](ziele.html#warum)`` into ``](ziele.md#warum)`` where there is such a source."""
    names = {file.src_uri for file in files.documentation_pages()}
    return with_sources(markdown, names)


def with_sources(markdown: str, names: Iterable[str]) -> str:
    """Turn links to the addresses of pages into links to their sources ``names``."""
    known = frozenset(names)

    def source(match: re.Match[str]) -> str:
        name = f"{match['file']}.md"
        return f"{match['before']}{name}" if name in known else match[0]

    return _ADDRESS.sub(source, markdown)
