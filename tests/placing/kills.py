"""Commands killed at many moments: ``python -m tests.placing.kills --kills 200``.

Each command runs in a child that kills itself (SIGKILL) when it has touched the file system so many
times; most moments lie where outputs are put in place. Nothing that was there may be lost, and
nothing be left behind when the next run has looked at the folder: after another command all is old
or all is new, after the same command, given again, all is what it is without a kill.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kamhandbook.cli import main as kamhandbook
from kamhandbook.placing.change import completed, take_back
from kamhandbook.placing.lock import LOCK_FILE
from kamhandbook.placing.steps import PART
from tests.sample import copy_of_sample

TODAY = "2026-12-18"
TOUCHES = ("open", "os.", "shutil.", "tempfile.", "ctypes.")
Files = dict[str, bytes]
Moment = tuple[bool, int]  # whether a journal stands or is begun, and the touch since
NEVER: Moment = (False, 0)
JOURNAL = "journal.json"


@dataclass
class Case:
    """A command, what is there before, and where its change has its home."""

    name: str
    command: tuple[str, ...]
    home: str
    prepare: Callable[[Path], None]
    next_run: Callable[[Path], object] = completed
    may_say_no: bool = False  # given again when all is done, it refuses and changes nothing


@dataclass
class Outcome:
    """What was seen after all kills of one command."""

    kills: int = 0
    completed: int = 0
    faults: list[str] = field(default_factory=list)


def _sample(folder: Path) -> None:
    copy_of_sample(folder)


def _published(*options: str) -> Callable[[Path], None]:
    def prepare(folder: Path) -> None:
        copy_of_sample(folder)
        _run(folder, ("build", "--today", "2026-11-24", *options))

    return prepare


def _filled(folder: Path) -> None:
    from tests.people.test_questionnaire import changed

    copy_of_sample(folder)
    _run(folder, ("questionnaire", "export", "fragen.xlsx", "--today", TODAY))
    changed(
        folder / "fragen.xlsx",
        ("goals", "answers/purpose#text", 3, "Neu aus Excel"),
        ("selection#key_accounts", "key_accounts/+/0", 2, "Neukunde AG"),
        ("services", "answers/services#text", 3, "Auch neu"),
    )


def _registered(folder: Path) -> None:
    """Leave a register of one person that everybody else is still to come into."""
    copy_of_sample(folder)
    (folder / "hr").mkdir()
    (folder / "hr/register.csv").write_text("Name;Bemerkung\nPaula Fremd;Praktikum\n", "utf-8")


def _empty(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine", encoding="utf-8")


def _calendar(folder: Path) -> None:
    copy_of_sample(folder)
    (folder / "cal").mkdir()
    _run(folder, ("calendar", "cal/kam.ics", "--today", "2026-11-24"))


FORGET = ("forget", "Katrin Volkmer", "--yes")
REGISTER = ("register", "hr/register.csv", "--audience", "newcomers")
NEW = ("new", "neu", "--company", "Muster GmbH", "--today", TODAY)
IMPORT = ("questionnaire", "import", "fragen.xlsx", "--yes")
CASES = {
    case.name: case
    for case in (
        Case("build", ("build", "--today", TODAY), "build", _published()),
        Case("in-place", ("build", "--today", TODAY, "--in-place"), "build", _published()),
        Case(
            "all-audiences",
            ("build", "--today", TODAY, "--all-audiences"),
            "build",
            _published("--all-audiences"),
        ),
        Case(
            "further-files",
            ("build", "--today", TODAY, "--single-file", "--report"),
            "build",
            _published("--single-file", "--report"),
        ),
        Case("forget", FORGET, "content", _sample, may_say_no=True),
        Case("register", REGISTER, "hr", _registered),
        Case("calendar", ("calendar", "cal/kam.ics", "--today", TODAY), "cal", _calendar),
        Case("new", NEW, "neu", _empty, take_back, may_say_no=True),
        Case("import", IMPORT, "content", _filled),
        Case(
            "close", ("iteration", "close", "--today", TODAY), "content", _sample, may_say_no=True
        ),
    )
}


def kill_often(case: Case, kills: int, root: Path) -> Outcome:
    """Kill a command at so many moments and return what was found."""
    outcome = Outcome()
    start = root / "start"
    start.mkdir()
    case.prepare(start)
    before = _files(start)
    folder = _fresh(start, root)
    signs = _signs(folder, case.command)
    after = _files(folder)
    assert before != after and "j" in signs, case.name
    for number, moment in enumerate(_moments(signs, kills)):
        folder = _fresh(start, root)
        outcome.kills += _child(folder, case.command, moment) == -signal.SIGKILL
        found = _files(folder)
        outcome.completed += found not in (before, after)
        lost = sorted(before.keys() & after.keys() - found.keys())
        faults = [f"lost {lost[:3]}"] if lost else []
        look = _after_the_next_run if number % 2 else _after_the_same_command
        for fault in (*faults, *look(case, folder, before, after)):
            outcome.faults.append(f"{case.name} killed at {moment} of {len(signs)}: {fault}")
    return outcome


def _after_the_next_run(case: Case, folder: Path, before: Files, after: Files) -> Iterator[str]:
    """Let another command look at the folder: all must be old, or all new."""
    case.next_run(folder / case.home)
    found = _files(folder)
    if found not in (before, after):
        yield f"neither old nor new: {_differences(found, after)}"
    yield from _left(folder)


def _after_the_same_command(
    case: Case, folder: Path, _before: Files, after: Files
) -> Iterator[str]:
    """Give the same command again: all must be new."""
    was_done = _files(folder) == after
    status = _child(folder, case.command, NEVER)
    if status != 0 and not (case.may_say_no and was_done):
        yield f"the same command again ends with {status}"
    if _files(folder) != after:
        yield f"not what it should be: {_differences(_files(folder), after)}"
    yield from _left(folder)


def _left(folder: Path) -> Iterator[str]:
    """Say what is left behind: of a lock, which the next run needs, only where it is all."""
    names = {path.name for path in folder.rglob(".*kamhandbook*")} - {LOCK_FILE}
    if names:
        yield f"left behind {sorted(names)[:3]}"


def _fresh(start: Path, root: Path) -> Path:
    folder = root / "work"
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(start, folder))


def _files(folder: Path) -> Files:
    """Return every file but the workshops, locks and half written files of killed runs."""
    names = [file.relative_to(folder) for file in folder.rglob("*") if file.is_file()]
    return {
        name.as_posix(): (folder / name).read_bytes()
        for name in names
        if not name.name.endswith(PART)
        and not any(p.startswith(".kamhandbook") for p in name.parts)
    }


def _differences(found: Files, wanted: Files) -> list[str]:
    names = found.keys() | wanted.keys()
    return sorted(name for name in names if found.get(name) != wanted.get(name))[:4]


def _moments(signs: str, kills: int) -> list[Moment]:
    """Return moments: most while outputs are put in place, and half of those at a move."""
    first, end = signs.index("j"), min(signs.rindex("j") + 5, len(signs))
    moves = [at for at in range(first, end) if signs[at] == "m"]
    chosen = _spread(moves, kills // 2) | _spread(list(range(first, end)), kills // 4)
    chosen |= _spread(list(range(len(signs))), kills - len(chosen))
    return [(at >= first, at - first + 1 if at >= first else at + 1) for at in sorted(chosen)]


def _spread(moments: list[int], count: int) -> set[int]:
    count = min(count, len(moments))
    return {moments[len(moments) * i // count] for i in range(count)}


def _run(folder: Path, command: tuple[str, ...]) -> None:
    assert _child(folder, command, NEVER) == 0, command


def _child(folder: Path, command: tuple[str, ...], moment: Moment) -> int:
    """Run a command in a child that dies at a moment; return how it ended."""
    child = os.fork()
    if child == 0:
        _quietly(folder, command, _at(moment))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _at(moment: Moment) -> Callable[[str, str], bool]:
    """Return what knows the moment when it is there."""
    counted = [0, 0]  # before the journal, and from its first touch on

    def is_there(_event: str, about: str) -> bool:
        is_later = bool(counted[True]) or JOURNAL in about
        counted[is_later] += 1
        return (is_later, counted[is_later]) == moment

    return is_there


def _signs(folder: Path, command: tuple[str, ...]) -> str:
    """Run a command; return a sign for each touch: j for the journal, m for a move, else a dot."""
    log = folder.parent / "touches"
    child = os.fork()
    if child == 0:
        with log.open("w", encoding="utf-8") as file:

            def note(event: str, about: str) -> bool:
                moves = event in ("os.rename", "os.remove", "ctypes.dlsym")
                sign = "j" if JOURNAL in about else "m" if moves else "."
                os.write(file.fileno(), sign.encode())
                return False

            _quietly(folder, command, note)
    assert os.waitpid(child, 0)[1] == 0, command
    return log.read_text(encoding="utf-8")


def _quietly(folder: Path, command: tuple[str, ...], is_last: Callable[[str, str], bool]) -> None:
    """Be the command, until ``is_last`` says of a touch that it is."""
    os.chdir(folder)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    own = os.getpid()

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        is_ours = event.startswith(TOUCHES) and os.getpid() == own
        if is_ours and is_last(event, str(arguments)):
            os.kill(own, signal.SIGKILL)

    sys.addaudithook(hook)
    status = 99
    with suppress(BaseException):
        try:
            kamhandbook(list(command), standalone_mode=True)
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
    os._exit(status)


def main() -> None:
    """Kill, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--case", choices=list(CASES), action="append")
    options = parser.parse_args()
    cases = [CASES[name] for name in options.case or CASES]
    faults: list[str] = []
    for case in cases:
        with tempfile.TemporaryDirectory() as root:
            outcome = kill_often(case, options.kills // len(cases), Path(root))
        print(f"{case.name}: {outcome.kills} kills, {outcome.completed} in between, ", end="")
        print(f"{len(outcome.faults)} faults", flush=True)
        faults += outcome.faults
    print("\n".join(faults))
    raise SystemExit(bool(faults))


if __name__ == "__main__":
    main()
