"""The main job, as a user does it: the command on the sample, on broken content, on a release."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pptx import Presentation

from kamhandbook.document.commonmark import parse, text_of
from kamhandbook.reading.content_folder import read_content_folder
from tests.sample import copy_of_sample

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-24"
PAGES = (
    "index ueberblick ziele selektion leistungen organisation personal spielregeln werkzeuge "
    "steuerung key-accounts einarbeitung einfuehrung fallstricke neu begriffe ansprechpartner "
    "gesamt downloads ueber"
)


def run(*arguments: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kamhandbook", *arguments],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def management(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's management edition."""
    out = tmp_path_factory.mktemp("management")
    done = run("build", "--out", str(out), "--audience", "management", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    return out


def project(tmp_path: Path) -> Path:
    """A copy of the sample that a test may break."""
    return copy_of_sample(tmp_path)


def shown(file: Path) -> str:
    """The text of a page as a browser shows it, white space folded."""
    bare = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", file.read_text("utf-8"), flags=re.S)
    return " ".join(html.unescape(bare).split())


def folded(text: str) -> str:
    return "".join(text.split())


def test_it_says_what_it_made(tmp_path: Path) -> None:
    done = run("build", "--out", str(tmp_path / "out"), "--today", TODAY)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "site" / "index.html").is_file()
    assert (tmp_path / "out" / "kam-handbuch.pptx").is_file()
    for said in ("Nordkamp", "Neue im KAM", "Seiten", "Folien", "Sekunden", "Noch offen"):
        assert said in done.stdout


def test_every_page_of_the_site_map_is_there(management: Path) -> None:
    made = {file.name.removesuffix(".html") for file in (management / "site").glob("*.html")}
    assert set(PAGES.split()) | {"pruefbericht"} <= made


def test_all_answers_stand_on_the_management_site(management: Path) -> None:
    text = folded(" ".join(shown(file) for file in (management / "site").glob("*.html")))
    handbook = read_content_folder(ROOT / "content").handbook
    answers = list(handbook.all_answers())
    assert len(answers) == 17  # sixteen guiding questions and one of the company's own
    for dimension, question, answer in answers:
        for line in text_of(parse(answer.text)).splitlines():
            for cell in line.split("\t"):
                assert folded(cell) in text, f"{dimension}.{question}: {cell}"


def test_the_answers_have_60_to_150_words() -> None:
    for dimension, question, answer in read_content_folder(ROOT / "content").handbook.all_answers():
        words = len(text_of(parse(answer.text)).split())
        assert 60 <= words <= 150 or question == "confidentiality", (dimension, question, words)


@pytest.mark.parametrize("audience", ["applicants", "newcomers", "team", "management"])
def test_every_edition_has_the_slides_of_its_story(tmp_path: Path, audience: str) -> None:
    done = run(
        "build", "--deck-only", "--out", str(tmp_path), "--audience", audience, "--today", TODAY
    )
    assert done.returncode == 0, done.stderr
    slides = len(Presentation(str(tmp_path / "kam-handbuch.pptx")).slides)
    fewest, most = {"applicants": (8, 12), "newcomers": (18, 20)}.get(audience, (15, 20))
    assert fewest <= slides <= most


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name, hash_seed in (("one", "1"), ("two", "2")):
        done = run(
            "build",
            "--out",
            str(tmp_path / name),
            SOURCE_DATE_EPOCH="1795478400",
            PYTHONHASHSEED=hash_seed,
        )
        assert done.returncode == 0, done.stderr
        files = sorted(file for file in (tmp_path / name).rglob("*") if file.is_file())
        made.append({f.relative_to(tmp_path / name): f.read_bytes() for f in files})
    assert made[0].keys() == made[1].keys()
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []


def test_plain_mkdocs_gives_the_same_site(tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    epoch = {"SOURCE_DATE_EPOCH": "1795478400"}
    assert run("build", "--out", str(ours), **epoch).returncode == 0
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "plain")],
        cwd=ROOT,
        env={**os.environ, **epoch},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    listed = [
        {f.relative_to(base): f.read_bytes() for f in sorted(base.rglob("*")) if f.is_file()}
        for base in (ours / "site", tmp_path / "plain")
    ]
    assert listed[0].keys() == listed[1].keys()
    assert [name for name in listed[0] if listed[0][name] != listed[1][name]] == []


def test_a_broken_file_leaves_the_old_output_whole(tmp_path: Path) -> None:
    root = project(tmp_path)
    assert run("build", "--today", TODAY, cwd=root).returncode == 0
    before = {f: f.read_bytes() for f in (root / "build").rglob("*") if f.is_file()}
    (root / "content" / "1-goals.yaml").write_text("anwsers: {}\nwhy: [\n", "utf-8")
    (root / "content" / "7-tools.yaml").write_text("tols: []\n", "utf-8")
    done = run("build", "--today", TODAY, cwd=root)
    assert done.returncode == 1
    assert "content/1-goals.yaml:" in done.stderr and "content/7-tools.yaml:1:1" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert before == {f: f.read_bytes() for f in (root / "build").rglob("*") if f.is_file()}


def test_wrong_use_is_2() -> None:
    assert run("build", "--site-only", "--deck-only").returncode == 2
    assert run("build", "--audience", "everybody").returncode == 2
    assert run("build", "--all-audiences", "--audience", "team").returncode == 2


def test_an_empty_handbook_builds_as_a_draft(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    done = run("build", "--today", TODAY, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "noch offen" in shown(tmp_path / "build" / "site" / "ziele.html").lower()
    assert "16 unbeantwortete Leitfragen" in done.stdout


def test_a_site_alone_points_to_no_deck(tmp_path: Path) -> None:
    done = run("build", "--site-only", "--out", str(tmp_path), "--today", TODAY)
    assert done.returncode == 0, done.stderr
    pages = list((tmp_path / "site").glob("*.html"))
    assert len(pages) > 20 and not (tmp_path / "site" / "downloads").exists()
    assert [page.name for page in pages if ".pptx" in page.read_text("utf-8")] == []


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    done = run("build", "--content", str(tmp_path / "nowhere"))
    assert done.returncode == 1
    assert "nowhere" in done.stderr


def test_errors_stop_a_release_and_not_a_draft(tmp_path: Path) -> None:
    root = project(tmp_path)
    file = root / "content" / "handbook.yaml"
    text = file.read_text("utf-8")
    assert "  kind: company " in text
    file.write_text(text.replace("  kind: company ", "  #kind: company "), "utf-8")
    assert run("build", "--today", TODAY, "--site-only", cwd=root).returncode == 0
    assert run("build", "--today", TODAY, "--site-only", "--strict", cwd=root).returncode == 1
    file.write_text(file.read_text("utf-8").replace("status: draft", "status: released"), "utf-8")
    done = run("build", "--today", TODAY, "--site-only", cwd=root)
    assert done.returncode == 1 and "APP1" in done.stderr


def test_all_audiences_get_a_folder_each(tmp_path: Path) -> None:
    done = run("build", "--all-audiences", "--out", str(tmp_path), "--today", TODAY)
    assert done.returncode == 0, done.stderr
    for audience in ("applicants", "newcomers", "team", "management"):
        assert (tmp_path / audience / "site" / "index.html").is_file()
        assert (tmp_path / audience / "kam-handbuch.pptx").is_file()
    assert (tmp_path / "management" / "site" / "pruefbericht.html").is_file()
    assert not (tmp_path / "team" / "site" / "pruefbericht.html").exists()
