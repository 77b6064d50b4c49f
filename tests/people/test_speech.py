"""The command line speaks German, and English to those who ask for it."""

from __future__ import annotations

import ast
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import click
import pytest
from click.testing import CliRunner, Result

import kamhandbook.cli
from kamhandbook.cli import main
from kamhandbook.cli.help_texts import placeholder
from kamhandbook.cli.speech import ENGLISH, GERMAN, is_confirmed, language_asked_for, speaking
from kamhandbook.wording.catalogue_files import catalogue_file
from tests.people.test_help import ROOT, commands

WORDS = catalogue_file(GERMAN, "cli")
# Never shown to anybody who uses our commands: mistakes of programmers, and of Windows' consoles.
_OF_PROGRAMMERS = ("Boolean option", "Could not determine", "No options defined", "Arguments take")
_UNUSED = (
    "Unknown color",
    "Unknown standard",
    "Windows error",
    "Invalid start",
    "Shell completion",
    "Couldn't detect",
    "{editor}",
    "d",
)
_SHAPES = ("Choice({choices})", "file", "directory", "path")  # parts of names, never a sentence


def messages_of(folder: Path) -> Iterator[str]:
    """Walk the messages that the modules of a folder look up, click's or ours."""
    for file in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            several = 2 if node.func.id == "ngettext" else 1
            if node.func.id in ("_", "ngettext", "said"):
                for argument in node.args[:several]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value


@pytest.mark.parametrize("module", [click, kamhandbook.cli], ids=["click", "ours"])
def test_every_message_has_german_words(module: object) -> None:
    folder = Path(str(getattr(module, "__file__", ""))).parent
    found = set(messages_of(folder))
    assert len(found) > 5
    skipped = (*_OF_PROGRAMMERS, *_UNUSED[:-1])
    missing = {text for text in found if not text.startswith(skipped)} - {*_SHAPES, _UNUSED[-1]}
    assert missing <= set(WORDS["messages"])


@pytest.mark.parametrize("path", [(), *commands(main)], ids=" ".join)
def test_every_command_and_option_has_german_words(path: tuple[str, ...]) -> None:
    own, command = WORDS["commands"][" ".join(path)], _command(path)
    assert own["help"] and (own.get("short") or not path)
    for param in command.params:
        if isinstance(param, click.Option):
            name = max(param.opts, key=len).lstrip("-")
            assert name in own.get("options", {}) or name in WORDS["options"], name
    result = CliRunner().invoke(main, ["--lang", "de", *path, "--help"])
    for word in ("Usage", "Options:", "Commands", "Exit status", " the ", "FILE", "FOLDER", "PATH"):
        assert word not in result.output


def _command(path: tuple[str, ...]) -> click.Command:
    command: click.Command = main
    for name in path:
        assert isinstance(command, click.Group)
        below = command.get_command(click.Context(command), name)
        assert below is not None
        command = below
    return command


WRONG = [
    (["build", "--today", "01.12.2026"], "„01.12.2026“ ist kein Tag", "is not a day like"),
    (["build", "--site-only", "--deck-only"], "schließen einander aus", "exclude each other"),
    (["bild"], "Den Befehl „bild“ gibt es nicht", "No such command"),
    (["check", "--formt", "x"], "Die Option --formt gibt es nicht", "No such option"),
    (["check", "--format", "x"], "ist keines von", "is not one of"),
    (["check", "a", "b"], "Angaben sind zu viel", "unexpected extra arguments"),
    (["check", "--explain"], "gehört ein Wert", "requires an argument"),
    (["new"], "Es fehlt die Angabe 'ORDNER'", "Missing argument 'FOLDER'"),
    (["new", "x"], "muss --company NAME dabei sein", "--company NAME is needed"),
    (["new", "x", "--primary", "rot"], "„rot“ ist keine Farbe", "is not a colour like"),
    (["serve", "--port", "x"], "ist keine Zahl", "is not a valid integer"),
    (["serve", "--port", "99999"], "nicht im Bereich", "is not in the range"),
    (["verify", "nix"], "'DATEI|ORDNER' passt nicht: „nix“ gibt es nicht", "does not exist"),
    (["iteration", "diff", "99"], "Die Iteration 99 ist nicht", "Iteration 99 is not closed"),
    (["iteration", "diff", "?"], "kein Ordner mit Antworten", "no content folder"),
    (["--falsch"], "Die Option --falsch gibt es nicht", "No such option"),
]


def run(language: str, arguments: list[str]) -> Result:
    return CliRunner(env={"LANG": "C", "LC_ALL": ""}).invoke(main, ["--lang", language, *arguments])


