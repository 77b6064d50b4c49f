"""What people see of it: commands that were killed, held up, or run on another system."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kamhandbook.cli import main
from kamhandbook.forms.yaml_scalars import folder_name
from kamhandbook.placing.journal import Entry, write_journal
from kamhandbook.placing.lock import held
from kamhandbook.site.publish import out_problem
from kamhandbook.wording.messages import reason
from tests.sample import copy_of_sample

ROOT = Path(__file__).resolve().parents[2]
DAY = ("--today", "2026-12-18")


def run(*command: str | Path) -> Result:
    return CliRunner().invoke(main, [str(part) for part in command])


def killed(home: Path, texts: dict[str, str], *, is_new: bool = False) -> None:
    """Leave what a run leaves that was killed when its journal stood."""
    workshop = home / ".kamhandbook-abc"
    workshop.mkdir(parents=True)
    entries = [Entry(name, str(n), is_new=is_new) for n, name in enumerate(texts)]
    for entry in entries:
        (workshop / entry.staged).write_text(texts[entry.target], encoding="utf-8")
    write_journal(workshop, entries)


def files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_new_can_be_repeated_also_for_another_company(tmp_path: Path) -> None:
    folder = tmp_path / "neu"
    half = {"README.md": "Alt GmbH", "themes/alt/brand.yaml": "x", "mkdocs.yml": "y"}
    killed(folder, half, is_new=True)
    (folder / "README.md").write_text("Alt GmbH", encoding="utf-8")
    done = run("new", folder, "--company", "Muster GmbH", *DAY)
    assert done.exit_code == 0, done.output
    there = files(folder)
    assert "themes/muster/brand.yaml" in there and "themes/alt/brand.yaml" not in there
    assert "Muster GmbH" in (folder / "README.md").read_text(encoding="utf-8")
    assert not list(folder.glob(".kamhandbook*"))


def test_new_leaves_what_was_worked_on_since(tmp_path: Path) -> None:
    folder = tmp_path / "neu"
    killed(folder, {"README.md": "Alt GmbH", "mkdocs.yml": "y"}, is_new=True)
    (folder / "README.md").write_text("meins", encoding="utf-8")
    done = run("new", folder, "--company", "Muster GmbH", *DAY)
    assert done.exit_code == 1 and "README.md" in done.output
    assert (folder / "README.md").read_text(encoding="utf-8") == "meins"
    assert files(folder) == ["README.md", "mkdocs.yml"]


def test_close_completes_a_killed_one_and_closes_no_further_iteration(tmp_path: Path) -> None:
    content = copy_of_sample(tmp_path) / "content"
    assert run("iteration", "close", "--content", content, *DAY).exit_code == 0
    snapshot = content / "iterations" / "03.snapshot.json"
    text = snapshot.read_text(encoding="utf-8")
    snapshot.unlink()
    killed(content, {"iterations/03.snapshot.json": text})
    done = run("iteration", "close", "--content", content, "--today", "2027-01-15")
    assert done.exit_code == 0 and "03.snapshot.json" in done.output, done.output
    assert snapshot.read_text(encoding="utf-8") == text
    assert not (content / "iterations" / "04.snapshot.json").exists()


def test_a_build_completes_a_killed_import_before_it_reads(tmp_path: Path) -> None:
    content = copy_of_sample(tmp_path) / "content"
    goals = (content / "1-goals.yaml").read_text(encoding="utf-8")
    killed(content, {"1-goals.yaml": goals + "\n# aus Excel\n"})
    done = run("build", "--content", content, "--out", tmp_path / "out", "--deck-only", *DAY)
    assert done.exit_code == 0, done.output
    assert (content / "1-goals.yaml").read_text(encoding="utf-8").endswith("# aus Excel\n")
    assert not list(content.glob(".kamhandbook*"))


@pytest.mark.parametrize(
    "command",
    [
        ("check", "--format", "json"),
        ("status",),
        ("iteration", "diff"),
        ("questionnaire", "export", "fragen.xlsx"),
    ],
    ids=" ".join,
)
def test_whatever_reads_the_answers_completes_a_killed_import_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(copy_of_sample(tmp_path))
    goals = Path("content/1-goals.yaml")
    killed(Path("content"), {goals.name: goals.read_text(encoding="utf-8") + "\n# aus Excel\n"})
    done = run(*command)
    assert done.exit_code == 0, done.output
    assert goals.read_text(encoding="utf-8").endswith("# aus Excel\n")
    assert "1-goals.yaml" in done.stderr and "unterbrochen" in done.stderr
    assert "unterbrochen" not in done.stdout
    assert not list(Path("content").glob(".kamhandbook*"))


def test_who_finds_a_folder_locked_is_told_in_german(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kamhandbook.placing.lock.PATIENCE", 0.1)
    content = copy_of_sample(tmp_path) / "content"
    with held(tmp_path), held(content):
        build = run("build", "--content", content, "--out", tmp_path, "--deck-only", *DAY)
        close = run("iteration", "close", "--content", content, *DAY)
        fresh = run("schema", tmp_path)
    assert build.exit_code == 1 and "OUT5" in build.output
    assert close.exit_code == 1 and "ITER4" in close.output
    assert fresh.exit_code == 1 and "anderer Lauf" in fresh.output
    assert not (tmp_path / "kam-handbuch.pptx").exists()


def test_the_lock_of_a_killed_process_holds_nobody_up(tmp_path: Path) -> None:
    program = "import os; from pathlib import Path; from kamhandbook.placing.lock import held\n"
    program += f"with held(Path({str(tmp_path)!r})): os._exit(9)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 9
    assert run("schema", tmp_path).exit_code == 0
    assert not list(tmp_path.glob(".kamhandbook*"))


# --- as on Windows

WITHOUT_UNIX = """
import os, sys
del os.fork
import kamhandbook.placing.swap
kamhandbook.placing.swap.exchange = lambda *_: False
from kamhandbook.cli import run
sys.argv[0] = "kamhandbook"
run()
"""


def as_on_windows(*command: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run a command without fork and renameat2, at a console of code page 1252."""
    arguments = [sys.executable, "-X", "warn_default_encoding", "-c", WITHOUT_UNIX]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    return subprocess.run(
        [*arguments, *map(str, command)], cwd=ROOT, env=environment, capture_output=True
    )


