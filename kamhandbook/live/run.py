"""Running a preview: watch, follow, serve, until somebody ends it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import files
from pathlib import Path

from kamhandbook.building.edition_in_context import Order
from kamhandbook.live.deck import DeckMaker, Made
from kamhandbook.live.preview import Preview, Update
from kamhandbook.live.server import PreviewServer
from kamhandbook.live.watch import INTERVAL, Watch

Tell = Callable[[Update | Made], None]


@contextmanager
def preview_server(
    order: Order, tell: Tell, *, host: str = "127.0.0.1", port: int = 0, deck: bool = True
) -> Iterator[PreviewServer]:
    """Serve a preview that follows its project; ``tell`` is called after every change.

    Port 0 takes one that is free. Raises OSError when host and port cannot be had.
    """
    watch = Watch(places(order.content))
    preview = Preview(order, tell)
    stopped = threading.Event()
    with ExitStack() as stack:
        stack.callback(preview.close)
        server = stack.enter_context(PreviewServer(preview, host, port))
        if deck:
            preview.deck = DeckMaker(order, lambda made: _deck_made(preview, made, tell))
        _renew(preview, ())
        _run(stack, lambda: _follow(watch, preview, stopped), stopped.set)
        _run(stack, server.serve_forever, server.shutdown)
        yield server


def _run(stack: ExitStack, work: Callable[[], None], stop: Callable[[], None]) -> None:
    """Run something in a thread until the stack is left, which waits for its end."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    stack.callback(thread.join)
    stack.callback(stop)


def places(content: Path) -> tuple[Path, ...]:
    """Give what a handbook is made of: content, themes, mkdocs.yml, and our own templates."""
    root = content.absolute().parent
    package = Path(str(files("kamhandbook")))
    own = (package / "templates", package / "site" / "assets")
    return (content.absolute(), root / "themes", root / "mkdocs.yml", *own)


def _follow(watch: Watch, preview: Preview, stopped: threading.Event) -> None:
    while not stopped.is_set():
        changed = watch.changes()
        if changed:
            _renew(preview, changed)
        else:
            time.sleep(INTERVAL)


def _renew(preview: Preview, changed: Iterable[Path]) -> None:
    """Follow a change: first what is asked for, then every page, then the deck."""
    if preview.refresh(changed):
        preview.freshen_all()
        if preview.deck:
            preview.deck.order()


def _deck_made(preview: Preview, made: Made, tell: Tell) -> None:
    tell(made)
    if made.problems:
        preview.announce()
