"""The theme's own files: nothing of a company's can stand in them."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

#: What the search's worker, a file of Material's, is given in front.
WORKER_GUARD = Path(str(files("kamhandbook") / "site" / "search_guard.js"))
#: What makes the theme ask for the newest index of the search.
INDEX_VERSION = Path(str(files("kamhandbook") / "site" / "search_index_version.js"))


def without_theme_files(site: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out of a site's files, by name, those that Material put there.

    They count with our guard in front, too: a minified script holds any short name somewhere.
    """
    with as_file(files("material") / "templates") as folder:
        return {
            name: content
            for name, content in site.items()
            if not (name.startswith("assets/") and _is_same(folder / name, content))
        }


def _is_same(file: Path, content: bytes) -> bool:
    bare = content.removeprefix(WORKER_GUARD.read_bytes()) if "workers" in file.parts else content
    return file.is_file() and file.read_bytes() == bare
