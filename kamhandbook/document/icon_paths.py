"""Outlines of the icons that figures show, made by ``maintenance/icon_paths``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

SHEET = 24.0  # width and height of the square that every icon is drawn on
_FILE = Path(__file__).parent / "icons" / "paths.json"
_STEP = re.compile(r"([MLCZ])([^MLCZ]*)")

Step = tuple[str, tuple[tuple[float, float], ...]]


@cache
def icon_paths() -> Mapping[str, str]:
    """Return the path of each icon by its name: moves, lines and curves, absolute."""
    paths: Mapping[str, str] = json.loads(_FILE.read_text("utf-8"))
    return paths


@cache
def icon_steps(name: str) -> tuple[Step, ...]:
    """Return an icon's path in steps, each with its points; () where there is none of the name."""
    steps = []
    for letter, written in _STEP.findall(icon_paths().get(name, "")):
        values = [float(value) for value in written.split()]
        steps.append((letter, tuple(zip(values[::2], values[1::2], strict=True))))
    return tuple(steps)
