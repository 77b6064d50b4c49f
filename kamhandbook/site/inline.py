"""No script inside a page: each moves to a file, so that a strict Content-Security-Policy holds.

Material writes a few small scripts into every page. A policy would have to allow them by their
hashes, which change with every version; files of the site are allowed by ``script-src 'self'``.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from mkdocs.utils import get_relative_url

from kamhandbook.site.contents import ASSETS

_INLINE = re.compile(
    r"<script(?P<rest>(?:\s+type=\"?(?:text/javascript|module)\"?)?)>(?P<code>.*?)</script>", re.S
)
_NEIGHBOUR = re.compile(r'<link rel="(?:prev|next)"[^>]*>\s*')
_ALIGNED = re.compile(
    r'<(?P<tag>t[hd])(?P<before>[^>]*?)\s+style="text-align:\s*(?P<side>left|center|right);?"'
)
_CLASS = re.compile(r'(\sclass="[^"]*)"')
_CLASSES = {"left": "", "center": "kam-centre", "right": "kam-right"}


def scripts_to_files(html: str, folder: Path, prefix: str) -> str:
    """Move every script of a page into a file below ``folder``, the site's root.

    ``prefix`` leads from the page to the root: ``""`` or ``"../"``.
    """

    def move(match: re.Match[str]) -> str:
        code = match["code"].strip().encode()
        name = f"{ASSETS}/page-{sha256(code).hexdigest()[:10]}.js"
        file = folder / name
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(code)
        return f'<script{match["rest"]} src="{prefix}{name}"></script>'

    return _INLINE.sub(move, html)


def prefix_of(url: str) -> str:
    """Return what leads from a page to the site's root."""
    up = get_relative_url(".", url)
    return "" if up in (".", "./") else f"{up.rstrip('/')}/"


def without_neighbours(html: str) -> str:
    """Leave out which page comes next: Firefox fetches it ahead, which a strict policy forbids."""
    return _NEIGHBOUR.sub("", html)


def styles_to_classes(html: str) -> str:
    """Turn the alignment that Python-Markdown writes as a style into a class."""
    return _ALIGNED.sub(_with_class, html)


def _with_class(match: re.Match[str]) -> str:
    name, before = _CLASSES[match["side"]], match["before"]
    if name and _CLASS.search(before):
        before = _CLASS.sub(rf'\1 {name}"', before)
    elif name:
        before += f' class="{name}"'
    return f"<{match['tag']}{before}"
