"""Files of Excel that cannot be read as they are, told apart by what stands in their container.

Old and protected files are compound files (OLE), not packages. Names of the streams in one are
written as UTF-16.
"""

from __future__ import annotations

import re

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what compound files begin with
_PROTECTED = b".pfile"  # what a file begins with that is protected as a whole
_PACKAGE = b"PK"
_SIGNS = (b",", b";", b"\t")
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"  # its first member, unpacked
_LABELS = ("DRMEncryptedDataSpace", "DRMEncryptedTransform", "DRMContent")
#: The first record of an old workbook, perhaps a note on writing, then the one about a password.
_OLD_PASSWORD = re.compile(rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)


def kind_of_closed_file(raw: bytes) -> str:
    """Return the word for why a file that is no package cannot be read; "" for any other file.

    ``labelled``: only who its label allows may open it; ``encrypted``: it has a password;
    ``old_excel``: it is in the format of before 2007; ``other_office``: a package of another
    program's; ``plain_table``: a text that only tells cells apart.
    """
    if raw.startswith(_PROTECTED):
        return "labelled"
    if raw.startswith(_PACKAGE):
        return "other_office" if _OPEN_DOCUMENT in raw[:200] else ""
    if _is_plain_table(raw):
        return "plain_table"
    if not raw.startswith(_COMPOUND):
        return ""
    if any(_has_stream(raw, name) for name in _LABELS):
        return "labelled"
    if _has_stream(raw, "EncryptedPackage") or _OLD_PASSWORD.search(raw):
        return "encrypted"
    return "old_excel" if _has_stream(raw, "Workbook") or _has_stream(raw, "Book") else ""


def _is_plain_table(raw: bytes) -> bool:
    """Whether a file is text whose first lines are divided by the same sign: a CSV file."""
    lines = raw[:4000].splitlines()[:3]
    is_text = b"\0" not in raw[:4000]
    return (
        is_text and len(lines) > 1 and any(all(sign in line for line in lines) for sign in _SIGNS)
    )


def _has_stream(raw: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in raw
