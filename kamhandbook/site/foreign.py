"""The theme's own files, known by their hashes: nothing of a company's can stand in them."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import as_file, files


@cache
def theme_hashes() -> frozenset[str]:
    """Give the SHA-256 of every asset of Material that a site may hold, in hexadecimal."""
    with as_file(files("material") / "templates" / "assets") as folder:
        kept = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".map")
        return frozenset(sha256(file.read_bytes()).hexdigest() for file in kept)