def own_encoding_warnings(ran: subprocess.CompletedProcess[bytes]) -> list[str]:
    lines = ran.stderr.decode("cp1252", "replace").splitlines()
    return [line for line in lines if "EncodingWarning" in line and "/kamhandbook/" in line]


def test_a_project_is_made_and_built_twice_as_on_windows(tmp_path: Path) -> None:
    made = as_on_windows("new", tmp_path / "neu", "--company", "Prüf GmbH", *DAY)
    assert made.returncode == 0, made.stderr
    assert "Prüf GmbH" in made.stdout.decode("cp1252") and not own_encoding_warnings(made)
    content, out = tmp_path / "neu" / "content", tmp_path / "out"
    for _ in range(2):
        built = as_on_windows("build", "--content", content, "--out", out, *DAY)
        assert built.returncode == 0, built.stderr
        assert "Gebaut für" in built.stdout.decode("cp1252")
        assert not own_encoding_warnings(built)
        assert sorted(path.name for path in out.iterdir()) == ["kam-handbuch.pptx", "site"]


def test_an_error_can_be_read_at_a_console_of_code_page_1252(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "site").write_text("mine", encoding="utf-8")
    ran = as_on_windows("build", "--out", tmp_path / "build", "--site-only", *DAY)
    said = (ran.stdout + ran.stderr).decode("cp1252")
    assert ran.returncode == 1 and "Hier liegt eine Datei, wo ein Ordner entstehen soll" in said


@pytest.mark.parametrize(
    ("number", "code", "path"),
    [
        (errno.ENAMETOOLONG, None, "x"),
        (errno.ENOENT, 206, "x"),
        (errno.ENOENT, 3, "C:\\" + "ordner\\" * 40),
    ],
)
def test_a_path_that_is_too_long_is_told_as_that(number: int, code: int | None, path: str) -> None:
    error = OSError(number, "too long", path)
    error.winerror = code  # type: ignore[attr-defined]  # as on Windows
    found = out_problem(error, path)
    assert found.code == "OUT3" and "länger als erlaubt" in found.message
    assert "länger als erlaubt" in reason(error)


@pytest.mark.parametrize("company", ["CON GmbH", "Aux AG", "Lpt1 & Co. KG", "nul"])
def test_no_folder_is_named_like_a_device(company: str) -> None:
    assert folder_name(company, "marke") == "marke"


def test_a_misspelt_folder_is_not_made_for_a_questionnaire(tmp_path: Path) -> None:
    done = run("questionnaire", "export", tmp_path / "none" / "fragen.xlsx", *DAY)
    assert done.exit_code == 1 and "lässt sich nicht schreiben" in done.output
    assert list(tmp_path.iterdir()) == []
