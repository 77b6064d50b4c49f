"""What a template may say of a figure: its name, its part of the room, options of its own."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import cache
from typing import Any

from kamhandbook import figures
from kamhandbook.compose.wrong_use import WrongUseError, must_be_known
from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.history.changes import News

_OF_ALL = ("width", "height", "whole")
_OF_DRAWING = ("subject", "room")


def check_figure(name: str, options: Mapping[str, Any]) -> None:
    """Raise WrongUseError for a figure that is not, and for an option that it does not have."""
    must_be_known("template_figure", name, figures.FIGURES)
    for option in options:
        must_be_known("template_figure_option", option, (*_OF_ALL, *_own(name)))
    for side in ("width", "height"):
        part = options.get(side, 1)
        if not isinstance(part, int | float) or not 0 < part <= 1:
            raise WrongUseError("template_figure_part", option=side, written=part)
    if options.get("here"):
        must_be_known("template_dimension", options["here"], DIMENSIONS)
    if "news" in _own(name) and not isinstance(options.get("news"), News):
        raise WrongUseError("template_figure_news", name=name)


@cache
def _own(name: str) -> tuple[str, ...]:
    """Return the options that a figure has of its own."""
    parameters = inspect.signature(figures.FIGURES[name]).parameters
    return tuple(option for option in parameters if option not in _OF_DRAWING)
