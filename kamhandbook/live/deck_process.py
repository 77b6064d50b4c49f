"""The deck beside the preview: made by a process of its own, so that pages never wait for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection

from msgspec import Struct

from kamhandbook.building.deck_stages import fitted_to_brand, render_deck
from kamhandbook.building.edition_in_context import Order, read_edition
from kamhandbook.building.stopping import stop_for
from kamhandbook.findings import CannotGoOnError, Finding


class DeckUpdate(Struct, frozen=True):
    """What came of one order: the deck and the number of its slides, or problems."""

    deck: bytes = b""
    slides: int = 0
    problems: tuple[Finding, ...] = ()
    seconds: float = 0.0


class DeckMaker:
    """Makes the deck anew on order; several orders while it is at work become one."""

    def __init__(self, order: Order, notify: Callable[[DeckUpdate], None]) -> None:
        self.newest_bytes = b""
        self.problems: tuple[Finding, ...] = ()
        self._notify = notify
        context = get_context("spawn")  # forking a process with threads can hang
        self._connection, worker_end = context.Pipe()
        self._process = context.Process(target=work, args=(worker_end, order), daemon=True)
        self._process.start()
        worker_end.close()
        threading.Thread(target=self._listen, daemon=True).start()

    def order(self) -> None:
        """Ask for a new deck."""
        try:
            self._connection.send(True)
        except OSError:  # the process is gone; the preview of the site goes on
            self.problems = ()

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join()

    def _listen(self) -> None:
        while True:
            try:
                update: DeckUpdate = self._connection.recv()
            except (EOFError, OSError):
                return
            self.newest_bytes = update.deck or self.newest_bytes
            self.problems = update.problems
            self._notify(update)


def work(orders: Connection, order: Order) -> None:
    """Make decks on order, in a process of its own, until the preview ends."""
    try:
        while orders.recv():
            while orders.poll():  # what was ordered meanwhile is one order
                orders.recv()
            orders.send(make_deck(order))
    except (EOFError, OSError, KeyboardInterrupt):
        return


def make_deck(order: Order) -> DeckUpdate:
    """Return the deck of the newest state, or why there is none."""
    started = time.perf_counter()
    try:
        edition = read_edition(order)
        fitted = fitted_to_brand(edition)
        stop_for([*edition.findings, *fitted.findings], edition.project)
        deck = render_deck(fitted)
    except CannotGoOnError as error:
        return DeckUpdate(problems=error.findings, seconds=time.perf_counter() - started)
    return DeckUpdate(deck.content, deck.slides, (), time.perf_counter() - started)
