"""Contents that cannot be read, each of them one file of a project that has nothing else wrong."""

from __future__ import annotations

from pathlib import Path

_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

#: name → (file, bytes, code, line)
BROKEN: dict[str, tuple[str, bytes, str, int]] = {
    "tab": ("content/handbook.yaml", b"company:\n\tname: X\n", "YAML1", 2),
    "unclosed bracket": ("content/1-goals.yaml", b"goals: []\nnon_goals: [a\n", "YAML1", 2),
    "unclosed quote": ("content/1-goals.yaml", b'why: "so\ngoals: []\n', "YAML1", 1),
    "colon in text": ("content/1-goals.yaml", b"goals: []\nwhy: a: b\n", "YAML1", 2),
    "two documents": ("content/1-goals.yaml", b"why: a\n---\nwhy: b\n", "YAML1", 2),
    "merge conflict": ("content/1-goals.yaml", b"<<<<<<< A\nwhy: a\n=======\nwhy: b\n", "YAML1", 1),
    "undefined alias": ("content/1-goals.yaml", b"goals: []\nwhy: *x\n", "YAML1", 2),
    "list as key": ("content/1-goals.yaml", b"? [a, b]\n: c\n", "YAML1", 1),
    "tag": ("content/1-goals.yaml", b"why: !!python/object:os.system x\n", "YAML1", 1),
    "own tag": ("content/1-goals.yaml", b"goals: []\nwhy: !secret x\n", "YAML1", 2),
    "NUL": ("content/1-goals.yaml", b"why: a\x00b\n", "YAML1", 1),
    "DEL": ("content/1-goals.yaml", b"goals: []\nwhy: a\x7fb\n", "YAML1", 2),
    "C1 control": ("content/1-goals.yaml", "why: a\x82b\n".encode(), "YAML1", 1),
    "Latin-1": ("content/1-goals.yaml", "goals: []\nwhy: für\n".encode("latin-1"), "FILE4", 2),
    "UTF-16": ("content/1-goals.yaml", "why: x\n".encode("utf-16"), "FILE4", 1),
    "picture": ("content/1-goals.yaml", b"\x89PNG\r\n\x1a\n\x00\x00", "FILE4", 1),
    "PDF": ("content/1-goals.yaml", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "FILE4", 1),
    "RTF": ("content/1-goals.yaml", b"{\\rtf1\\ansi why: a}", "FILE4", 1),
    "too large": ("content/1-goals.yaml", b"why: " + b"x" * 5_000_001, "FILE3", 1),
    "long text": ("content/1-goals.yaml", b"why: |\n  " + b"x" * 100_001, "YAML3", 1),
    "deep emphasis": (
        "content/1-goals.yaml",
        b"why: a\nanswers:\n  purpose: " + b"'" + b"**" * 2500 + b"a" + b"**" * 2500 + b"'",
        "YAML3",
        3,
    ),
    "long list": ("content/1-goals.yaml", b"goals:\n" + b"  - text: x\n" * 3_001, "YAML3", 3002),
    "logo's name with NUL": ("themes/own/brand.yaml", b'logo:\n  svg: "a\\0b"\n', "BRAND3", 2),
    "half a character spelled out": ("content/1-goals.yaml", b'why: "\\ud800"\n', "YAML1", 1),
    "half a character in a key": ("content/1-goals.yaml", b'why: a\n"\\udc00": b\n', "YAML1", 2),
    "logo's name too long": (
        "themes/own/brand.yaml",
        b"logo:\n  svg: " + b"x" * 300 + b"\n",
        "BRAND3",
        2,
    ),
    "own page with NUL": ("content/pages/a.md", b"# A\n\nb\x00c\n", "YAML1", 3),
    "own page with deep emphasis": (
        "content/pages/a.md",
        b"# A\n\n*a* " * 30 + b"\n\n" + b"**" * 2500 + b"b" + b"**" * 2500 + b"\n",
        "YAML3",
        63,
    ),
    "docs_dir is a text without end": ("mkdocs.yml", b"docs_dir: " + b"x" * 300, "FILE1", 1),
    "deep mkdocs.yml": ("mkdocs.yml", b"a: b\nc: " + b"[" * 900 + b"]" * 900, "YAML3", 2),
    "mkdocs.yml with a tab": ("mkdocs.yml", b"theme:\n\tname: material\n", "YAML1", 2),
    "mkdocs.yml with NUL": ("mkdocs.yml", b"site_name: a\n# \x00\n", "YAML1", 2),
    "iterations is a file": ("content/iterations", b"", "FILE1", 1),
    "alias bomb": ("content/1-goals.yaml", _BOMB.encode(), "YAML3", 1),
    "alias to itself": ("content/1-goals.yaml", b"goals: &a\n  - *a\n", "YAML3", 1),
    "deep nesting": ("content/1-goals.yaml", b"why: " + b"[" * 60 + b"]" * 60, "YAML3", 1),
    "nesting without end": ("content/1-goals.yaml", b"[" * 100_000, "YAML3", 1),
    "duplicate key": ("content/1-goals.yaml", b"why: a\nwhy: b\n", "YAML2", 2),
    "unknown key": ("content/1-goals.yaml", b"why: a\ngaols: []\n", "KEY1", 2),
    "unknown answer": ("content/1-goals.yaml", b"answers:\n  porpoise: a\n", "KEY1", 2),
    "list for a file": ("content/1-goals.yaml", b"- a\n- b\n", "TYPE1", 1),
    "text for a file": ("content/1-goals.yaml", b"Wir wollen wachsen.\n", "TYPE1", 1),
    "list for text": ("content/1-goals.yaml", b"why:\n  - a\n", "TYPE1", 2),
    "text for a list": ("content/1-goals.yaml", b"goals: viele\n", "TYPE1", 1),
    "wrong date": ("content/handbook.yaml", b"date: 24.11.2026\n", "TYPE1", 1),
    "wrong choice": ("content/handbook.yaml", b"status: fertig\n", "TYPE1", 1),
    "wrong number": ("content/2-selection.yaml", b"erp_systems: sieben\n", "TYPE1", 1),
    "month 0": ("content/2-selection.yaml", b"review:\n  months: [0]\n", "TYPE1", 2),
    "wrong yes": ("content/introduction.yaml", b"team:\n  also_rollout: ja\n", "TYPE1", 2),
    "question taken": (
        "content/handbook.yaml",
        b"questions:\n  - dimension: goals\n    id: purpose\n    question: Warum?\n",
        "KEY2",
        3,
    ),
    "unknown file": ("content/1-goal.yaml", b"why: a\n", "FILE5", 1),
    "hidden ending": ("content/iterations/03.yaml.txt", b"number: 3\n", "FILE5", 1),
    "broken iteration": ("content/iterations/03.yaml", b"number: drei\n", "TYPE1", 1),
    "folder out of themes": ("content/handbook.yaml", b"brand: ../secret\n", "TYPE1", 1),
    "broken brand": ("themes/own/brand.yaml", b"colours:\n  primary: [1, 2]\n", "TYPE1", 2),
}


def break_project(name: str, root: Path) -> Path:
    """Make a project whose only problem is ``BROKEN[name]``; gives its content folder."""
    content = root / "content"
    content.mkdir(parents=True, exist_ok=True)
    (root / "themes" / "own").mkdir(parents=True, exist_ok=True)
    (content / "handbook.yaml").write_text("brand: own\n", encoding="utf-8")
    file, raw, _, _ = BROKEN[name]
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_bytes(raw)
    return content
