"""``iteration close``, ``iteration diff`` and ``verify``, as people call them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from kamhandbook.cli import main
from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import cut
from kamhandbook.editions.fingerprint import fingerprint
from kamhandbook.editions.stamp import SITE_FILE, Stamp, parse_json, parse_text, to_json, to_text
from kamhandbook.reading.content_folder import read_content_folder
from tests.audiences.contents import ROOT


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the sample's content that a test may change."""
    shutil.copytree(ROOT / "themes", tmp_path / "themes")
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


# --- close


def test_close_writes_snapshot_and_record(content: Path) -> None:
    done = run("iteration", "close", "--content", content, "--today", "2026-12-18")
    assert done.exit_code == 0, done.output
    assert "Iteration 3 ist abgeschlossen" in done.output
    assert "content/iterations/03.snapshot.json" in done.output
    assert "Entscheidungen, Gelerntes, offene Punkte, nächste Schritte" in done.output
    names = sorted(file.name for file in (content / "iterations").iterdir())
    assert names[-2:] == ["03.snapshot.json", "03.yaml"]
    loaded = read_content_folder(content)
    assert loaded.is_readable and loaded.handbook.last_iteration == 3


def test_close_says_what_the_check_found(content: Path) -> None:
    replace(content / "2-selection.yaml", "weight: 30", "weight: 35")
    done = run("iteration", "close", "--content", content, "--today", "2026-12-18")
    assert done.exit_code == 0
    assert "Bei der Prüfung offen: 1 Fehler" in done.output


def test_close_refuses_content_that_cannot_be_read(content: Path) -> None:
    before = sorted(content.rglob("*"))
    replace(content / "1-goals.yaml", "why:", "wyh:")
    done = run("iteration", "close", "--content", content)
    assert done.exit_code == 1
    assert "content/1-goals.yaml" in done.output and "KEY1" in done.output
    assert sorted(content.rglob("*")) == before


def test_close_never_overwrites_a_snapshot(content: Path) -> None:
    frozen = (content / "iterations" / "02.snapshot.json").read_bytes()
    done = run("iteration", "close", "--content", content, "--number", "2")
    assert done.exit_code == 1 and "ITER1" in done.output
    assert (content / "iterations" / "02.snapshot.json").read_bytes() == frozen


def test_closing_twice_on_a_day_by_mistake_makes_no_further_iteration(content: Path) -> None:
    day = ("--content", content, "--today", "2026-12-18")
    assert run("iteration", "close", *day).exit_code == 0
    again = run("iteration", "close", *day)
    assert (
        again.exit_code == 1
        and "ITER1" in again.output
        and "heute schon abgeschlossen" in again.output
    )
    assert not (content / "iterations" / "04.yaml").exists()
    assert run("iteration", "close", *day, "--number", "4").exit_code == 0


def test_close_tells_when_it_cannot_write(content: Path) -> None:
    (content / ".kamhandbook.lock").mkdir()  # where a run says that it writes
    done = run("iteration", "close", "--content", content)
    assert done.exit_code == 1 and "ITER4" in done.output


def test_closing_the_same_state_twice_gives_the_same_bytes(content: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(content, tmp_path / "again" / "content"))
    shutil.copytree(ROOT / "themes", tmp_path / "again" / "themes")
    for folder in (content, other):
        run("iteration", "close", "--content", folder, "--today", "2026-12-18")
    for name in ("03.snapshot.json", "03.yaml"):
        assert (content / "iterations" / name).read_bytes() == (
            other / "iterations" / name
        ).read_bytes()


# --- diff


def test_diff_tells_what_is_new_since_the_last_iteration(content: Path) -> None:
    replace(content / "3-services.yaml", "others: Hotline", "others: Hotline, werktags")
    done = run("iteration", "diff", "--content", content)
    assert done.exit_code == 0
    assert done.output.startswith("Neu seit Iteration 2, 30.10.2026: 14 Änderungen\n")
    assert "Leistungen: Fester technischer Ansprechpartner – Für andere Kunden" in done.output
    assert "bisher: Hotline\n" in done.output and "jetzt: Hotline[, werktags]" in done.output


def test_diff_between_iterations_as_json(content: Path) -> None:
    done = run("iteration", "diff", "1", "2", "--content", content, "--format", "json")
    values = json.loads(done.output)
    assert (values["since"], values["until"], values["closed_on"]) == (1, 2, "2026-08-28")
    exit_ = next(c for c in values["changes"] if c["path"] == "selection/review/exit")
    assert exit_["before"] == "Ausstieg nach einem Jahr unter 65 Punkten"
    assert exit_["after"] == "Ausstieg nach 2 Jahren unter 55 Punkten"
    assert [word["kind"] for word in exit_["words"]] == ["same", "removed", "added", "same"]


def test_diff_of_two_content_folders_as_markdown(content: Path) -> None:
    replace(content / "1-goals.yaml", "Kein Rabattprogramm\n", "Kein *Rabatt*\n")
    done = run("iteration", "diff", ROOT / "content", content, "--format", "markdown")
    assert done.exit_code == 0
    assert "## Ziele & Terminologien" in done.output
    assert "- **geändert**: Ziele & Terminologien – Nicht-Ziele" in done.output
    assert "jetzt: Kein **\\*Rabatt\\***; Kein Ersatz" in done.output


