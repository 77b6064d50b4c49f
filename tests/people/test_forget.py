"""``forget``: a person leaves answers and frozen states, nobody of like name does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from kamhandbook.cli import main
from kamhandbook.reading.person_certainty import doubt_about, namesakes_of
from kamhandbook.reading.person_mentions import person_of
from kamhandbook.wording.language import DEFAULT

FORMS = {
    "Anna Huber": [
        "Fragt Anna Huber.",
        "Anna Hubers Kunden",
        "Frau Huber entscheidet",
        "Hubers Team",
        "Dr. Huber",
        "Frau Dr. Anna Huber",
        "A. Huber",
        "Anna M. Huber",
        "„Huber, Anna“",
        "ANNA HUBER",
        "anna.huber@firma.example",
        "a.huber@firma.example",
        "Anna\n      Huber",
        "Anna\n# Huber",
        "Mit Huber sprechen",
        "(Huber)",
    ],
    "Jörg Müller-Lüdenscheidt": ["Joerg Mueller-Luedenscheidt", "Herr Müller-Lüdenscheidt"],
    "Ursula von der Heide": ["Frau von der Heide", "U. von der Heide", "ursula.heide@x.example"],
    "Zoë Ñuñez": ["Zoë Ñuñez"],
    "Li Wei Chen": ["Li Wei Chen", "Li W. Chen"],
}
OTHERS = [
    "Die Huber SE",
    "Huber-Meier",
    "Annahuber",
    "Peter Huber",
    "Hubertus",
    "p.huber@firma.example",
    "der Huber",
]


def certain(text: str, name: str, people: list[str] | None = None) -> list[str]:
    """What would be taken out of a text."""
    person = person_of(name)
    assert person
    namesakes = namesakes_of(person, people or [], ["Huber SE"], [text], DEFAULT)
    return [
        mention.text
        for mention in person.mentions(text)
        if not doubt_about(mention, text, person, namesakes, DEFAULT)
    ]


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, texts in FORMS.items() for t in texts])
def test_a_person_is_found_however_the_name_is_written(name: str, text: str) -> None:
    assert len(certain(text, name)) == 1


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_like_the_name_is_left_alone(text: str) -> None:
    assert certain(text, "Anna Huber") == []


@pytest.mark.parametrize("text", ["Frau Huber", "Huber", "Hubers Kunden"])
def test_with_another_one_of_the_name_a_short_form_is_not_certain(text: str) -> None:
    assert certain(text, "Anna Huber", ["Peter Huber"]) == []
    assert certain("Anna Huber", "Anna Huber", ["Peter Huber"]) == ["Anna Huber"]
    assert certain("A. Huber", "Anna Huber", ["Peter Huber"]) == ["A. Huber"]
    assert certain("A. Huber", "Anna Huber", ["Andrea Huber"]) == []


def test_two_names_of_a_list_are_not_one_with_its_surname_first() -> None:
    assert certain("[Peter Huber, Anna Berg]", "Anna Huber") == []
    assert certain("[Peter Huber, Anna Huber]", "Anna Huber") == ["Anna Huber"]


ANSWERS = """\
# Anna Huber fragt nach.
answers:
  rules:
    text: >-
      Preise gibt Frau Huber frei, nie die Huber SE. Wer Anna
      Huber nicht erreicht, fragt Hubers Vertretung.   # Anna weiß mehr
    owner: "Huber, Anna"
escalation:
  - {level: 1, who: Anna Huber, within: sofort}
"""
ABOUT = """\
company: {name: Auental AG}
contact:
  name: Anna Huber   # bis Mai
  email: anna.huber@auental.example
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    (content / "iterations").mkdir(parents=True)
    (content / "pages").mkdir()
    (content / "6-rules.yaml").write_text(ANSWERS, "utf-8")
    (content / "handbook.yaml").write_bytes(ABOUT.replace("\n", "\r\n").encode())
    (content / "iterations" / "01.yaml").write_text("number: 1\nend: 2026-10-01\n", "utf-8")
    state = {"rules": {"answers": {"rules": {"text": "Preise\ngibt Anna\nHuber frei."}}}}
    values = {"closed_on": "2026-10-01", "handbook": state, "iteration": 1, "schema": 1}
    text = json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    (content / "iterations" / "01.snapshot.json").write_text(text, "utf-8")
    (content / "pages" / "wir.md").write_text("# Wir\n\nAnna Huber hilft.\n", "utf-8")
    (content / "pages" / "foto.png").write_bytes(b"")
    return tmp_path


