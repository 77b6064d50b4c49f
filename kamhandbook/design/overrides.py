"""A brand's own templates: a name that replaces nothing, markup that would be shown as text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath

from msgspec import Struct

from kamhandbook.design.old_markup import old_markup
from kamhandbook.design.own_storyline import own_slides
from kamhandbook.findings import Finding, Position
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.messages import phrase, problem

_KINDS = ("site", "deck")
_ENDING = ".md.j2"
_HEAD = re.compile(r"\{##(.*?)##\}", re.DOTALL)


def idle_templates(brand_folder: Path, root: Path, order: Collection[str]) -> Iterator[Finding]:
    """Yield templates in a brand's folder whose names are none of ours.

    A part that begins with ``_`` may be included by another template. ``root`` is the project root
    that reported paths are relative to; ``order`` names slides of the company's storyline.
    """
    own = own_slides(brand_folder)
    ordered = {f"deck/{name}{_ENDING}" for name in own if name in order}
    for file in sorted(brand_folder.rglob("*")):
        name = file.relative_to(brand_folder).as_posix()
        if file.is_file() and _looks_like_one(name) and not (name in ordered or _is_used(name)):
            close = close_names(name)[:1]
            yield problem(
                "template_unnamed" if _slide(name) in own else "template_idle",
                Position(_relative(file, root)),
                name=_slide(name),
                suggestion=phrase("did_you_mean", guess=close[0]) if close else "",
            )


def linked_files(brand_folder: Path, root: Path) -> Iterator[Finding]:
    """Yield links in a brand's folder: what lies elsewhere could be published through them.

    ``root`` is the project root that reported paths are relative to.
    """
    for file in sorted(brand_folder.rglob("*")):
        if file.is_symlink():
            yield problem("brand_link", Position(_relative(file, root)), name=file.name)


def markup_of_others(brand_folder: Path, root: Path) -> Iterator[Finding]:
    """Yield where a brand's templates have markup that would be published as text."""
    for kind in _KINDS:
        for file in sorted((brand_folder / kind).glob(f"*{_ENDING}")):
            if file.is_file() and not file.is_symlink():
                yield from old_markup(file, _relative(file, root))


def _slide(name: str) -> str:
    return name.removeprefix("deck/").removesuffix(_ENDING)


def _looks_like_one(name: str) -> bool:
    path = PurePosixPath(name)
    is_text = ".j2" in path.suffixes or (path.parts[0] in _KINDS and ".md" in path.suffixes)
    return is_text and not path.name.startswith(".")


def _is_used(name: str) -> bool:
    path = PurePosixPath(name)
    is_part = path.parts[0] in _KINDS and path.name.startswith("_") and name.endswith(_ENDING)
    return is_part or name in _shipped()


class ShippedTemplate(Struct, frozen=True):
    """One of our templates, as a brand would name it; ``says`` is the comment it begins with."""

    name: str
    text: str

    @property
    def says(self) -> str:
        """What the template is for, in a line; "" where it does not say."""
        head = _HEAD.match(self.text)
        return " ".join(head[1].split()) if head else ""


def shipped_templates() -> dict[str, ShippedTemplate]:
    """Return our templates of pages and slides by name, sorted; parts begin with ``_``."""
    ours = files("kamhandbook") / "templates"
    return {
        name: ShippedTemplate(name, (ours / name).read_text(encoding="utf-8"))
        for name in _shipped()
    }


@cache
def _shipped() -> tuple[str, ...]:
    """Return our own templates as a brand would name them, say ``site/goals.md.j2``."""
    templates = files("kamhandbook") / "templates"
    return tuple(
        sorted(f"{kind}/{file.name}" for kind in _KINDS for file in (templates / kind).iterdir())
    )


def close_names(name: str) -> list[str]:
    """Return the templates that ``name`` may stand for, one a kind: by their bare names."""
    path = PurePosixPath(name)
    kinds = [kind for kind in _KINDS if kind == path.parts[0]] or _KINDS
    found: list[str] = []
    for kind in kinds:
        known = {_bare(like): full for like, full in _names().items() if like.startswith(kind)}
        found += [known[bare] for bare in get_close_matches(_bare(name), known, n=1)]
    return found


def _bare(name: str) -> str:
    return PurePosixPath(name).name.split(".")[0]


@cache
def _names() -> dict[str, str]:
    """Return our templates by what a company may call them: also by the file of their page."""
    by_page = {
        f"site/{page.file.removesuffix('.html')}{_ENDING}": f"site/{page.id}{_ENDING}"
        for page in DEFAULT.catalogue.pages
    }
    return by_page | {name: name for name in _shipped()}


def _relative(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
