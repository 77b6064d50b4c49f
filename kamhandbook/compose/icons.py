"""Icons from the set that Material ships, as inline SVG that takes the text's colour."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from kamhandbook.compose.environment import Trusted

_NAME = re.compile(r"[a-z]+/[a-z0-9-]+")


@cache
def icon(name: str) -> Trusted:
    """Give an icon, say ``material/target``, on one line; LookupError when there is no such one."""
    file = _folder() / f"{name}.svg"
    if not _NAME.fullmatch(name) or not file.is_file():
        raise LookupError(name)
    drawing = " ".join(file.read_text(encoding="utf-8").split())
    return Trusted(drawing.replace("<svg ", '<svg class="kam-icon" aria-hidden="true" ', 1))


@cache
def _folder() -> Path:
    import material  # loaded only when a page wants an icon

    return Path(material.__file__).parent / "templates" / ".icons"
