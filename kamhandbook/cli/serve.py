"""``kamhandbook serve``: a live preview of site and deck on this machine."""

from __future__ import annotations

import gc
import threading
from contextlib import suppress
from contextvars import copy_context
from datetime import date
from errno import EADDRINUSE
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamhandbook.cli.options import audience_option, content_option, today_option
from kamhandbook.cli.speech import spoken
from kamhandbook.content.types import Audience
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.numbers import number_text

if TYPE_CHECKING:
    from kamhandbook.building.edition_in_context import Order
    from kamhandbook.live.deck_process import DeckUpdate
    from kamhandbook.live.preview import Update

_SHOWN = 3  # so many pages are named after a change


@click.command("serve", short_help="Preview site and deck while you write.")
@content_option
@audience_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Its port."
)
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

    Nobody but this machine can see it, unless --host says otherwise. Ctrl+C ends it. With
    --audience it shows what those readers will see. Also called "preview".

    \b
    Example:
      kamhandbook serve --audience team
    """
    from kamhandbook.building.edition_in_context import Order

    gc.enable()  # this command stays
    order = Order(content, today, audience)
    may_move = ctx.get_parameter_source("port") is click.core.ParameterSource.DEFAULT
    try:
        _serve(order, content, host, port)
    except OSError as error:
        if error.errno != EADDRINUSE or not may_move:
            reason = error.strerror or str(error)
            click.echo(_phrase("host_unknown", host=f"{host}:{port}", problem=reason), err=True)
            raise SystemExit(1) from error
        click.echo(_phrase("port_taken", port=port))
        _serve(order, content, host, 0)


def _serve(order: Order, content: Path, host: str, port: int) -> None:
    """Serve until somebody ends it; raises OSError when host and port cannot be had."""
    from kamhandbook.live.run import preview_server

    reporter, context = ChangeReporter(content), copy_context()

    def report(update: Update | DeckUpdate) -> None:
        context.copy().run(reporter.report, update)  # other threads know no language

    preview = preview_server(order, report, host=host, port=port)
    with suppress(KeyboardInterrupt), preview as server:
        click.echo(_phrase("deck", address=f"{server.address}downloads/kam-handbuch.pptx"))
        click.echo(_phrase("ready", address=server.address))
        if order.audience:
            label = DEFAULT.catalogue.label("audience", order.audience)
            click.echo(_phrase("for_audience", audience=label))
        threading.Event().wait()


class ChangeReporter:
    """Prints what every change did."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self._had_problems = False

    def report(self, update: Update | DeckUpdate) -> None:
        """Print what was made anew, or what is wrong."""
        from kamhandbook.cli.show import show_findings
        from kamhandbook.live.preview import Update

        if update.problems:
            show_findings(update.problems, self.content)
        elif isinstance(update, Update):
            if self._had_problems:
                click.echo(_phrase("mended"))
            click.echo(_update(update))
        else:
            click.echo(_phrase("deck_made", slides=update.slides, seconds=_seconds(update.seconds)))
        if isinstance(update, Update):
            self._had_problems = bool(update.problems)


def _update(update: Update) -> str:
    seconds = _seconds(update.seconds)
    if update.files is None:
        return _phrase("updated_all", seconds=seconds)
    if not update.files:
        return _phrase("unchanged", seconds=seconds)
    pages = ", ".join(update.files[:_SHOWN])
    more = len(update.files) - _SHOWN
    if more > 0:
        pages = _phrase("and_more", pages=pages, n=more)
    return _phrase("updated_one", pages=pages, seconds=seconds)


def _seconds(seconds: float) -> str:
    return number_text(spoken(DEFAULT), seconds, decimals=2, fixed=True)


def _phrase(key: str, **values: object) -> str:
    return str(spoken(DEFAULT).words("live")[key]).format(**values)
