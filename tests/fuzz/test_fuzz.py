"""A few inputs of ``python -m tests.fuzz``, always the same; a person runs thousands."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.sample import ROOT


@pytest.mark.slow
def test_a_few_changed_files_do_no_harm() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "--count", "25", "--seed", "14"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("25 inputs")
