"""``kamhandbook iteration``: close an iteration, and see what is new since."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NoReturn

import click
from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.cli.options import (
    audience_option,
    content_as_it_is_option,
    content_option,
    today_option,
)
from kamhandbook.cli.speech import said, spoken
from kamhandbook.cli.terminal import wants_colour
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.types import Audience, PartialDate
from kamhandbook.editions.edition import cut
from kamhandbook.findings import Finding, Position, Severity
from kamhandbook.history.changes import News
from kamhandbook.history.closing import Closing, close
from kamhandbook.history.diff import compare
from kamhandbook.history.labels import word
from kamhandbook.history.states import State
from kamhandbook.reading.content_folder import Loaded, read_content_folder
from kamhandbook.reading.input_files import Unreadable, is_kind
from kamhandbook.reading.snapshots import Snapshot, read_snapshot, to_json
from kamhandbook.report.news_text import json_news, markdown_news, text_news
from kamhandbook.wording.dates import day_text
from kamhandbook.wording.language import Language
from kamhandbook.wording.messages import problem, reason

WORKING_STATE = ("now", "jetzt")


def _text_news(news: News, before: str, after: str, language: Language) -> str:
    return text_news(news, before, after, language, colours=wants_colour(sys.stdout))


_FORMATS: dict[str, Callable[[News, str, str, Language], str]] = {
    "text": _text_news,
    "json": json_news,
    "markdown": markdown_news,
}


@click.group("iteration", short_help="Close an iteration; show what is new since.")
def command() -> None:
    """Close an iteration of the prototyping phase, or show what changed between states.

    \b
    Example:
      kamhandbook iteration close
    """


@command.command("close", short_help="Freeze the state and ask for what was decided.")
@content_as_it_is_option
@click.option("--number", type=click.IntRange(1, 999), help="Which one [default: the one at work].")
@today_option
def close_command(content: Path, number: int | None, today: date) -> None:
    """Freeze the state of content/ and make or complete the record beside it.

    Writes iterations/NN.snapshot.json, and NN.yaml with marked places for decisions, what was
    learned, open points and next steps. What you wrote there is never touched. Exit status: 0
    closed, 1 not closed (content that cannot be read, or closed before), 2 wrong use.

    \b
    Example:
      kamhandbook iteration close
    """
    from kamhandbook.building.project import content_findings, open_project
    from kamhandbook.cli.writing import complete
    from kamhandbook.report.plain_text import summary

    if any(file.name.endswith(".snapshot.json") for file in complete(content)):
        return  # what is closed now must not be followed by another closing
    project = open_project(content)
    if not project.is_readable:
        _exit_with(project.findings, content)
    closing = close(project.loaded, today, number)
    if isinstance(closing, Finding):
        _exit_with((closing,), content)
    _write(closing, project.root, content)
    findings = [
        finding
        for finding in content_findings(project, today)
        if finding.severity is not Severity.HINT
    ]
    language = project.loaded.handbook.language
    counted = summary(findings, spoken(language))
    click.echo(_closing_text(closing))
    click.echo(
        _phrase(language, "checked", summary=counted)
        if counted
        else _phrase(language, "checked_nothing")
    )


@command.command("diff", short_help="Show what changed from one state to another.")
@click.argument("from_", metavar="[FROM]", required=False)
@click.argument("to", metavar="[TO]", required=False)
@content_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(_FORMATS)),
    default="text",
    show_default=True,
    help="For people at a terminal, for machines, or for a mail.",
)
@audience_option
def diff_command(
    from_: str | None, to: str | None, content: Path, format_: str, audience: Audience | None
) -> None:
    """Show what changed from one state to another.

    FROM and TO are numbers of closed iterations, content folders, or "now" for the state at work.
    Without them: what is new since the last closed iteration. With --audience only what that
    audience may see is told. Exit status: 0 shown, 1 content cannot be read, 2 wrong use.

    An item is the same one as long as its id is, or else its name, wherever it stands in its list.
    It counts as renamed when everything else about it is equal; what is doubtful is said to be.

    \b
    Example:
      kamhandbook iteration diff 1 2
    """
    old = _state(from_, content) if from_ else _last_closed(content)
    if old is None:
        language, is_json = _load(content).handbook.language, format_ == "json"
        nothing = json_news(News(), "", "", language) if is_json else ""
        click.echo(nothing or _phrase(language, "none_closed"))
        return
    new = _state(to or WORKING_STATE[0], content)
    news = compare(old.state(audience), new.state(audience), new.handbook.language)
    news = replace(news, since=old.number, until=new.number, closed_on=old.closed_on)
    click.echo(_FORMATS[format_](news, old.name, new.name, new.handbook.language))


class _State(Struct, frozen=True):
    """A state to compare: an iteration's, or a folder's with number 0."""

    name: str
    handbook: Handbook
    snapshot: Snapshot | None = None

    @property
    def number(self) -> int:
        return self.snapshot.number if self.snapshot else 0

    @property
    def closed_on(self) -> PartialDate | None:
        return self.snapshot.closed_on if self.snapshot else None

    def state(self, audience: Audience | None) -> State:
        hidden = cut(self.handbook, audience).hidden if audience else frozenset()
        return State(self.handbook, hidden)


def _last_closed(content: Path) -> _State | None:
    snapshots = _load(content).snapshots
    return _closed_state(snapshots[-1]) if snapshots else None


def _state(argument: str, content: Path) -> _State:
    """Return the state that an argument names; an unknown one is wrong use."""
    if argument in WORKING_STATE:
        handbook = _load(content).handbook
        return _State(word(handbook.language, "working_state"), handbook)
    if argument.isascii() and argument.isdigit():
        closed = {snapshot.number: snapshot for snapshot in _load(content).snapshots}
        if int(argument) not in closed:
            closed_numbers = ", ".join(str(number) for number in closed) or said("none")
            raise click.UsageError(
                said(
                    "Iteration {number} is not closed; closed are: {closed}.",
                    number=argument,
                    closed=closed_numbers,
                )
            )
        return _closed_state(closed[int(argument)])
    path = Path(argument)
    kinds = [is_kind(path, kind, Position(path.name)) for kind in (S_ISREG, S_ISDIR)]
    _exit_for([kind.finding for kind in kinds[:1] if isinstance(kind, Unreadable)], content)
    is_file, is_folder = kinds
    if is_file and path.name.endswith(".snapshot.json"):
        snapshot = read_snapshot(path, path.name, 0)
        if isinstance(snapshot, Finding):
            _exit_with((snapshot,), content)
        return _State(path.name, snapshot.handbook)
    if is_folder:
        content_below = path / "content"
        folder = (
            content_below
            if content_below.is_dir() and not (path / "handbook.yaml").exists()
            else path
        )
        return _State(argument, _load(folder).handbook)
    raise click.UsageError(
        said("{argument!r} is no iteration, no content folder, and not 'now'.", argument=argument)
    )


def _content_folder(path: Path) -> Path:
    """Return a project's content folder, or the folder itself where it is one."""
    content = path / "content"
    return content if content.is_dir() and not (path / "handbook.yaml").exists() else path


