"""``kamhandbook build``: the handbook as site and deck."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import click

from kamhandbook.cli.options import audience_option, content_option, today_option
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
@click.option("--deck-only", is_flag=True, help="Leave the site out.")
@click.option("--strict", is_flag=True, help="Warnings stop the build, too.")
@today_option
def command(
    content: Path,
    out: Path,
    audience: Audience | None,
    all_audiences: bool,
    site_only: bool,
    deck_only: bool,
    strict: bool,
    today: date,
) -> None:
    """Make the handbook: an intranet site and a PowerPoint deck from one source.

    Writes build/site/index.html and build/kam-handbuch.pptx. Exit status: 0 built; 1 not built,
    and what stood in the output folder is still whole; 2 wrong use.

    \b
    Example:
      kamhandbook build --audience applicants
    """
    if site_only and deck_only:
        raise click.UsageError("--site-only and --deck-only exclude each other.")
    if all_audiences and audience:
        raise click.UsageError("--all-audiences and --audience exclude each other.")
    started = time.perf_counter()
    from kamhandbook import build as building
    from kamhandbook.cli.progress import progress
    from kamhandbook.cli.show import built_text, show_findings
    from kamhandbook.pipeline import Order

    order = Order(content, today, audience, strict, site=not deck_only, deck=not site_only)
    try:
        audiences = tuple(Audience) if all_audiences else (audience,)
        with progress():
            built = building.build(order, out, audiences, separate=all_audiences)
    except CannotGoOnError as error:
        show_findings(error.findings, content)
        raise SystemExit(1) from error
    click.echo(built_text(built, time.perf_counter() - started))
