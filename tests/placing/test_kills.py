"""A few of the kills that ``python -m tests.placing.kills`` does by the hundred."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.placing.kills import CASES, kill_often

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked children")
KILLS = {"new": 6, "import": 6, "close": 6, "in-place": 2, "all-audiences": 2}


@pytest.mark.slow
@pytest.mark.parametrize("name", KILLS)
def test_a_killed_command_leaves_all_or_nothing_and_can_be_repeated(
    tmp_path: Path, name: str
) -> None:
    outcome = kill_often(CASES[name], KILLS[name], tmp_path)
    assert outcome.kills > 0 and outcome.faults == []
