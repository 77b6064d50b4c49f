"""What MkDocs says, as findings; nothing of it reaches the terminal by itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from kamhandbook.findings import Finding, Position
from kamhandbook.site.config import FILE
from kamhandbook.site.contents import SiteContents
from kamhandbook.wording.messages import problem


def mkdocs_error(text: str) -> Finding:
    """Make a finding of an error that MkDocs or a template reports."""
    return problem("mkdocs_error", Position(FILE), problem=text)


class Messages(logging.Handler):
    """Keeps what MkDocs says, instead of letting it print."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.records.append(record)

    def errors(self) -> list[Finding]:
        """Return the errors as findings."""
        texts = [r.getMessage() for r in self.records if r.levelno >= logging.ERROR]
        return [mkdocs_error(text) for text in dict.fromkeys(texts)]

    def warnings(self, contents: SiteContents) -> tuple[Finding, ...]:
        """Return the warnings about a site of these contents as findings."""
        from kamhandbook.site.broken_links import broken_link  # few sites have any

        texts = [r.getMessage() for r in self.records if r.levelno == logging.WARNING]
        findings = (
            broken_link(text, contents) or problem("mkdocs_warning", Position(FILE), problem=text)
            for text in texts
        )
        return tuple(dict.fromkeys(findings))  # what the book repeats, once


@contextmanager
def captured_messages() -> Iterator[Messages]:
    """Listen to MkDocs; nothing it says reaches the terminal meanwhile."""
    logger, messages = logging.getLogger("mkdocs"), Messages()
    before = logger.propagate
    logger.addHandler(messages)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.removeHandler(messages)
        logger.propagate = before
