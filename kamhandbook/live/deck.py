"""The deck beside the preview: made by a process of its own, so that pages never wait for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

from kamhandbook.building.deck_stages import fitted_to_brand, render_deck
from kamhandbook.building.edition_in_context import Order, read_edition
from kamhandbook.building.stopping import stop_for
from kamhandbook.findings import CannotGoOnError, Finding


@dataclass(frozen=True, slots=True)
class Made:
    """What came of one order: the deck's bytes and slides, or problems."""

    deck: bytes = b""
    slides: int = 0
    problems: tuple[Finding, ...] = ()
    seconds: float = 0.0


class DeckMaker:
    """Makes the deck anew on order; several orders while it is at work become one."""

    def __init__(self, order: Order, tell: Callable[[Made], None]) -> None:
        self.newest = b""
        self.problems: tuple[Finding, ...] = ()
        self._tell = tell
        context = get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, order), daemon=True)
        self._process.start()
        theirs.close()
        threading.Thread(target=self._listen, daemon=True).start()

    def order(self) -> None:
        """Ask for a new deck."""
        try:
            self._ours.send(True)
        except OSError:  # the process is gone; the preview of the site goes on
            self.problems = ()

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join()

    def _listen(self) -> None:
        while True:
            try:
                made: Made = self._ours.recv()
            except (EOFError, OSError):
                return
            self.newest = made.deck or self.newest
            self.problems = made.problems
            self._tell(made)


def work(orders: Connection, order: Order) -> None:
    """Make decks in a process of its own until nobody wants one any more."""
    try:
        while orders.recv():
            while orders.poll():
                orders.recv()
            orders.send(make(order))
    except (EOFError, OSError, KeyboardInterrupt):
        return


def make(order: Order) -> Made:
    """Make one deck."""
    started = time.perf_counter()
    try:
        edition = read_edition(order)
        fitted = fitted_to_brand(edition)
        stop_for([*edition.findings, *fitted.findings], edition.project)
        deck = render_deck(fitted)
    except CannotGoOnError as error:
        return Made(problems=error.findings, seconds=time.perf_counter() - started)
    return Made(deck.content, deck.slides, (), time.perf_counter() - started)
