from __future__ import annotations

from pathlib import Path

import pytest

from tests.sample import copy_of_sample


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the sample project."""
    return copy_of_sample(tmp_path)
