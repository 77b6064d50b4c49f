"""Links into nowhere are told in German, where they were written, once."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kamhandbook.cli import main
from kamhandbook.content.types import Audience
from tests.sample import copy_of_sample

PAGE = "content/pages/eigene.md"


def build(project: Path, *options: str) -> list[str]:
    """Return what a build says of links."""
    command = ["build", "--site-only", "--content", str(project / "content")]
    done = CliRunner().invoke(main, [*command, "--out", str(project / "build"), *options])
    assert done.exit_code == 0, done.output
    assert "Doc file" not in done.output and "MkDocs" not in done.output
    return [line.strip(" –") for line in done.output.splitlines() if "Link" in line]


def write(project: Path, name: str, text: str) -> None:
    file = project / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[x](fehlt.md)", "„fehlt.md“ führt ins Leere"),
        ("[x](fehlt.html)", "„fehlt.html“ führt ins Leere"),
        ("![x](bilder/fehlt.png)", "„bilder/fehlt.png“ führt ins Leere"),
        ("[x](fehlt)", "„fehlt“ führt ins Leere"),
        ("[x](hr@firma.example)", "Meint ihr „mailto:hr@firma.example“?"),
        ("[x](#nirgends)", "„#nirgends“ führt zu einer Stelle"),
        ("[x](ziele.html#nirgends)", "„ziele.html#nirgends“ führt zu einer Stelle"),
    ],
)
def test_a_link_on_an_own_page_is_told_at_its_column(
    tmp_path: Path, written: str, said: str
) -> None:
    project = copy_of_sample(tmp_path)
    write(project, PAGE, f"# Eigene\n\nText mit {written} darin.\n")
    (told,) = build(project)
    assert said in told
    assert told.startswith(f"{PAGE}:3:{10 + written.index('(') + 1}: ")


def test_links_in_answers_and_templates_are_told_there_and_once(tmp_path: Path) -> None:
    project = copy_of_sample(tmp_path)
    write(project, "content/7-tools.yaml", "answers:\n  tools: |\n    Im [CRM](crm.html).\n")
    write(project, "themes/nordkamp/site/about.md.j2", "Hier [steht](das-nicht.html) es.\n")
    told = [line.partition(": ")[0] for line in build(project)]
    assert told == ["content/7-tools.yaml:3:14", "themes/nordkamp/site/about.md.j2:1:14"]


@pytest.mark.parametrize("audience", list(Audience))
def test_the_sample_has_none_for_anybody(tmp_path: Path, audience: Audience) -> None:
    assert build(copy_of_sample(tmp_path), "--audience", audience.value) == []
