"""Help and usage of a command in the language spoken now, made when somebody asks for them."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any

import click

from kamhandbook.cli.speech import words

_CAPITALS = re.compile(r"[A-Z]+(?: [A-Z]+)*")


class SpokenContext(click.Context):
    """A context that shows its command's help and usage in the language spoken now."""

    def get_help(self) -> str:
        """Return the help of the command."""
        return in_words(self.command, _path(self)).get_help(self)

    def get_usage(self) -> str:
        """Return how the command is called."""
        return in_words(self.command, _path(self)).get_usage(self)


def let_speak(command: click.Command) -> click.Command:
    """Let a command and those below it show themselves in the language spoken."""
    command.context_class = SpokenContext
    if isinstance(command, click.Group):
        for below in command.commands.values():
            let_speak(below)
    return command


def in_words(command: click.Command, path: tuple[str, ...]) -> click.Command:
    """Return a command as it is shown: with the help, options and placeholders of the language."""
    own = words().get("commands", {}).get(" ".join(path), {})
    settings: dict[str, Any] = {
        "name": command.name,
        "params": [_parameter(param, own.get("options", {})) for param in command.params],
        "help": own.get("help", command.help or "").replace("¶", "\b"),
        "short_help": own.get("short", command.short_help),
        "options_metavar": placeholder(command.options_metavar or ""),
    }
    if isinstance(command, click.Group):
        settings["subcommand_metavar"] = placeholder(command.subcommand_metavar or "")
        return _ShownGroup(command, path, settings)
    return _ShownCommand(**settings)


class _ShownCommand(click.Command):
    """A command that is only shown, never run."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = words().get("options", {}).get("help", option.help)
        return option


class _ShownGroup(_ShownCommand, click.Group):
    """A group with the commands below it as they are shown."""

    def __init__(self, group: click.Group, path: tuple[str, ...], settings: dict[str, Any]) -> None:
        super().__init__(**settings)
        self._group, self._path = group, path

    def list_commands(self, ctx: click.Context) -> list[str]:
        return self._group.list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        command = self._group.get_command(ctx, cmd_name)
        return in_words(command, (*self._path, cmd_name)) if command else None


def placeholder(text: str) -> str:
    """Return what stands for a value in usage and help, FILE say."""
    known: Mapping[str, str] = words().get("placeholders", {})
    return _CAPITALS.sub(lambda match: known.get(match[0], match[0]), text)


def _parameter(param: click.Parameter, own: Mapping[str, str]) -> click.Parameter:
    shown = copy.copy(param)
    if not isinstance(param.type, click.Choice) and not getattr(param, "is_flag", False):
        name = (param.name or "") if isinstance(param, click.Argument) else param.type.name
        shown.metavar = placeholder(param.metavar or _optional(param, name.upper()))
    if isinstance(shown, click.Option):
        option = _name(param)
        shown.help = own.get(option, words().get("options", {}).get(option, shown.help))
    return shown


def _optional(param: click.Parameter, name: str) -> str:
    is_optional = isinstance(param, click.Argument) and not param.required
    return f"[{name}]" if is_optional else name


def _name(param: click.Parameter) -> str:
    """Return an option's name as people write it, without dashes."""
    return max(param.opts, key=len).lstrip("-")


def _path(context: click.Context) -> tuple[str, ...]:
    names: list[str] = []
    while context.parent is not None:
        names.insert(0, context.command.name or "")  # which an alias shares
        context = context.parent
    return tuple(names)
