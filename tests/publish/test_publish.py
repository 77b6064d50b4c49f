"""Publishing: whole or not at all, whatever goes wrong and whenever."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kamhandbook.cli import main
from kamhandbook.findings import CannotGoOnError
from kamhandbook.placing.swap import swap_in_two_steps
from kamhandbook.site.build import make_site
from kamhandbook.site.publish import publication
from tests.publish.killer import digest, publish
from tests.publish.small import contents
from tests.sample import copy_of_sample

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534


def codes(error: pytest.ExceptionInfo[CannotGoOnError]) -> list[str]:
    return [finding.code for finding in error.value.findings]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def in_child(work: Callable[[], None]) -> int:
    """Run in a process of its own, which may limit itself; gives its exit status."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except CannotGoOnError as error:
            os._exit(int(error.findings[0].code.removeprefix("OUT")) + 10)
        except BaseException:
            os._exit(99)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a published site and deck of the first version."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    publish(tmp_path, "erste")
    return tmp_path


def test_a_killed_process_leaves_the_old_or_the_new_and_the_next_run_cleans_up(
    tmp_path: Path,
) -> None:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795000000"}
    command = [sys.executable, "-m", "tests.publish.killer", str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    result = json.loads(ran.stdout)
    assert len(result["found"]) > 40
    assert {state for _, state, _ in result["found"]} == {"old", "new"}
    assert {deck for _, _, deck in result["found"]} == {"erste", "zweite"}
    assert result["left"] == ["kam-handbuch.pptx", "site"]
    assert result["last"]


def test_two_steps_put_the_old_back_when_the_new_cannot_come(project: Path) -> None:
    old = digest(project)
    with pytest.raises(OSError):
        swap_in_two_steps(project / "nothing", project / "build/site", project / "build/aside")
    assert digest(project) == old


def test_a_failure_before_publishing_leaves_everything_and_no_rubbish(project: Path) -> None:
    old = digest(project)
    with pytest.raises(CannotGoOnError), publication(project / "build") as work:
        folder = work.folder(project / "build" / "site")
        make_site(contents(project, word="zweite"), folder)
        raise CannotGoOnError([])
    assert digest(project) == old
    assert names(project / "build") == ["kam-handbuch.pptx", "site"]


def test_when_one_of_several_outputs_cannot_be_put_the_others_are_put_back(project: Path) -> None:
    old = digest(project)
    with pytest.raises(CannotGoOnError) as error, publication(project / "build") as work:
        folder = work.folder(project / "build" / "site")
        make_site(contents(project, word="zweite"), folder)
        work.file(project / "build" / "more", b"x").unlink()
        work.publish()
    assert codes(error) == ["OUT1"]
    assert digest(project) == old


def test_outputs_that_were_not_there_before_are_taken_away_again(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOnError), publication(tmp_path) as work:
        work.folder(tmp_path / "site")
        work.file(tmp_path / "deck", b"x").unlink()
        work.publish()
    assert names(tmp_path) == []


def test_a_failing_template_leaves_the_old_site(project: Path) -> None:
    old = digest(project)
    (project / "theme").mkdir()
    (project / "theme" / "main.html").write_text(
        "{% extends 'base.html' %}\n{% block extrahead %}{{ nothing.at.all }}{% endblock %}"
    )
    (project / "mkdocs.yml").write_text(
        "site_name: X\ntheme: {name: material, custom_dir: theme}\nplugins: [kamhandbook, search]\n"
    )
    with pytest.raises(CannotGoOnError) as error:
        publish(project, "zweite")
    assert codes(error) == ["SITE1"]
    assert "main.html:2" in str(error.value)
    assert digest(project) == old
    assert names(project / "build") == ["kam-handbuch.pptx", "site"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")
def test_a_read_only_folder_is_said_and_left_as_it_is(project: Path) -> None:
    old = digest(project)
    (project / "build").chmod(0o555)

    def publish_as_nobody() -> None:
        if os.geteuid() == 0:  # root may write anywhere
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        os.environ["TMPDIR"] = "/tmp"
        publish(project, "zweite")

    for folder in (project, *project.parents[:3]):
        if os.geteuid() == 0:
            folder.chmod(folder.stat().st_mode | 0o055)
    assert in_child(publish_as_nobody) == 11
    (project / "build").chmod(0o755)
    assert digest(project) == old


@pytest.mark.parametrize("limit", [1, 3_000, 20_000, 100_000])
def test_a_full_disk_leaves_the_old_site(project: Path, limit: int) -> None:
    old = digest(project)

    def publish_small() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        publish(project, "zweite")

    assert in_child(publish_small) == 12
    assert digest(project) == old
    assert names(project / "build") == ["kam-handbuch.pptx", "site"]


def test_permissions_are_kept_and_new_folders_can_be_read(project: Path) -> None:
    site, deck = project / "build" / "site", project / "build" / "kam-handbuch.pptx"
    assert site.stat().st_mode & 0o777 == 0o777 & ~_umask()
    site.chmod(0o2750)
    deck.chmod(0o640)
    publish(project, "zweite")
    assert site.stat().st_mode & 0o7777 == 0o2750
    assert deck.stat().st_mode & 0o777 == 0o640


def test_a_symbolic_link_stays_and_what_it_leads_to_is_replaced(project: Path) -> None:
    elsewhere = project / "elsewhere"
    shutil.move(project / "build" / "site", elsewhere)
    (project / "build" / "site").symlink_to(elsewhere)
    old = digest(project)
    publish(project, "zweite")
    assert (project / "build" / "site").is_symlink()
    assert digest(project) != old
    assert "zweite" in (elsewhere / "index.html").read_text(encoding="utf-8")


def test_a_folder_that_no_handbook_made_is_not_replaced(tmp_path: Path) -> None:
    mine = tmp_path / "build" / "site" / "diary.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    with pytest.raises(CannotGoOnError) as error:
        publish(tmp_path, "erste")
    assert codes(error) == ["OUT4"]
    assert mine.read_text() == "mine"


def test_a_file_in_the_place_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "site").write_text("mine")
    with pytest.raises(CannotGoOnError) as error:
        publish(tmp_path, "erste")
    assert "eine Datei" in str(error.value)


def test_a_file_on_the_way_to_an_output_is_said(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("mine")
    with pytest.raises(CannotGoOnError) as error:
        publish(tmp_path, "erste")
    assert codes(error) == ["OUT4"]
    assert str(error.value.findings[0].position.path) == str((tmp_path / "build").resolve())
    assert (tmp_path / "build").read_text() == "mine"


@pytest.mark.parametrize("out", ["content", "content/pages/neu", "themes/nordkamp"])
def test_nothing_is_put_among_what_it_is_made_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str
) -> None:
    monkeypatch.chdir(copy_of_sample(tmp_path))
    before = sorted(Path().rglob("*"))
    done = CliRunner().invoke(main, ["build", "--out", out])
    assert done.exit_code == 1 and f"{out}:1:1: OUT4" in done.output
    assert sorted(Path().rglob("*")) == before


def test_a_path_that_no_disk_takes_is_told_as_that(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOnError) as error:
        publish(tmp_path / ("x" * 300), "erste")
    assert codes(error) == ["OUT3"] and "länger als erlaubt" in str(error.value)


def test_a_second_run_waits_and_is_told_when_it_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    monkeypatch.setattr("kamhandbook.placing.lock.PATIENCE", 0.2)

    def second() -> None:
        with publication(tmp_path) as work:
            (work.folder(target) / "404.html").write_text("second")
            work.publish()

    with publication(tmp_path) as first:
        folder = first.folder(target)
        (folder / "404.html").write_text("first")
        assert in_child(second) == 15
        first.publish()
    assert (target / "404.html").read_text() == "first"
    assert in_child(second) == 0
    assert (target / "404.html").read_text() == "second"
    assert names(tmp_path) == ["site"]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_nothing_published_leaves_no_folder_behind(tmp_path: Path) -> None:
    with publication(tmp_path / "build") as work:
        work.file(tmp_path / "build" / "team" / "deck.pptx", b"PK")
    assert names(tmp_path) == []
    with publication(tmp_path / "build") as work:
        work.file(tmp_path / "build" / "team" / "deck.pptx", b"PK")
        work.publish()
    assert names(tmp_path / "build" / "team") == ["deck.pptx"]
