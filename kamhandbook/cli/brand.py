"""``kamhandbook brand check``: what a corporate template will do, before anybody builds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamhandbook.cli.options import format_option, today_option
from kamhandbook.findings import CannotGoOnError, Finding, Position
from kamhandbook.wording.language import speaker

if TYPE_CHECKING:
    from kamhandbook.cli.brand_check import BrandCheck
    from kamhandbook.deck.master import Master
    from kamhandbook.design.brand import Brand

_CONTENT = Path("content")


@click.group("brand", short_help="Look over a company's PowerPoint template.")
def command() -> None:
    """Commands about a company's brand.

    \b
    Example:
      kamhandbook brand check firma.potx
    """


@command.command("check", short_help="Tell how a template will be used; write a preview.")
@click.argument("file", metavar="FILE|FOLDER", type=click.Path(path_type=Path))
@click.option(
    "--content",
    type=click.Path(path_type=Path, readable=False),
    help="Folder with the answers to rehearse with [default: that of the project FILE lies in,"
    " else content, where there is one].",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the preview deck goes [default: beside FILE].",
)
@format_option
@today_option
def check(file: Path, content: Path | None, out: Path | None, format_: str, today: date) -> None:
    """Tell which layout of FILE (.pptx or .potx) serves which kind of slide, and what it lacks.

    FOLDER is a brand's, whose template is taken. Then the deck is rehearsed: with the project's own
    handbook where there is one, and with a full one that comes with the product. Exit status: 0
    usable; 1 refused, or "build" would give no deck with it; 2 wrong use. With --format json
    nothing else stands in standard output, and no preview is written.

    \b
    Example:
      kamhandbook brand check firma.potx --out vorschau.pptx
      kamhandbook brand check themes/firma --format json
    """
    from kamhandbook.cli.brand_check import brand_check, brand_data, brand_text
    from kamhandbook.cli.progress import progress
    from kamhandbook.reading.spoken_address import speak_as_in
    from kamhandbook.report.json_and_github import as_text, findings_as_data

    content = _content_of(file, content)
    if content:
        speak_as_in(content)
    try:
        brand, further = _brand_of(file)
        master, name = _master_of(brand, file)
        with progress():
            checked = brand_check(brand, master, name, content, today, further)
    except CannotGoOnError as error:
        if format_ == "json":
            refused = {"usable": False, **findings_as_data(error.findings)}
            click.echo(as_text(refused))
        else:
            click.echo(str(error), err=True)
        raise SystemExit(1) from None
    if format_ == "json":
        click.echo(as_text(brand_data(checked)))
    else:
        click.echo(brand_text(checked))
        _write_preview(checked, brand, out or _beside(file, brand), today)
    if not checked.is_usable:
        raise SystemExit(1)


def _brand_of(file: Path) -> tuple[Brand, tuple[Finding, ...]]:
    """Return the brand of a folder or of the project in it, or the one that a template makes up."""
    from msgspec.structs import replace

    from kamhandbook.building.project import open_project
    from kamhandbook.design.brand import load_brand, neutral

    if not file.is_dir():
        return replace(neutral(), master=file), ()
    if (file / _CONTENT).is_dir():
        return open_project(file / _CONTENT).brand, ()
    folder = file.resolve()
    brand, findings = load_brand(folder.parent, folder.name, folder.parent.parent, Position(""))
    return brand, tuple(findings)


def _master_of(brand: Brand, file: Path) -> tuple[Master, str]:
    """Return the master of a brand and what it is called; raise CannotGoOnError with the cause."""
    from kamhandbook.deck.master import foreign_master, own_master
    from kamhandbook.reading.input_files import is_there, refuse_special

    if brand.master is None:
        return own_master(brand), file.resolve().name
    position = Position(brand.master.name)
    if is_there(brand.master):
        refuse_special(brand.master, position)
    return foreign_master(brand.master, position), brand.master.name


def _content_of(file: Path, content: Path | None) -> Path | None:
    """Return the answers to rehearse with: those of the project that a template lies in, say."""
    if content:
        return content
    if (file / _CONTENT).is_dir():
        return file / _CONTENT
    around = file.resolve().parents
    themes = next((folder for folder in (file.resolve(), *around) if folder.name == "themes"), None)
    beside = [themes.parent / "content"] if themes else []
    return next((folder for folder in (*beside, _CONTENT) if folder.is_dir()), None)


def _beside(file: Path, brand: Brand) -> Path:
    """Return where the preview goes if nobody says: beside the template, never into it."""
    source = brand.master or file / "deck.pptx"
    suffix = speaker().words("brand")["preview_suffix"]
    return source.with_name(f"{source.stem}{suffix}.pptx")


def _write_preview(checked: BrandCheck, brand: Brand, target: Path, today: date) -> None:
    """Write a deck of all kinds of slides, and say where it is."""
    from kamhandbook.cli.progress import progress
    from kamhandbook.cli.writing import refuse_to_replace, write_file
    from kamhandbook.deck.brand_preview import preview
    from kamhandbook.wording.messages import problem, reason

    refuse_to_replace(target, b"PK\x03\x04")
    words = speaker().words("brand")
    with progress():
        data, fitted = preview(checked.master, brand, today)
    try:
        write_file(target, data)
    except OSError as error:
        at = Position(str(target))
        click.echo(str(problem("master_cannot_write", at, reason=reason(error))), err=True)
        raise SystemExit(1) from None
    click.echo("\n" + words["preview"].format(path=target, slides=len(fitted.slides)))
    if brand.master and brand.master.resolve().parent.parent.name != "themes":
        click.echo(words["usable"].format(target=f"deck{brand.master.suffix.lower()}"))
