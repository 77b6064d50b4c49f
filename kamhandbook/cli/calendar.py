"""``kamhandbook calendar``: meetings, reviews and due dates as a file for any calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kamhandbook.cli.options import audience_option, content_option, today_option
from kamhandbook.content.types import Audience


@click.command("calendar", short_help="Write meetings, reviews and due dates for a calendar.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default=Path("kam.ics"))
@content_option
@audience_option
@today_option
def command(file: Path, content: Path, audience: Audience | None, today: date) -> None:
    """Write routines, reviews, trainings, tasks and the project's dates into FILE.ics.

    Outlook, Apple and Google read it; taken over again it moves what has moved. Without
    --audience it holds what the handbook's own readers see. Exit status: 0 written, or nothing to
    write; 1 not written; 2 wrong use.

    \b
    Example:
      kamhandbook calendar termine.ics --audience team
    """
    from kamhandbook.building.project import read_project
    from kamhandbook.cli.show import show_findings
    from kamhandbook.cli.writing import not_written, write_file
    from kamhandbook.content.due import OWED, due_items
    from kamhandbook.editions.edition import cut
    from kamhandbook.findings import CannotGoOnError
    from kamhandbook.report.icalendar import calendar_text
    from kamhandbook.wording.numbers import plural

    try:
        handbook = read_project(content).loaded.handbook
    except CannotGoOnError as error:
        show_findings(error.findings, content)
        raise SystemExit(1) from None
    reader = audience or handbook.handbook.audience
    shown, language = cut(handbook, reader).handbook, handbook.language
    words = language.words("calendar")
    items = [item for item in due_items(shown, today) if item.until >= today or item.kind in OWED]
    if not items:
        click.echo(words["none"])
        return
    company = handbook.handbook.company
    title = words["title"].format(company=company.short or company.name).strip()
    try:
        write_file(file, calendar_text(items, title, today, language).encode())
    except OSError as error:
        raise not_written(error, file.parent) from error
    told = language.catalogue.label("audience", reader)
    forms = plural(language, len(items), words["written"])
    click.echo(forms.format(n=len(items), file=file, audience=told))
    if not Audience.TEAM.rank <= reader.rank and any(handbook.iterations):
        click.echo(words["tasks_hidden"])
