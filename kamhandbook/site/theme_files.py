"""The theme's own files: nothing of a company's can stand in them."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path


def without_theme_files(site: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out of a site's files, by name, those that Material put there as they are."""
    with as_file(files("material") / "templates") as folder:
        return {
            name: content
            for name, content in site.items()
            if not (name.startswith("assets/") and _is_same(folder / name, content))
        }


def _is_same(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content
