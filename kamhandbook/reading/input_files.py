"""The one way in for files that people wrote: what it is and how large, before what it says.

A file that cannot be read is a finding and never one that is not there; nothing here waits for a
pipe or reads a device, and nothing raises for what lies on a disk.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct

from kamhandbook.findings import CannotGoOnError, Finding, Position
from kamhandbook.reading.limits import FILE, FILES, Limit
from kamhandbook.reading.syntax.lines import lines_of
from kamhandbook.wording.messages import is_too_long, phrase, problem, reason

_KINDS = (
    (stat.S_ISDIR, "kind_is_folder"),
    (stat.S_ISFIFO, "kind_is_pipe"),
    (stat.S_ISSOCK, "kind_is_socket"),
    (stat.S_ISCHR, "kind_is_device"),
    (stat.S_ISBLK, "kind_is_device"),
)
_UMLAUTS = frozenset("äöüÄÖÜß")  # a Mac's own are "€", "…" and "§" in Windows-1252
#: What German texts hold beside ASCII; in another old encoding the same bytes give other signs.
_GERMAN = frozenset("äöüÄÖÜß„“”‚‘’»«–—…€§°·•éèáàçñ²³µ×®©\xa0")


class Unreadable(Struct, frozen=True):
    """Why something cannot be read."""

    finding: Finding


def is_there(file: Path) -> bool:
    """Whether a folder has an entry of this name, be it readable or not."""
    try:
        os.lstat(file)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True  # nobody may look: reading it says why
    return True


def named(folder: Path, name: str) -> Path:
    """Return where a name below a folder lies; umlauts may be written in either of two ways.

    A Mac writes "ü" into file names as "u" and two dots, an editor into YAML as one character.
    """
    place = folder
    for part in Path(name).parts:
        place = _spelled(place, part)
    return place


def _spelled(folder: Path, name: str) -> Path:
    if name.isascii() or is_there(folder / name):
        return folder / name
    try:
        entries = os.listdir(folder)
    except (OSError, ValueError):
        return folder / name
    wanted = composed(name)
    return folder / next((entry for entry in entries if composed(entry) == wanted), name)


def composed(name: str) -> str:
    """Return a name with its umlauts in one character each, as all but a Mac write them."""
    return name if name.isascii() else normalize("NFC", name)


def read_bytes(file: Path, at: Position, limit: Limit = FILE) -> bytes | Unreadable:
    """Return what stands in a file, or why it cannot be read; ``at`` is where that is told."""
    try:
        status = os.stat(file)
        finding = refused(status, at, limit)
        if finding:
            return Unreadable(finding)
        with file.open("rb") as stream:
            raw = stream.read(limit.most + 1)  # a file may grow, or say that it is empty
    except (OSError, ValueError) as error:
        return Unreadable(why_not(error, at))
    return Unreadable(limit.finding(at)) if len(raw) > limit.most else raw


def read_text(file: Path, path: str, limit: Limit = FILE) -> str | Unreadable:
    """Return a file as text; ``path`` names it in findings.

    UTF-8, with or without the mark that some editors put in front.
    """
    at = Position(path)
    if leads_out(file):
        return Unreadable(problem("leads_out", at))
    raw = read_bytes(file, at, limit)
    return raw if isinstance(raw, Unreadable) else decoded(raw, path)


def leads_out(file: Path) -> bool:
    """Whether a file is a link to one that lies neither in its folder nor in the one above."""
    try:
        around = file.parent.resolve().parent
        return file.is_symlink() and not file.resolve().is_relative_to(around)
    except (OSError, ValueError, RuntimeError):  # a circle, which reading tells
        return False


def decoded(raw: bytes, path: str) -> str | Unreadable:
    """Return bytes of a file as text, or the place of the first that is no UTF-8."""
    saved_as = _saved_as(raw)
    if saved_as:
        return Unreadable(problem(saved_as, Position(path)))
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        lines = lines_of(raw[: error.start].decode("utf-8").removeprefix("\ufeff"))
        at = Position(path, len(lines), len(lines[-1]) + 1)
        name = "ansi" if windows_text(raw) else "not_utf8"
        return Unreadable(problem(name, at))


def _saved_as(raw: bytes) -> str:
    """Return which message tells a file that is no text, or one in two bytes a character."""
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "office_file"
    is_wide = raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw[:200].count(0) > len(raw[:200]) // 3
    return "utf16" if is_wide else ""


def saved_by_windows(raw: bytes) -> tuple[str, str]:
    """Return a file that is no UTF-8 as text, and how it was saved; "" where that is not sure."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16"), "UTF-16"
        except UnicodeDecodeError:
            return "", ""
    text = windows_text(raw)
    return (text, "Windows-1252") if text else ("", "")


