"""``kamhandbook brand check``: what a corporate template will do, before anybody builds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamhandbook.cli.options import today_option
from kamhandbook.wording.language import DEFAULT

if TYPE_CHECKING:
    from kamhandbook.deck.brand_report import BrandReport


@click.group("brand", short_help="Look over a company's PowerPoint template.")
def command() -> None:
    """Commands about a company's brand.

    \b
    Example:
      kamhandbook brand check firma.potx
    """


@command.command("check", short_help="Tell how a template will be used; write a preview.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the preview deck goes [default: beside FILE].",
)
@today_option
def check(file: Path, out: Path | None, today: date) -> None:
    """Tell which layout of FILE (.pptx or .potx) serves which kind of slide, and what it lacks.

    Exit status: 0 usable; 1 refused, or no handbook can be shown with it; 2 wrong use.

    \b
    Example:
      kamhandbook brand check firma.potx --out vorschau.pptx
    """
    from kamhandbook.cli.progress import progress
    from kamhandbook.cli.writing import write_file
    from kamhandbook.deck.brand_preview import preview
    from kamhandbook.deck.brand_report import report_on
    from kamhandbook.deck.master import foreign_master
    from kamhandbook.design.brand import neutral
    from kamhandbook.findings import CannotGoOnError, Position
    from kamhandbook.reading.input_files import is_there, refuse_special
    from kamhandbook.wording.messages import problem, reason

    words, position = DEFAULT.words("brand"), Position(file.name)
    try:
        if is_there(file):
            refuse_special(file, position)
        master = foreign_master(file, position)
    except CannotGoOnError as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from None
    report = report_on(master, file.name, position)
    click.echo(_report_text(report))
    with progress():
        data, fitted = preview(master, neutral(), today)
    target = out or file.with_name(f"{file.stem}{words['preview_suffix']}.pptx")
    try:
        write_file(target, data)
    except OSError as error:
        at = Position(str(target))
        click.echo(str(problem("master_cannot_write", at, reason=reason(error))), err=True)
        raise SystemExit(1) from None
    click.echo("\n" + words["preview"].format(path=target, slides=len(fitted.slides)))
    click.echo(words["usable"].format(target=f"deck{file.suffix.lower()}"))


def _report_text(report: BrandReport) -> str:
    """Return the report for people."""
    words = DEFAULT.words("brand")
    lines = [report.heading, "", words["layouts"], *report.layouts, ""]
    if not report.findings:
        return "\n".join([*lines, words["nothing"]])
    lines.append(words["findings"])
    for finding in report.findings:
        kind = words["severity"][finding.severity.value]
        lines.append(f"  {kind} {finding.code}: {finding.message}")
        lines.append(f"    {finding.next_step}")
    return "\n".join(lines)
