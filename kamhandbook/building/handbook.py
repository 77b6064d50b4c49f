"""Build a handbook: site and deck of one or several editions, put in place all or none.

What only one of two processes needs is loaded in the functions that need it: whatever stands at
the top of this module, the second process waits for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kamhandbook.building.second_process import second_process
from kamhandbook.building.site_jobs import (
    SearchedSite,
    SiteJob,
    build_sites,
    load_common_tools,
    load_site_tools,
    search_sites,
)
from kamhandbook.building.stopping import stop_for
from kamhandbook.building.withheld import places_in, refuse_withheld, withheld_from
from kamhandbook.content.questions import open_questions
from kamhandbook.content.types import Audience
from kamhandbook.document.blocks import Imprint
from kamhandbook.findings import Finding, in_order
from kamhandbook.leaks.search import Places, WithheldTexts
from kamhandbook.output_checks.newcomer_questions import told_once
from kamhandbook.placing.change import completed
from kamhandbook.site.publish import Publication, publication, refuse_sources
from kamhandbook.site.versions import put_deck

if TYPE_CHECKING:
    from kamhandbook.building.deck_stages import RenderedDeck
    from kamhandbook.building.edition_in_context import EditionInContext, Order
    from kamhandbook.building.further_files import FurtherFile
    from kamhandbook.building.project import CheckedProject
    from kamhandbook.building.site_stages import RenderedSite
    from kamhandbook.fit.notices import Notice

DECK_FILE = "kam-handbuch.pptx"
REPORT_FILE = "lenkungskreis.pptx"
SITE_FOLDER = "site"


class Outputs(Struct, frozen=True):
    """What a build is to write below ``out``; ``all_audiences`` get a folder each.

    ``report`` adds the steering committee's deck, always of management's edition: it stands beside
    what else is built, with ``all_audiences`` in management's folder.
    ``in_place`` changes the files of a site in a folder that stays, instead of exchanging it.
    ``single_file`` makes each site as one file besides, ``pdf`` PDFs of site and deck.
    """

    out: Path
    site: bool = True
    deck: bool = True
    all_audiences: bool = False
    in_place: bool = False
    report: bool = False
    single_file: bool = False
    pdf: bool = False


class Further(Struct, frozen=True):
    """A file made besides, by its path; ``problem`` says why there is none.

    ``left_out`` names the files of the site that it has not.
    """

    path: str
    problem: str = ""
    left_out: tuple[str, ...] = ()


class Output(Struct, frozen=True):
    """One edition as built; ``site`` and ``deck`` are paths, "" where not ordered."""

    imprint: Imprint
    site: str = ""
    deck: str = ""
    pages: int = 0
    slides: int = 0
    notices: tuple[Notice, ...] = ()
    further: tuple[Further, ...] = ()


class Built(Struct, frozen=True):
    """Everything one run built, and all findings on the way.

    ``report`` is the steering committee's deck where it was ordered.
    """

    outputs: tuple[Output, ...]
    findings: tuple[Finding, ...]
    open_questions: int
    report: Output | None = None


class _Job(Struct, frozen=True):
    """One edition to be built into ``folder``."""

    edition: EditionInContext
    folder: Path


class _Deck(Struct, frozen=True):
    """A finished deck, and where something withheld stands in it."""

    rendered: RenderedDeck
    places: Places


class _Report(Struct, frozen=True):
    """The steering committee's finished deck, and what is told of it."""

    output: Output
    rendered: RenderedDeck


def build(order: Order, outputs: Outputs, *, strict: bool = False) -> Built:
    """Build the editions; raise CannotGoOnError with every finding that stops it.

    Sites are made in a second process while decks are made in this one; what composes and renders
    is loaded by each for itself, while the other is at work. What stood in ``out`` is left as it
    was when anything stops the build; what a killed import or closing began is completed first.
    """
    both = outputs.site and outputs.deck
    editions = len(Audience) if outputs.all_audiences else 1
    refuse_sources(outputs.out, (order.content, order.content.parent / "themes"))
    if both:
        load_common_tools()
    with (
        publication(outputs.out, in_place=outputs.in_place) as unpublished,
        second_process(load_site_tools, editions=editions if both else 0) as start,
    ):
        checked = _read_and_checked(order)
        jobs = [
            _job(checked, audience, outputs) for audience in _audiences(order, outputs, checked)
        ]
        site_jobs = _site_jobs(jobs, outputs, unpublished) if outputs.site else []
        wait_for_sites = start(build_sites, site_jobs)
        withheld = [withheld_from(job.edition) for job in jobs]
        wait_for_search = start(
            search_sites,
            [(site.folder, texts) for site, texts in zip(site_jobs, withheld, strict=outputs.site)],
        )
        decks = _decks(jobs, withheld) if outputs.deck else []
        report = _report(checked, outputs) if outputs.report else None
        if report:
            unpublished.file(Path(report.output.deck), report.rendered.content)
        for job, deck in zip(jobs, decks, strict=outputs.deck):
            unpublished.file(job.folder / DECK_FILE, deck.rendered.content)
        sites, searched = wait_for_sites(), wait_for_search()
        for site, deck in zip(sites, decks, strict=both):
            put_deck(site.folder, deck.rendered.content)
        findings = _all_findings(jobs, sites, decks, report)
        stop_for(findings, checked.project, strict=strict)
        further = [
            _further_files(outputs, *edition)
            for edition in zip_longest(jobs, withheld, sites, decks)
        ]
        built_outputs = tuple(
            _output(*edition) for edition in zip_longest(jobs, withheld, searched, decks, further)
        )
        for job, files in zip(jobs, further, strict=True):
            for file in files:
                if file.content:
                    unpublished.file(job.folder / file.name, file.content)
        unpublished.publish()
    handbook = checked.project.loaded.handbook
    still_open = open_questions(handbook, handbook.language.catalogue)
    return Built(built_outputs, findings, still_open, report.output if report else None)


