"""A second process: what it is given, its result, its findings, its death."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from functools import partial
from pathlib import Path

import pytest

from kamhandbook.building import second_process as module
from kamhandbook.building.second_process import second_process
from kamhandbook.findings import CannotGoOnError, Finding, Position, Severity

FINDING = Finding("X1", Severity.ERROR, Position("content/a.yaml", 2, 3), "wrong", "do it right")
HERE = os.getpid()


@pytest.fixture(autouse=True, params=["fork", "spawn"])
def two_processors(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a second process whatever machine this is, begun in either way."""
    context = multiprocessing.get_context(request.param)
    monkeypatch.setattr(module, "_context", lambda _editions: context)


def nothing() -> None:
    """Need no preparation."""


def refuse(_number: int) -> int:
    raise CannotGoOnError([FINDING])


def process_id(text: str, times: int) -> list[str]:
    return [text, str(os.getpid())] * times


def divided(number: int) -> float:
    return number / 0


def die_unless(here: int) -> str:
    if os.getpid() != here:
        os._exit(1)
    return "done here"


def full_disk(name: str) -> None:
    raise OSError(errno.ENOSPC, "full", name)


def test_work_is_done_elsewhere() -> None:
    with second_process(nothing, editions=1) as start:
        result = start(process_id, "given", 100_000)  # more than a pipe holds
        assert result() is result()
        assert len(result()) == 200_000
        assert result()[0] == "given" and result()[1] != str(os.getpid())


def test_it_gets_ready_before_there_is_work(tmp_path: Path) -> None:
    with second_process((tmp_path / "ready").touch, editions=1):
        until = time.monotonic() + 20
        while not (tmp_path / "ready").exists():
            assert time.monotonic() < until
            time.sleep(0.02)


def test_what_fails_in_getting_ready_is_left_to_the_work() -> None:
    with second_process(partial(divided, 1), editions=1) as start:
        assert start(len, "given")() == 5


def test_much_can_be_given() -> None:
    with second_process(nothing, editions=1) as start:
        assert start(len, "x" * 1_000_000)() == 1_000_000


@pytest.mark.parametrize(
    ("processors", "editions", "threads", "method"),
    [
        (2, 1, 1, "fork"),
        (2, 4, 1, "fork"),
        (2, 4, 2, "spawn"),
        (2, 1, 2, None),
        (2, 0, 1, None),
        (1, 4, 1, None),
    ],
)
def test_a_second_process_is_begun_where_that_is_quicker(
    processors: int,
    editions: int,
    threads: int,
    method: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(module, "_processors", lambda: processors)
    monkeypatch.setattr(module.threading, "active_count", lambda: threads)
    context = module._context(editions)
    assert (context.get_start_method() if context else None) == method
    if context is None:
        with second_process(nothing, editions=editions) as start:
            assert start(process_id, "given", 1)() == ["given", str(os.getpid())]


def test_work_is_done_here_where_no_process_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError(errno.EAGAIN, "too many processes")

    monkeypatch.setattr(module.ProcessPoolExecutor, "submit", refused)
    with second_process(nothing, editions=1) as start:
        assert start(process_id, "given", 1)() == ["given", str(os.getpid())]


def test_findings_come_over_whole() -> None:
    with pytest.raises(CannotGoOnError) as error, second_process(nothing, editions=1) as start:
        start(refuse, 1)()
    assert error.value.findings == (FINDING,)
    assert str(error.value) == str(FINDING)


def test_work_whose_process_died_is_done_here() -> None:
    with second_process(nothing, editions=1) as start:
        assert start(die_unless, HERE)() == "done here"


def test_work_that_died_before_it_was_given_anything_is_done_here() -> None:
    with second_process(partial(die_unless, HERE), editions=1) as start:
        time.sleep(0.5)
        assert start(process_id, "given", 1)() == ["given", str(HERE)]
        assert len(start(process_id, "given", 500_000)()) == 1_000_000


def test_the_disks_fault_comes_over() -> None:
    with pytest.raises(OSError) as error, second_process(nothing, editions=1) as start:
        start(full_disk, "site/index.html")()
    assert (error.value.errno, error.value.filename) == (errno.ENOSPC, "site/index.html")


def test_an_error_nobody_expected_is_shown_with_its_own_traceback() -> None:
    with pytest.raises(ZeroDivisionError) as error, second_process(nothing, editions=1) as start:
        start(divided, 1)()
    assert "number / 0" in str(error.value.__cause__)


def test_work_nobody_asks_for_is_given_up() -> None:
    started = time.monotonic()
    with pytest.raises(KeyError), second_process(nothing, editions=1) as start:
        start(time.sleep, 60)
        raise KeyError
    assert time.monotonic() - started < 30


def test_much_work_nobody_asks_for_is_given_up_while_its_process_gets_ready() -> None:
    started = time.monotonic()
    with pytest.raises(KeyError), second_process(partial(time.sleep, 0.5), editions=1) as start:
        start(len, "x" * 10_000_000)
        raise KeyError
    assert time.monotonic() - started < 30


def test_a_process_without_work_is_given_up_at_once() -> None:
    started = time.monotonic()
    with pytest.raises(KeyError), second_process(partial(time.sleep, 60), editions=1):
        raise KeyError
    assert time.monotonic() - started < 30


PROGRAM = """
import os, sys, time
from kamhandbook.building.second_process import second_process

def nothing():
    pass

def shown(text):
    print(text)

def sleeping(file):
    with open(file, "w") as stream:
        stream.write(str(os.getpid()))
    time.sleep(60)
"""


def program(body: str, *arguments: object) -> list[str]:
    """Return a command whose second process is forked, which can be given what stands in it."""
    text = PROGRAM + textwrap.dedent(body)
    return [sys.executable, "-c", text, *map(str, arguments)]


needs_fork = pytest.mark.skipif(
    module._processors() < 2 or not hasattr(os, "fork"), reason="no fork of use on this machine"
)


@needs_fork
def test_what_a_hook_prints_arrives_once() -> None:
    done = subprocess.run(
        program("""
            print("before")
            with second_process(nothing, editions=1) as start:
                start(shown, "beside")()
        """),
        env={k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"},
        capture_output=True,
        text=True,
    )
    assert sorted(done.stdout.split()) == ["before", "beside"], done.stderr


@needs_fork
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_work_ends_with_the_process_that_asked_for_it(tmp_path: Path, end: int) -> None:
    asking = subprocess.Popen(
        program(
            """
            with second_process(nothing, editions=1) as start:
                start(sleeping, sys.argv[1])
                time.sleep(60)
            """,
            tmp_path / "child",
        )
    )
    child = int(_written(tmp_path / "child"))
    asking.send_signal(end)
    asking.wait()
    _ends(child)


@needs_fork
def test_ctrl_c_ends_both_with_one_traceback(tmp_path: Path) -> None:
    asking = subprocess.Popen(
        program(
            """
            with second_process(nothing, editions=1) as start:
                start(sleeping, sys.argv[1])()
            """,
            tmp_path / "child",
        ),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    child = int(_written(tmp_path / "child"))
    os.killpg(asking.pid, signal.SIGINT)
    _, errors = asking.communicate(timeout=30)
    assert errors.count("Traceback") == 1 and "KeyboardInterrupt" in errors
    _ends(child)


def _ends(process: int) -> None:
    until = time.monotonic() + 10
    while _is_at_work(process) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _is_at_work(process)


def _written(file: Path) -> str:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if file.exists() and file.read_text():
            return file.read_text()
        time.sleep(0.02)
    raise AssertionError("the work never began")


def _is_at_work(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
