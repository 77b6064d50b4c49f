"""``kamhandbook questionnaire``: an Excel workbook for a workshop, and its answers back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamhandbook.cli.options import content_option, today_option
from kamhandbook.cli.speech import is_confirmed, spoken
from kamhandbook.cli.terminal import is_conversation
from kamhandbook.content.types import Audience
from kamhandbook.findings import CannotGoOnError
from kamhandbook.wording.numbers import plural

if TYPE_CHECKING:
    from kamhandbook.building.project import Project
    from kamhandbook.questionnaire.merge import Edit, Merge
    from kamhandbook.wording.language import Language


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
@click.option("--delete", is_flag=True, help="Delete what was emptied or deleted in FILE, too.")
def import_(file: Path, content: Path, yes: bool, delete: bool) -> None:
    """Show what FILE.xlsx would change, then merge it into content/.

    Comments, order and everything that was not touched stay as they are. What changed on both
    sides is listed, never decided; what was deleted in FILE is deleted here only when you say so.
    Exit status: 0 merged or nothing to merge; 1 not merged, or not everything; 2 wrong use.

    \b
    Example:
      kamhandbook questionnaire import fragen.xlsx
    """
    from kamhandbook.questionnaire.edited_files import (
        content_files,
        content_texts,
        without_known_items,
    )
    from kamhandbook.questionnaire.filled_workbook import NotAQuestionnaireError, read_filled
    from kamhandbook.questionnaire.import_summary import summary
    from kamhandbook.questionnaire.merge import merge

    project = _readable(content)
    language, words = spoken(project.loaded.handbook.language), _words(project)
    try:
        filled = read_filled(file, project.loaded.handbook.language)
    except NotAQuestionnaireError as error:
        raise click.ClickException(str(error)) from error
    outcome = merge(filled, project.loaded.handbook)
    files = content_files(project.loaded.folder, project.loaded.handbook)
    current = content_texts(files)
    outcome.edits = without_known_items(current, outcome.edits, filled.parts)
    _edited(current, [*outcome.edits, *outcome.deletions], files, words)  # before anybody is asked
    told = summary(outcome, language)
    if told:
        click.echo(told)
    agreed = outcome.edits if outcome.edits and _may_write(yes, words) else []
    removed = _deletions(outcome, language, words, yes=yes, delete=delete)
    texts = _edited(current, [*agreed, *removed], files, words)
    if texts:
        _write(content, {files[part]: text for part, text in texts.items()})
        names = ", ".join(files[part].relative_to(content.absolute()).as_posix() for part in texts)
        for edits, key in ((agreed, "merged"), (removed, "deleted")):
            if edits:
                said = plural(language, len(edits), words[key])
                click.echo(said.format(n=len(edits), files=names))
    if not outcome.is_complete:
        click.echo(words["not_all"])
        raise SystemExit(1)


def _edited(
    current: Mapping[str, str], edits: list[Edit], files: Mapping[str, Path], words: dict[str, Any]
) -> dict[str, str]:
    """Return the new texts of the files by part, or say which cannot be written safely."""
    from kamhandbook.questionnaire.edited_files import UnsafeEditError, edited_files

    try:
        return edited_files(current, edits)
    except UnsafeEditError as error:
        message = words["too_large_to_merge"].format(file=files[error.part].name)
        raise click.ClickException(message) from error


def _deletions(
    outcome: Merge, language: Language, words: dict[str, Any], *, yes: bool, delete: bool
) -> list[Edit]:
    """Show what was deleted in the workbook; return what is to be deleted here, too.

    Never without being told so: by --delete, or at a terminal.
    """
    from kamhandbook.questionnaire.import_summary import deletions

    told = deletions(outcome, language)
    if told:
        click.echo(told)
    if told and (delete or (not yes and is_conversation() and is_confirmed(words["ask_delete"]))):
        return outcome.deletions
    if told:
        click.echo(words["kept"])
    return []


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


def _write(content: Path, texts: dict[Path, str]) -> None:
    from kamhandbook.cli.writing import write_or_tell

    write_or_tell(content, {file: text.encode("utf-8") for file, text in texts.items()})


def _words(project: Project) -> dict[str, Any]:
    return spoken(project.loaded.handbook.language).words("questionnaire")
