"""Programs that single tests need: skip with the install command, or fail where CI demands all."""

from __future__ import annotations

import os
import shutil
from importlib import import_module
from typing import Any, NoReturn

import pytest

NO_SKIP = "KAMHANDBOOK_NO_SKIP"


def require_program(name: str, debian_package: str) -> str:
    """Give the path of a program, or skip the test saying how to install it."""
    found = shutil.which(name)
    if found:
        return found
    missing(name, f"apt-get install {debian_package}")


def require_package(module: str, package: str) -> Any:
    """Return a Python module, or skip the test saying which package to install."""
    try:
        return import_module(module)
    except ImportError:
        missing(module, f"pip install {package}")


def missing(what: str, command: str) -> NoReturn:
    """Skip, or fail where the variable KAMHANDBOOK_NO_SKIP is 1."""
    message = f"{what} is missing; install it with: {command}"
    if os.environ.get(NO_SKIP) == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
