"""What the system refuses is said in German, whatever language the system speaks."""

from __future__ import annotations

import errno

import pytest

from kamhandbook.wording.messages import is_in_use, reason


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EACCES, "euch fehlt die Berechtigung"),
        (errno.EISDIR, "an ihrer Stelle liegt ein Ordner"),
        (errno.ENOTDIR, "an dieser Stelle liegt eine Datei"),
        (errno.ENOENT, "nicht vorhanden"),
        (errno.ENOSPC, "der Datenträger ist voll"),
        (errno.EROFS, "der Datenträger ist schreibgeschützt"),
        (errno.EIO, "das System verweigert den Zugriff"),
    ],
)
def test_a_reason_is_said_in_plain_words(number: int, sentence: str) -> None:
    assert reason(OSError(number, "System English")) == sentence


def test_a_file_that_windows_holds_is_in_use() -> None:
    held = PermissionError(errno.EACCES, "Permission denied")
    assert not is_in_use(held)
    held.winerror = 32  # type: ignore[attr-defined,unused-ignore]
    assert is_in_use(held) and reason(held) == "ein anderes Programm benutzt sie gerade"
