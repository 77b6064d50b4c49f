"""The sensitivity label of a corporate template, which the deck keeps: how it is called."""

from __future__ import annotations

import re

from kamhandbook.deck.package import Parts
from kamhandbook.deck.xml import parsed

_NAME = re.compile(r"MSIP_Label_.*_Name\Z")


def label_names(parts: Parts) -> tuple[str, ...]:
    """Return the names of a template's labels, "" for one that says no name; () without any."""
    if not parts.labels:
        return ()
    names = [
        "".join(entry.itertext()).strip()
        for part in parts.labels
        for entry in parsed(parts.blobs[part]).iter("{*}property")
        if _NAME.match(entry.get("name", ""))
    ]
    return tuple(dict.fromkeys(names)) or ("",)
