"""Several outputs put in place together: rights, kinds, errors, and what a journal may do."""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kamhandbook.placing.change import UnfinishedError, change, completed, take_back
from kamhandbook.placing.journal import Entry, write_journal
from kamhandbook.placing.put import fingerprint
from tests.placing.folders import NEW, OLD, fill, put, texts_of

posix = pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def umask() -> Iterator[None]:
    old = os.umask(0o027)
    yield
    os.umask(old)


@posix
@pytest.mark.parametrize("in_place", [False, True])
def test_rights_are_those_that_the_folder_gives(
    tmp_path: Path, umask: None, in_place: bool
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    out.chmod(0o2770)
    for texts in (OLD, NEW):
        put(out, texts, in_place=in_place, deck="deck")
    assert mode(out / "site") == 0o2750 and mode(out / "deck.pptx") == 0o640
    for path in (out / "site").rglob("*"):
        assert mode(path) == (0o2750 if path.is_dir() else 0o640), path


@posix
def test_a_files_own_rights_stay(tmp_path: Path) -> None:
    put(tmp_path, OLD, deck="old")
    (tmp_path / "deck.pptx").chmod(0o600)
    put(tmp_path, NEW, deck="new")
    assert mode(tmp_path / "deck.pptx") == 0o600


def test_nothing_of_a_change_that_is_not_committed_stays(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), change(tmp_path / "a" / "b") as outputs:
        outputs.file(tmp_path / "a" / "b" / "c" / "file", b"x")
        raise KeyboardInterrupt
    assert names(tmp_path) == []


def test_a_new_file_never_replaces_one_that_came_in_between(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError), change(tmp_path) as outputs:
        outputs.file(tmp_path / "a", b"new", is_new=True)
        outputs.file(tmp_path / "z", b"new", is_new=True)
        (tmp_path / "z").write_text("mine")
        outputs.commit()
    assert texts_of(tmp_path) == {"z": "mine"}


def hold(monkeypatch: pytest.MonkeyPatch, *held: str, times: int = 10**6) -> list[str]:
    """Let renaming to these names fail as Windows does while somebody has the file open."""
    real, refused = os.replace, []

    def refuse(source: Path, target: Path) -> None:
        if Path(target).name in held and len(refused) < times:
            refused.append(Path(target).name)
            error = PermissionError(errno.EACCES, "sharing violation", str(target))
            error.winerror = 32  # type: ignore[attr-defined]  # as on Windows
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    return refused


def test_a_file_held_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, OLD, deck="old")
    refused = hold(monkeypatch, "deck.pptx", times=3)
    put(tmp_path, NEW, deck="new")
    assert len(refused) == 3
    assert (tmp_path / "deck.pptx").read_text() == "new"


def test_where_folders_cannot_be_exchanged_all_is_put_back_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kamhandbook.placing.swap.exchange", lambda *_: False)
    put(tmp_path, OLD, deck="old")
    with monkeypatch.context() as patch:
        hold(patch, "deck.pptx")
        with pytest.raises(PermissionError):
            put(tmp_path, NEW, deck="new")
    assert texts_of(tmp_path / "site") == OLD
    assert names(tmp_path) == ["deck.pptx", "site"]
    put(tmp_path, NEW, deck="new")
    assert texts_of(tmp_path / "site") == NEW


def test_what_can_be_neither_put_nor_put_back_is_completed_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, OLD, deck="old")
    with monkeypatch.context() as patch:
        hold(patch, "deck.pptx")
        patch.setattr("kamhandbook.placing.put._swap_back", _refuse)
        with pytest.raises(UnfinishedError):
            put(tmp_path, NEW, deck="new")
    assert completed(tmp_path).done == (tmp_path / "site", tmp_path / "deck.pptx")
    assert texts_of(tmp_path / "site") == NEW
    assert (tmp_path / "deck.pptx").read_text() == "new"
    assert names(tmp_path) == ["deck.pptx", "site"]
    assert completed(tmp_path).done == ()


def _refuse(*_: Path) -> None:
    raise PermissionError(errno.EACCES, "held open")


# --- what killed runs leave


