"""Files of a site written into a page: pictures and fonts as data, style sheets as text."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

_KINDS = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
    ".ico": "image/x-icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
}
_ADDRESS = re.compile(r"url\(\s*(?P<quote>['\"]?)(?P<address>[^)'\"]+)(?P=quote)\s*\)")
_IMPORT = re.compile(r"@import[^;]*;")
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")


def is_picture(file: Path) -> bool:
    """Whether a file is there and of a kind that a page can show."""
    return _KINDS.get(file.suffix.lower(), "").startswith("image/") and file.is_file()


def data_address(file: Path) -> str:
    """Return a file as an address that holds it; "" for a folder, the answer to no name at all."""
    if not file.is_file():
        return ""
    data = b64encode(file.read_bytes()).decode()
    return f"data:{_KINDS.get(file.suffix.lower(), 'application/octet-stream')};base64,{data}"


def styles_inside(folder: Path, names: Iterable[str]) -> str:
    """Return style sheets of a site as the text of one; what they ask of others is left out."""
    return "\n".join(_style_sheet(folder / unquote(name)) for name in names if "://" not in name)


def _style_sheet(file: Path) -> str:
    def inside(match: re.Match[str]) -> str:
        address = match["address"].strip()
        if address.startswith(("data:", "#")):
            return match[0]
        target = file.parent / unquote(address.partition("?")[0].partition("#")[0])
        if "://" in address or not target.is_file() or target.suffix.lower() not in _KINDS:
            return "none"
        return f'url("{data_address(target)}")'

    text = _SOURCE_MAP.sub("", _IMPORT.sub("", file.read_text("utf-8")))
    return _ADDRESS.sub(inside, text).replace("</", "<\\/")
