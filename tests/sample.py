"""The sample project, for tests that change it."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def copy_of_sample(folder: Path) -> Path:
    """Copy the sample's answers, brand and mkdocs.yml into a folder; gives the folder."""
    for name in ("content", "themes"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder
