"""Where a picture lies that somebody has named: in a folder and nowhere else."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from kamhandbook.pictures.trouble import Trouble, shortened, trouble
from kamhandbook.reading.input_files import composed, named
from kamhandbook.wording.messages import reason

LONGEST_NAME = 255  # bytes of one part of a path, on every system in use
_LONGEST_PATH = 1_000  # bytes; some systems take 1,024
_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_DATA = re.compile(r"data:", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)  # a drive's letter, too
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def place_of(folder: Path, name: str) -> Path | Trouble:
    """Return the file below ``folder`` that ``name`` names, or what is wrong with the name.

    Names are the same however their umlauts are composed: a Mac writes them in two characters.
    """
    wrong = address_trouble(name) or _name_trouble(name)
    if wrong:
        return wrong
    try:
        file = named(folder, name)
        if not file.is_file():
            return _missing(file, name, folder)
        if not file.resolve().is_relative_to(folder.resolve()):
            return trouble("link", name=name, folder=folder.name)
    except PermissionError as error:  # a folder that nobody may enter
        return trouble("unreadable", name=shortened(name), reason=reason(error))
    except (OSError, RuntimeError):  # a link that leads to itself
        return trouble("missing", name=name, folder=folder.name)
    return file


def _missing(file: Path, name: str, folder: Path) -> Trouble:
    """Return that there is no such file; which there is, where only capitals differ."""
    beside = os.listdir(file.parent) if file.parent.is_dir() else []
    wanted = composed(file.name).casefold()
    other = next((each for each in beside if composed(each).casefold() == wanted), "")
    if other in ("", file.name):
        return trouble("missing", name=name, folder=folder.name)
    return trouble("capitals", name=name, other=name[: -len(file.name)] + other)


def address_trouble(name: str) -> Trouble | None:
    """Return what is wrong with the address of a picture that lies elsewhere, if it does."""
    name = name.strip()
    if _DATA.match(name):
        return trouble("pasted", name=shortened(name))
    if _WEB.match(name):
        return trouble("web", name=shortened(name))
    is_outside = name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name)
    if is_outside or _SCHEME.match(name):
        return trouble("elsewhere", name=shortened(name))
    if "\\" in name:
        return trouble("backslash", name=shortened(name))
    return None


def _name_trouble(name: str) -> Trouble | None:
    if _CONTROL.search(name) or "\ufffd" in name or _has_surrogate(name):
        return trouble("name", name=shortened(_CONTROL.sub("\ufffd", name)))
    sizes = [len(part.encode()) for part in PurePosixPath(name).parts]
    for size, limit in ((max(sizes, default=0), LONGEST_NAME), (len(name.encode()), _LONGEST_PATH)):
        if size > limit:
            return trouble("long", name=shortened(name), length=len(name), limit=limit)
    return None


def _has_surrogate(name: str) -> bool:
    return not name.isascii() and any("\ud800" <= char <= "\udfff" for char in name)