@pytest.mark.parametrize(("arguments", "german", "english"), WRONG)
def test_wrong_use_is_told_in_the_language_spoken(
    arguments: list[str], german: str, english: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    for language, said, other in (("de", german, english), ("en", english, german)):
        result = run(language, arguments)
        assert result.exit_code == 2
        text = result.output
        assert said in text and other not in text
        assert ("Fehler: " in text) is (language == "de") is ("Error: " not in text)


@pytest.mark.parametrize(
    ("language", "said"), [("de", "Das Handbuch für Acme"), ("en", "The handbook of Acme")]
)
def test_a_new_project_is_talked_about_in_the_language_spoken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    monkeypatch.setattr("kamhandbook.cli.new.is_conversation", lambda: True)
    made = CliRunner().invoke(
        main, ["--lang", language, "new", str(tmp_path / "neu")], input="Acme\n" + "\n" * 8
    )
    assert made.exit_code == 0 and said in made.output, made.output
    assert ("Welcher Ansatz?" in made.output) is (language == "de")
    assert ("Which approach?" in made.output) is (language == "en")
    monkeypatch.undo()
    again = run(language, ["new", str(tmp_path / "neu"), "--company", "Acme"])
    assert ("überschrieben" in again.output) is (language == "de")
    assert ("overwritten" in again.output) is (language == "en")


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "de"),
        ([], {"LANG": "C.UTF-8"}, "de"),
        ([], {"LANG": "de_DE.UTF-8"}, "de"),
        ([], {"LANG": "fr_FR.UTF-8"}, "de"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "de_DE.UTF-8"}, "de"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
        (["--lang", "en", "check"], {}, "en"),
        (["--lang=en", "check"], {"LANG": "de_DE"}, "en"),
        (["--lang", "de", "check"], {"LANG": "en_US"}, "de"),
        (["--lang"], {"LANG": "en_US"}, "de"),
        (["new", "--company", "--lang=en"], {}, "de"),
    ],
)
def test_who_says_the_language(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert language_asked_for(arguments, environment) == language


def test_click_is_afterwards_as_it_was() -> None:
    before = click.exceptions.__dict__["_"]
    assert run("de", ["--help"]).exit_code == 0
    assert click.exceptions.__dict__["_"] is before
    assert "Invalid value" in str(click.BadParameter("x").format_message())


def test_both_languages_in_one_process_keep_apart() -> None:
    first, german, again = (
        run(language, ["build", "--help"]).output for language in ("en", "de", "en")
    )
    assert first == again != german and "Show this message" in first


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
@pytest.mark.parametrize("seconds", [1.5, 3.0])
def test_ctrl_c_ends_a_build_with_a_word(seconds: float, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kamhandbook", "build", "--all-audiences", "--out", "."]
    process = subprocess.Popen(
        [*command, "--content", str(ROOT / "content")],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert "Traceback" not in errors and "Aborted" not in errors
    assert process.returncode == 0 or "Abgebrochen." in errors or process.returncode < 0


@pytest.mark.parametrize("module", ["click", "kamhandbook.cli.speech", "yaml"])
def test_ctrl_c_while_a_command_is_loaded_shows_no_traceback(module: str) -> None:
    program = (
        "import signal, sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}:\n"
        "            signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "from kamhandbook.__main__ import run\n"
        "sys.argv = ['kamhandbook', 'build']\n"
        "run()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


@pytest.mark.parametrize(
    ("language", "answer", "expected"),
    [
        *((language, "", False) for language in ("de", "en")),
        *(("de", answer, True) for answer in ("j", "Ja", "y")),
        *(("de", "nein", False), ("en", "yes", True), ("en", "n", False)),
    ],
)
def test_yes_and_no_are_asked_in_the_language_spoken(
    language: str, answer: str, expected: bool
) -> None:
    @click.command()
    def asking() -> None:
        with speaking(language):
            click.echo(f"<{is_confirmed('?')}>")

    result = CliRunner().invoke(asking, input=f"vielleicht\n{answer}\n")
    assert f"<{expected}>" in result.output
    assert ("[j/N]" in result.output) is (language == "de")


def test_placeholders_are_words_of_their_own() -> None:
    with speaking("de"):
        assert placeholder("[OPTIONS]") == "[OPTIONEN]" and placeholder("[FROM]") == "[VON]"
    with speaking("en"):
        assert placeholder("FILE|FOLDER") == "FILE|FOLDER"


def _said(tree: object, place: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    if isinstance(tree, dict):
        for key, inside in tree.items():
            if key not in ("one", "other"):
                yield from _said(inside, f"{place}/{key}")
        texts = [text for form, text in tree.items() if form in ("one", "other")]
        if texts:
            yield place, frozenset().union(*map(_gaps, map(str, texts)))
    else:
        yield place, _gaps(str(tree))


def _gaps(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


@pytest.mark.parametrize("room", catalogue_file(ENGLISH, "cli"))
def test_english_words_stand_for_german_ones_with_the_same_gaps(room: str) -> None:
    german = dict(_said(catalogue_file(GERMAN, room)))
    english = dict(_said(catalogue_file(ENGLISH, "cli")[room]))
    assert english
    assert {place: gaps for place, gaps in english.items() if german.get(place) != gaps} == {}


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("calendar {folder}/kam.ics", "events are in"),
        ("register {folder}/hr.csv", "rows are new"),
        ("register {folder}/missing/hr.csv", "there is none"),
        ("forget", "stands in no answer"),
        ("questionnaire export {folder}/q.xlsx", "The questionnaire is in"),
        ("status", "Next:"),
        ("check", "Nothing found"),
        ("schema {folder}/schema", "schemas are in"),
        ("iteration diff 9", "is not closed"),
        ("templates nothing", "There is no template"),
        ("build --site-only --out {folder}/out", "Took"),
    ],
)
def test_commands_say_their_own_words_in_english(
    tmp_path: Path, command: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    words = command.format(folder=tmp_path.as_posix()).split(" ")
    words += ["Katrin Nobody"] if words == ["forget"] else []
    english = CliRunner().invoke(main, ["--lang", "en", *words])
    assert told in english.output
    for file in tmp_path.iterdir():  # for the German run
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    assert told not in CliRunner().invoke(main, ["--lang", "de", *words]).output
