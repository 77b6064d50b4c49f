"""Changing the files of a folder that stays: never a moment without a page."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kamhandbook.placing import put as putting
from kamhandbook.placing.held import must_stay
from tests.placing.folders import NEW, OLD, fill, put, texts_of
from tests.programs import require_program

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def identity(file: Path) -> tuple[int, int]:
    """Tell a file from one that was written anew."""
    return file.stat().st_ino, file.stat().st_mtime_ns


def test_the_folder_stays_and_shows_exactly_the_new_files(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    before = (tmp_path / "site").stat().st_ino
    same = identity(tmp_path / "site/assets/same.css")
    put(tmp_path, NEW, in_place=True)
    assert texts_of(tmp_path / "site") == NEW
    assert (tmp_path / "site").stat().st_ino == before
    assert identity(tmp_path / "site/assets/same.css") == same
    put(tmp_path, OLD, in_place=True)
    assert texts_of(tmp_path / "site") == OLD
    assert names(tmp_path) == ["site"]


def test_without_the_option_a_folder_is_exchanged(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    before = (tmp_path / "site").stat().st_ino
    put(tmp_path, NEW)
    assert texts_of(tmp_path / "site") == NEW
    assert (tmp_path / "site").stat().st_ino != before


def test_new_files_come_first_then_pages_then_what_is_gone(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    program = f"""
import os, sys
from pathlib import Path
from tests.placing.folders import NEW, put
def hook(event, arguments):
    if event == "os.rename" and "{tmp_path}/site/" in str(arguments[1]):
        print("put", Path(arguments[1]).name)
    if event == "os.remove" and "part" not in str(arguments[0]) and "/site/" in str(arguments[0]):
        print("remove", Path(arguments[0]).name)
sys.addaudithook(hook)
put(Path("{tmp_path}"), NEW, in_place=True)
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    steps = [line.split() for line in ran.stdout.splitlines()]
    done = [name for kind, name in steps if kind == "put"]
    assert done == ["more.js", "look.css", "later", "fresh.html", "404.html", "index.html"]
    assert steps[-1] == ["remove", "gone.html"]


def test_hidden_entries_of_an_administrator_stay(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    theirs = {".htaccess": "theirs", ".well-known/x": "theirs", "lost+found/y": "theirs"}
    fill(tmp_path / "site", theirs)
    put(tmp_path, NEW, in_place=True)
    assert texts_of(tmp_path / "site") == NEW | theirs


def test_half_written_files_of_a_killed_run_go(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    fill(tmp_path / "site", {".0123.kamhandbook-part": "x", "assets/.12.kamhandbook-part": "x"})
    put(tmp_path, NEW, in_place=True)
    assert texts_of(tmp_path / "site") == NEW


def test_links_in_the_folder_are_replaced_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path, OLD | {"elsewhere/page.html": "old"})
    mine = tmp_path / "mine"
    fill(mine, {"page.html": "mine", "look.css": "mine"})
    site = tmp_path / "site"
    (site / "assets/look.css").unlink()
    (site / "assets/look.css").symlink_to(mine / "look.css")
    (site / "elsewhere/page.html").unlink()
    (site / "elsewhere").rmdir()
    (site / "elsewhere").symlink_to(mine, target_is_directory=True)
    put(tmp_path, NEW | {"elsewhere/page.html": "new"}, in_place=True)
    assert texts_of(site) == NEW | {"elsewhere/page.html": "new"}
    assert texts_of(mine) == {"page.html": "mine", "look.css": "mine"}


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM])
def test_a_folder_that_cannot_be_renamed_is_changed_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    put(tmp_path, OLD)
    before = (tmp_path / "site").stat().st_ino

    def refuse(new: Path, target: Path, _aside: Path) -> None:
        raise OSError(number, os.strerror(number), str(target))

    monkeypatch.setattr(putting, "swap", refuse)
    put(tmp_path, NEW, deck="new")
    assert texts_of(tmp_path / "site") == NEW
    assert (tmp_path / "site").stat().st_ino == before
    assert names(tmp_path) == ["deck.pptx", "site"]


