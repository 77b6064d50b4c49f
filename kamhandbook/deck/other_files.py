"""What lies there instead of a PowerPoint file, told by its first bytes, its members and its name.

Each cause has a way out of its own, so that nobody is told of damage where a file was never one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

_LOCKS = ("~$", ".~lock.")  # how PowerPoint and LibreOffice name the note that a file is open
_LOCK_SIZE = 200  # bytes; such a note holds one name
_LFS = b"version https://git-lfs.github.com/spec/"
_SHORTCUTS = (b"L\x00\x00\x00\x01\x14\x02\x00", b"[InternetShortcut]", b"[{000214A0")
_WEBLOC = re.compile(rb"<plist.{0,400}<key>URL</key>", re.DOTALL)
_PAGE = re.compile(rb"\s*<(!doctype html|html)\b", re.IGNORECASE)
_FLAT_ODP = b"urn:oasis:names:tc:opendocument:xmlns:office"
_PROTECTED = b".pfile"  # a file that Azure Information Protection has wrapped as a whole
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RIGHTS = ("DRMEncryptedDataSpace", "DRMEncryptedTransform", "DRMContent")
_OTHER_OFFICE = ("WordDocument", "Workbook", "__substg1.0_")  # Word, Excel, a mail of Outlook's
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def cause_of_name(name: str) -> str:
    """Return the key of the problem that a file's name tells by itself, "" for none."""
    return "template_lock" if PurePosixPath(name).name.startswith(_LOCKS) else ""


def cause_of_bytes(data: bytes, name: str = "") -> str:
    """Return the key of the problem with a file that is no package, "" for what may be one."""
    if not data:
        return "template_empty"
    if cause_of_name(name) and len(data) <= _LOCK_SIZE:
        return "template_lock"
    if data.startswith(_OLE):
        return _cause_of_ole(data)
    head = data[:2000].removeprefix(_BYTE_ORDER_MARK)
    if head.startswith(_LFS):
        return "template_lfs"
    if head.startswith(_SHORTCUTS) or _WEBLOC.search(head):
        return "template_shortcut"
    if head.startswith(_PROTECTED):
        return "template_rights"
    if _PAGE.match(head):
        return "template_web_page"
    if _FLAT_ODP in head:
        return "template_odp"
    return "" if head.startswith(b"PK") else "template_other"


def _cause_of_ole(data: bytes) -> str:
    """Return the cause for a compound file: encrypted, of an old PowerPoint, or of no slides."""
    if any(_has_stream(data, name) for name in _RIGHTS):
        return "template_rights"
    if _has_stream(data, "EncryptedPackage"):
        return "template_password"
    is_other = any(_has_stream(data, name) for name in _OTHER_OFFICE)
    if is_other and not _has_stream(data, "PowerPoint Document"):
        return "template_other"
    return "template_old"


def _has_stream(data: bytes, name: str) -> bool:
    """Whether a compound file names a stream so; names in it are UTF-16."""
    return name.encode("utf-16-le") in data


def cause_of_members(members: Mapping[str, bytes]) -> str:
    """Return the key of the problem with a package that holds no presentation."""
    if b"opendocument.presentation" in members.get("mimetype", b""):
        return "template_odp"
    if any(name.endswith("/themeManager.xml") for name in members):
        return "template_theme"
    if any(name.endswith(".iwa") for name in members):
        return "template_keynote"
    if any(name.lower().endswith((".pptx", ".potx")) for name in members):
        return "template_packed"
    return "template_other"


def is_theme(members: Mapping[str, bytes]) -> bool:
    """Whether a package is an Office theme: it holds layouts, but no presentation around them."""
    has_manager = any(name.endswith("/themeManager.xml") for name in members)
    return has_manager and "ppt/presentation.xml" not in members
