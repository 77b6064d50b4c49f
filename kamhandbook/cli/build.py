"""``kamhandbook build``: the handbook as site and deck."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import click

from kamhandbook.cli.options import (
    audience_option,
    content_option,
    format_option,
    refuse_together,
    today_option,
)
from kamhandbook.content.types import Audience
from kamhandbook.findings import CannotGoOnError


@click.command("build", short_help="Make site and deck from content/.")
@content_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build"),
    show_default=True,
    help="Folder that site and deck are put into.",
)
@audience_option
@click.option("--all-audiences", is_flag=True, help="Make every edition, one folder each.")
@click.option("--site-only", is_flag=True, help="Leave the deck out.")
@click.option("--single-file", is_flag=True, help="Make the site as one file besides, for mails.")
@click.option("--pdf", is_flag=True, help="Make PDFs of site and deck besides.")
@click.option("--deck-only", is_flag=True, help="Leave the site out.")
@click.option(
    "--report",
    is_flag=True,
    help="Add the steering committee's deck, always management's edition: lenkungskreis.pptx.",
)
@click.option(
    "--in-place",
    is_flag=True,
    help="Change the files inside the site's folder, which stays: for containers and shares.",
)
@click.option("--strict", is_flag=True, help="Warnings stop the build, too.")
@format_option
@today_option
def command(
    content: Path,
    out: Path,
    audience: Audience | None,
    all_audiences: bool,
    site_only: bool,
    deck_only: bool,
    report: bool,
    single_file: bool,
    pdf: bool,
    in_place: bool,
    strict: bool,
    format_: str,
    today: date,
) -> None:
    """Make the handbook: an intranet site and a PowerPoint deck from one source.

    Writes build/site/index.html and build/kam-handbuch.pptx. Exit status: 0 built; 1 not built,
    and what stood in the output folder is still whole; 2 wrong use. A folder that is mounted, or
    that a server was started in, is changed in place by itself, where that can be known.

    With --report four to six slides for the steering committee are added, lenkungskreis.pptx. They
    are management's edition whatever --audience says, and lie beside what else is built; with
    --all-audiences in the folder of management.

    With --single-file kam-handbuch.html has all pages, with search and pictures, and opens from a
    mail; files to download and scripts of other pages are not in it. With --pdf Chrome,
    Edge or Chromium prints the handbook as a book, and LibreOffice the deck, where they are found.

    With --format json standard output has one object: what stands where, what each deck had to
    leave out, shorten or move, slide by slide (notices), and all findings.

    \b
    Example:
      kamhandbook build --audience applicants
    """
    refuse_together(site_only=site_only, deck_only=deck_only)
    refuse_together(all_audiences=all_audiences, audience=audience)
    refuse_together(deck_only=deck_only, single_file=single_file)
    started = time.perf_counter()
    from kamhandbook.building.edition_in_context import Order
    from kamhandbook.building.handbook import Outputs, build
    from kamhandbook.cli.built_data import built_data, stopped_data
    from kamhandbook.cli.progress import progress
    from kamhandbook.cli.show import built_text, show_findings
    from kamhandbook.report.json_and_github import as_text

    outputs = Outputs(
        out,
        not deck_only,
        not site_only,
        all_audiences,
        in_place,
        report=report,
        single_file=single_file,
        pdf=pdf,
    )
    try:
        with progress():
            built = build(Order(content, today, audience), outputs, strict=strict)
    except CannotGoOnError as error:
        if format_ == "json":
            click.echo(as_text(stopped_data(error.findings)))
        else:
            show_findings(error.findings, content)
        raise SystemExit(1) from error
    if format_ == "json":
        click.echo(as_text(built_data(built)))
    else:
        click.echo(built_text(built, time.perf_counter() - started))
