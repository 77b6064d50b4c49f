"""Names and addresses that change with what they lead to, so that no browser mixes versions.

Web servers say nothing of how long a file holds unless told to, and browsers then guess; after a
rebuild a new page would be shown in old colours, its search would not find a new word, and its deck
be the one of last month.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from kamhandbook.site.contents import DECK_FILE

_SIGNS = 10


def mark_of(content: bytes) -> str:
    """Return the short mark of a file's content."""
    return sha256(content).hexdigest()[:_SIGNS]


def marked(name: str, content: bytes) -> str:
    """Return the name of a file with its content's mark: ``a/b.css`` is ``a/b-4f1c09e2aa.css``."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-{mark_of(content)}{dot}{ending}"


def finish(site: Path, words_script: str, deck: bytes | None) -> None:
    """Mark what a finished site holds by names that never change; a later deck is marked then."""
    if (site / words_script).is_file():
        rename_marked(site, words_script)
    if deck:
        put_deck(site, deck)


def rename_marked(site: Path, name: str) -> None:
    """Give a finished file of the site a name with its mark, in all pages, too."""
    file = site / name
    content = file.read_bytes()
    new = marked(name, content)
    file.rename(site / new)
    _replace_in_pages(site, f'{name}"', f'{new}"')


def put_deck(site: Path, content: bytes) -> None:
    """Put the finished deck into a finished site; pages ask for this one by its mark.

    The file keeps its name, which people see when they save it.
    """
    (site / DECK_FILE).write_bytes(content)
    _replace_in_pages(site, f'{DECK_FILE}"', f'{DECK_FILE}?v={mark_of(content)}"')


def _replace_in_pages(site: Path, old: str, new: str) -> None:
    before, after = old.encode(), new.encode()
    for page in site.rglob("*.html"):
        html = page.read_bytes()
        if before in html:
            page.write_bytes(html.replace(before, after))
