"""What a stream can show: colours, block characters."""

from __future__ import annotations

import os
import sys
from typing import IO, Any


def wants_colour(stream: IO[Any]) -> bool:
    """Whether to colour: at a terminal, unless NO_COLOR is set or the terminal is a dumb one."""
    is_allowed = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return is_allowed and stream.isatty()


def can_show(stream: IO[Any], text: str) -> bool:
    """Whether a stream's encoding knows every character of a text."""
    try:
        text.encode(getattr(stream, "encoding", None) or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def forgive_encoding() -> None:
    """Let characters that a pipe's or a terminal's encoding lacks become ?, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
