"""Make site and deck of one or several editions and put them in place, all or none."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import zip_longest
from pathlib import Path

from kamhandbook.beside import beside
from kamhandbook.document import Imprint
from kamhandbook.findings import CannotGoOnError, Finding, Severity, in_order
from kamhandbook.gates.decode import stretches
from kamhandbook.gates.leaks import Places, Wanted, places_of, told, wanted_from
from kamhandbook.gates.needles import not_judged
from kamhandbook.model.iteration import withheld_before
from kamhandbook.model.state import open_questions
from kamhandbook.model.types import Audience
from kamhandbook.pipeline import (
    Order,
    Prepared,
    all_findings,
    deck_bytes,
    prepare_all,
    site_contents,
    stop_for,
)
from kamhandbook.site.contents import DECK_FILE as SITE_DECK
from kamhandbook.site.foreign import theme_hashes
from kamhandbook.site.publish import publication

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
class _Made:
    """One output of one edition, and what was found on the way.

    ``wanted`` is what nobody should find in the edition, ``places`` are those where it stands.
    """

    findings: tuple[Finding, ...] = ()
    wanted: Wanted = field(default_factory=Wanted)
    places: Places = field(default_factory=dict)
    content: bytes = b""  # of a deck
    count: int = 0  # slides or pages
    notices: tuple[str, ...] = ()


def build(
    order: Order, out: Path, audiences: tuple[Audience | None, ...], *, separate: bool
) -> Built:
    """Build the editions into ``out``, with ``separate`` into a folder for each.

    The decks are made beside the sites. Raises CannotGoOnError with every finding that stops; what
    stood in ``out`` is whole then.
    """
    with beside(partial(_decks, order, audiences)) as decks, publication() as work:
        editions = prepare_all(replace(order, fits=False, stops=False), audiences)
        folders = [_folder(out, edition, separate) for edition in editions]
        sites = [
            _site(edition, work.folder(folder / SITE_FOLDER), _deck_of(decks, order, index))
            for index, (edition, folder) in enumerate(zip(editions, folders, strict=True))
            if order.site
        ]
        for made, folder in zip(decks(), folders, strict=order.deck):
            work.file(folder / DECK_FILE, made.content)
        found = in_order(dict.fromkeys(_findings(editions, (*sites, *decks()))))
        stop_for(found, editions[0].project, strict=order.strict)
        outputs = [
            _output(edition, folder, site, deck)
            for edition, folder, site, deck in zip_longest(editions, folders, sites, decks())
        ]
        work.publish()
    handbook, catalogue = editions[0].project.loaded.handbook, editions[0].context.catalogue
    return Built(tuple(outputs), found, open_questions(handbook, catalogue))


def _decks(order: Order, audiences: tuple[Audience | None, ...]) -> tuple[_Made, ...]:
    """Make the deck of every edition; none when no deck is ordered."""
    if not order.deck:
        return ()
    return tuple(map(_deck, prepare_all(replace(order, site=False, stops=False), audiences)))


def _deck(prepared: Prepared) -> _Made:
    assert prepared.deck is not None
    content = deck_bytes(prepared)
    slides, notices = len(prepared.deck.slides), prepared.deck.notices
    wanted = _wanted(prepared)
    places = places_of(stretches({DECK_FILE: content}, ()), wanted)
    return _Made(prepared.findings, wanted, places, content, slides, notices)


def _deck_of(
    decks: Callable[[], tuple[_Made, ...]], order: Order, index: int
) -> Callable[[], _Made] | None:
    """Give what waits for the deck of an edition, if one is made."""
    return (lambda: decks()[index]) if order.deck else None


def _site(prepared: Prepared, folder: Path, deck: Callable[[], _Made] | None) -> _Made:
    from kamhandbook.site.build import make_site  # loads MkDocs, which makes no decks

    content = (lambda: deck().content) if deck else None
    warnings = make_site(site_contents(prepared, content), folder)
    files = {name: file.read_bytes() for name, file in _below(folder) if name != SITE_DECK}
    pages = sum(name.endswith(".html") and name != "404.html" for name in files)
    wanted = deck().wanted if deck else _wanted(prepared)
    return _Made(warnings, wanted, _places(files, wanted), count=pages)


def _places(files: Mapping[str, bytes], wanted: Wanted) -> Places:
    """Look through the files of a site: one half here, the other beside."""
    if not wanted.needles:
        return {}
    names = sorted(files)
    halves = [{name: files[name] for name in names[start::2]} for start in (0, 1)]
    with beside(lambda: places_of(stretches(halves[1], theme_hashes()), wanted)) as others:
        found = places_of(stretches(halves[0], theme_hashes()), wanted)
        both = found.keys() | others().keys()
        return {each: (*found.get(each, ()), *others().get(each, ())) for each in sorted(both)}


def refuse_leaks(prepared: Prepared, site: Path) -> None:
    """Take a site of MkDocs' own build away again when it holds what is withheld.

    Raises CannotGoOnError with every finding.
    """
    files = {name: file.read_bytes() for name, file in _below(site)}
    try:
        wanted = _wanted(prepared)
        _hints(prepared, [_Made(wanted=wanted, places=_places(files, wanted))])
    except CannotGoOnError:
        shutil.rmtree(site)
        raise


def _folder(out: Path, prepared: Prepared, separate: bool) -> Path:
    return out / prepared.edition.audience.value if separate else out


def _output(prepared: Prepared, folder: Path, site: _Made | None, deck: _Made | None) -> Output:
    """Tell of an edition's outputs; raises CannotGoOnError when they hold what is withheld."""
    made = [each for each in (deck, site) if each]
    hints = _hints(prepared, made)
    return Output(
        prepared.imprint,
        site=str(folder / SITE_FOLDER / "index.html") if site else "",
        deck=str(folder / DECK_FILE) if deck else "",
        pages=site.count if site else 0,
        slides=deck.count if deck else 0,
        notices=(*(notice for each in made for notice in each.notices), *hints),
    )


def _findings(editions: Iterable[Prepared], made: Iterable[_Made]) -> Iterator[Finding]:
    yield from all_findings(editions)
    for each in made:
        yield from each.findings


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Walk every file below a folder with its name relative to it, sorted."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file


def _hints(prepared: Prepared, made: Sequence[_Made]) -> tuple[str, ...]:
    """Raise CannotGoOnError for what is withheld and stands in an output; give mere hints at it."""
    loaded, edition, wanted = prepared.project.loaded, prepared.edition, made[0].wanted
    places = [each.places for each in made]
    found = told(places, wanted, edition, loaded.positions, folder=loaded.folder)
    if any(finding.severity is Severity.ERROR for finding in found):
        raise CannotGoOnError(found)
    unsure = not_judged(wanted.left)
    return (*(str(finding) for finding in found), *([unsure] if unsure else []))


def _wanted(prepared: Prepared) -> Wanted:
    loaded, edition = prepared.project.loaded, prepared.edition
    past = withheld_before(edition, loaded)
    return wanted_from(edition, loaded.positions, folder=loaded.folder, past=past)
