"""What keeps a build quick, as far as it can be told on any machine."""

from __future__ import annotations

import time
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from kamhandbook.site.build import make_site
from kamhandbook.site.theme import quicken
from tests.publish.small import contents, own_page

PAGE = "\n\n".join(f"## Abschnitt {n}\n\nEin Absatz mit [Link](seite-0.md).\n" for n in range(6))


def seconds(folder: Path, pages: int) -> float:
    """The processor time of a build with so many pages of the company's own."""
    for number in range(pages):
        own_page(folder, f"seite-{number}.md", f"# Seite {number}\n\n{PAGE}")
    site = folder / "site"
    site.mkdir()
    started = time.process_time()
    make_site(contents(folder), site)
    return time.process_time() - started


def test_time_grows_with_the_pages_and_not_faster(tmp_path: Path) -> None:
    for name in ("first", "few", "many"):
        (tmp_path / name).mkdir()
    seconds(tmp_path / "first", 1)  # loads and compiles what all builds need
    few, many = seconds(tmp_path / "few", 25), seconds(tmp_path / "many", 100)
    assert many < 4 * few * 1.6


def test_icons_are_not_listed_but_can_be_used(tmp_path: Path) -> None:
    config = MkDocsConfig(config_file_path=str(tmp_path / "mkdocs.yml"))
    config.load_dict({"site_name": "X", "docs_dir": str(tmp_path), "theme": {"name": "material"}})
    config.validate()
    everything = config.theme.get_env().list_templates()
    quicken(config.theme)
    env = config.theme.get_env()
    listed = env.list_templates()
    assert len(listed) < 1_000 < len(everything)
    assert [name for name in everything if not any(p[0] == "." for p in name.split("/"))] == listed
    assert "<svg" in env.get_template(".icons/material/close.svg").render()
    assert env.bytecode_cache is not None
