"""Imports go down the list of rooms only; renderers, being siblings, never import each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "kamhandbook"

# From the top of the house to the ground; rooms of one row never import each other.
ROWS: tuple[tuple[str, ...], ...] = (
    ("__main__", "maintenance"),
    ("cli",),
    ("plugin", "live", "questionnaire"),
    ("building",),
    ("report", "scaffold", "leaks", "output_checks"),
    ("site", "deck"),
    ("fit",),
    ("compose",),
    ("figures",),
    ("design",),
    ("checks",),
    ("history", "forms"),
    ("document", "metrics"),
    ("reading", "pictures"),
    ("editions",),
    ("content",),
    ("wording",),
    ("positions", "finding_codes"),
    ("findings", "clock"),
)
LEVEL = {room: level for level, row in enumerate(ROWS) for room in row}


def room_of(module: str) -> str:
    """Give the room of ``kamhandbook.room.module``."""
    return module.split(".")[1]


def imports(file: Path) -> Iterator[str]:
    """Walk the modules of the package that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name for name in names if name.startswith("kamhandbook."))


def modules() -> list[Path]:
    """List every module below a room."""
    return sorted(file for file in PACKAGE.rglob("*.py") if file != PACKAGE / "__init__.py")


@pytest.mark.parametrize("file", modules(), ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_imports_go_down_only(file: Path) -> None:
    own = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert own in LEVEL, f"{own} has no place in the list of rooms"
    for name in imports(file):
        other = room_of(name)
        down = LEVEL[own] < LEVEL[other] or own == other
        assert down, f"{own} must not import {other} ({name})"


def test_every_room_of_the_list_is_a_room_of_the_package() -> None:
    there = {file.relative_to(PACKAGE).parts[0].removesuffix(".py") for file in modules()}
    assert there <= set(LEVEL)


def test_the_package_never_prints_outside_the_command_line() -> None:
    for file in modules():
        if file.relative_to(PACKAGE).parts[0] in ("cli", "maintenance"):
            continue
        calls = [n for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.Call)]
        printed = [c.lineno for c in calls if isinstance(c.func, ast.Name) and c.func.id == "print"]
        assert not printed, f"{file} prints in line {printed}"
