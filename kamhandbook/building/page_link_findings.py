"""Links of a company's own pages that lead nowhere, told where they are written.

MkDocs looks at Markdown's links; a page's own HTML it passes on as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamhandbook.findings import Finding, Position
from kamhandbook.reading.content_folder import Loaded
from kamhandbook.reading.input_files import Unreadable, read_text
from kamhandbook.site.config import docs_dir
from kamhandbook.site.links import without_code
from kamhandbook.wording.messages import problem

_LINK_OF_HTML = re.compile(r"<a\s[^>]*?\bhref\s*=\s*[\"']?(?P<address>[^\"'\s>#]+)", re.IGNORECASE)


def absent_page_findings(
    loaded: Loaded, absent: frozenset[str], audience: str
) -> Iterator[Finding]:
    """Yield a finding for every link in HTML of an own page to one that an audience has not."""
    folder = docs_dir(loaded.root, loaded.folder)
    for file in sorted(folder.rglob("*.md")) if absent and folder.is_dir() else ():
        path = file.relative_to(loaded.root).as_posix() if file.is_relative_to(loaded.root) else ""
        text = read_text(file, path) if path else ""
        if isinstance(text, Unreadable):
            continue
        for address, line, column in _linked_by_html(text):
            if address.rpartition("/")[2] in absent and "://" not in address:
                at = Position(path, line, column)
                yield problem("page_link_absent", at, address=address, audience=audience)


def _linked_by_html(page: str) -> Iterator[tuple[str, int, int]]:
    """Yield address, line and column of the links in a page's own HTML; code is text."""
    matches = list(_LINK_OF_HTML.finditer(without_code(page)))
    if not matches:
        return
    from markdown_it import MarkdownIt  # few pages have HTML of their own

    tokens = MarkdownIt("commonmark").parse(page)
    code = {n for t in tokens if t.type == "code_block" and t.map for n in range(*t.map)}
    for found in matches:
        before = page[: found.start("address")]
        line = before.count("\n")
        if line not in code:
            yield found["address"], line + 1, len(before) - before.rfind("\n")


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
