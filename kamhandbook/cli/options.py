"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from kamhandbook.cli.speech import said
from kamhandbook.clock import today_of_environment
from kamhandbook.content.types import Audience

Command = TypeVar("Command", bound=Callable[..., Any])


class DayType(click.ParamType):  # type: ignore[type-arg]  # generic only in newer clicks
    """A day as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day; a wrong one is wrong use."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(said("{value!r} is not a day like 2026-11-24.", value=value), param, ctx)


def content_option(command: Command) -> Command:
    """Add ``--content DIR``; its parent is the project root.

    What a killed import or closing began there is completed before the command begins, and told.
    """
    return _content(_completed)(command)


def content_as_it_is_option(command: Command) -> Command:
    """Add ``--content DIR`` for a command that completes what a killed run began by itself."""
    return _content(None)(command)


def _content(callback: Callable[..., Path] | None) -> Callable[[Command], Command]:
    return click.option(
        "--content",
        type=click.Path(path_type=Path, readable=False),  # reading says why, in German
        default=Path("content"),
        show_default=True,
        callback=_spoken_to(callback),
        help="Folder with the answers; its parent is the project root.",
    )


def _spoken_to(callback: Callable[..., Path] | None) -> Callable[..., Path]:
    def speak_first(context: click.Context, param: click.Parameter, content: Path) -> Path:
        """Speak to the reader as the handbook does, before anything is said."""
        from kamhandbook.reading.spoken_address import speak_as_in

        if not context.resilient_parsing:
            speak_as_in(content)
        return callback(context, param, content) if callback else content

    return speak_first


def _completed(context: click.Context, _param: click.Parameter, content: Path) -> Path:
    if not context.resilient_parsing and content.is_dir():
        from kamhandbook.cli.writing import complete

        complete(content)
    return content


def today_option(command: Command) -> Command:
    """Add ``--today DATE``; without it SOURCE_DATE_EPOCH counts, else the clock."""
    option = click.option(
        "--today",
        type=DayType(),
        default=today_of_environment,
        help="The day to build for [default: SOURCE_DATE_EPOCH, else the clock].",
    )
    return option(command)


def refuse_together(**given: object) -> None:
    """Raise UsageError when more than one of some options is given, by their names in Python."""
    one, other, *_ = (*(f"--{name.replace('_', '-')}" for name in given if given[name]), "", "")
    if other:
        raise click.UsageError(said("{one} and {other} exclude each other.", one=one, other=other))


def format_option(command: Command) -> Command:
    """Add ``--format text|json``, for people or for machines."""
    option = click.option(
        "--format",
        "format_",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="How to report: for people, or for machines.",
    )
    return option(command)


def audience_option(command: Command) -> Command:
    """Add ``--audience A``; without it the handbook's own default counts."""
    option = click.option(
        "--audience",
        type=click.Choice([audience.value for audience in Audience]),
        callback=lambda _ctx, _param, value: Audience(value) if value else None,
        help="Who reads: each audience sees what the one before sees, and more.",
    )
    return option(command)
