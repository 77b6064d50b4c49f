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
    from kamhandbook.cli.show import show_findings
    from kamhandbook.cli.writing import not_written, write_file
    from kamhandbook.findings import CannotGoOnError
    from kamhandbook.report.receipt_register import NotARegisterError, register
    from kamhandbook.wording.numbers import plural

    try:
        edition = read_edition(Order(content, today, audience))
    except CannotGoOnError as error:
        show_findings(error.findings, content)
        raise SystemExit(1) from None
    language = edition.edition.language
    words = language.words("register")
    try:
        known = _text(file.read_bytes()) if file.exists() else ""
        made = register(edition.edition, edition.context.imprint, known)
        if made.added or not known:
            write_file(file, made.text.encode("utf-8-sig"))
    except NotARegisterError as error:
        message = words["no_register"].format(file=file, column=error)
        raise click.ClickException(message) from error
    except OSError as error:
        raise not_written(error, file.parent) from error
    forms = plural(language, made.added, words["written" if made.added else "unchanged"])
    click.echo(forms.format(n=made.added, rows=made.rows, file=file))
    if not edition.edition.sees(Audience.NEWCOMERS):
        click.echo(words["no_names"])


def _text(raw: bytes) -> str:
    """Return a table as text, as we write it or as Excel saves it again."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
