"""``kamhandbook forget``: a person out of the answers and the frozen states."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamhandbook.cli.options import content_as_it_is_option
from kamhandbook.wording.language import Language

if TYPE_CHECKING:
    from kamhandbook.building.forgetting import Forgotten
    from kamhandbook.building.project import Project
    from kamhandbook.reading.person_mentions import Person


@click.command("forget", short_help="Remove a person from the answers.")
@click.argument("name")
@content_as_it_is_option
@click.option(
    "--instead", metavar="TEXT", default="", help="What to write instead of the name [N. N.]."
)
@click.option("--yes", is_flag=True, help="Write; without it the changes are shown only.")
def command(name: str, content: Path, instead: str, yes: bool) -> None:
    """Remove a person from content/ and from the frozen states of the iterations.

    Finds the name with titles, with its surname first, declined, as initial, as surname alone and
    in mail addresses. Shows every line before and after; --yes writes all of them or none, and
    leaves every other byte as it is. What may mean somebody else of like name, own pages, pictures
    and what git keeps are listed and never touched. Exit status: 0 shown or written; 1 nobody
    found, or not written; 2 wrong use.

    \b
    Example:
      kamhandbook forget "Anna Huber"
      kamhandbook forget "Anna Huber" --instead "Leitung KAM" --yes
    """
    from kamhandbook.building.forgetting import forgotten, is_safe
    from kamhandbook.building.project import open_project
    from kamhandbook.cli.show import show_findings
    from kamhandbook.cli.writing import complete, write_or_tell
    from kamhandbook.report.forget_text import counted_in_files

    is_completed = bool(content.is_dir() and complete(content))
    project = open_project(content)
    if not project.is_readable:
        show_findings(project.findings, content)
        raise SystemExit(1)
    language = project.loaded.handbook.language
    words = language.words("forget")
    instead = instead or words["instead"]
    if not is_safe(instead):
        raise click.BadParameter(words["bad_instead"].format(text=instead), param_hint="--instead")
    outcome = forgotten(project.loaded, _person(name, project, language), instead)
    click.echo(_told(outcome, project, language))
    if outcome.unsafe:
        raise click.ClickException(words["unsafe"].format(file=", ".join(outcome.unsafe)))
    if not outcome.places:
        raise SystemExit(0 if is_completed else 1)
    if not yes:
        click.echo(words["preview"].format(instead=instead))
        return
    write_or_tell(project.loaded.folder, outcome.files)
    places, files = len(outcome.places), len(outcome.files)
    click.echo(counted_in_files(language, "written", places, files, instead=instead))


def _person(name: str, project: Project, language: Language) -> Person:
    """Return whom a name means; a surname alone is completed where one person only bears it."""
    from kamhandbook.building.forgetting import known_people
    from kamhandbook.reading.person_mentions import person_of

    words = language.words("forget")
    person = person_of(name)
    if person is None:
        raise click.BadParameter(words["no_name"].format(name=name), param_hint="NAME")
    if person.given:
        return person
    known = filter(None, map(person_of, known_people(project.loaded)))
    meant = {each.name: each for each in known if each.given and each.surname == person.surname}
    if len(meant) > 1:
        names = ", ".join(meant)
        raise click.BadParameter(words["which"].format(names=names), param_hint="NAME")
    return next(iter(meant.values()), person)


def _told(outcome: Forgotten, project: Project, language: Language) -> str:
    """Return what would change, what is not certain, and what is left alone."""
    from kamhandbook.building.left_alone import left_alone
    from kamhandbook.report.forget_text import (
        changed_lines,
        counted_in_files,
        unsure_lines,
        untouched_lines,
    )

    loaded, person = project.loaded, outcome.person
    lines = [language.words("forget")["nothing"].format(name=person.name)]
    if outcome.places:
        places, files = len(outcome.places), len(outcome.files)
        lines = [counted_in_files(language, "found", places, files, name=person.name)]
        lines.append(changed_lines(outcome.before, outcome.files, loaded.root))
    unsure = [(str(place.at), place.words, place.doubt) for place in outcome.unsure]
    lines += unsure_lines(unsure, outcome.namesakes, language)
    rest = left_alone(loaded.root, loaded.folder, person)
    kinds = {
        "own_pages": rest.own_pages,
        "other_files": rest.other_files,
        "pictures": rest.pictures,
        "workbooks": rest.workbooks,
        "unread": rest.unread,
    }
    lines += untouched_lines(kinds, language, has_history=rest.has_history)
    return "\n".join(lines)
