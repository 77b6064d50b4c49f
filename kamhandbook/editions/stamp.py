"""The stamp: which handbook a finished deck or site shows, readable long after it was built.

A deck carries it as text among its keywords (``kamhandbook:newcomers:3:0.3:7k3f9-qtzm2``), a site
as the file ``kam-handbuch.json``. Both are read back by ``kamhandbook verify``.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote, unquote

from msgspec import Struct

from kamhandbook.content.types import Audience

SITE_FILE = "kam-handbuch.json"
SCHEME = "kamhandbook"

_LONGEST_VERSION = 120  # keywords of an Office file hold 255 characters
_AUDIENCES = "|".join(Audience)
_TEXT = re.compile(
    rf"(?<![\w%:.-]){SCHEME}:(?P<audience>{_AUDIENCES}):(?P<iteration>\d{{1,6}})"
    r":(?P<version>[\w%.~-]*):(?P<fingerprint>[0-9a-z-]{1,40})(?![\w%:])",
    re.ASCII,
)


class Stamp(Struct, frozen=True):
    """Which handbook a file shows: for whom, in which iteration and version, and its fingerprint.

    ``iteration`` is the one at work when it was built, 0 before the first; ``version`` is as the
    company writes it and may be empty.
    """

    audience: Audience
    iteration: int
    version: str
    fingerprint: str


def to_text(stamp: Stamp) -> str:
    """Return a stamp as one word of at most 200 ASCII characters."""
    version = quote(stamp.version[:_LONGEST_VERSION], safe="")
    while len(version) > _LONGEST_VERSION:  # cut whole characters, never inside "%C3"
        version = quote(unquote(version)[:-1], safe="")
    parts = (SCHEME, stamp.audience.value, str(stamp.iteration), version, stamp.fingerprint)
    return ":".join(parts)


def parse_text(text: str) -> Stamp | None:
    """Return the stamp that stands in a text, say a deck's keywords; None when there is none."""
    match = _TEXT.search(text)
    if match is None:
        return None
    return Stamp(
        Audience(match["audience"]),
        int(match["iteration"]),
        unquote(match["version"]),
        match["fingerprint"],
    )


def to_json(stamp: Stamp) -> bytes:
    """Return a stamp as the site's ``kam-handbuch.json``."""
    values = {
        "audience": stamp.audience.value,
        "fingerprint": stamp.fingerprint,
        "iteration": stamp.iteration,
        "stamp": to_text(stamp),
        "version": stamp.version,
    }
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()


def parse_json(data: bytes) -> Stamp | None:
    """Return the stamp in a site's ``kam-handbuch.json``; None when it is not one."""
    try:
        values = json.loads(data)
        return parse_text(values["stamp"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
