"""Links that MkDocs finds broken, told as findings where they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kamhandbook.findings import Finding, Position
from kamhandbook.reading.input_files import Unreadable, read_text
from kamhandbook.site.config import docs_dir
from kamhandbook.site.contents import SiteContents
from kamhandbook.wording.messages import phrase, problem

# As MkDocs 1.6 words it (mkdocs.structure.pages); what reads otherwise is told in its own words.
_BROKEN = re.compile(
    r"Doc file '(?P<page>.+?)' contains an? (?:unrecognized relative )?link '(?P<link>.*?)', (?:"
    r"(?:but the target(?: '.*')? is not found among documentation files|it was left as is)\."
    r"(?: Did you mean '(?P<guess>.+)'\?)?"
    r"|but (?P<anchor>there is no such anchor on this page\..*"
    r"|the doc '.+?' does not contain an anchor '.*'\.))"
)


def broken_link(text: str, contents: SiteContents) -> Finding | None:
    """Return the finding for a warning of MkDocs about a link; None for any other warning."""
    found = _BROKEN.fullmatch(text)
    if found is None:
        return None
    written, place = _place(found["page"], found["link"], contents)
    if found["anchor"]:
        return problem("link_without_anchor", place, link=written)
    guess = found["guess"]
    suggestion = phrase("link_guess", guess=_address(guess)) if guess else ""
    return problem("link_broken", place, link=written, suggestion=suggestion)


def _address(link: str) -> str:
    """Return a link as people write it: a page by its address, not by its source."""
    path, mark, anchor = link.partition("#")
    return f"{path.removesuffix('.md')}.html{mark}{anchor}" if path.endswith(".md") else link


def _place(page: str, link: str, contents: SiteContents) -> tuple[str, Position]:
    """Return a link as it is written, and where; else the page it stands on."""
    own = docs_dir(contents.root, contents.folder) / page
    files = [own] if own.is_file() else list(_sources(contents))
    for written in filter(None, dict.fromkeys((link, _address(link), link.rpartition("/")[2]))):
        for file in files:
            path = file.relative_to(contents.root).as_posix()
            text = read_text(file, path)
            if not isinstance(text, Unreadable) and (at := _in_text(text, written)):
                return written, Position(path, *at)
    return link, Position(own.relative_to(contents.root).as_posix() if own.is_file() else page)


def _sources(contents: SiteContents) -> Iterator[Path]:
    """Yield the files that our pages are made of: answers, then the company's templates."""
    yield from sorted(contents.folder.glob("*.yaml"))
    if contents.brand.folder:
        yield from sorted(contents.brand.folder.glob("site/*.j2"))


def _in_text(text: str, written: str) -> tuple[int, int] | None:
    """Return line and column of a link's address, not of a longer one's beginning."""
    found = re.search(rf"(?<![\w./-]){re.escape(written)}(?![\w./-])", text)
    if found is None:
        return None
    before = text[: found.start()]
    return before.count("\n") + 1, found.start() - before.rfind("\n")
