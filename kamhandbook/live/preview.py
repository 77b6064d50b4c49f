"""What the preview shows: the last state that could be built, and what is wrong with the newest."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct

from kamhandbook.building.edition_in_context import EditionInContext, Order, read_edition
from kamhandbook.building.site_stages import compose_site
from kamhandbook.building.stopping import stop_for
from kamhandbook.findings import CannotGoOnError, Finding, Severity
from kamhandbook.live.deck_process import DeckMaker
from kamhandbook.site.contents import DECK_FILE, SiteContents
from kamhandbook.site.incremental import LiveSite

_FOLLOWED = frozenset({".yaml", ".yml", ".j2"})  # read anew every time; else all is built anew


class Update(Struct, frozen=True):
    """What one change did: which files of the site it touched (None: all), what is wrong."""

    files: tuple[str, ...] | None
    problems: tuple[Finding, ...]
    seconds: float


OnUpdate = Callable[[Update], None]


@dataclass
class Preview:
    """A site in memory of this process that follows its project; safe to use from many threads.

    ``version`` rises with every change that a browser should show.
    """

    order: Order
    notify: OnUpdate
    deck: DeckMaker | None = None
    version: int = 0
    problems: tuple[Finding, ...] = ()
    _site: LiveSite | None = None
    _folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="kamhandbook-")))
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        self._changed = threading.Condition(self._lock)

    def refresh(self, changed: Iterable[Path] = ()) -> bool:
        """Take over what changed in the project; problems are reported, never raised.

        Returns whether the content could be read, so that the site follows it.
        """
        started = time.perf_counter()
        with self._lock:
            is_readable, files = True, None
            try:
                edition = read_edition(self.order)
                self.problems = blocking_errors(edition)
                contents = compose_site(edition.of_site)  # the deck is made elsewhere
                files = self._follow(contents, frozenset(changed))
            except CannotGoOnError as error:
                is_readable, self.problems = False, error.findings
            self._raise_version()
        self.notify(Update(files, self.problems, time.perf_counter() - started))
        return is_readable

    def file(self, name: str) -> bytes | None:
        """Return a file of the site as it should be now; None when there is none of that name.

        A page is made when it is asked for first after a change.
        """
        with self._lock:
            if name == DECK_FILE and self.deck and self.deck.newest_bytes:
                return self.deck.newest_bytes
            if self._site is None:
                return None
            self._freshen(self._site, name)
            # An address with ".." must not lead out of the site.
            file = (self._site.folder / name).resolve()
            if not file.is_relative_to(self._site.folder.resolve()) or not file.is_file():
                return None
            return file.read_bytes()

    def freshen_all(self) -> None:
        """Make every page that nobody asked for yet; to be called by a thread with time."""
        while True:
            with self._lock:
                if self._site is None or not self._site.stale:
                    return
                self._freshen(self._site, self._site.stale[0])

    def wait(self, known_version: int, seconds: float) -> int:
        """Return the version once it is not ``known_version`` any more, or after some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.version != known_version, timeout=seconds)
            return self.version

    def deck_problems(self) -> tuple[Finding, ...]:
        """Return what is wrong with the deck."""
        return self.deck.problems if self.deck else ()

    def announce(self) -> None:
        """Let browsers ask for the state again."""
        with self._lock:
            self._raise_version()

    def close(self) -> None:
        """Remove what the preview has written."""
        if self.deck:
            self.deck.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _follow(self, contents: SiteContents, changed: frozenset[Path]) -> tuple[str, ...] | None:
        pages = [path for path in changed if path.suffix == ".md"]
        answers = changed.difference(pages)
        is_incremental = all(
            path.suffix in _FOLLOWED and path.name != "mkdocs.yml" for path in answers
        )
        if self._site and is_incremental and self._site.follow(contents, pages):
            return self._site.stale
        previous = self._site
        self._site = LiveSite(Path(tempfile.mkdtemp(dir=self._folder)), contents)
        if previous:
            shutil.rmtree(previous.folder, ignore_errors=True)
        return None

    def _freshen(self, site: LiveSite, name: str) -> None:
        try:
            if not site.freshen(name):  # a title changed, which stands in every navigation
                self.refresh([Path("mkdocs.yml")])
        except CannotGoOnError as error:
            self.problems = error.findings
            self.notify(Update((name,), self.problems, 0.0))
            self._raise_version()

    def _raise_version(self) -> None:
        self.version += 1
        self._changed.notify_all()


def blocking_errors(edition: EditionInContext) -> tuple[Finding, ...]:
    """Return the errors that a build would stop for."""
    try:
        stop_for(edition.findings, edition.project)
    except CannotGoOnError as error:
        return tuple(finding for finding in error.findings if finding.severity is Severity.ERROR)
    return ()
