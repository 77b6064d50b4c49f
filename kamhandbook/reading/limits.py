"""How much of anything a handbook may have, and which message says that it is more.

Below a limit things work, each within twice the time that plain MkDocs takes for the same pages;
above it they are refused before any work is done (``tests/reading/test_limits.py`` tries both).
"""

from __future__ import annotations

from msgspec import Struct

from kamhandbook.findings import Finding, Position
from kamhandbook.wording.messages import problem

_MEGABYTE = 1_000_000


class Limit(Struct, frozen=True):
    """So much of one thing; ``message`` is the key of what is said of more."""

    most: int
    message: str
    unit: int = 1  # what the message counts in

    def finding(self, at: Position) -> Finding:
        """Return that there is more than the limit, which the message names."""
        shown = f"{self.most // self.unit:,}".replace(",", ".")
        return problem(self.message, at, limit=shown)


#: Bytes of a file that people write: YAML, a page of their own, a template.
FILE = Limit(5 * _MEGABYTE, "too_large", _MEGABYTE)
#: Bytes of a snapshot, which the tool writes; that of a handbook of 20 slides has some 60,000.
SNAPSHOT = Limit(20 * _MEGABYTE, "too_large", _MEGABYTE)
#: Bytes of any other file in a folder of pages or of a brand: pictures, recordings.
OTHER_FILE = Limit(200 * _MEGABYTE, "file_too_large", _MEGABYTE)
#: Keys and values of one YAML file, aliases expanded; a handbook's have some 2,000 together.
ENTRIES = Limit(200_000, "too_many")
#: Levels of YAML below each other; a handbook has some eight.
DEPTH = Limit(40, "too_deep")
#: Levels of emphasis, links, lists and quotations in one text.
TEXT_DEPTH = Limit(40, "text_too_deep")
#: Characters of one text: some forty pages.
TEXT = Limit(100_000, "text_too_long")
#: Items of one list, key accounts say.
LIST = Limit(3_000, "list_too_long")
#: Problems of one file that are told; the others show when these are mended.
PROBLEMS = Limit(100, "too_many_problems")
#: Pages of a company's own.
OWN_PAGES = Limit(2_000, "too_many_pages")
#: Files in a folder of pages or of a brand, and folders below each other.
FILES = Limit(20_000, "too_many_files")
FOLDER_DEPTH = Limit(30, "folder_too_deep")