def _read_and_checked(order: Order) -> CheckedProject:
    from kamhandbook.building.project import check_project, read_project

    completed(order.content)
    return check_project(read_project(order.content), order.today)


def _audiences(order: Order, outputs: Outputs, checked: CheckedProject) -> tuple[Audience, ...]:
    from kamhandbook.building.edition_in_context import default_audience

    if outputs.all_audiences:
        return tuple(Audience)
    return (order.audience or default_audience(checked),)


def _job(checked: CheckedProject, audience: Audience, outputs: Outputs) -> _Job:
    from kamhandbook.building.edition_in_context import cut_edition

    edition = cut_edition(checked, audience, has_deck=outputs.deck)
    folder = outputs.out / audience.value if outputs.all_audiences else outputs.out
    return _Job(edition, folder)


def _site_jobs(jobs: Sequence[_Job], outputs: Outputs, unpublished: Publication) -> list[SiteJob]:
    return [
        SiteJob(
            job.edition.of_site,
            unpublished.folder(job.folder / SITE_FOLDER),
            outputs.single_file,
            outputs.pdf,
        )
        for job in jobs
    ]


def _decks(jobs: Sequence[_Job], withheld: Sequence[WithheldTexts]) -> list[_Deck]:
    """Return every edition's deck, all on the same master."""
    from kamhandbook.building.deck_stages import compose_deck, fit_deck, render_deck
    from kamhandbook.deck.master import read_master

    decks, master = [], read_master(jobs[0].edition.project.brand)
    for job, texts in zip(jobs, withheld, strict=True):
        rendered = render_deck(fit_deck(compose_deck(job.edition, master)))
        decks.append(_Deck(rendered, places_in({DECK_FILE: rendered.content}, texts)))
    return decks


def _report(checked: CheckedProject, outputs: Outputs) -> _Report:
    """Return the steering committee's deck; CannotGoOnError when it holds what is withheld."""
    from kamhandbook.building.deck_stages import compose_committee, fit_deck, render_deck
    from kamhandbook.deck.master import read_master

    job = _job(checked, Audience.MANAGEMENT, outputs)
    withheld, master = withheld_from(job.edition), read_master(job.edition.project.brand)
    composed = compose_committee(job.edition, master)
    rendered = render_deck(fit_deck(composed))
    found = places_in({REPORT_FILE: rendered.content}, withheld)
    hints = refuse_withheld(job.edition, withheld, [found])
    output = Output(
        composed.edition.context.imprint,
        deck=str(job.folder / REPORT_FILE),
        slides=rendered.slides,
        notices=(*rendered.notices, *_as_notices(hints)),
    )
    return _Report(output, rendered)


def _all_findings(
    jobs: Sequence[_Job],
    sites: Sequence[RenderedSite],
    decks: Sequence[_Deck],
    report: _Report | None,
) -> tuple[Finding, ...]:
    """Return the findings of all editions and of what was made of them, each once."""
    widest_first = sorted(jobs, key=lambda job: -job.edition.edition.audience.rank)
    by_stage = (
        told_once(chain.from_iterable(job.edition.findings for job in widest_first)),
        *(site.findings for site in sites),
        *(deck.rendered.findings for deck in decks),
        report.rendered.findings if report else (),
    )
    return in_order(dict.fromkeys(chain.from_iterable(by_stage)))


def _further_files(
    outputs: Outputs,
    job: _Job,
    withheld: WithheldTexts,
    site: RenderedSite | None,
    deck: _Deck | None,
) -> tuple[FurtherFile, ...]:
    """Return what was ordered besides; most builds load nothing of it."""
    if not (outputs.single_file or outputs.pdf):
        return ()
    from kamhandbook.building.further_files import deck_pdf, files_of_site

    imprint = job.edition.context.imprint
    files = list(files_of_site(site, imprint, withheld)) if site else []
    if deck and outputs.pdf:
        files.append(deck_pdf(deck.rendered.content, imprint, withheld))
    return tuple(files)


def _output(
    job: _Job,
    withheld: WithheldTexts,
    site: SearchedSite | None,
    deck: _Deck | None,
    further: tuple[FurtherFile, ...],
) -> Output:
    """Return what was built of an edition; CannotGoOnError when it holds what is withheld."""
    places = [output.places for output in (deck, site, *further) if output]
    hints = refuse_withheld(job.edition, withheld, places)
    return Output(
        job.edition.context.imprint,
        site=str(job.folder / SITE_FOLDER / "index.html") if site else "",
        deck=str(job.folder / DECK_FILE) if deck else "",
        further=tuple(
            Further(str(job.folder / file.name), file.problem, file.left_out) for file in further
        ),
        pages=site.pages if site else 0,
        slides=deck.rendered.slides if deck else 0,
        notices=(*(deck.rendered.notices if deck else ()), *_as_notices(hints)),
    )


def _as_notices(hints: Sequence[str]) -> Iterator[Notice]:
    for hint in hints:  # mostly none, and a site alone loads nothing of the deck
        from kamhandbook.fit.notices import Notice

        yield Notice("withheld", hint)
