"""Make site and deck of one or several editions and put them in place, all or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kamhandbook.document import Imprint
from kamhandbook.findings import CannotGoOnError, Finding, Severity
from kamhandbook.gates.leaks import leaks
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
)
from kamhandbook.site.build import make_site
from kamhandbook.site.foreign import theme_hashes
from kamhandbook.site.publish import Publication, publication

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


def build(
    order: Order, out: Path, audiences: tuple[Audience | None, ...], *, separate: bool
) -> Built:
    """Build the editions into ``out``, with ``separate`` into a folder for each.

    Raises CannotGoOnError with every finding that stops; what stood in ``out`` is whole then.
    """
    prepared = prepare_all(order, audiences)
    with publication() as work:
        outputs = tuple(_make(each, _folder(out, each, separate), work) for each in prepared)
        work.publish()
    handbook = prepared[0].project.loaded.handbook
    return Built(
        outputs, all_findings(prepared), open_questions(handbook, prepared[0].context.catalogue)
    )


def _folder(out: Path, prepared: Prepared, separate: bool) -> Path:
    return out / prepared.edition.audience.value if separate else out


def _make(prepared: Prepared, folder: Path, work: Publication) -> Output:
    files: dict[str, bytes] = {}
    output = Output(prepared.imprint)
    deck = deck_bytes(prepared) if prepared.deck else None
    if deck is not None and prepared.deck is not None:
        work.file(folder / DECK_FILE, deck)
        files[DECK_FILE] = deck
        slides, notices = len(prepared.deck.slides), prepared.deck.notices
        output = replace(output, deck=str(folder / DECK_FILE), slides=slides, notices=notices)
    if prepared.pages:
        contents = site_contents(prepared, None if deck is None else lambda: deck)
        site = work.folder(folder / SITE_FOLDER)
        make_site(contents, site)
        files |= {name: file.read_bytes() for name, file in _below(site)}
        pages = sum(name.endswith(".html") and name != "404.html" for name in files)
        output = replace(output, site=str(folder / SITE_FOLDER / "index.html"), pages=pages)
    hints = _without_leaks(files, prepared)
    return replace(output, notices=(*output.notices, *hints))


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Walk every file below a folder with its name relative to it, sorted."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file


def _without_leaks(files: Mapping[str, bytes], prepared: Prepared) -> tuple[str, ...]:
    """Raise CannotGoOnError for what is withheld and stands in a file; give mere hints at it."""
    loaded, edition = prepared.project.loaded, prepared.edition
    found, _not_judged = leaks(
        files,
        edition,
        loaded.positions,
        theme_hashes(),
        folder=loaded.folder,
        past=withheld_before(edition, loaded),
    )
    if any(finding.severity is Severity.ERROR for finding in found):
        raise CannotGoOnError(found)
    return tuple(str(finding) for finding in found)