def test_what_cannot_be_replaced_puts_the_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, OLD, deck="old")
    real = os.replace

    def refuse(source: Path, target: Path) -> None:
        if Path(target).name == "deck.pptx":
            raise PermissionError(errno.EACCES, "held open", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError):
        put(tmp_path, NEW, in_place=True, deck="new")
    assert texts_of(tmp_path / "site") == OLD
    assert (tmp_path / "deck.pptx").read_text() == "old"
    assert names(tmp_path) == ["deck.pptx", "site"]


@contextmanager
def standing_in(folder: Path) -> Iterator[int]:
    """A process whose working folder this is; gives its number."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], cwd=folder, stdin=subprocess.PIPE)
    try:
        yield process.pid
    finally:
        process.kill()
        process.communicate()


@linux
def test_a_server_started_in_the_folder_goes_on_seeing_it(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    with standing_in(tmp_path / "site") as process:
        put(tmp_path, NEW)
        assert texts_of(Path(f"/proc/{process}/cwd").resolve()) == NEW
        assert must_stay(tmp_path / "site") and not must_stay(tmp_path / "site/assets")
    assert not must_stay(tmp_path / "site")


MOUNTED = """
mount --bind {place} {shown} || exit 77
{python} -c 'from pathlib import Path; from tests.placing.folders import *
put(Path("{out}"), NEW, deck="new")' || exit 1
cat {shown}/index.html {shown}/fresh.html
"""


@linux
@pytest.mark.parametrize("way", ["mounted at the site", "mounted elsewhere"])
def test_a_mounted_folder_shows_what_was_put_in_place(tmp_path: Path, way: str) -> None:
    unshare = require_program("unshare", "util-linux")
    out, other = tmp_path / "out put", tmp_path / "other"
    put(out, OLD)
    fill(other, OLD)
    site = f"'{out}/site'"
    place, shown = (other, site) if way == "mounted at the site" else (site, other)
    script = MOUNTED.format(place=place, shown=shown, python=sys.executable, out=out)
    ran = subprocess.run([unshare, "-m", "sh", "-c", script], capture_output=True, text=True)
    if ran.returncode == 77 or "unshare failed" in ran.stderr:
        pytest.skip("mounting is not allowed here")
    assert (ran.returncode, ran.stdout) == (0, "newnew"), ran.stderr


MOUNT_BELOW = """
mkdir {out}/site/theirs && mount -t tmpfs none {out}/site/theirs || exit 77
echo theirs > {out}/site/theirs/file
{python} -c 'from pathlib import Path; from tests.placing.folders import *
put(Path("{out}"), NEW)' || exit 1
cat {out}/site/index.html {out}/site/theirs/file
"""


@linux
def test_what_others_have_mounted_in_the_folder_stays(tmp_path: Path) -> None:
    unshare = require_program("unshare", "util-linux")
    put(tmp_path, OLD)
    script = MOUNT_BELOW.format(out=tmp_path, python=sys.executable)
    ran = subprocess.run([unshare, "-m", "sh", "-c", script], capture_output=True, text=True)
    if ran.returncode == 77 or "unshare failed" in ran.stderr:
        pytest.skip("mounting is not allowed here")
    assert (ran.returncode, ran.stdout) == (0, "newtheirs\n"), ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="opens a folder")
def test_a_reader_misses_nothing_during_thirty_changes(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    handle = os.open(tmp_path / "site", os.O_RDONLY)
    with reader(lambda: read_in(handle, "index.html")) as answers:
        for count in range(30):
            put(tmp_path, NEW if count % 2 == 0 else OLD, in_place=True)
    os.close(handle)
    assert len(answers) > 30 and set(answers) == {"old", "new"}


def read_in(handle: int, name: str) -> str:
    """Read a file as somebody does who holds the folder, not its name."""
    file = os.open(name, os.O_RDONLY, dir_fd=handle)
    try:
        return os.read(file, 100).decode()
    finally:
        os.close(file)


@contextmanager
def reader(read: Callable[[], str]) -> Iterator[list[str]]:
    """Read again and again beside the block; gives what was read, or why it was not."""
    answers: list[str] = []
    ended = threading.Event()

    def work() -> None:
        while not ended.is_set():
            try:
                answers.append(read())
            except OSError as error:
                answers.append(str(error))

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield answers
    finally:
        ended.set()
        thread.join()
