"""The corporate template in a brand's folder: whatever it is called, as long as there is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kamhandbook.findings import Finding, Position
from kamhandbook.reading.input_files import relative
from kamhandbook.wording.messages import cause, next_step, phrase, problem

_ENDINGS = (".pptx", ".potx", ".ppsx")
_NAME = "deck"
_LOCKS = ("~$", ".~lock.")  # what the note is called that says somebody has a file open
# Presentations that a deck cannot be made with, by how their names end, and the problem with each.
_UNUSABLE = {
    **dict.fromkeys((".ppt", ".pot", ".pps"), "template_old"),
    **dict.fromkeys((".pptm", ".potm", ".ppsm"), "template_macros"),
    **dict.fromkeys((".odp", ".otp", ".fodp"), "template_odp"),
    ".thmx": "template_theme",
    ".key": "template_keynote",
}
_SHORTCUTS = (".lnk", ".url", ".webloc")


def template_of(folder: Path, root: Path) -> tuple[Path | None, list[Finding]]:
    """Return the template of a brand's folder, and what is to be said of it.

    One called deck.pptx or deck.potx needs no word, in any case of letters one of that name comes
    first; a single other one is used and told. Two are a question: none is used. Where there is
    none, presentations that no deck can be made with are told, each with the way out.
    """
    usual = [folder / f"{_NAME}{ending}" for ending in _ENDINGS]
    exact = next((file for file in usual if file.is_file()), None)
    if exact:
        return exact, []
    files = sorted(folder.iterdir())
    found = [file for file in files if _is_template(file)]
    called_so = [file for file in found if file.stem.casefold() == _NAME]
    templates = called_so or found
    if not templates:
        return None, list(_unusable(files, root))
    at = Position(relative(templates[0], root))
    if len(templates) > 1:
        names = ", ".join(file.name for file in templates)
        return None, [problem("brand_templates", at, names=names)]
    wanted = f"{_NAME}{templates[0].suffix.lower()}"
    return templates[0], [problem("brand_template_named", at, wanted=wanted)]


def _is_template(file: Path) -> bool:
    is_hidden = file.name.startswith((*_LOCKS, "."))
    if file.suffix.lower() not in _ENDINGS or is_hidden or not file.is_file():
        return False
    return not file.stem.endswith(phrase("preview_suffix"))  # what „brand check“ wrote beside one


def _unusable(files: Iterable[Path], root: Path) -> Iterator[Finding]:
    for file in files:
        key = _problem_of(file)
        if key and file.is_file():
            yield problem(
                "brand_template_unusable",
                Position(relative(file, root)),
                cause=cause(key),
                way_out=next_step(key),
            )


def _problem_of(file: Path) -> str:
    """Return the key of the problem with a file that was meant as a template, "" for others."""
    ending, inner = file.suffix.lower(), Path(file.stem).suffix.lower()
    is_presentation = {ending, inner} & {*_ENDINGS, *_UNUSABLE} or file.stem.casefold() == _NAME
    if file.name.startswith(_LOCKS):
        return "template_lock" if ending.rstrip("#") in (*_ENDINGS, *_UNUSABLE) else ""
    if ending in _SHORTCUTS:
        return "template_shortcut" if is_presentation else ""
    return _UNUSABLE.get(ending, "")
