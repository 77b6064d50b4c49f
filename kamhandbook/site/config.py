"""Reading mkdocs.yml, or the configuration that stands in where a project has none."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml

FILE = "mkdocs.yml"


def config_file(root: Path) -> Path | None:
    """Return the project's mkdocs.yml, if it has one."""
    file = root / FILE
    return file if file.is_file() else None


def site_url(root: Path) -> str:
    """Read where the site will be published; empty when mkdocs.yml does not say."""
    return _setting(root, "site_url")


def docs_dir(root: Path, content: Path) -> Path:
    """Return the folder of the company's own pages: from mkdocs.yml, else ``content/pages``."""
    setting = _setting(root, "docs_dir")
    return root / setting if setting else content / "pages"


def own_pages(root: Path, content: Path) -> frozenset[str]:
    """Return the pages that a company has written itself, by the file each becomes."""
    folder = docs_dir(root, content)
    files = (file.relative_to(folder) for file in folder.rglob("*.md"))
    return frozenset(file.with_suffix(".html").as_posix() for file in files)


def _setting(root: Path, key: str) -> str:
    file = config_file(root)
    if file is None:
        return ""
    try:
        node: Any = yaml.compose(file.read_bytes(), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, OSError, ValueError):
        return ""  # MkDocs will say what is wrong with it
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((_text(value) for name, value in pairs if name.value == key), "")


def _text(node: yaml.Node) -> str:
    """Read a scalar; ``!ENV NAME`` and ``!ENV [NAME, default]`` as MkDocs does."""
    if isinstance(node, yaml.SequenceNode) and node.value:
        *names, default = (item.value for item in node.value)
        return str(next((os.environ[name] for name in names if name in os.environ), default))
    if not isinstance(node, yaml.ScalarNode):
        return ""
    if node.tag == "!ENV":
        return os.environ.get(str(node.value), "")
    return "" if node.tag.endswith(":null") else str(node.value)


def built_in(name: str) -> BytesIO:
    """Return the configuration of a project without mkdocs.yml."""
    settings = {
        "site_name": name,
        "theme": {"name": "material"},
        "plugins": ["kamhandbook", "search"],
    }
    return BytesIO(yaml.safe_dump(settings, allow_unicode=True).encode())
