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
    from kamhandbook.building.edition_in_context import Order, read_edition
    from kamhandbook.building.withheld import refuse_file
    from kamhandbook.cli.show import show_findings
    from kamhandbook.cli.writing import complete, not_written, refuse_to_replace, write_file
    from kamhandbook.findings import CannotGoOnError
    from kamhandbook.report.icalendar import BEGINNING, edition_calendar
    from kamhandbook.wording.numbers import plural

    complete(file.parent)
    refuse_to_replace(file, BEGINNING.encode())
    try:
        edition = read_edition(Order(content, today, audience))
        made = edition_calendar(edition.edition, today)
        hints = refuse_file(edition, file.name, made.text.encode()) if made.events else ()
    except CannotGoOnError as error:
        show_findings(error.findings, content)
        raise SystemExit(1) from None
    language = edition.edition.language
    words = language.words("calendar")
    if not made.events:
        click.echo(words["none"])
        return
    try:
        write_file(file, made.text.encode())
    except OSError as error:
        raise not_written(error, file.parent) from error
    reader = edition.edition.audience
    told = language.catalogue.label("audience", reader)
    forms = plural(language, made.events, words["written"])
    click.echo(forms.format(n=made.events, file=file, audience=told))
    for hint in hints:
        click.echo(f"  – {hint}")
    if not edition.edition.sees(Audience.TEAM) and edition.project.loaded.handbook.iterations:
        click.echo(words["tasks_hidden"])
