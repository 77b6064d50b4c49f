"""Work beside other work: its result, its findings, its death."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from kamhandbook.beside import beside
from kamhandbook.findings import CannotGoOnError, Finding, Position, Severity

FINDING = Finding("X1", Severity.ERROR, Position("content/a.yaml", 2, 3), "wrong", "do it right")


def refuse() -> int:
    raise CannotGoOnError([FINDING])


def test_a_result_is_given_as_often_as_it_is_asked_for() -> None:
    with beside(lambda: [os.getpid()] * 100_000) as result:  # more than a pipe holds
        assert result() is result()
        assert len(result()) == 100_000


def test_findings_come_over_whole() -> None:
    with beside(refuse) as result, pytest.raises(CannotGoOnError) as error:
        result()
    assert error.value.findings == (FINDING,)


def test_work_whose_process_died_is_done_here() -> None:
    here = os.getpid()

    def die_elsewhere() -> str:
        if os.getpid() != here:
            os._exit(1)
        return "done here"

    with beside(die_elsewhere) as result:
        assert result() == "done here"


def test_an_error_nobody_expected_is_told_with_its_own_traceback() -> None:
    with beside(lambda: 1 / 0) as result, pytest.raises(ZeroDivisionError):
        result()


def test_work_nobody_asks_for_is_given_up(tmp_path: Path) -> None:
    started = time.monotonic()
    with pytest.raises(KeyError), beside(lambda: time.sleep(60)):
        raise KeyError
    assert time.monotonic() - started < 30
