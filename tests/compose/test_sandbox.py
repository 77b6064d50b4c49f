"""A template of a brand is data: it reaches what it is given; a step outside is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kamhandbook.cli import main
from tests.sample import copy_of_sample

TODAY = "2026-11-24"

STEPS_OUT = (
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ handbook.parse_file('/etc/passwd') }}",
    "{{ handbook.model_validate_json('{}') }}",
    "{{ about.model_copy(update={'title': 'x'}) }}",
    "{{ handbook.__class__ }}",
    "{{ sees.__func__.__globals__ }}",
    "{{ '{0.__class__}'.format(handbook) }}",
    "{{ ('%s' | format(handbook)).__class__ }}",
    "{{ imprint.language.locale.parse('de') }}",
    "{% set _ = about.hyphenation.__class__ %}{{ _ }}",
    "{{ figure.__globals__ }}",
    "{{ {}.update({1: 2}) }}",
    "{{ self.__init__ }}",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_of_sample(tmp_path)


def build(project: Path) -> Result:
    command = ["build", "--content", str(project / "content"), "--out", str(project / "out")]
    return CliRunner().invoke(main, [*command, "--today", TODAY])


def write(project: Path, name: str, text: str) -> None:
    file = project / "themes" / "nordkamp" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("step", STEPS_OUT)
@pytest.mark.parametrize("output", ["site", "deck"])
def test_a_template_that_steps_out_is_told(project: Path, output: str, step: str) -> None:
    heading = "# Ziele {#goals}\n" if output == "deck" else ""
    write(project, f"{output}/goals.md.j2", f"{heading}\nVorher\n\n{step}\n")
    result = build(project)
    assert result.exit_code == 1, result.output
    line = 5 if output == "deck" else 4
    assert f"{output}/goals.md.j2:{line}" in result.output
    assert "Traceback" not in result.output
    assert not (project / "out").exists()


def test_what_templates_are_given_serves(project: Path) -> None:
    write(
        project,
        "site/tools.md.j2",
        "{% set ns = namespace(n=0) %}{% for tool in tools.tools | sort(attribute='name') %}"
        "{% set ns.n = ns.n + loop.index %}{% endfor %}Summe {{ ns.n }} am {{ today.year }}\n",
    )
    assert build(project).exit_code == 0
    page = (project / "out" / "site" / "werkzeuge.html").read_text("utf-8")
    assert "Summe 10 am 2026" in page  # 1 + 2 + 3 + 4 for its four tools


@pytest.mark.parametrize("name", ["site/_secret.md.j2", "logo-link.svg"])
def test_a_link_in_a_brand_folder_is_refused(project: Path, name: str) -> None:
    outside = project / "geheim.txt"
    outside.write_text("streng vertraulich", encoding="utf-8")
    link = project / "themes" / "nordkamp" / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(outside)
    result = build(project)
    assert result.exit_code == 1
    assert "BRAND4" in result.output and f"themes/nordkamp/{name}" in result.output


def test_templates_are_listed_and_copied_once(project: Path) -> None:
    listed = CliRunner().invoke(main, ["templates"])
    assert listed.exit_code == 0 and "deck/goals.md.j2" in listed.output
    command = ["templates", "deck/goals.md.j2", "--content", str(project / "content")]
    assert CliRunner().invoke(main, command).exit_code == 0
    copy = project / "themes" / "nordkamp" / "deck" / "goals.md.j2"
    copy.write_text(copy.read_text("utf-8").replace("KAM", "KAM "), encoding="utf-8")
    again = CliRunner().invoke(main, command)
    assert again.exit_code == 1 and "gibt es schon" in again.output
    bare = CliRunner().invoke(main, ["templates", "goals"])
    assert "site/goals.md.j2“, „deck/goals.md.j2" in bare.output
    assert "Meintet ihr" not in CliRunner().invoke(main, ["templates", "versprechen"]).output
    wrong = CliRunner().invoke(main, ["templates", "deck/gaols.md.j2"])
    assert wrong.exit_code == 1 and "deck/goals.md.j2" in wrong.output
