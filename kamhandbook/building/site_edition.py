"""What goes to the process that makes sites: a module that loads nothing of reading or checking."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from kamhandbook.compose.context import TemplateContext
from kamhandbook.design.brand import Brand


class SiteEdition(Struct, frozen=True):
    """What an edition's site is made of: its words, its brand, and where its files lie.

    ``root`` is the project root, ``folder`` the content folder.
    """

    context: TemplateContext
    brand: Brand
    root: Path
    folder: Path