def test_diff_for_an_audience_tells_only_what_it_may_see(content: Path) -> None:
    done = run("iteration", "diff", "--content", content, "--audience", "newcomers")
    assert "Trainings: Verhandeln auf Englisch" in done.output
    assert "Istwert" not in done.output


def test_diff_of_equal_states_says_so(content: Path) -> None:
    done = run("iteration", "diff", "now", content, "--content", content)
    assert done.exit_code == 0 and "Nichts hat sich geändert" in done.output


def test_diff_before_the_first_iteration_says_so(content: Path) -> None:
    shutil.rmtree(content / "iterations")
    done = run("iteration", "diff", "--content", content)
    assert done.exit_code == 0 and "Noch ist keine Iteration abgeschlossen" in done.output
    as_json = run("iteration", "diff", "--content", content, "--format", "json")
    assert json.loads(as_json.output)["changes"] == []


@pytest.mark.parametrize("asked", ["7", "gestern", "²"])
def test_diff_with_something_unknown_is_wrong_use(asked: str, content: Path) -> None:
    assert run("iteration", "diff", asked, "--content", content).exit_code == 2


def test_diff_of_content_that_cannot_be_read(content: Path) -> None:
    (content / "iterations" / "02.snapshot.json").write_text("{", "utf-8")
    done = run("iteration", "diff", "--content", content)
    assert done.exit_code == 1 and "SNAP1" in done.output


# --- verify


def deck(path: Path, stamp: Stamp) -> Path:
    """A file with the properties of a deck."""
    core = (
        f"<cp:coreProperties><cp:keywords>KAM, {to_text(stamp)}</cp:keywords></cp:coreProperties>"
    )
    with ZipFile(path, "w") as archive:
        archive.writestr("docProps/core.xml", core)
    return path


def stamp_of(content: Path, audience: Audience) -> Stamp:
    return Stamp(
        audience, 3, "0.3", fingerprint(cut(read_content_folder(content).handbook, audience))
    )


def test_verify_tells_a_deck_and_whether_it_matches(content: Path, tmp_path: Path) -> None:
    file = deck(tmp_path / "kam.pptx", stamp_of(content, Audience.NEWCOMERS))
    done = run("verify", file, "--content", content)
    assert done.exit_code == 0, done.output
    assert "Neue im KAM · Iteration 3 · Version 0.3 · Kennung" in done.output
    assert "Stimmt mit" in done.output
    replace(content / "1-goals.yaml", "Kein Rabattprogramm\n", "Kein Rabatt\n")
    changed = run("verify", file, "--content", content)
    assert changed.exit_code == 1 and "Stimmt nicht mehr" in changed.output


def test_verify_does_not_mind_what_the_audience_does_not_see(content: Path, tmp_path: Path) -> None:
    file = deck(tmp_path / "kam.pptx", stamp_of(content, Audience.TEAM))
    replace(content / "2-selection.yaml", "revenue: 3,4 Mio. EUR", "revenue: 9,9 Mio. EUR")
    replace(content / "handbook.yaml", "  version: 1\n", "  version: 2\n")
    assert run("verify", file, "--content", content).exit_code == 0


def test_verify_tells_whether_deck_and_site_belong_together(content: Path, tmp_path: Path) -> None:
    out = tmp_path / "build"
    (out / "site").mkdir(parents=True)
    stamp = stamp_of(content, Audience.NEWCOMERS)
    deck(out / "kam-handbuch.pptx", stamp)
    (out / "site" / SITE_FILE).write_bytes(to_json(stamp))
    done = run("verify", out, "--content", content)
    assert done.exit_code == 0 and "gehören zusammen" in done.output
    (out / "site" / SITE_FILE).write_bytes(to_json(Stamp(stamp.audience, 2, "0.2", "other-print")))
    apart = run("verify", out, "--content", content)
    assert apart.exit_code == 1 and "gehören nicht zusammen" in apart.output


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"{}", b"\xd0\xcf\x11\xe0"])
@pytest.mark.parametrize("name", ["kam.pptx", "kam.json"])
def test_verify_of_something_else_says_so(
    data: bytes, name: str, content: Path, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    done = run("verify", tmp_path / name, "--content", content)
    assert done.exit_code == 1 and "kein Handbuch zu erkennen" in done.output


def test_verify_of_nothing_is_wrong_use(tmp_path: Path) -> None:
    assert run("verify", tmp_path / "nichts.pptx").exit_code == 2


@pytest.mark.parametrize("version", ["", "0.3", "1.0 beta: „neu“", "9" * 300, "ü" * 200])
def test_a_stamp_survives_as_text_and_as_json(version: str) -> None:
    stamp = Stamp(Audience.TEAM, 12, version, "7k3f9-qtzm2")
    text = to_text(stamp)
    assert len(text) <= 200 and text.isascii() and " " not in text
    read = parse_text(f"Key Account Management, {text}; intern")
    assert (
        read is not None
        and version.startswith(read.version)
        and bool(read.version) == bool(version)
    )
    assert parse_json(to_json(stamp)) == read


@pytest.mark.parametrize(
    "text", ["", "kamhandbook:", "kamhandbook:alle:1::abc", "xkamhandbook:team:1:1:abc"]
)
def test_other_texts_are_no_stamp(text: str) -> None:
    assert parse_text(text) is None
