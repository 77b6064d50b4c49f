"""What the system refuses is said in German, whatever language the system speaks."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from kamhandbook.findings import Position
from kamhandbook.reading.content_folder import read_content_folder
from kamhandbook.reading.input_files import why_not
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


@pytest.mark.parametrize(
    ("error", "of_folder", "remedy"),
    [
        (OSError(errno.ENAMETOOLONG, "", "x" * 300), False, "kürzeren Namen"),
        (OSError(errno.ELOOP, ""), False, "Löscht die Verknüpfung"),
        (NotADirectoryError(errno.ENOTDIR, ""), True, "Benennt die Datei um"),
        (PermissionError(errno.EACCES, ""), True, "öffnen dürft"),
        (PermissionError(errno.EACCES, ""), False, "öffnen dürft"),
    ],
)
def test_the_way_out_is_that_of_the_cause(error: OSError, of_folder: bool, remedy: str) -> None:
    key = "folder_unreadable" if of_folder else "unreadable"
    assert remedy in why_not(error, Position("x"), key).next_step


@pytest.mark.parametrize("name", ["1-goals.yml", "1-goals.yaml.txt"])
def test_a_file_beside_the_one_that_is_read_is_not_to_be_renamed(tmp_path: Path, name: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / name).write_text("why: a\n")
    alone = read_content_folder(tmp_path / "content").findings
    (tmp_path / "content" / "1-goals.yaml").write_text("why: b\n")
    beside = read_content_folder(tmp_path / "content").findings
    assert "Benennt sie" in alone[0].next_step and "löscht sie" in beside[0].next_step


def test_a_file_that_windows_holds_is_in_use() -> None:
    held = PermissionError(errno.EACCES, "Permission denied")
    assert not is_in_use(held)
    held.winerror = 32  # type: ignore[attr-defined,unused-ignore]
    assert is_in_use(held) and reason(held) == "ein anderes Programm benutzt sie gerade"
