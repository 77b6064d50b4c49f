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
    ("pictures",),
    ("reading",),
    ("editions",),
    ("content",),
    ("placing", "programs"),
    ("wording",),
    ("positions", "finding_codes"),
    ("findings", "clock"),
)
LEVEL = {room: level for level, row in enumerate(ROWS) for room in row}


# Rooms whose files leave the house. They are given an edition, or what was made of one, and never
# the whole handbook: what an audience may not see cannot be written by mistake.
WRITERS = ("plugin", "live", "questionnaire", "site", "deck", "fit", "compose", "figures")
# The way back, which changes the whole handbook and writes nothing that anybody is given.
WAY_BACK = frozenset(
    f"questionnaire/{name}.py"
    for name in (
        "edited_files",
        "filled_workbook",
        "import_summary",
        "merge",
        "stored_cells",
        "yaml_edits",
        "yaml_values",
    )
)
# What holds a whole handbook, makes one, or cuts one.
WHOLE = frozenset(
    {
        "kamhandbook.content.handbook.Handbook",
        "kamhandbook.editions.edition.cut",
        "kamhandbook.reading.content_folder.Loaded",
        "kamhandbook.reading.content_folder.read_content_folder",
        "kamhandbook.reading.content_folder.validate",
        "kamhandbook.reading.snapshots.Snapshot",
    }
)


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


def writers() -> list[Path]:
    """List every module that makes something to be given away."""
    stamps = [PACKAGE / "editions" / f"{name}.py" for name in ("stamp", "stamped_files")]
    rooms = [
        file for file in modules() if file.relative_to(PACKAGE).parts[0].split(".")[0] in WRITERS
    ]
    tables = [PACKAGE / "report" / f"{name}.py" for name in ("icalendar", "receipt_register")]
    return [
        *stamps,
        *tables,
        *(f for f in rooms if f.relative_to(PACKAGE).as_posix() not in WAY_BACK),
    ]


def whole_handbooks(source: str) -> Iterator[str]:
    """Walk the places at which a module gets hold of a whole handbook."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            modules_of_whole = {name.rpartition(".")[0] for name in WHOLE}
            yield from sorted(names & (WHOLE | modules_of_whole))
            yield from (name for name in names if name.endswith(".*"))
        elif isinstance(node, ast.Import):
            parts = [alias.name for alias in node.names]
            yield from (name for name in parts if any(w.startswith(f"{name}.") for w in WHOLE))
        elif isinstance(node, ast.Attribute) and node.attr == "handbook":
            holder = node.value
            name = holder.attr if isinstance(holder, ast.Attribute) else getattr(holder, "id", "")
            if name in ("loaded", "project", "checked"):
                yield f"line {node.lineno}: {name}.handbook"
        for note in _annotations(node):
            if "Handbook" in _names(note):
                yield f"line {note.lineno}: an annotation"


def _annotations(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return [node.returns] if node.returns else []
    noted = node.annotation if isinstance(node, ast.arg | ast.AnnAssign) else None
    return [noted] if noted else []


def _names(note: ast.expr) -> set[str]:
    """Give every name in an annotation, also in one that is written as a text."""
    names: set[str] = set()
    for node in ast.walk(note):
        if isinstance(node, ast.Name | ast.Attribute):
            names.add(node.id if isinstance(node, ast.Name) else node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            try:
                names |= _names(ast.parse(node.value, mode="eval").body)
            except SyntaxError:  # a word of a Literal
                continue
    return names


@pytest.mark.parametrize("file", writers(), ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_a_writer_gets_an_edition_never_the_whole_handbook(file: Path) -> None:
    assert list(whole_handbooks(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "from kamhandbook.content.handbook import DIMENSIONS, Handbook",
        "def f():\n    from kamhandbook.content.handbook import Handbook as H",
        "from kamhandbook.content import handbook",
        "import kamhandbook.content.handbook",
        "import kamhandbook.content.handbook as h",
        "from kamhandbook.content.handbook import *",
        "from kamhandbook.editions.edition import Edition, cut",
        "from kamhandbook.reading.content_folder import Loaded",
        "def f(whole: Handbook) -> str: ...",
        "def f(whole: 'Handbook | None') -> str: ...",
        "def f() -> tuple[handbook.Handbook, ...]: ...",
        "class A:\n    whole: dict[str, Handbook]",
        "def f(edition):\n    return edition.project.loaded.handbook.goals",
        "def f(loaded):\n    return loaded.handbook",
    ],
)
def test_every_way_to_a_whole_handbook_is_seen(source: str) -> None:
    assert list(whole_handbooks(source))


def test_an_editions_handbook_is_no_whole_one() -> None:
    source = "from kamhandbook.content.handbook import DIMENSIONS, file_name\n"
    assert not list(whole_handbooks(f"{source}def f(e: Edition):\n    return e.handbook.goals"))


def test_the_way_back_is_there() -> None:
    assert all((PACKAGE / name).is_file() for name in WAY_BACK)
