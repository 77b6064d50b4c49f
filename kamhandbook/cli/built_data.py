"""What a build made, as data: ``kamhandbook build --format json``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kamhandbook.findings import Finding
from kamhandbook.report.json_and_github import findings_as_data

if TYPE_CHECKING:  # what builds is slow to load
    from kamhandbook.building.handbook import Built, Output
    from kamhandbook.fit.notices import Notice


def built_data(built: Built) -> dict[str, Any]:
    """Return what stands where, the ledger of each deck, and all findings."""
    return {
        "built": True,
        "outputs": [_output(output) for output in built.outputs],
        "report": _output(built.report) if built.report else None,
        "open_questions": built.open_questions,
        **findings_as_data(built.findings),
    }


def stopped_data(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return why nothing was built."""
    return {"built": False, "outputs": [], **findings_as_data(findings)}


def notices_as_data(notices: Iterable[Notice]) -> list[dict[str, Any]]:
    """Return a ledger; ``slide`` is the number in the deck, null where nothing stands there."""
    return [
        {
            "kind": notice.kind,
            "slide": notice.number or None,
            "id": notice.slide or None,
            "text": notice.text,
            "lost": list(notice.lost),
        }
        for notice in notices
    ]


def _output(output: Output) -> dict[str, Any]:
    imprint = output.imprint
    return {
        "audience": imprint.audience,
        "title": imprint.title,
        "version": imprint.version,
        "fingerprint": imprint.fingerprint,
        "site": output.site or None,
        "pages": output.pages,
        "deck": output.deck or None,
        "slides": output.slides,
        "further": [
            {
                "path": None if file.problem else file.path,
                "problem": file.problem or None,
                "left_out": list(file.left_out),
            }
            for file in output.further
        ],
        "notices": notices_as_data(output.notices),
    }
