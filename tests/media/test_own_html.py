"""HTML in a company's own page that asks other servers is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kamhandbook.building.raw_html import asked_elsewhere
from kamhandbook.cli import main
from tests.sample import copy_of_sample

HOST = "https://fremd.example/x"


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        (f'<img src="{HOST}" alt="">', "img"),
        (f"<IMG SRC={HOST}>", "img"),
        (f'Text <img src="{HOST}"> darin', "img"),
        (f'<picture><source srcset="a.png, {HOST} 2x"></picture>', "source"),
        (f"<script src='{HOST}'></script>", "script"),
        (f'<iframe src="{HOST}"></iframe>', "iframe"),
        (f'<link rel="stylesheet" href="{HOST}">', "link"),
        (f'<video poster="{HOST}"></video>', "video"),
        (f'<object data="{HOST}"></object>', "object"),
        (f"<style>@import '{HOST}';</style>", "style"),
        (f"<style>\n.a {{ background: url( {HOST} ) }}\n</style>", "style"),
        (f'<p style="background: url({HOST})">x</p>', "p"),
        ('<img src="//fremd.example/x">', "img"),
        (f'<svg><image xlink:href="{HOST}"/></svg>', "image"),
    ],
)
def test_what_is_loaded_from_elsewhere_is_found(html: str, tag: str) -> None:
    ((found, address, line),) = asked_elsewhere(f"# Seite\n\n{html}\n")
    assert found == tag and "fremd.example/x" in address
    assert line == (3 if "\n" in html else 2)


@pytest.mark.parametrize(
    "text",
    [
        f'<a href="{HOST}">Link</a>',
        f'`<img src="{HOST}">`',
        f'```html\n<img src="{HOST}">\n```',
        '<img src="bild.png">',
        '<img src="data:image/png;base64,AA==">',
        f"[Link]({HOST}) und {HOST}",
    ],
)
def test_links_code_and_own_files_ask_nobody(text: str) -> None:
    assert list(asked_elsewhere(f"# Seite\n\n{text}\n")) == []


def test_it_is_told_at_its_line(tmp_path: Path) -> None:
    project = copy_of_sample(tmp_path)
    page = project / "content/pages/eigene.md"
    page.write_text(f'# Eigene\n\nText\n\n<img src="{HOST}">\n', encoding="utf-8")
    done = CliRunner().invoke(main, ["check", "--content", str(project / "content")])
    assert done.exit_code == 0
    assert "content/pages/eigene.md:5:1: FILE8" in done.output and "<img>" in done.output
