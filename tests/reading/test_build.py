"""Content that cannot be read stops a build; what stood in the output folder stays whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kamhandbook.cli import main
from tests.reading.broken import BROKEN, break_project


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def previous(out: Path) -> dict[str, bytes]:
    """Put an earlier output there."""
    (out / "site").mkdir(parents=True)
    (out / "site" / "index.html").write_text("<p>earlier</p>", encoding="utf-8")
    (out / "kam-handbuch.pptx").write_bytes(b"earlier")
    return files_of(out)


@pytest.mark.parametrize("name", BROKEN)
def test_broken_content(name: str, tmp_path: Path) -> None:
    file, _, code, line = BROKEN[name]
    content, out = break_project(name, tmp_path), tmp_path / "build"
    before = previous(out)
    result = CliRunner().invoke(main, ["build", "--content", str(content), "--out", str(out)])
    assert result.exit_code == 1, result.output
    assert f"{file}:{line}:" in result.output and code in result.output
    assert "Traceback" not in result.output
    assert files_of(out) == before
    own = {"build", "content", "themes", Path(file).parts[0]}
    assert {path.name for path in tmp_path.iterdir()} == own  # nothing is left lying about


def test_missing_folder(tmp_path: Path) -> None:
    before = previous(tmp_path / "build")
    command = ["build", "--content", str(tmp_path / "none"), "--out", str(tmp_path / "build")]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1 and "kamhandbook new" in result.output
    assert files_of(tmp_path / "build") == before
