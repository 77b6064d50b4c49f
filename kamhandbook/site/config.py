"""Reading mkdocs.yml, or the configuration that stands in where a project has none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml

from kamhandbook.findings import Finding, Position
from kamhandbook.reading.input_files import Unreadable, is_there, read_text
from kamhandbook.reading.limits import DEPTH
from kamhandbook.reading.syntax import syntax_problem, unreadable_place

FILE = "mkdocs.yml"


def config_file(root: Path) -> Path | None:
    """Return the project's mkdocs.yml, if it has one."""
    file = root / FILE
    return file if is_there(file) else None


def config_findings(root: Path) -> Iterator[Finding]:
    """Yield why mkdocs.yml cannot be read as YAML; what it says is MkDocs' business."""
    if is_there(root / FILE):
        text = read_text(root / FILE, FILE)
        found = text.finding if isinstance(text, Unreadable) else _unreadable(text)
        if found:
            yield found


def _unreadable(text: str) -> Finding | None:
    return unreadable_place(text, FILE) or _yaml_problem(text)


def _yaml_problem(text: str) -> Finding | None:
    """Return what is no YAML, or nests too deep for MkDocs; tags are its own."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > DEPTH.most:
                    mark: Any = event.start_mark
                    return DEPTH.finding(Position(FILE, mark.line + 1, mark.column + 1))
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.MarkedYAMLError as error:
        return syntax_problem(error, text, FILE)
    return None


def site_url(root: Path) -> str:
    """Read where the site will be published; empty when mkdocs.yml does not say."""
    setting = _setting(root, "site_url")
    return _text(setting) if setting else ""


def site_name(root: Path) -> tuple[str, Position] | None:
    """Return what mkdocs.yml calls the site, and where; None where it says nothing."""
    setting = _setting(root, "site_name")
    text = _text(setting) if setting else ""
    if setting is None or not text:
        return None
    mark = setting.start_mark
    return text, Position(FILE, mark.line + 1, mark.column + 1)


def docs_dir(root: Path, content: Path) -> Path:
    """Return the folder of the company's own pages: from mkdocs.yml, else ``content/pages``."""
    setting = _setting(root, "docs_dir")
    name = _text(setting) if setting else ""
    return root / name if name else content / "pages"


def docs_dir_place(root: Path) -> Position | None:
    """Return where mkdocs.yml names the folder of the company's own pages, if it does."""
    setting = _setting(root, "docs_dir")
    mark = setting.start_mark if setting and _text(setting) else None
    return Position(FILE, mark.line + 1, mark.column + 1) if mark else None


def own_pages(root: Path, content: Path) -> frozenset[str]:
    """Return the pages that a company has written itself, by the file each becomes."""
    folder = docs_dir(root, content)
    files = (file.relative_to(folder) for file in folder.rglob("*.md"))
    return frozenset(file.with_suffix(".html").as_posix() for file in files)


def _setting(root: Path, key: str) -> yaml.Node | None:
    text = read_text(root / FILE, FILE)
    return None if isinstance(text, Unreadable) else _settings(text).get(key)


@lru_cache(maxsize=8)  # each setting is asked for on its own
def _settings(text: str) -> dict[str, yaml.Node]:
    """Return what stands behind the keys of a mkdocs.yml, not yet resolved."""
    try:
        node: Any = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}  # MkDocs will say what is wrong with it
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {str(name.value): value for name, value in pairs}


def _text(node: yaml.Node) -> str:
    """Read a scalar; ``!ENV NAME`` and ``!ENV [NAME, default]`` as MkDocs does."""
    if isinstance(node, yaml.SequenceNode) and node.value and node.tag == "!ENV":
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
