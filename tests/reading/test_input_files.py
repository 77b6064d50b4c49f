"""What lies where a file should: nothing hangs, and "cannot be read" is never "is not there"."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from kamhandbook.building.project import open_project
from kamhandbook.cli import main
from kamhandbook.findings import Severity
from tests.sample import ROOT, copy_of_sample

posix = pytest.mark.skipif(os.name != "posix", reason="pipes, devices and permission bits")
needs_rights_to_matter = pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0 and not shutil.which("setpriv"),
    reason="root reads everything, unless setpriv (Debian: util-linux) takes that from it",
)
#: What a company may have in the place of a file, and where that is told.
PLACES = (
    ("content/1-goals.yaml", "content/1-goals.yaml:1:1"),
    ("content/iterations/01.yaml", "content/iterations/01.yaml:1:1"),
    ("content/iterations/01.snapshot.json", "content/iterations/01.snapshot.json:1:1"),
    ("content/pages/eigene.md", "content/pages/eigene.md:1:1"),
    ("content/pages/bild.png", "content/pages/bild.png:1:1"),
    ("themes/nordkamp/brand.yaml", "themes/nordkamp/brand.yaml:1:1"),
    ("themes/nordkamp/logo.svg", "themes/nordkamp/logo.svg:1:1"),
    ("themes/nordkamp/site/goals.md.j2", "themes/nordkamp/site/goals.md.j2:1:1"),
    ("mkdocs.yml", "mkdocs.yml:1:1"),
)
FOLDERS = (
    "content",
    "content/pages",
    "content/pages/tief",
    "content/iterations",
    "themes/nordkamp",
    "themes/nordkamp/site",
)


def places_of_errors(content: Path) -> list[str]:
    started = time.monotonic()
    findings = open_project(content).findings
    assert time.monotonic() - started < 5
    return [str(f.position) for f in findings if f.severity is Severity.ERROR]


@posix
@pytest.mark.parametrize("kind", ["pipe", "device", "dead link", "circle"])
@pytest.mark.parametrize(("name", "place"), PLACES)
def test_what_is_no_file_is_told(name: str, place: str, kind: str, tmp_path: Path) -> None:
    project = copy_of_sample(tmp_path)
    file = project / name
    file.parent.mkdir(exist_ok=True)
    file.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to({"device": "/dev/zero", "dead link": "fort", "circle": file.name}[kind])
    found = places_of_errors(project / "content")
    assert place in found, found


@posix
@pytest.mark.parametrize("name", [name for name, _ in PLACES])
def test_a_folder_in_the_place_of_a_file_is_told(name: str, tmp_path: Path) -> None:
    if name.startswith("content/pages"):
        pytest.skip("a folder may be called so")
    project = copy_of_sample(tmp_path)
    (project / name).unlink(missing_ok=True)
    (project / name).mkdir(parents=True)
    assert f"{name}:1:1" in places_of_errors(project / "content")


@posix
@needs_rights_to_matter
@pytest.mark.parametrize(("name", "place"), [*PLACES, *((n, f"{n}:1:1") for n in FOLDERS)])
def test_what_nobody_may_read_stops_check_and_build(name: str, place: str, tmp_path: Path) -> None:
    project = copy_of_sample(tmp_path)
    for folder in FOLDERS:
        (project / folder).mkdir(exist_ok=True)
    if not (project / name).exists():
        (project / name).write_text("")
    (project / name).chmod(0)
    try:
        for command in (["check"], ["build", "--site-only"]):
            done = _without_rights(command, project)
            output = " ".join((done.stdout + done.stderr).split())
            assert done.returncode == 1, output
            assert place in output and "euch fehlt die Berechtigung" in output, output
            assert "Traceback" not in output
    finally:
        (project / name).chmod(0o755)


def _without_rights(command: list[str], project: Path) -> subprocess.CompletedProcess[str]:
    """Run as somebody for whom permission bits count: also root, when it gives up that power."""
    is_root = os.geteuid() == 0
    powers = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if is_root else []
    return subprocess.run(
        [*powers, sys.executable, "-m", "kamhandbook", *command],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@posix
def test_a_folder_that_holds_itself_is_told(tmp_path: Path) -> None:
    project = copy_of_sample(tmp_path)
    (project / "content/pages/noch").mkdir()
    (project / "content/pages/noch/einmal").symlink_to(project / "content/pages")
    assert places_of_errors(project / "content") == ["content/pages/noch/einmal:1:1"]


def test_names_may_be_written_as_a_mac_writes_them(tmp_path: Path) -> None:
    project = copy_of_sample(tmp_path)
    folder = project / "themes" / unicodedata.normalize("NFD", "Grün")
    shutil.move(project / "themes/nordkamp", folder)
    (folder / "logo.svg").rename(folder / unicodedata.normalize("NFD", "Zeichen-ü.svg"))
    brand = folder / "brand.yaml"
    brand.write_text(brand.read_text("utf-8").replace("logo.svg", "Zeichen-ü.svg"), "utf-8")
    handbook = project / "content/handbook.yaml"
    text = handbook.read_text("utf-8").replace("brand: nordkamp", "brand: Grün")
    handbook.write_text(text, "utf-8")
    opened = open_project(project / "content")
    assert places_of_errors(project / "content") == []
    assert opened.brand.folder == folder and opened.brand.logo["svg"].is_file()


@pytest.mark.parametrize("name", ["3-services.yaml", "iterations/03.yaml", "pages/x.md"])
def test_a_link_to_elsewhere_is_not_followed(tmp_path: Path, name: str) -> None:
    content = copy_of_sample(tmp_path / "project") / "content"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "secret").write_text("services: streng geheim\n", encoding="utf-8")
    file = content / name
    file.parent.mkdir(exist_ok=True)
    file.unlink(missing_ok=True)
    file.symlink_to(elsewhere / "secret")
    done = CliRunner().invoke(main, ["check", "--content", str(content)])
    assert done.exit_code == 1 and f"{name}:1:1" in done.output
    assert "geheim" not in done.output
