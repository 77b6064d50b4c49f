"""The corporate template in a brand's folder: whatever it is called, as long as there is one."""

from __future__ import annotations

from pathlib import Path

from kamhandbook.findings import Finding, Position
from kamhandbook.reading.input_files import relative
from kamhandbook.wording.messages import phrase, problem

_ENDINGS = (".pptx", ".potx")
_NAME = "deck"
_LOCK = "~$"  # how PowerPoint begins the name of the file that says somebody has one open


def template_of(folder: Path, root: Path) -> tuple[Path | None, list[Finding]]:
    """Return the template of a brand's folder, and what is to be said of it.

    One called deck.pptx or deck.potx needs no word, in any case of letters one of that name comes
    first; a single other one is used and told. Two are a question: none is used.
    """
    usual = [folder / f"{_NAME}{ending}" for ending in _ENDINGS]
    exact = next((file for file in usual if file.is_file()), None)
    if exact:
        return exact, []
    found = [file for file in sorted(folder.iterdir()) if _is_template(file)]
    called_so = [file for file in found if file.stem.casefold() == _NAME]
    templates = called_so or found
    if not templates:
        return None, []
    at = Position(relative(templates[0], root))
    if len(templates) > 1:
        names = ", ".join(file.name for file in templates)
        return None, [problem("brand_templates", at, names=names)]
    wanted = f"{_NAME}{templates[0].suffix.lower()}"
    return templates[0], [problem("brand_template_named", at, wanted=wanted)]


def _is_template(file: Path) -> bool:
    is_lock = file.name.startswith((_LOCK, "."))
    if file.suffix.lower() not in _ENDINGS or is_lock or not file.is_file():
        return False
    return not file.stem.endswith(phrase("preview_suffix"))  # what „brand check“ wrote beside one
