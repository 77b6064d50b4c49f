"""Corporate templates that nobody here made, and what people do to them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pptx import Presentation

from tests.openxml import P
from tests.programs import missing, require_program

OFFICE = Path("/usr/lib/libreoffice/share/template/common/presnt")
# Dark and light ones, pictures all over, many masters, 16:9 and 4:3 (Nature_Illustration).
FROM_OFFICE = (
    "Beehive",
    "Blue_Curve",
    "DNA",
    "Focus",
    "Growing_Liberty",
    "Inspiration",
    "Lights",
    "Metropolis",
    "Nature_Illustration",
    "Piano",
    "Portfolio",
    "Vivid",
)
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.{}.main+xml"
NAMES = {
    "german": ("Titelfolie", "Titel und Inhalt", "Zwei Inhalte", "Nur Titel", "Leer"),
    "czech": ("Úvodní snímek", "Nadpis a obsah", "Dva obsahy", "Jenom nadpis", "Prázdný"),
    "chinese": ("标题幻灯片", "标题和内容", "两栏内容", "仅标题", "空白"),
}
Members = dict[str, bytes]


def make_all(folder: Path) -> dict[str, Path]:
    """Make every template in ``folder``; gives them by name."""
    made = from_office(folder)
    made["pandoc"] = from_pandoc(folder)
    made["microsoft-4-3"] = from_python_pptx(folder)
    for language in NAMES:
        made[language] = renamed(made["pandoc"], folder / f"{language}.pptx", language)
    made["potx"] = as_template(made["pandoc"], folder / "firma.potx")
    made["without-columns"] = only(
        made["pandoc"], folder / "without-columns.pptx", {"obj", "title"}
    )
    made["only-title"] = only(made["pandoc"], folder / "only-title.pptx", {"titleOnly"})
    made["without-titles"] = without_titles(made["pandoc"], folder / "without-titles.pptx")
    return made


def from_office(folder: Path) -> dict[str, Path]:
    """Convert presentation templates that LibreOffice ships."""
    program = require_program("soffice", "libreoffice-impress")
    sources = [OFFICE / f"{name}.otp" for name in FROM_OFFICE]
    if not all(source.exists() for source in sources):
        missing("LibreOffice's presentation templates", "apt-get install libreoffice-impress")
    convert(program, "pptx", sources, folder)
    return {name: folder / f"{name}.pptx" for name in FROM_OFFICE}


def convert(program: str, kind: str, sources: list[Path], folder: Path) -> None:
    """Convert files with LibreOffice, under a profile of their own."""
    profile = folder / f"profile-{kind}-{time.monotonic_ns()}"
    command = [program, "--headless", f"-env:UserInstallation=file://{profile}"]
    command += ["--convert-to", kind, "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    shutil.rmtree(profile, ignore_errors=True)


def from_pandoc(folder: Path) -> Path:
    """Pandoc's reference document."""
    program = require_program("pandoc", "pandoc")
    command = [program, "--print-default-data-file", "reference.pptx"]
    process = subprocess.run(command, check=True, capture_output=True, timeout=60)
    path = folder / "pandoc.pptx"
    path.write_bytes(process.stdout)
    return path


def from_python_pptx(folder: Path) -> Path:
    """PowerPoint's own default of 2013, 4:3, as python-pptx ships it, with sample slides."""
    deck = Presentation()
    for number in (0, 1, 1):
        slide = deck.slides.add_slide(deck.slide_layouts[number])
        slide.shapes.title.text = "Geheime Beispielfolie"
    deck.slides[1].notes_slide.notes_text_frame.text = "Geheime Notiz"
    deck.core_properties.author = "Geheime Autorin"
    deck.core_properties.title = "Geheimer Titel"
    path = folder / "microsoft.pptx"
    deck.save(str(path))
    return path


def renamed(source: Path, target: Path, language: str) -> Path:
    """Name every layout in another language; only the order tells which is which."""
    names = iter(NAMES[language] * 4)

    def change(members: Members) -> None:
        for name in sorted(members):
            if re.fullmatch(r"ppt/slideLayouts/slideLayout\d+\.xml", name):
                new = f'<p:cSld name="{next(names)}"'.encode()
                members[name] = re.sub(rb'<p:cSld name="[^"]*"', new, members[name])

    return rewritten(source, target, change)


def as_template(source: Path, target: Path) -> Path:
    """Turn a presentation into a template (.potx)."""
    kinds = MAIN.format("presentation").encode(), MAIN.format("template").encode()
    return rewritten(source, target, replaced("[Content_Types].xml", *kinds))


def only(source: Path, target: Path, kinds: set[str]) -> Path:
    """Keep only the layouts of some types."""
    deck = Presentation(str(source))
    remove_slides(deck)
    for layout in list(deck.slide_layouts):
        if layout._element.get("type") not in kinds:
            deck.slide_layouts.remove(layout)
    deck.save(str(target))
    return target


def without_titles(source: Path, target: Path) -> Path:
    """Take the title out of every layout."""
    deck = Presentation(str(source))
    remove_slides(deck)
    for layout in deck.slide_layouts:
        for shape in list(layout._element.iter(f"{P}sp")):
            ph = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            if ph is not None and ph.get("type") in ("title", "ctrTitle"):
                shape.getparent().remove(shape)
    deck.save(str(target))
    return target


def remove_slides(deck: Any) -> None:
    entries = deck.slides._sldIdLst
    for entry in list(entries):
        deck.part.drop_rel(entry.rId)
        entries.remove(entry)


def rewritten(source: Path, target: Path, change: Callable[[Members], None]) -> Path:
    """Copy a package with some members changed."""
    with zipfile.ZipFile(source) as package:
        members = {name: package.read(name) for name in package.namelist()}
    change(members)
    target.write_bytes(zipped(members))
    return target


def zipped(members: Members) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return stream.getvalue()


def replaced(name: str, old: bytes, new: bytes) -> Callable[[Members], None]:
    """A change of one member; ``old`` must be there."""

    def change(members: Members) -> None:
        assert old in members[name], f"{old!r} is not in {name}"
        members[name] = members[name].replace(old, new)

    return change


def added(name: str, data: bytes) -> Callable[[Members], None]:
    return lambda members: members.update({name: data})