def windows_text(raw: bytes) -> str:
    """Return a file that Windows saved as "ANSI" as text; "" where it may be something else."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    foreign = {character for character in text if not character.isascii()}
    return text if foreign <= _GERMAN and foreign & _UMLAUTS else ""


def entries(folder: Path, at: Position) -> tuple[Path, ...] | Unreadable:
    """Return what lies in a folder, sorted; nothing where there is no such folder."""
    try:
        names = sorted(os.listdir(folder))
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError) and not is_there(folder):
            return ()
        return Unreadable(why_not(error, at, "folder_unreadable"))
    if len(names) > FILES.most:
        return Unreadable(FILES.finding(at))
    return tuple(folder / name for name in names)


def relative(file: Path, root: Path) -> str:
    """Return how a file is named in findings: relative to the project root, else by its name."""
    try:
        return file.absolute().relative_to(root.absolute()).as_posix()
    except ValueError:
        return file.name


def is_kind(file: Path, is_one: Callable[[int], bool], at: Position) -> bool | Unreadable:
    """Whether something is a file or a folder (``stat.S_ISREG``, ``stat.S_ISDIR``).

    False is nothing at all, or something else; what nobody may look at is a finding at ``at``.
    """
    try:
        return is_one(os.stat(file).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        return Unreadable(why_not(error, at))


def refuse_special(file: Path, at: Position) -> None:
    """Raise CannotGoOnError for a pipe, a device or a folder that others would read as a file."""
    try:
        status = os.stat(file)
    except (OSError, ValueError) as error:
        raise CannotGoOnError([why_not(error, at)]) from error
    finding = None if stat.S_ISREG(status.st_mode) else refused(status, at, FILE)
    if finding:
        raise CannotGoOnError([finding])


def refused(status: os.stat_result, at: Position, limit: Limit) -> Finding | None:
    """Return why something is not even opened: it is no file, or larger than anybody reads."""
    if not stat.S_ISREG(status.st_mode):
        kind = next((key for is_one, key in _KINDS if is_one(status.st_mode)), "kind_is_device")
        return problem("not_a_file", at, found=phrase(kind))
    return limit.finding(at) if status.st_size > limit.most else None


def why_not(error: OSError | ValueError, at: Position, key: str = "unreadable") -> Finding:
    """Return what the system said when something was to be read, with the true cause."""
    if isinstance(error, FileNotFoundError) and os.path.lexists(error.filename or ""):
        return problem(key, at, reason=phrase("reason_dead_end"))
    if isinstance(error, OSError):
        key = "name_too_long" if is_too_long(error) else key
        return problem(key, at, reason=reason(error))
    return problem("no_file_name", at)  # a name with a character that no system allows


def cannot_open(file: Path, status: os.stat_result, at: Position, limit: Limit) -> Finding | None:
    """Return why a file will not be readable later; None where it will."""
    finding = refused(status, at, limit)
    if finding:
        return finding
    try:
        file.open("rb").close()
    except (OSError, ValueError) as error:
        return why_not(error, at)
    return None
