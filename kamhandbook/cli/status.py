"""``kamhandbook status``: where the handbook stands and what is next."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from kamhandbook.cli.options import content_option, today_option
from kamhandbook.cli.speech import spoken
from kamhandbook.cli.terminal import can_show, wants_colour


@click.command("status", short_help="Show where the handbook stands and what is next.")
@content_option
@today_option
def command(content: Path, today: date) -> None:
    """Show the eight dimensions in order, what is next and why now, findings, review, news.

    Exit status: 0 shown; 1 the content cannot be read; 2 wrong use.

    \b
    Example:
      kamhandbook status
    """
    from kamhandbook.building.project import check_project, read_project
    from kamhandbook.cli.show import show_findings
    from kamhandbook.content.types import Audience
    from kamhandbook.editions.edition import cut
    from kamhandbook.findings import CannotGoOnError
    from kamhandbook.history.news import news_for
    from kamhandbook.report.plain_text import painter
    from kamhandbook.report.status_text import Standing, status_text

    try:
        checked = check_project(read_project(content), today)
    except CannotGoOnError as error:
        show_findings(error.findings, content)
        raise SystemExit(1) from None
    loaded = checked.project.loaded
    standing = Standing(
        handbook=loaded.handbook,
        spoken=spoken(loaded.handbook.language),
        findings=checked.findings,
        news=news_for(cut(loaded.handbook, Audience.MANAGEMENT), loaded),
        today=today,
    )
    paint = painter(wants_colour(sys.stdout))
    click.echo(status_text(standing, paint, blocks=can_show(sys.stdout, "█▓▒░")))
