"""Links of a company's own pages that lead nowhere, told where they are written."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.findings import Finding, Position
from kamhandbook.reading.content_folder import Loaded
from kamhandbook.reading.input_files import Unreadable, read_text
from kamhandbook.site.config import docs_dir
from kamhandbook.wording.messages import problem


def page_link_findings(loaded: Loaded) -> Iterator[Finding]:
    """Yield a finding for every link of an own page that nobody can open."""
    folder = docs_dir(loaded.root, loaded.folder)
    for file in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
        path = file.relative_to(loaded.root).as_posix() if file.is_relative_to(loaded.root) else ""
        text = read_text(file, path) if path else ""
        if isinstance(text, Unreadable) or "](" not in text:
            continue
        from kamhandbook.site.page_links import refused  # few projects have pages of their own

        for address, line, column in refused(text):
            yield problem("page_link_refused", Position(path, line, column), address=address)
