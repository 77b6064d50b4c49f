"""Wording of problems that are about reading files, from ``catalogue/<language>.messages.yaml``.

The wording itself is German data; code only knows the keys and the values to fill in.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from kamhandbook.findings import Finding, Position, Severity


@cache
def _texts(language: str) -> dict[str, dict[str, str]]:
    source = files("kamhandbook") / "catalogue" / f"{language}.messages.yaml"
    loaded = yaml.load(source.read_bytes(), Loader=yaml.CSafeLoader)
    assert isinstance(loaded, dict)
    return loaded


def problem(
    key: str, position: Position, /, *, severity: Severity = Severity.ERROR, **values: object
) -> Finding:
    """Make the finding that ``key`` names, with ``values`` filled into its two sentences."""
    text = _texts("de")[key]
    return Finding(
        code=text["code"],
        severity=severity,
        position=position,
        message=text["message"].format(**values),
        next_step=text["next_step"].format(**values),
    )


def phrase(key: str, /, **values: object) -> str:
    """Give the plain sentence stored under ``key`` with ``values`` filled in."""
    return _texts("de")[key]["message"].format(**values)
