"""``kamhandbook register``: who has been given the handbook and confirmed it, as a table for HR."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kamhandbook.cli.options import audience_option, content_option, today_option
from kamhandbook.content.types import Audience

_DEFAULT = Path("empfangsregister.csv")


@click.command("register", short_help="Keep who confirmed the handbook, for HR.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default=_DEFAULT)
@content_option
@audience_option
@today_option
def command(file: Path, content: Path, audience: Audience | None, today: date) -> None:
    """Write or go on with FILE.csv: a row for everybody who is to confirm the handbook.

    Excel opens it. What HR wrote into it stays; where everybody must confirm again
    (acknowledgement in handbook.yaml, else a new version), each person gets a new row. Keep it
    outside of the handbook's folder. Exit status: 0 written; 1 not written; 2 wrong use.

    \b
    Example:
      kamhandbook register ../personal/empfangsregister.csv
    """
    from kamhandbook.building.edition_in_context import Order, read_edition
    from kamhandbook.building.withheld import refuse_file
    from kamhandbook.cli.show import show_findings
    from kamhandbook.cli.writing import complete, not_written, write_file
    from kamhandbook.findings import CannotGoOnError
    from kamhandbook.report.receipt_register import NotARegisterError, register
    from kamhandbook.wording.numbers import plural

    complete(file.parent)
    try:
        edition = read_edition(Order(content, today, audience))
        known = _known(file)
        made = register(edition.edition, edition.context.imprint, known)
        hints = refuse_file(edition, file.name, made.new_text.encode())  # HR's rows are HR's
    except CannotGoOnError as error:
        show_findings(error.findings, content)
        raise SystemExit(1) from None
    except NotARegisterError as error:
        words = edition.edition.language.words("register")
        message = words["no_register"].format(file=file, column=error)
        raise click.ClickException(message) from error
    language = edition.edition.language
    words = language.words("register")
    try:
        if made.added or not known:
            write_file(file, made.text.encode("utf-8-sig"))
    except OSError as error:
        raise not_written(error, file.parent) from error
    forms = plural(language, made.added, words["written" if made.added else "unchanged"])
    click.echo(forms.format(n=made.added, rows=made.rows, file=file))
    for hint in hints:
        click.echo(f"  – {hint}")
    if not edition.edition.sees(Audience.NEWCOMERS):
        click.echo(words["no_names"])


def _known(file: Path) -> str:
    """Return the table that there is, as we write it or as Excel saves it again.

    Raises CannotGoOnError where it cannot be read.
    """
    from kamhandbook.findings import CannotGoOnError, Position
    from kamhandbook.reading.input_files import (
        Unreadable,
        decoded,
        is_there,
        read_bytes,
        windows_text,
    )

    raw = read_bytes(file, Position(str(file))) if is_there(file) else b""
    text = raw if isinstance(raw, Unreadable) else decoded(raw, str(file))
    if not isinstance(text, Unreadable):
        return text
    as_excel_saved = windows_text(raw) if isinstance(raw, bytes) else ""
    if not as_excel_saved:
        raise CannotGoOnError([text.finding])
    return as_excel_saved
