"""Projects in awkward colours, each a copy of the sample company with a brand of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.site.made import CONTENT

AWKWARD = {
    "yellow": ("#ffd400", "#ffe866"),
    "near-white": ("#f4f4f2", "#fafafa"),
    "near-black": ("#0b0b0d", "#141416"),
}


def project_in(folder: Path, name: str) -> Path:
    """Make a project whose brand has the named colours; gives its content folder."""
    primary, accent = AWKWARD[name]
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    handbook = content / "handbook.yaml"
    handbook.write_text(handbook.read_text("utf-8").replace("brand: nordkamp", f"brand: {name}"))
    theme = folder / "themes" / name
    theme.mkdir(parents=True)
    colours = f'colours: {{primary: "{primary}", accent: "{accent}"}}\n'
    (theme / "brand.yaml").write_text(colours, encoding="utf-8")
    return content
