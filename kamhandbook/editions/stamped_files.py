"""Finished files and their stamps: in a deck's properties, in a site's stamp file."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from kamhandbook.editions.stamp import SITE_FILE, Stamp, parse_json, parse_text

_CORE = "docProps/core.xml"
_LARGEST = 1_000_000  # bytes of properties; ours have some 1,500


def stamped_files(path: Path) -> Iterator[tuple[Path, Stamp]]:
    """Yield the finished decks and sites that a file or folder is or holds, each with its stamp.

    In a folder, what a build puts there is looked at: the site, the decks beside it, and the same
    one folder further down, where editions lie side by side.
    """
    if path.is_dir():
        for candidate in (path, *sorted(child for child in path.iterdir() if child.is_dir())):
            yield from _in_folder(candidate, is_site_of=candidate != path)
        return
    stamp = _of_file(path)
    if stamp:
        yield path, stamp


def _in_folder(folder: Path, *, is_site_of: bool) -> Iterator[tuple[Path, Stamp]]:
    if (folder / SITE_FILE).is_file():
        stamp = _of_file(folder / SITE_FILE)
        if stamp:
            yield folder, stamp
        return
    candidates = sorted(folder.glob("*.pptx"))
    if is_site_of:
        candidates = [folder / "site" / SITE_FILE, *candidates]
    for file in candidates:
        stamp = _of_file(file) if file.is_file() else None
        if stamp:
            yield (file.parent if file.name == SITE_FILE else file), stamp


def _of_file(file: Path) -> Stamp | None:
    """Return the stamp of one file; None when it is none of ours or cannot be read."""
    if not file.is_file():  # a pipe would be waited for
        return None
    try:
        if file.suffix == ".json":
            return parse_json(file.read_bytes())
        with ZipFile(file) as archive:
            if archive.getinfo(_CORE).file_size > _LARGEST:
                return None
            core = archive.read(_CORE)
    except (OSError, BadZipFile, KeyError, NotImplementedError, RuntimeError, zlib.error):
        return None
    return parse_text(unescape(core.decode("utf-8", "replace")))