def _closed_state(snapshot: Snapshot) -> _State:
    language = snapshot.handbook.language
    closed_on = day_text(language, snapshot.closed_on)
    name = word(language, "closed", number=snapshot.number, day=closed_on)
    return _State(name, snapshot.handbook, snapshot)


def _load(content: Path) -> Loaded:
    loaded = read_content_folder(content)
    if not loaded.is_readable:
        _exit_with(loaded.findings, content)
    return loaded


def _write(closing: Closing, root: Path, content: Path) -> None:
    """Write record and snapshot, both or none."""
    from kamhandbook.cli.writing import write_all

    files = {
        root / closing.record_path: closing.record.encode(),
        root / closing.snapshot.path: to_json(closing.snapshot),
    }
    try:
        write_all(content, files)
    except OSError as error:
        at = Position(closing.record_path)
        _exit_with((problem("iteration_not_written", at, reason=reason(error)),), content)


def _closing_text(closing: Closing) -> str:
    snapshot, path = closing.snapshot, closing.record_path
    language = snapshot.handbook.language
    closed_on = day_text(language, snapshot.closed_on)
    lines = [_phrase(language, "closed", number=snapshot.number, day=closed_on, path=snapshot.path)]
    names = language.words("iterations")["record"]["places"]
    places = ", ".join(names[key] for key in closing.asked)
    outcome = "new" if closing.is_new else "completed" if places else "whole"
    return "\n".join([*lines, _phrase(language, f"record_{outcome}", path=path, places=places)])


def _exit_for(findings: list[Finding], content: Path) -> None:
    if findings:
        _exit_with(findings, content)


def _exit_with(findings: Iterable[Finding], content: Path) -> NoReturn:
    from kamhandbook.cli.show import show_findings

    show_findings(findings, content)
    raise SystemExit(1)


def _phrase(language: Language, key: str, **values: object) -> str:
    return str(spoken(language).words("iterations")["say"][key]).format(**values)
