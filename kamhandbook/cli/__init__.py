"""The command line: one module a command, loaded only when its command is called.

The only room that prints or exits.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module

import click

from kamhandbook.cli.terminal import forgive_encoding

COMMANDS = {
    "build": "kamhandbook.cli.build",
    "check": "kamhandbook.cli.check",
    "new": "kamhandbook.cli.new",
    "questionnaire": "kamhandbook.cli.questionnaire",
    "status": "kamhandbook.cli.status",
    "serve": "kamhandbook.cli.serve",
    "iteration": "kamhandbook.cli.iteration",
    "verify": "kamhandbook.cli.verify",
    "brand": "kamhandbook.cli.brand",
    "schema": "kamhandbook.cli.schema",
    "templates": "kamhandbook.cli.templates",
}


class _Commands(click.Group):
    """Finds a command's module by name; each module has its command as ``command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
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
    except OSError as error:  # a full disk behind the terminal's output, say
        with suppress(OSError):
            click.echo(f"kamhandbook: {error.strerror or error}", err=True)
        _forget_output()
        raise SystemExit(1) from None
    finally:
        gc.freeze()


def _forget_output() -> None:
    """Let nothing that could not be written be tried again when the process ends."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
