"""Icons from the set that Material ships."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from kamhandbook.compose.wrong_use import WrongUseError
from kamhandbook.document.blocks import Icon
from kamhandbook.reading.suggestions import suggestion

_NAME = re.compile(r"[a-z]+/[a-z0-9-]+")


@cache
def icon(name: str) -> Icon:
    """Return an icon, say ``material/target``; WrongUseError when there is no such one."""
    if not _NAME.fullmatch(name) or not icon_file(name).is_file():
        family, _, sign = str(name).rpartition("/")
        near = [file.stem for file in (_folder() / (family or "material")).glob("*.svg")]
        raise WrongUseError("template_icon", written=name, suggestion=suggestion(sign, near))
    return Icon(name)


def icon_file(name: str) -> Path:
    """Return the file that draws an icon, as SVG."""
    return _folder() / f"{name}.svg"


@cache
def _folder() -> Path:
    import material  # loaded only when a page wants an icon

    return Path(material.__file__).parent / "templates" / ".icons"
