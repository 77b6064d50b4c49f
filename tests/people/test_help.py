"""Help that helps: an example for every command, completion, a version, no colours in a pipe."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kamhandbook.cli import COMMANDS, main
from kamhandbook.cli.terminal import wants_colour

ROOT = Path(__file__).resolve().parents[2]


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Walk every command, groups as well."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


@pytest.mark.parametrize(("language", "example"), [("de", "Beispiel:"), ("en", "Example:")])
@pytest.mark.parametrize("path", [(), *commands(main)], ids=" ".join)
def test_every_command_has_an_example(path: tuple[str, ...], language: str, example: str) -> None:
    result = CliRunner().invoke(main, ["--lang", language, *path, "--help"])
    assert result.exit_code == 0
    assert example in result.output and f"kamhandbook {' '.join(path)}".strip() in result.output


def test_version() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.exit_code == 0 and "kamhandbook" in result.output


def test_completion_knows_the_commands() -> None:
    program = "from kamhandbook.cli import main; main(prog_name='kamhandbook')"
    asked = {
        "_KAMHANDBOOK_COMPLETE": "bash_complete",
        "COMP_WORDS": "kamhandbook ",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | asked,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert {line.split(",")[1] for line in done.stdout.split()} >= set(COMMANDS)


class Stream:
    def __init__(self, is_terminal: bool) -> None:
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.mark.parametrize(
    ("is_terminal", "environment", "expected"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colours(
    monkeypatch: pytest.MonkeyPatch, is_terminal: bool, environment: dict[str, str], expected: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wants_colour(Stream(is_terminal)) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize("command", ["check", "status"])
def test_no_colour_codes_in_a_pipe(command: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    program = "from kamhandbook.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, command, "--content", str(tmp_path / "content")],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.stdout and b"\x1b" not in done.stdout + done.stderr


SLOW = """
import sys, time
from kamhandbook.cli.progress import progress, _by_thread, _each_second
if sys.argv[1] == "thread":
    progress.__wrapped__.__globals__["_each_second"] = _by_thread
with progress():
    time.sleep(float(sys.argv[2]))
print("fertig")
"""


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo terminal")
@pytest.mark.parametrize(
    ("way", "seconds", "is_told"),
    [("signal", "1.3", True), ("thread", "1.3", True), ("signal", "0.1", False)],
)
def test_what_takes_longer_than_a_second_is_told(way: str, seconds: str, is_told: bool) -> None:
    terminal, stream = os.openpty()
    program = [sys.executable, "-c", SLOW, way, seconds]
    environment = os.environ | {"TERM": "xterm"}
    done = subprocess.run(
        program, stderr=stream, stdout=subprocess.PIPE, env=environment, timeout=60, check=True
    )
    os.write(stream, b"|")
    told = ""
    while not told.endswith("|"):
        told += os.read(terminal, 1000).decode()
    os.close(stream)
    os.close(terminal)
    assert ("\rIn Arbeit seit 1 s" in told) is is_told
    assert told.endswith(" \r|") is is_told and "\x1b" not in told
    assert done.stdout.split() == [b"fertig"]


def test_nothing_is_told_in_a_pipe() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SLOW, "signal", "1.2"], capture_output=True, timeout=60, check=True
    )
    assert done.stderr == b""


@pytest.mark.skipif(os.name != "posix", reason="a shell closes streams by number")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("arguments", ["check", "status", "new {folder} --company Muster"])
def test_a_closed_stream_is_no_traceback(arguments: str, closed: str, tmp_path: Path) -> None:
    program = f"{sys.executable} -m kamhandbook {arguments.format(folder=tmp_path / 'neu')}"
    done = subprocess.run(
        f"exec {program} {closed}",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
