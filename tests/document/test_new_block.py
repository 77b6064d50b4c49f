"""A kind of block is added as a developer adds one: its class, and an entry in each visitor.

From these it must be shown, found, walked through, divided and spoken like any other; the type
checker must name the visitors that lack it, and no other module. The package is copied and changed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kamhandbook

PACKAGE = Path(kamhandbook.__file__).parent
ROOT = Path(__file__).parents[2]
PROBE = Path(__file__).with_name("new_block.py")

CLASS = '''
class BlockOfThisTest(Struct, frozen=True):
    """Blocks that a reader must not miss, below a title."""

    title: Words
    blocks: tuple[Block, ...]


Block: TypeAlias = ('''
ON_PAGES = """            case BlockOfThisTest():
                title = text_html(block.title)
                return f'<aside><b>{title}</b>{self.blocks(block.blocks)}</aside>'
"""
ON_SLIDES = """        case BlockOfThisTest(title=title, blocks=content):
            return (Heading(3, (Text(title),)), *slide_blocks(content))
"""
VISITORS = {"site/html.py": ON_PAGES, "fit/slide_blocks.py": ON_SLIDES}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package that has the class, but no entry yet."""
    unneeded = shutil.ignore_patterns("__pycache__")
    package = Path(shutil.copytree(PACKAGE, tmp_path / "kamhandbook", ignore=unneeded))
    blocks = package / "document" / "blocks.py"
    change(blocks, "\nBlock: TypeAlias = (", CLASS)
    change(blocks, "    | Part\n", "    | Part\n    | BlockOfThisTest\n")
    return package


def add_entry(package: Path, visitor: str) -> None:
    """Add the entry for the new kind to a visitor, as its first case."""
    file, entry = package / visitor, VISITORS[visitor]
    change(file, "    Code,\n", "    BlockOfThisTest,\n    Code,\n")
    indent = entry[: len(entry) - len(entry.lstrip())]
    change(file, f"{indent}case Paragraph()", f"{entry}{indent}case Paragraph()")


def change(file: Path, old: str, new: str) -> None:
    source = file.read_text(encoding="utf-8")
    assert source.count(old) == 1, (file.name, old)
    file.write_text(source.replace(old, new), encoding="utf-8")


def test_it_is_shown_and_found_everywhere(package: Path) -> None:
    for visitor in VISITORS:
        add_entry(package, visitor)
    shown = probed(package)
    assert shown["text"] == "Achtung\nDarunter\nSeite\nBuch"
    assert shown["walked"] == ["BlockOfThisTest", "Heading", "Text", *["Paragraph", "Text"] * 2]
    assert shown["on page"] == "Achtung\nDarunter\nSeite"
    assert shown["ids"] == ["darunter"]
    assert shown["html"].startswith("<aside><b>Achtung</b><h2 id=")
    assert "<aside><b>Achtung</b><h3 id=" in shown["book"]
    assert [entry["title"] for entry in shown["search"]] == ["Ziele", "Darunter"]
    assert [entry["text"] for entry in shown["search"]] == ["Achtung", "<p>Seite</p>"]
    assert shown["slide"] == ["Ein Titel", "Achtung", "Darunter", "Seite"]
    assert shown["notes"] == [["Achtung", True], ["Darunter", True], ["Seite", False]]


def test_it_is_divided_shortened_and_told_where_it_is_too_long(package: Path) -> None:
    for visitor in VISITORS:
        add_entry(package, visitor)
    shown = probed(package)
    assert len(shown["divided"]) == 2
    assert shown["last"].startswith("Weitere ")
    assert [text[:9] for text in shown["overfull"]] == ["Wort Wort"]


def probed(package: Path) -> Any:
    """Return where the probe finds the new kind in a copy of the package."""
    path = os.pathsep.join([str(package.parent), str(ROOT)])
    run = subprocess.run(
        [sys.executable, str(PROBE)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_the_type_checker_names_the_visitors_that_lack_it_and_no_other_module(
    package: Path,
) -> None:
    assert modules_with_errors(package) == set(VISITORS)
    for visitor in VISITORS:
        add_entry(package, visitor)
    assert modules_with_errors(package) == set()


def modules_with_errors(package: Path) -> set[str]:
    """Return the modules in which mypy finds the new kind unexpected."""
    rooms = [f"kamhandbook/{room}" for room in ("document", "compose", "fit", "deck", "site")]
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--ignore-missing-imports", *rooms],
        cwd=package.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    errors = [line for line in run.stdout.splitlines() if ": error: " in line]
    assert all('"BlockOfThisTest"; expected "Never"' in line for line in errors), run.stdout
    assert "source files" in run.stdout, run.stderr
    return {line.partition(":")[0].removeprefix("kamhandbook/") for line in errors}
