"""What is wrong beside content/ – brand, mkdocs.yml, own pages – is told with its place, too."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import kamhandbook
from kamhandbook.cli import main
from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.design.old_markup import old_markup
from tests.sample import copy_of_sample

LOGO = "  png: logo.png"
BRAND = "themes/nordkamp/brand.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_of_sample(tmp_path)


def output_of(project: Path, *command: str) -> str:
    result = CliRunner().invoke(main, [*command, "--content", str(project / "content")])
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    return result.output


def line_of(file: Path, text: str) -> int:
    return file.read_text(encoding="utf-8").splitlines().index(text) + 1


@pytest.mark.parametrize(
    ("file", "raw", "place"),
    [
        (BRAND, b"- petrol\n", f"{BRAND}:1:1: TYPE1"),
        (BRAND, b"colours: petrol\n", f"{BRAND}:1:10: TYPE1"),
        ("themes/nordkamp/logo.svg", b"no picture", f"{BRAND}:17:8: BRAND3"),
        ("content/iterations/02.yaml", b"number: 1\n", "content/iterations/02.yaml:1:9: ITER5"),
        ("content/iterations/2.yaml", b"end: 2026-09-01\n", "content/iterations/2.yaml:1:1: ITER5"),
    ],
)
def test_check_tells_the_place(project: Path, file: str, raw: bytes, place: str) -> None:
    (project / file).write_bytes(raw)
    assert place in output_of(project, "check")


def test_a_logo_that_is_no_picture_is_told_where_it_is_named(project: Path) -> None:
    (project / "themes/nordkamp/logo.png").write_bytes(b"no picture")
    line = line_of(project / BRAND, LOGO)
    assert f"{BRAND}:{line}:8: BRAND3" in output_of(project, "check")


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("site/goal.md.j2", "„site/goals.md.j2“"),
        ("goals.md.j2", "„site/goals.md.j2“"),
        ("site/goals.md", "„site/goals.md.j2“"),
        ("site/ziele.md.j2", "„site/goals.md.j2“"),
        ("site/zile.md.j2", "„site/goals.md.j2“"),
        ("site/key-accounts.md.j2", "„site/key_accounts.md.j2“"),
        ("deck/key-accounts.md.j2", "„deck/key_accounts.md.j2“"),
        ("site/_question.md", "„site/_question.md.j2“"),
    ],
)
def test_a_template_that_replaces_none_is_told(project: Path, name: str, guess: str) -> None:
    file = project / "themes/nordkamp" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("")
    output = CliRunner().invoke(main, ["check", "--content", str(project / "content")]).output
    assert f"themes/nordkamp/{name}:1:1: TPL2" in output
    assert f"Meintet ihr {guess}?" in " ".join(output.split())


@pytest.mark.parametrize(
    "name",
    ["site/goals.md.j2", "deck/cover.md.j2", "site/_eigenes.md.j2", "site/.DS_Store", "a.txt"],
)
def test_templates_that_replace_one_or_are_parts_are_not(project: Path, name: str) -> None:
    file = project / "themes/nordkamp" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("")
    assert CliRunner().invoke(main, ["check", "--content", str(project / "content")]).exit_code == 0


def test_a_slip_in_mkdocs_yml_is_told_like_one_in_the_content(project: Path) -> None:
    file = project / "mkdocs.yml"
    text = file.read_text(encoding="utf-8").replace("  name: material", "\tname: material")
    file.write_text(text, encoding="utf-8")
    line = line_of(file, "\tname: material")
    output = output_of(project, "build", "--site-only", "--out", str(project / "build"))
    assert f"mkdocs.yml:{line}:1: YAML1" in output
    assert str(project) not in output


def test_an_own_page_that_is_no_utf8_is_named(project: Path) -> None:
    (project / "content/pages/eigene.md").write_bytes("# Eigene\n\nGrüße\n".encode("latin-1"))
    output = output_of(project, "build", "--site-only", "--out", str(project / "build"))
    assert "content/pages/eigene.md:3:3: FILE4" in output


def test_a_picture_that_is_not_there_is_told_and_one_that_is_there_not(project: Path) -> None:
    shutil.copy(project / "themes/nordkamp/logo.png", project / "content/pages/da.png")
    answers = "answers:\n  tools: |\n    ![a](pages/da.png) ![b](pages/fort.png)\n"
    (project / "content/7-tools.yaml").write_text(answers, encoding="utf-8")
    output = output_of(project, "check", "--strict")
    assert "content/7-tools.yaml:2:3: FILE8 Das Bild „pages/fort.png“" in output
    assert "da.png" not in output.replace("![a](pages/da.png)", "")


OLD_TEMPLATE = """# Ziele {#ziele}
{# TODO: {{ nicht }} zeigen #}
<p class="x">Hallo</p>
</details>
<!-- auch nicht -->
Absatz {: .gross }
!!! note
"""
NEW_TEMPLATE = r"""# Ziele {#ziele .gross}
{## <p> {# alt #} ##}
{% if "<b>" < "c" %}{{ "<i>" }}{% endif %}
1 \<b> 2, &lt;b>, `<b> {# x #} {: .x }`, a <b und 3 > 2, <https://a.example> [x](<y z.html>)
```
<p>{# auch #}</p>
```
"""


def own_template(project: Path, text: str) -> str:
    name = "themes/nordkamp/site/goals.md.j2"
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text(text, encoding="utf-8")
    return name


def test_markup_that_templates_do_not_have_is_told_where_it_stands(project: Path) -> None:
    name = own_template(project, OLD_TEMPLATE)
    output = output_of(project, "check")
    assert [line for line in range(1, 9) if f"{name}:{line}:1: TPL2" in output] == [*range(2, 8)]
    assert "docs/templates.md" in output


def test_what_templates_mean_literally_is_no_markup(tmp_path: Path) -> None:
    file = tmp_path / "goals.md.j2"
    file.write_text(NEW_TEMPLATE, encoding="utf-8")
    assert list(old_markup(file, file.name)) == []


def test_our_own_templates_have_no_such_markup() -> None:
    """Companies begin with a copy of them."""
    ours = sorted((Path(kamhandbook.__file__).parent / "templates").glob("*/*.md.j2"))
    assert len(ours) > len(DIMENSIONS)
    assert [finding for file in ours for finding in old_markup(file, file.name)] == []
