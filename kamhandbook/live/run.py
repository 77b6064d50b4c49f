"""Running a preview: watch, follow, serve, until somebody ends it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import files
from pathlib import Path

from kamhandbook.building.edition_in_context import Order
from kamhandbook.live.deck_process import DeckMaker, DeckUpdate
from kamhandbook.live.preview import Preview, Update
from kamhandbook.live.server import PreviewServer
from kamhandbook.live.watch import INTERVAL, Watch

OnUpdate = Callable[[Update | DeckUpdate], None]


@contextmanager
def preview_server(
    order: Order, notify: OnUpdate, *, host: str = "127.0.0.1", port: int = 0, deck: bool = True
) -> Iterator[PreviewServer]:
    """Serve a preview that follows its project; ``notify`` is called after every change.

    Port 0 takes one that is free. Raises OSError when host and port cannot be had.
    """
    watch = Watch(watched_places(order.content))
    preview = Preview(order, notify)
    stopped = threading.Event()
    with ExitStack() as stack:
        stack.callback(preview.close)
        server = stack.enter_context(PreviewServer(preview, host, port))
        if deck:
            preview.deck = DeckMaker(order, lambda update: _deck_made(preview, update, notify))
        _update(preview, ())
        _run_in_thread(stack, lambda: _follow(watch, preview, stopped), stopped.set)
        _run_in_thread(stack, server.serve_forever, server.shutdown)
        yield server


def _run_in_thread(stack: ExitStack, work: Callable[[], None], stop: Callable[[], None]) -> None:
    """Run something in a thread until the stack is left, which waits for its end."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    stack.callback(thread.join)
    stack.callback(stop)


def watched_places(content: Path) -> tuple[Path, ...]:
    """Return what a handbook is made of: content, themes, mkdocs.yml, the package's templates."""
    root = content.absolute().parent
    package = Path(str(files("kamhandbook")))
    package_folders = (package / "templates", package / "site" / "assets")
    return (content.absolute(), root / "themes", root / "mkdocs.yml", *package_folders)


def _follow(watch: Watch, preview: Preview, stopped: threading.Event) -> None:
    while not stopped.is_set():
        changed = watch.changes()
        if changed:
            _update(preview, changed)
        else:
            time.sleep(INTERVAL)


def _update(preview: Preview, changed: Iterable[Path]) -> None:
    """Follow a change: first what a browser asked for, then every page, then the deck."""
    if preview.refresh(changed):
        preview.freshen_all()
        if preview.deck:
            preview.deck.order()


def _deck_made(preview: Preview, update: DeckUpdate, notify: OnUpdate) -> None:
    notify(update)
    if update.problems:
        preview.announce()
