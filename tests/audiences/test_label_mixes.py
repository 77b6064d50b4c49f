"""A few random mixes of labels, as site, deck and workbook; hundreds are asked for by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audiences.label_mixes import leaks_of_mix


@pytest.mark.parametrize("seed", range(3))
def test_nothing_withheld_stands_in_a_finished_file(seed: int, tmp_path: Path) -> None:
    assert list(leaks_of_mix(seed, tmp_path)) == []
