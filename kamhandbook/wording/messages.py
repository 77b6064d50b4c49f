"""German wording that code needs, from ``catalogue/``: the wording is data, code knows the keys.

``problem`` and ``phrase`` read every ``<language>.messages*.yaml``; ``wording`` reads the file of
one room, say ``de.site.yaml``.
"""

from __future__ import annotations

import errno
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kamhandbook.finding_codes import severity_of
from kamhandbook.findings import Finding, Position, Severity

_CATALOGUE = files("kamhandbook") / "catalogue"
_REASONS = {
    errno.EACCES: "reason_permission",
    errno.EPERM: "reason_permission",
    errno.EISDIR: "reason_folder",
    errno.EEXIST: "reason_file",
    errno.ENOTDIR: "reason_file",
    errno.ENOENT: "reason_missing",
    errno.EROFS: "reason_read_only",
    errno.ENOSPC: "reason_full",
    errno.EDQUOT: "reason_full",
    errno.EFBIG: "reason_too_big",
    errno.EBUSY: "reason_in_use",
    errno.ETXTBSY: "reason_in_use",
}
_HELD_ON_WINDOWS = (32, 33)  # sharing and lock violation


@cache
def _texts(language: str) -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = {}
    for source in sorted(_CATALOGUE.iterdir(), key=lambda file: file.name):
        if source.name.startswith(f"{language}.messages") and source.name.endswith(".yaml"):
            texts |= yaml.load(source.read_bytes(), Loader=yaml.CSafeLoader)
    return texts


@cache
def wording(room: str, language: str = "de") -> dict[str, Any]:
    """Give the wording of a room, a tree of texts by key."""
    source = _CATALOGUE / f"{language}.{room}.yaml"
    loaded = yaml.load(source.read_bytes(), Loader=yaml.CSafeLoader)
    assert isinstance(loaded, dict)
    return loaded


def problem(
    key: str,
    position: Position,
    /,
    *,
    severity: Severity | None = None,
    dimension: str = "",
    **values: object,
) -> Finding:
    """Return the finding that ``key`` names, with ``values`` filled into its two sentences.

    Its severity is that of the table of finding codes; ``severity`` is for what has several.
    """
    text = _texts("de")[key]
    return Finding(
        code=text["code"],
        severity=severity or severity_of(text["code"], key),
        position=position,
        message=text["message"].format(**values),
        next_step=text["next_step"].format(**values),
        dimension=dimension,
    )


def phrase(key: str, /, **values: object) -> str:
    """Give the plain sentence stored under ``key`` with ``values`` filled in."""
    return _texts("de")[key]["message"].format(**values)


def reason(error: OSError) -> str:
    """Say why the system refused to read or write something."""
    if is_in_use(error):
        return phrase("reason_in_use")
    return phrase(_REASONS.get(error.errno or 0, "reason_other"))


def is_in_use(error: OSError) -> bool:
    """Whether another program holds a file open, which Windows does not forgive."""
    return getattr(error, "winerror", None) in _HELD_ON_WINDOWS


def problems_by_code() -> dict[str, list[tuple[str, str]]]:
    """List the message and the next step of every problem, unfilled, by code."""
    found: dict[str, list[tuple[str, str]]] = {}
    for text in _texts("de").values():
        if text["code"]:
            found.setdefault(text["code"], []).append((text["message"], text["next_step"]))
    return dict(sorted(found.items()))
