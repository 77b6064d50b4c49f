"""Goldens are written on one day: what a command reads off the clock is that day for all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

NOON = "1796040000"  # 30.11.2026


@pytest.fixture(scope="module", autouse=True)
def the_day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOON)
        yield
