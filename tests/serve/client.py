"""A preview under test: starts it, asks it, waits for it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from kamhandbook.building.edition_in_context import Order
from kamhandbook.live.deck_process import DeckUpdate
from kamhandbook.live.preview import Update
from kamhandbook.live.run import preview_server

PATIENCE = 20.0  # seconds; far more than any step takes on a busy machine


@dataclass
class Client:
    """Asks a preview and remembers what it told."""

    address: str
    updates: list[Update | DeckUpdate] = field(default_factory=list)

    def get(self, name: str, **headers: str) -> tuple[int, bytes]:
        """Ask for a file; gives status and content."""
        try:
            with urlopen(
                Request(self.address + name, headers=headers), timeout=PATIENCE
            ) as response:
                return response.status, response.read()
        except HTTPError as error:
            return error.code, error.read()

    def text(self, name: str) -> str:
        """Ask for a page."""
        return self.get(name)[1].decode()

    def state(self, since: int = -1) -> dict[str, Any]:
        """Ask what a browser asks."""
        state: dict[str, Any] = json.loads(self.get(f"__live/state?since={since}")[1])
        return state

    def until(self, holds: Callable[[], bool]) -> float:
        """Wait until something holds; gives the seconds it took."""
        started = time.perf_counter()
        while not holds():
            assert time.perf_counter() - started < PATIENCE
            time.sleep(0.005)
        return time.perf_counter() - started


@contextmanager
def previewed(project: Path, *, deck: bool = False) -> Iterator[Client]:
    """Preview a project."""
    order = Order(project / "content", date(2026, 11, 20))
    updates: list[Update | DeckUpdate] = []
    with preview_server(order, updates.append, deck=deck) as server:
        yield Client(server.address, updates)