def forget(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["forget", *arguments, "--content", str(project / "content")])


def everything(project: Path) -> dict[str, bytes]:
    return {str(f): f.read_bytes() for f in (project / "content").rglob("*") if f.is_file()}


def test_the_preview_shows_every_line_and_writes_nothing(project: Path) -> None:
    before = everything(project)
    shown = forget(project, "Anna Huber")
    assert shown.exit_code == 0, shown.output
    assert everything(project) == before
    assert "9 Stellen in 3 Dateien nennen Anna Huber" in shown.output
    assert "+      Preise gibt N. N. frei, nie die Huber SE. Wer N. N." in shown.output
    assert "„Anna“: nur der Vorname" in shown.output
    assert "content/pages/wir.md:3" in shown.output
    assert "content/pages/foto.png" in shown.output


def test_what_is_written_differs_in_the_name_only(project: Path) -> None:
    before = everything(project)
    assert forget(project, "Anna Huber", "--instead", "Leitung KAM", "--yes").exit_code == 0
    rules = (project / "content" / "6-rules.yaml").read_text("utf-8")
    assert "Huber" not in rules.replace("Huber SE", "")
    assert "# Anna weiß mehr" in rules
    assert yaml.safe_load(rules)["escalation"][0]["who"] == "Leitung KAM"
    about = (project / "content" / "handbook.yaml").read_bytes()
    assert b'  name: Leitung KAM   # bis Mai\r\n  email: ""\r\n' in about
    state = json.loads((project / "content" / "iterations" / "01.snapshot.json").read_bytes())
    assert "Leitung KAM" in state["handbook"]["rules"]["answers"]["rules"]["text"]
    untouched = {name for name, raw in everything(project).items() if before[name] == raw}
    assert {Path(name).name for name in untouched} == {"01.yaml", "wir.md", "foto.png"}


def test_a_surname_alone_means_the_one_who_bears_it(project: Path) -> None:
    assert "nennen Anna Huber" in forget(project, "Huber").output
    people = "team: {members: [{person: Peter Huber}]}\n"
    (project / "content" / "introduction.yaml").write_text(people, "utf-8")
    shown = forget(project, "Huber")
    assert shown.exit_code == 2
    assert "Anna Huber, Peter Huber" in shown.output
    assert "Frau Huber“: auch gemeint sein kann Peter Huber" in forget(project, "Anna Huber").output


def test_nobody_and_what_cannot_stand_in_a_file(project: Path) -> None:
    nobody = forget(project, "Karl Nirgends")
    assert nobody.exit_code == 1
    assert "steht in keiner Antwort" in nobody.output
    for instead in ("a: b", "x, y", '"', "# x", " "):
        assert forget(project, "Anna Huber", "--instead", instead).exit_code in (0, 2)
    assert forget(project, "Anna Huber", "--instead", "a: b").exit_code == 2
    assert forget(project, "123").exit_code == 2


def test_unreadable_answers_are_told_and_left_alone(project: Path) -> None:
    (project / "content" / "7-tools.yaml").write_text("tools: [", "utf-8")
    before = everything(project)
    told = forget(project, "Anna Huber", "--yes")
    assert told.exit_code == 1
    assert "7-tools.yaml" in told.output
    assert everything(project) == before


def test_what_nobody_can_read_is_never_taken_for_clean(project: Path) -> None:
    (project / "README.md").write_bytes("Größe und Maß: Anna Huber".encode("cp1252"))
    (project / "content" / "alt.json").write_bytes(b"\xff\x81")
    output = forget(project, "Anna Huber").output
    assert "README.md:1" in output  # also in an old encoding
    assert "nicht durchsucht: content/alt.json" in output


def test_pages_that_cannot_be_read_stop_it(project: Path) -> None:
    pages = project / "content" / "pages"
    pages.mkdir(exist_ok=True)
    (pages / "fremd.md").write_bytes(b"\xff\x00\x81")
    before = everything(project)
    done = forget(project, "Anna Huber", "--yes")
    assert done.exit_code == 1 and "fremd.md:1:1" in done.output and everything(project) == before
