"""``kamhandbook status``: where the handbook stands and what is next."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from kamhandbook.cli.options import content_option, today_option
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
    from kamhandbook.cli.show import show_findings
    from kamhandbook.content.types import Audience
    from kamhandbook.editions.edition import cut
    from kamhandbook.history.news import news_for
    from kamhandbook.project import content_findings, open_project
    from kamhandbook.report.plain_text import painter
    from kamhandbook.report.status_text import Standing, status_text
    from kamhandbook.wording.catalogue import load as load_catalogue

    project = open_project(content)
    if not project.is_readable:
        show_findings(project.findings, content)
        raise SystemExit(1)
    handbook = project.loaded.handbook
    standing = Standing(
        handbook=handbook,
        catalogue=load_catalogue(),
        findings=(*project.findings, *content_findings(project, today)),
        news=news_for(cut(handbook, Audience.MANAGEMENT), project.loaded),
        today=today,
    )
    paint = painter(wants_colour(sys.stdout))
    click.echo(status_text(standing, paint, blocks=can_show(sys.stdout, "█▓▒░")))
