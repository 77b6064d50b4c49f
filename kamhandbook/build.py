"""Make site and deck of one or several editions and put them in place, all or none."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from kamhandbook.beside import beside
from kamhandbook.content.questions import open_questions
from kamhandbook.content.types import Audience
from kamhandbook.document.blocks import Imprint
from kamhandbook.findings import CannotGoOnError, Finding, Severity, in_order
from kamhandbook.leaks.decode import stretches
from kamhandbook.leaks.search import Places, Wanted, places_of, told, wanted_from
from kamhandbook.leaks.search_terms import not_judged
from kamhandbook.pipeline import (
    Order,
    Prepared,
    deck_bytes,
    read_editions,
    site_contents,
    stop_for,
    with_deck,
    with_pages,
)
from kamhandbook.site.contents import DECK_FILE as SITE_DECK
from kamhandbook.site.publish import publication
from kamhandbook.site.theme_files import without_theme_files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

DECK_FILE = "kam-handbuch.pptx"
SITE_FOLDER = "site"


@dataclass(frozen=True, slots=True)
class Output:
    """One edition as made: ``site`` and ``deck`` say where, "" where it was not ordered."""

    imprint: Imprint
    site: str = ""
    deck: str = ""
    pages: int = 0
    slides: int = 0
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """Everything one run made, and what it found on the way."""

    outputs: tuple[Output, ...]
    findings: tuple[Finding, ...]
    open_questions: int


@dataclass(frozen=True, slots=True)
class _Job:
    """One edition to be made into ``folder``; ``wanted`` is what nobody may find in it."""

    prepared: Prepared
    folder: Path
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class _Deck:
    """A deck as made; ``places`` are those where something of what is wanted stands."""

    content: bytes
    slides: int
    notices: tuple[str, ...]
    findings: tuple[Finding, ...]
    places: Places


@dataclass(frozen=True, slots=True)
class _Site:
    """A site as made into a folder that nobody looks at yet."""

    folder: Path
    pages: int
    findings: tuple[Finding, ...]
    places: Places


def build(
    order: Order, out: Path, audiences: tuple[Audience | None, ...], *, separate: bool
) -> Built:
    """Build the editions into ``out``, with ``separate`` into a folder for each.

    The sites are made beside the decks. Raises CannotGoOnError with every finding that stops; what
    stood in ``out`` is whole then.
    """
    both = order.site and order.deck
    with (
        publication() as work,
        beside(_sites, partial(_load_mkdocs, order.content), apart=both) as start,
    ):
        editions = read_editions(order, audiences)
        jobs = [_Job(each, _folder(out, each, separate), _wanted(each)) for each in editions]
        ordered = [(job, work.folder(job.folder / SITE_FOLDER)) for job in jobs if order.site]
        made_beside = start(ordered)
        decks = _decks(jobs) if order.deck else ()
        for job, deck in zip(jobs, decks, strict=order.deck):
            work.file(job.folder / DECK_FILE, deck.content)
        sites = made_beside() if order.site else ()
        for site, deck in zip(sites, decks, strict=both):
            (site.folder / SITE_DECK).write_bytes(deck.content)
        found = _gathered(editions, sites, decks)
        stop_for(found, editions[0].project, strict=order.strict)
        outputs = tuple(_output(*each) for each in zip_longest(jobs, sites, decks))
        work.publish()
    handbook, catalogue = editions[0].project.loaded.handbook, editions[0].context.catalogue
    return Built(outputs, found, open_questions(handbook, catalogue))


def _load_mkdocs(content: Path) -> MkDocsConfig | None:
    """Load what makes sites, which makes no decks."""
    from kamhandbook.site.build import load_ahead

    return load_ahead(content)


def _sites(config: MkDocsConfig | None, ordered: Iterable[tuple[_Job, Path]]) -> tuple[_Site, ...]:
    """Make the site of every edition into its folder; ``config`` serves the first."""
    made = []
    for job, folder in ordered:
        made.append(_site(job, folder, config))
        config = None
    return tuple(made)


def _decks(jobs: Iterable[_Job]) -> tuple[_Deck, ...]:
    """Make the deck of every edition."""
    made, master = [], None
    for job in jobs:
        fitted = with_deck(job.prepared, master)
        master = fitted.master
        made.append(_deck(fitted, job.wanted))
    return tuple(made)


def _deck(prepared: Prepared, wanted: Wanted) -> _Deck:
    assert prepared.deck is not None
    content, deck = deck_bytes(prepared), prepared.deck
    places = _places({DECK_FILE: content}, wanted)
    return _Deck(content, len(deck.slides), deck.notices, prepared.findings, places)


def _site(job: _Job, folder: Path, config: MkDocsConfig | None) -> _Site:
    from kamhandbook.site.build import make_site

    # The deck is put in when both are made; until then an empty file keeps its place.
    no_deck_yet = bytes if job.prepared.context.has_deck else None
    warnings = make_site(site_contents(with_pages(job.prepared), no_deck_yet), folder, config)
    files = {name: file.read_bytes() for name, file in _below(folder)}
    pages = sum(name.endswith(".html") and name != "404.html" for name in files)
    return _Site(folder, pages, warnings, _places(without_theme_files(files), job.wanted))


def _places(files: Mapping[str, bytes], wanted: Wanted) -> Places:
    """Look through files by name, if there is anything to look for."""
    return places_of(stretches(files), wanted) if wanted.needles else {}


def refuse_leaks(prepared: Prepared, site: Path) -> None:
    """Take a site of MkDocs' own build away again when it holds what is withheld.

    Raises CannotGoOnError with every finding.
    """
    files = {name: file.read_bytes() for name, file in _below(site)}
    try:
        wanted = _wanted(prepared)
        _hints(prepared, wanted, [_places(without_theme_files(files), wanted)])
    except CannotGoOnError:
        shutil.rmtree(site)
        raise


def _folder(out: Path, prepared: Prepared, separate: bool) -> Path:
    return out / prepared.edition.audience.value if separate else out


def _output(job: _Job, site: _Site | None, deck: _Deck | None) -> Output:
    """Tell of an edition's outputs; raises CannotGoOnError when they hold what is withheld."""
    places = [made.places for made in (deck, site) if made]
    hints = _hints(job.prepared, job.wanted, places)
    return Output(
        job.prepared.imprint,
        site=str(job.folder / SITE_FOLDER / "index.html") if site else "",
        deck=str(job.folder / DECK_FILE) if deck else "",
        pages=site.pages if site else 0,
        slides=deck.slides if deck else 0,
        notices=(*(deck.notices if deck else ()), *hints),
    )


def _gathered(
    *parts: Sequence[Prepared] | Sequence[_Site] | Sequence[_Deck],
) -> tuple[Finding, ...]:
    """Gather the findings of all editions and what was made of them, each finding once."""
    return in_order(dict.fromkeys(f for part in parts for each in part for f in each.findings))


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Walk every file below a folder with its name relative to it, sorted."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file


def _hints(prepared: Prepared, wanted: Wanted, places: Sequence[Places]) -> tuple[str, ...]:
    """Raise CannotGoOnError for what is withheld and stands in an output; give mere hints at it."""
    loaded, edition = prepared.project.loaded, prepared.edition
    found = told(places, wanted, edition, loaded.positions, folder=loaded.folder)
    if any(finding.severity is Severity.ERROR for finding in found):
        raise CannotGoOnError(found)
    unsure = not_judged(wanted.left, edition.language)
    return (*(str(finding) for finding in found), *([unsure] if unsure else []))


def _wanted(prepared: Prepared) -> Wanted:
    """Tell what nobody may find in an edition, before there is anything to look through."""
    loaded = prepared.project.loaded
    return wanted_from(prepared.edition, loaded.positions, folder=loaded.folder, past=prepared.past)
