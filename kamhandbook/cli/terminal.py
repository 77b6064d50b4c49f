"""What a stream can show: colours, block characters."""

from __future__ import annotations

import os
import sys
from typing import IO, Any


def wants_colour(stream: IO[Any] | None) -> bool:
    """Whether to colour: at a terminal, unless NO_COLOR is set or the terminal is a dumb one.

    None is a stream that was closed before the program started.
    """
    is_allowed = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return is_allowed and stream is not None and stream.isatty()


def is_conversation() -> bool:
    """Whether a person can be asked: both ends are a terminal, none was closed before the start."""
    streams: tuple[IO[Any] | None, ...] = (sys.stdin, sys.stdout)
    return all(stream is not None and stream.isatty() for stream in streams)


def can_show(stream: IO[Any] | None, text: str) -> bool:
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
