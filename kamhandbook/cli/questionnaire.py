"""``kamhandbook questionnaire``: an Excel workbook for a workshop, and its answers back."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamhandbook.cli.options import content_option, today_option
from kamhandbook.cli.speech import is_confirmed
from kamhandbook.cli.terminal import is_conversation
from kamhandbook.content.types import Audience
from kamhandbook.wording.messages import phrase
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
    from kamhandbook.cli.progress import progress
    from kamhandbook.questionnaire.export import questionnaire_of

    project = _readable(content)
    if file.exists() and not force:
        raise click.ClickException(_words(project)["exists"].format(file=file))
    with progress():
        questionnaire = questionnaire_of(project, Audience(audience), today)
    _replace(file, questionnaire.content)
    values = {"file": file, "questions": questionnaire.questions, "sheets": questionnaire.sheets}
    click.echo(_words(project)["exported"].format(**values))


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
    from kamhandbook.questionnaire.edited_files import UnsafeEditError, edited_files
    from kamhandbook.questionnaire.export import content_source, content_texts
    from kamhandbook.questionnaire.filled_workbook import NotAQuestionnaireError, read_filled
    from kamhandbook.questionnaire.import_summary import summary
    from kamhandbook.questionnaire.merge import merge

    project = _readable(content)
    language = project.loaded.handbook.language
    words = _words(project)
    try:
        outcome = merge(read_filled(file, language), content_source(project))
        texts = edited_files(content_texts(project), outcome.edits)
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
    from kamhandbook.content.handbook import file_name

    for part, text in texts.items():
        _replace(content / file_name(part), text.encode("utf-8"))


def _file_names(texts: dict[str, str]) -> str:
    from kamhandbook.content.handbook import file_name

    return ", ".join(file_name(part) for part in texts)


def _replace(file: Path, raw: bytes) -> None:
    """Write a file as a whole or not at all, keeping its permissions."""
    mode = file.stat().st_mode & 0o777 if file.exists() else 0o666 & ~_umask()
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        with os.fdopen(handle, "wb") as temporary:
            temporary.write(raw)
        Path(name).chmod(mode)
        Path(name).replace(file)
    except OSError as error:
        raise click.ClickException(phrase("cannot_write", path=file.parent)) from error


def _umask() -> int:
    """Return the process's umask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _words(project: Project) -> dict[str, Any]:
    return project.loaded.handbook.language.words("questionnaire")
