"""What is left to do when MkDocs has written everything: search without a server, the deck."""

from __future__ import annotations

from pathlib import Path

from kamhandbook.site.contents import DECK_FILE, SiteContents


def finish(site: Path, contents: SiteContents) -> None:
    """Complete a site that MkDocs has just written."""
    _search_script(site / "search")
    if contents.deck:
        (site / DECK_FILE).write_bytes(contents.deck())


def _search_script(folder: Path) -> None:
    """Write the search index as a script, too: a page opened from disk may not fetch JSON."""
    index = folder / "search_index.json"
    if index.exists():
        content = index.read_bytes()
        (folder / "search_index.js").write_bytes(b"var __index = " + content)
