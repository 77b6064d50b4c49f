"""Wheel and source distribution: an installed wheel builds a handbook far from the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheel and sdist, built from the working tree."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_an_installed_wheel_builds_from_a_content_folder(
    distributions: Path, tmp_path: Path
) -> None:
    wheel = next(distributions.glob("*.whl"))
    with zipfile.ZipFile(wheel) as package:
        package.extractall(tmp_path / "installed")
    shutil.copytree(ROOT / "content", tmp_path / "firma" / "antworten")
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    where = "import kamhandbook; print(kamhandbook.__file__)"
    told = subprocess.run(
        [sys.executable, "-c", where], env=env, cwd=tmp_path, capture_output=True, text=True
    )
    assert Path(told.stdout.strip()).is_relative_to(tmp_path / "installed")
    arguments = ["build", "--content", "firma/antworten", "--out", "fertig"]
    done = subprocess.run(
        [sys.executable, "-m", "kamhandbook", *arguments, "--today", "2026-11-24"],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "fertig" / "site" / "index.html").is_file()
    assert (tmp_path / "fertig" / "kam-handbuch.pptx").is_file()


def test_the_wheel_carries_licences_and_data(distributions: Path) -> None:
    with zipfile.ZipFile(next(distributions.glob("*.whl"))) as package:
        names = package.namelist()
    for wanted in ("kamhandbook/catalogue/de.yaml", "kamhandbook/templates/deck.pptx"):
        assert wanted in names
    for vendored in (name for name in names if "/vendor/" in name):
        folder = vendored.rsplit("/", 1)[0]
        assert any(n.startswith(folder) and "LICEN" in n.upper() for n in names), vendored
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_sdist_holds_what_the_tests_need(distributions: Path) -> None:
    with tarfile.open(next(distributions.glob("*.tar.gz"))) as package:
        names = {name.split("/", 1)[1] for name in package.getnames() if "/" in name}
    for wanted in ("mkdocs.yml", "content/1-goals.yaml", "tests/openxml.py", "README.md"):
        assert wanted in names
