"""What is done to a file: to its bytes, its encoding, its size, its kind, its YAML or JSON tree."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

Mutation = Callable[[bytes, random.Random], bytes]

PIECES = (
    *(
        "\x00",
        "\x02",
        "\x0b",
        "\x1b[2J",
        "\x7f",
        "\x85",
        "\u2028",
        "\ufeff",
        "\u202e",
        "\xa0",
        "\u200b",
    ),
    *(
        "---\n",
        "...\n",
        "<<<<<<< x\n",
        "\t",
        "\r",
        "\r\n",
        "- ",
        ": ",
        "? ",
        "&a ",
        "*a",
        "!!python/x ",
        "%",
    ),
    *("|", ">", "[", "]", "{", "}", "'", '"', "\\", "#", "@", "`", ",", "key: ", "\n  - ", "\n\n"),
    *(
        "{{ 7*7 }}",
        "{% raw %}",
        "{# x #}",
        "::: x\n",
        ":::\n",
        "<script>",
        "</style>",
        "&amp;",
        "&#0;",
    ),
    *(
        "**",
        "_",
        "~~",
        "[x](javascript:1)",
        "![x](../../x.png)",
        "[x]: y\n",
        "|a|b|\n|-|-|\n",
        "# ",
        "> ",
    ),
    *(
        "Ünïcödé",
        "👩‍👩‍👧",
        "ﷺ",
        "A" * 300,
        "9" * 400,
        "1e999",
        "-0",
        "0x1F",
        "2026-13-45",
        "0000-00-00",
    ),
)
VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        10**30,
        1.5,
        float("inf"),
        "",
        " ",
        "~",
        "null",
        "2026-02-30",
        "2026-99",
    ),
    *(
        [],
        {},
        [[]],
        [{}],
        {"": ""},
        ["a", "a"],
        {"a": {"b": ["c"]}},
        [None],
        "a\x00b",
        "a\x01b",
        "\ud800",
    ),
    *(
        "x" * 5000,
        "wort " * 3000,
        "*" * 3000,
        "[" * 500,
        "> " * 500,
        "- " * 500,
        "![a](" + "b" * 400 + ")",
    ),
    *(
        "../../etc/passwd",
        "/",
        "\\\\server\\share",
        "http://[",
        "//x",
        "mailto:",
        "a%00b",
        "ä" * 200,
    ),
)


def bytes_of(raw: bytes, chance: random.Random) -> bytes:
    """Change, drop, insert or repeat a few bytes."""
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        at, length = chance.randrange(len(raw) + 1), chance.choice((0, 1, 1, 3, 20, 300))
        inside = chance.choice(
            (
                b"",
                bytes(chance.randrange(256) for _ in range(3)),
                chance.choice(PIECES).encode("utf-8", "surrogatepass"),
                raw[at : at + 40] * chance.choice((1, 3)),
            )
        )
        raw = raw[:at] + inside + raw[at + length :]
    return raw


def encoding_of(raw: bytes, chance: random.Random) -> bytes:
    """Write the same text in another encoding."""
    text = raw.decode("utf-8", "replace")
    encoding = chance.choice(
        ("utf-16", "utf-16-le", "latin-1", "cp1252", "utf-8-sig", "utf-32", "cp037")
    )
    return text.encode(encoding, "replace")


def size_of(raw: bytes, chance: random.Random) -> bytes:
    """Make a file much longer, or cut it off."""
    if chance.random() < 0.5:
        return raw[: chance.randrange(len(raw) + 1)]
    lines = raw.splitlines(keepends=True) or [b""]
    at = chance.randrange(len(lines))
    return (
        b"".join(lines[:at]) + lines[at] * chance.choice((50, 2000, 30_000)) + b"".join(lines[at:])
    )


def tree_of(raw: bytes, chance: random.Random) -> bytes:
    """Put other values, keys and lists into the tree of a YAML or JSON file."""
    try:
        tree = yaml.load(raw, yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError):
        return bytes_of(raw, chance)
    for _ in range(chance.choice((1, 1, 2, 4))):
        tree = _changed(tree, chance)
    if raw.lstrip().startswith(b"{"):
        return json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return str(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)).encode(
        "utf-8", "surrogatepass"
    )


def _changed(tree: Any, chance: random.Random) -> Any:
    if isinstance(tree, dict) and tree and chance.random() < 0.85:
        key = chance.choice(list(tree))
        if chance.random() < 0.1:
            return {name: value for name, value in tree.items() if name != key}
        if chance.random() < 0.1:
            return {(chance.choice(PIECES) if name == key else name): v for name, v in tree.items()}
        return {**tree, key: _changed(tree[key], chance)}
    if isinstance(tree, list) and tree and chance.random() < 0.85:
        at = chance.randrange(len(tree))
        if chance.random() < 0.15:
            return [*tree[:at], *[tree[at]] * chance.choice((2, 60, 400)), *tree[at:]]
        return [*tree[:at], _changed(tree[at], chance), *tree[at + 1 :]]
    if isinstance(tree, str) and chance.random() < 0.4:
        at = chance.randrange(len(tree) + 1)
        return tree[:at] + chance.choice(PIECES) + tree[at:]
    if chance.random() < 0.05:
        return _nested(chance.choice((10, 39, 45, 100)), chance)
    return chance.choice(VALUES)


def _nested(depth: int, chance: random.Random) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value] if chance.random() < 0.5 else {"a": value}
    return value


def other_kind(file: Path, chance: random.Random) -> None:
    """Put something in the place of a file that is none."""
    file.unlink()
    match chance.choice(("gone", "folder", "pipe", "circle", "device", "nowhere", "empty")):
        case "folder":
            file.mkdir()
        case "pipe":
            os.mkfifo(file)
        case "circle":
            file.symlink_to(file.name)
        case "device":
            file.symlink_to("/dev/zero")
        case "nowhere":
            file.symlink_to("nirgends")
        case "empty":
            file.touch()


def put_back(file: Path, raw: bytes) -> None:
    """Let a file be again what it was."""
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    else:
        file.unlink(missing_ok=True)
    file.write_bytes(raw)


MUTATIONS: dict[str, tuple[Mutation, int]] = {  # and how often, against the others
    "bytes": (bytes_of, 5),
    "encoding": (encoding_of, 1),
    "size": (size_of, 1),
    "tree": (tree_of, 8),
}
