"""Files that stand for themselves, made from a template beside the module that makes them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment


def asset(package: str, name: str) -> str:
    """Return the text of a file of a package."""
    return (files(package) / name).read_text("utf-8")


def rendered(package: str, name: str, **values: Any) -> str:
    """Return a template of a package with its values in it, escaped unless they are Markup."""
    return _environment().from_string(asset(package, name)).render(**values)


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
