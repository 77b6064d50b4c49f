"""``kamhandbook questionnaire``: an Excel workbook for a workshop, and its answers back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamhandbook.cli.options import content_option, today_option
from kamhandbook.cli.speech import is_confirmed
from kamhandbook.cli.terminal import is_conversation
from kamhandbook.content.types import Audience
from kamhandbook.findings import CannotGoOnError
from kamhandbook.wording.numbers import plural

if TYPE_CHECKING:
    from kamhandbook.building.project import Project


@click.group("questionnaire", short_help="Answer in Excel: export, import.")
def command() -> None:
    """Take the questions to a workshop as an Excel workbook, and its answers back into content/.

    \b
    Example:
      kamhandbook questionnaire export fragen.xlsx
    """


@command.command("export", short_help="Write the questionnaire.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@content_option
@click.option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    default=Audience.TEAM.value,
    show_default=True,
    help="What may stand in it; figures about money only for management.",
)
@click.option("--force", is_flag=True, help="Replace FILE when it is there already.")
@today_option
def export(file: Path, content: Path, audience: str, force: bool, today: date) -> None:
    """Write the questionnaire as FILE.xlsx: a sheet for every dimension, in order.

    \b
    Example:
      kamhandbook questionnaire export fragen.xlsx
    """
    from kamhandbook.building.edition_in_context import cut_edition
    from kamhandbook.building.project import check_project
    from kamhandbook.cli.progress import progress
    from kamhandbook.cli.show import show_findings
    from kamhandbook.cli.writing import not_written, write_file
    from kamhandbook.questionnaire.export import questionnaire_of

    project = _readable(content)
    if file.exists() and not force:
        raise click.ClickException(_words(project)["exists"].format(file=file))
    if file.exists() and not _may_be_replaced(file):
        raise click.ClickException(_words(project)["not_replaced"].format(file=file))
    try:
        with progress():
            edition = cut_edition(check_project(project, today), Audience(audience))
            questionnaire = questionnaire_of(edition, today, file.name)
    except CannotGoOnError as error:
        show_findings(error.findings, content)
        raise SystemExit(1) from error
    try:
        write_file(file, questionnaire.content)
    except OSError as error:
        raise not_written(error, file.parent) from error
    values = {"file": file, "questions": questionnaire.questions, "sheets": questionnaire.sheets}
    click.echo(_words(project)["exported"].format(**values))
    for notice in questionnaire.notices:
        click.echo(f"  – {notice}")


@command.command("import", short_help="Merge a filled questionnaire.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@content_option
@click.option("--yes", is_flag=True, help="Merge without asking.")
def import_(file: Path, content: Path, yes: bool) -> None:
    """Show what FILE.xlsx would change, then merge it into content/.

    Comments, order and everything that was not touched stay as they are. What changed on both
    sides is listed, never decided. Exit status: 0 merged or nothing to merge; 1 not merged, or not
    everything; 2 wrong use.

    \b
    Example:
      kamhandbook questionnaire import fragen.xlsx
    """
    from kamhandbook.questionnaire.edited_files import (
        UnsafeEditError,
        content_texts,
        edited_files,
        without_known_items,
    )
    from kamhandbook.questionnaire.filled_workbook import NotAQuestionnaireError, read_filled
    from kamhandbook.questionnaire.import_summary import summary
    from kamhandbook.questionnaire.merge import merge

    project = _readable(content)
    language = project.loaded.handbook.language
    words = _words(project)
    try:
        outcome = merge(read_filled(file, language), project.loaded.handbook)
        current = content_texts(project.loaded.folder)
        outcome.edits = without_known_items(current, outcome.edits)
        texts = edited_files(current, outcome.edits)
    except NotAQuestionnaireError as error:
        raise click.ClickException(str(error)) from error
    except UnsafeEditError as error:
        from kamhandbook.content.handbook import file_name

        message = words["too_large_to_merge"].format(file=file_name(error.part))
        raise click.ClickException(message) from error
    click.echo(summary(outcome, language))
    if texts and _may_write(yes, words):
        _write(content, texts)
        merged = plural(language, len(outcome.edits), words["merged"])
        click.echo(merged.format(n=len(outcome.edits), files=_file_names(texts)))
    if not outcome.is_complete:
        click.echo(words["not_all"])
        raise SystemExit(1)


def _may_be_replaced(file: Path) -> bool:
    """Whether a file is a workbook, also one with a password: nothing else is ever replaced."""
    if not file.is_file():  # a pipe or a device, say
        return False
    with file.open("rb") as stream:
        return stream.read(4) in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def _may_write(yes: bool, words: Mapping[str, Any]) -> bool:
    """Whether to write: --yes, or yes at a terminal; else the command ends here."""
    if yes:
        return True
    if not is_conversation():
        click.echo(words["ask_hint"])
        raise SystemExit(1)
    if not is_confirmed(words["ask"]):
        click.echo(words["declined"])
        raise SystemExit(1)
    return True


def _readable(content: Path) -> Project:
    from kamhandbook.building.project import open_project
    from kamhandbook.cli.show import show_findings

    project = open_project(content)
    if not project.is_readable:
        show_findings(project.findings, content)
        raise SystemExit(1)
    return project


def _write(content: Path, texts: dict[str, str]) -> None:
    from kamhandbook.cli.writing import write_or_tell
    from kamhandbook.content.handbook import file_name

    files = {content / file_name(part): text.encode("utf-8") for part, text in texts.items()}
    write_or_tell(content, files)


def _file_names(texts: dict[str, str]) -> str:
    from kamhandbook.content.handbook import file_name

    return ", ".join(file_name(part) for part in texts)


def _words(project: Project) -> dict[str, Any]:
    return project.loaded.handbook.language.words("questionnaire")
