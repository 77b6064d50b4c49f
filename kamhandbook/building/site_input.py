"""What a site shows besides the answers: own pages, pictures, mkdocs.yml; looked at before MkDocs.

MkDocs passes over folders that it cannot read, waits for pipes, and names no file that is no UTF-8.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from kamhandbook.findings import Finding
from kamhandbook.reading.input_files import is_kind
from kamhandbook.reading.input_folders import folder_findings
from kamhandbook.reading.limits import OWN_PAGES
from kamhandbook.site.config import config_findings, docs_dir, docs_dir_place


def site_input_findings(root: Path, content: Path) -> Iterator[Finding]:
    """Yield why mkdocs.yml, or anything in the folder of own pages, cannot be read."""
    yield from config_findings(root)
    folder = docs_dir(root, content)
    place = docs_dir_place(root)
    is_folder = is_kind(folder, stat.S_ISDIR, place) if place else True
    named_at = None if is_folder is True else place
    yield from folder_findings(folder, root, pages=OWN_PAGES, named_at=named_at)
