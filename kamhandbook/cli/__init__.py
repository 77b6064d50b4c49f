"""The command line: one module a command, loaded only when its command is called.

The only room that prints or exits.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from kamhandbook.cli.help_texts import SpokenContext, let_speak, placeholder
from kamhandbook.cli.speech import (
    ENGLISH,
    LANGUAGES,
    click_speaks_with_us,
    language_asked_for,
    said,
    speaking,
)
from kamhandbook.cli.terminal import forgive_encoding

COMMANDS = {
    "build": "kamhandbook.cli.build",
    "check": "kamhandbook.cli.check",
    "new": "kamhandbook.cli.new",
    "questionnaire": "kamhandbook.cli.questionnaire",
    "status": "kamhandbook.cli.status",
    "calendar": "kamhandbook.cli.calendar",
    "serve": "kamhandbook.cli.serve",
    "iteration": "kamhandbook.cli.iteration",
    "verify": "kamhandbook.cli.verify",
    "brand": "kamhandbook.cli.brand",
    "forget": "kamhandbook.cli.forget",
    "register": "kamhandbook.cli.register",
    "schema": "kamhandbook.cli.schema",
    "templates": "kamhandbook.cli.templates",
}


#: Further names by which people look for a command; help lists each once.
ALIASES = {"preview": "serve"}


class _Commands(click.Group):
    """Finds a command's module by name; each module has its command as ``command``."""

    context_class = SpokenContext

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run a command in the language that was asked for."""
        arguments = sys.argv[1:] if args is None else list(args)
        with speaking(language_asked_for(arguments, os.environ)), click_speaks_with_us():
            return super().main(args, *rest, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; wrong use names what is missing as the help does."""
        try:
            return super().invoke(ctx)
        except click.BadParameter as error:
            if isinstance(error.param, click.Argument) and error.param_hint is None and error.ctx:
                error.param_hint = placeholder(error.param.get_error_hint(error.ctx))
            raise

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        cmd_name = ALIASES.get(cmd_name, cmd_name)
        if cmd_name not in COMMANDS:
            return None
        with speaking(ENGLISH):  # what a module has click say while it is loaded stays the source
            command: click.Command = import_module(COMMANDS[cmd_name]).command
        return let_speak(command)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help="Language of help and messages on use [default: German; English where LANG=en…].",
)
@click.version_option(package_name="kamhandbook", prog_name="kamhandbook")
def main() -> None:
    """Make a company's Key Account Management handbook: an intranet site and a PowerPoint deck.

    \b
    Example:
      kamhandbook new unser-handbuch --company "Muster GmbH"
      cd unser-handbuch && kamhandbook build

    \b
    Completion in the shell (bash; zsh and fish likewise):
      eval "$(_KAMHANDBOOK_COMPLETE=bash_source kamhandbook)"
    """
    forgive_encoding()


def run() -> None:
    """Run a command as a program: the way in from a shell."""
    # Receipt (python -m tests.publish.receipts collector freeze: processor time of whole builds of
    # the sample in turn, median of 9 pairs, busy machine): with the collector on a build takes 8 to
    # 12 % longer, and 13 % longer when it looks through everything once more at the end.
    gc.disable()
    try:
        main(prog_name="kamhandbook")
    except KeyboardInterrupt:  # before click listens, or after
        with suppress(OSError), speaking(language_asked_for(sys.argv[1:], os.environ)):
            click.echo(said("Aborted!"), err=True)
        raise SystemExit(1) from None
    except OSError as error:  # a full disk behind the terminal's output, say
        from kamhandbook.wording.messages import reason

        place = f"{error.filename}: " if error.filename else ""
        with suppress(OSError):
            click.echo(f"kamhandbook: {place}{reason(error)}", err=True)
        _forget_output()
        raise SystemExit(1) from None
    finally:
        gc.freeze()


def _forget_output() -> None:
    """Let nothing that could not be written be tried again when the process ends."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
