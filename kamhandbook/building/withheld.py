"""Proof that nothing withheld from an audience stands in the files made for it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kamhandbook.checks.acceptances import OutputAcceptances
from kamhandbook.checks.base import CheckContext
from kamhandbook.findings import CannotGoOnError, Finding, Severity
from kamhandbook.leaks.decode import texts_of_files
from kamhandbook.leaks.search import (
    Places,
    WithheldTexts,
    leak_findings,
    places_of_terms,
    withheld_texts,
)
from kamhandbook.leaks.search_terms import unjudged_sentence
from kamhandbook.site.theme_files import without_theme_files

if TYPE_CHECKING:
    from kamhandbook.building.edition_in_context import EditionInContext


def withheld_from(edition: EditionInContext) -> WithheldTexts:
    """Return what nobody may find in an edition's files, before there are any."""
    loaded = edition.project.loaded
    return withheld_texts(
        edition.edition, loaded.positions, folder=loaded.folder, past=edition.withheld_before
    )


def places_in(files: Mapping[str, bytes], withheld: WithheldTexts) -> Places:
    """Return where something withheld stands in files by name, if there is anything to look for."""
    return places_of_terms(texts_of_files(files), withheld) if withheld.terms else {}


def places_in_site(files: dict[str, bytes], withheld: WithheldTexts) -> Places:
    """Return where something withheld stands in a site, Material's own files left out."""
    return places_in(without_theme_files(files), withheld)


def refuse_withheld(
    edition: EditionInContext, withheld: WithheldTexts, places: Sequence[Places]
) -> tuple[str, ...]:
    """Raise CannotGoOnError when something withheld stands in files; return mere hints at it."""
    findings = found_in(edition, withheld, places)
    if any(each.severity is Severity.ERROR and not each.accepted for each in findings):
        raise CannotGoOnError(findings)
    unjudged = unjudged_sentence(withheld.unjudged, edition.edition.language)
    return (*(str(finding) for finding in findings), *([unjudged] if unjudged else []))


def found_in(
    edition: EditionInContext, withheld: WithheldTexts, places: Sequence[Places]
) -> tuple[Finding, ...]:
    """Return every finding of what is withheld in files; those that were accepted say why."""
    loaded = edition.project.loaded
    context = CheckContext(edition.context.today, {}, loaded.handbook.language)
    accepted = OutputAcceptances.of(loaded.handbook, "DOC6", context)
    return leak_findings(
        places,
        withheld,
        edition.edition,
        loaded.positions,
        folder=loaded.folder,
        accepted=accepted,
    )


def refuse_file(edition: EditionInContext, name: str, content: bytes) -> tuple[str, ...]:
    """Raise CannotGoOnError when a file to be given away holds what is withheld; return hints."""
    withheld = withheld_from(edition)
    return refuse_withheld(edition, withheld, [places_in({name: content}, withheld)])


def refuse_site(edition: EditionInContext, site: Path) -> None:
    """Remove a site of MkDocs' own build again when it holds what is withheld.

    Raises CannotGoOnError with every finding.
    """
    withheld = withheld_from(edition)
    try:
        refuse_withheld(edition, withheld, [places_in_site(files_below(site), withheld)])
    except CannotGoOnError:
        shutil.rmtree(site)
        raise


def files_below(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its name relative to it, sorted."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
