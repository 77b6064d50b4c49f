"""``kamhandbook serve``: a live preview of site and deck on this machine."""

from __future__ import annotations

import gc
import threading
from contextlib import suppress
from datetime import date
from errno import EADDRINUSE
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamhandbook.cli.options import audience_option, content_option, today_option
from kamhandbook.content.types import Audience
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.numbers import number_text

if TYPE_CHECKING:
    from kamhandbook.live.deck import Made
    from kamhandbook.live.preview import Update
    from kamhandbook.pipeline import Order

_SHOWN = 3  # so many pages are named after a change


@click.command("serve", short_help="Preview site and deck while you write.")
@content_option
@audience_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    content: Path,
    audience: Audience | None,
    host: str,
    port: int,
    today: date,
) -> None:
    """Show the handbook in the browser and follow every change of content, theme or template.

    Nobody but this machine can see it, unless --host says otherwise. Ctrl+C ends it.

    Example: kamhandbook serve --audience team
    """
    from kamhandbook.pipeline import Order

    gc.enable()  # this command stays
    order = Order(content, today, audience, fits=False, stops=False)
    may_move = ctx.get_parameter_source("port") is click.core.ParameterSource.DEFAULT
    try:
        _serve(order, content, host, port)
    except OSError as error:
        if error.errno != EADDRINUSE or not may_move:
            problem = error.strerror or str(error)
            click.echo(_words("host_unknown", host=f"{host}:{port}", problem=problem), err=True)
            raise SystemExit(1) from error
        click.echo(_words("port_taken", port=port))
        _serve(order, content, host, 0)


def _serve(order: Order, content: Path, host: str, port: int) -> None:
    """Serve until somebody ends it; raises OSError when host and port cannot be had."""
    from kamhandbook.live.run import preview_server

    server_of = preview_server(order, Teller(content).tell, host=host, port=port)
    with suppress(KeyboardInterrupt), server_of as server:
        click.echo(_words("deck", address=f"{server.address}downloads/kam-handbuch.pptx"))
        click.echo(_words("ready", address=server.address))
        threading.Event().wait()


class Teller:
    """Tells in the terminal what every change did."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self._had_problems = False

    def tell(self, made: Update | Made) -> None:
        """Say what was made anew, or what is wrong."""
        from kamhandbook.cli.show import show_findings
        from kamhandbook.live.preview import Update

        if made.problems:
            show_findings(made.problems, self.content)
        elif isinstance(made, Update):
            if self._had_problems:
                click.echo(_words("mended"))
            click.echo(_update(made))
        else:
            click.echo(_words("deck_made", slides=made.slides, seconds=_seconds(made.seconds)))
        if isinstance(made, Update):
            self._had_problems = bool(made.problems)


def _update(update: Update) -> str:
    seconds = _seconds(update.seconds)
    if update.files is None:
        return _words("updated_all", seconds=seconds)
    if not update.files:
        return _words("unchanged", seconds=seconds)
    pages = ", ".join(update.files[:_SHOWN])
    more = len(update.files) - _SHOWN
    if more > 0:
        pages = _words("and_more", pages=pages, n=more)
    return _words("updated_one", pages=pages, seconds=seconds)


def _seconds(seconds: float) -> str:
    return number_text(DEFAULT, seconds, decimals=2, fixed=True)


def _words(key: str, **values: object) -> str:
    return str(DEFAULT.words("live")[key]).format(**values)