def left_behind(home: Path, *entries: Entry, staged: str = "new") -> None:
    """Leave a workshop as a killed run does."""
    workshop = home / ".kamhandbook-abc"
    workshop.mkdir(parents=True)
    for entry in entries:
        (workshop / entry.staged).write_text(staged)
    write_journal(workshop, entries)


def test_a_workshop_without_a_journal_is_cleaned_up(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    fill(tmp_path / ".kamhandbook-abc" / "0", NEW)
    (tmp_path / ".kamhandbook-abc" / "journal.json").write_text("[{")
    assert completed(tmp_path).done == ()
    assert texts_of(tmp_path) == {f"site/{name}": text for name, text in OLD.items()}


@pytest.mark.parametrize("target", ["../mine", "link", "link/mine", "ABSOLUTE"])
def test_a_journal_never_makes_us_write_elsewhere(tmp_path: Path, target: str) -> None:
    home, mine = tmp_path / "home", tmp_path / "mine"
    mine.write_text("mine")
    left_behind(home, Entry(str(mine) if target == "ABSOLUTE" else target, "0"))
    if target.startswith("link"):
        (home / "link").symlink_to(mine if target == "link" else tmp_path)
    take_back(home)
    completed(home)
    assert mine.read_text() == "mine"


def test_a_journal_never_makes_us_read_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    workshop = tmp_path / "home" / ".kamhandbook-abc"
    workshop.mkdir(parents=True)
    entry = {"target": "page", "staged": "../../secret"}
    (workshop / "journal.json").write_text(json.dumps([entry]))
    completed(tmp_path / "home")
    assert names(tmp_path / "home") == []


def test_a_new_file_that_somebody_has_worked_on_is_neither_taken_back_nor_replaced(
    tmp_path: Path,
) -> None:
    left_behind(tmp_path, Entry("a", "0", is_new=True), Entry("b", "1", is_new=True))
    (tmp_path / "a").write_text("mine")
    take_back(tmp_path)
    assert (tmp_path / "a").read_text() == "mine"
    completed(tmp_path)
    assert texts_of(tmp_path) == {"a": "mine", "b": "new"}


@pytest.mark.parametrize(
    ("now", "then"), [("old", "new"), ("new", "new"), ("edited", "edited"), ("", "new")]
)
def test_what_was_worked_on_since_a_kill_is_never_replaced(
    tmp_path: Path, now: str, then: str
) -> None:
    workshop, target = tmp_path / ".kamhandbook-abcdef", tmp_path / "answers.yaml"
    workshop.mkdir()
    (workshop / "0").write_text("new")
    target.write_text("old")
    write_journal(workshop, [Entry("answers.yaml", "0", before=fingerprint(target))])
    target.write_text(now) if now else target.unlink()
    outcome = completed(tmp_path)
    assert target.read_text() == then and names(tmp_path) == ["answers.yaml"]
    kept = (outcome.left, outcome.done) if now == "edited" else (outcome.done, outcome.left)
    assert kept == ((target,), ())


def test_new_files_that_nobody_has_touched_are_taken_back(tmp_path: Path) -> None:
    left_behind(tmp_path, Entry("deep/a", "0", is_new=True), Entry("b", "1", is_new=True))
    fill(tmp_path, {"deep/a": "new", "mine": "mine"})
    take_back(tmp_path)
    assert texts_of(tmp_path) == {"mine": "mine"}
    assert names(tmp_path) == ["mine"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")
@pytest.mark.parametrize("renames", [1, 2])
def test_a_kill_within_a_swap_of_two_steps_is_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    put(tmp_path, OLD, deck="old")
    monkeypatch.setattr("kamhandbook.placing.swap.exchange", lambda *_: False)
    child = os.fork()
    if child == 0:
        die_before_rename(renames)
        put(tmp_path, NEW, deck="new")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert (tmp_path / "site").exists() == (renames == 1)
    completed(tmp_path)
    assert texts_of(tmp_path / "site") == NEW
    assert names(tmp_path) == ["deck.pptx", "site"]


def die_before_rename(number: int) -> None:
    """Kill this process before it renames a folder for the so-manieth time."""
    seen: list[str] = []

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "os.rename" and "journal" not in str(arguments):
            seen.append(event)
            if len(seen) == number:
                os._exit(7)

    sys.addaudithook(hook)
