"""What ``kamhandbook brand check`` found: put together, as text with drawings, and as data."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from kamhandbook.building.rehearsal import Rehearsal, full_handbook, rehearse, with_brand
from kamhandbook.cli.built_data import notices_as_data
from kamhandbook.deck.brand_report import BrandReport, report_on
from kamhandbook.deck.layout_report import LayoutReport, in_centimetres
from kamhandbook.deck.master import Master
from kamhandbook.deck.sensitivity import label_names
from kamhandbook.design.brand import Brand
from kamhandbook.document.drawing import Rect
from kamhandbook.findings import Finding, Position
from kamhandbook.reading.spoken_address import speak_as_in
from kamhandbook.report.json_and_github import findings_as_data
from kamhandbook.wording.language import speaker

_MOST = 5  # notices of a rehearsal that are printed; JSON has them all


class BrandCheck(Struct, frozen=True):
    """A template looked over, and rehearsed; ``own`` is None where there is no project."""

    master: Master
    report: BrandReport
    findings: tuple[Finding, ...]
    content: Path | None
    own: Rehearsal | None
    full: Rehearsal

    @property
    def is_usable(self) -> bool:
        """Whether a build would give a deck: of the project's handbook, else of the full one."""
        return (self.own or self.full).is_built


def brand_check(
    brand: Brand,
    master: Master,
    name: str,
    content: Path | None,
    today: date,
    further: tuple[Finding, ...],
) -> BrandCheck:
    """Look a brand's template over and rehearse with it; ``further`` findings are of its folder."""
    report = report_on(master, name, Position(name))
    full = rehearse(full_handbook(brand), today)
    own = None
    if content:
        speak_as_in(content)  # which the full one does not know
        in_brand = brand if brand.folder else None
        own = rehearse(with_brand(content, in_brand, brand.master), today)
    return BrandCheck(master, report, (*further, *report.findings), content, own, full)


# --- for people


def brand_text(checked: BrandCheck) -> str:
    """Return the report for people."""
    words, report = speaker().words("brand"), checked.report
    lines = [
        report.heading,
        "",
        words["layouts"],
        *_layouts(report.layouts),
        f"  {words['legend']}",
    ]
    if report.facts:
        lines += ["", words["facts"], *(f"  – {fact}" for fact in report.facts)]
    lines += ["", *(_findings(checked.findings) if checked.findings else [words["nothing"]])]
    if checked.own:
        content = os.path.relpath(checked.content or "")
        heading = words["rehearsal"]["own"].format(content=content)
        lines += ["", *_rehearsal(heading, checked.own)]
    lines += ["", *_rehearsal(words["rehearsal"]["full"], checked.full)]
    return "\n".join(lines)


def _layouts(layouts: Iterable[LayoutReport]) -> Iterator[str]:
    """Yield each layout with its drawing; kinds of slides that share one share the drawing."""
    words, drawn = speaker().words("brand"), dict[tuple[str, ...], str]()
    for layout in layouts:
        kind = words["kinds"][layout.kind]
        reasons = "; ".join(layout.reasons)
        yield "  " + words["layout"].format(kind=kind, name=layout.name, reasons=reasons)
        if layout.picture in drawn:
            yield "    " + words["as_before"].format(kind=drawn[layout.picture])
            continue
        drawn[layout.picture] = kind
        yield from (f"    │{row}│" for row in layout.picture)
        yield "    " + words["free"].format(share=round(100 * layout.free))


def _findings(findings: Iterable[Finding]) -> Iterator[str]:
    words = speaker().words("brand")
    yield words["findings"]
    for finding in findings:
        kind = words["severity"][finding.severity.value]
        yield f"  {kind} {finding.code}: {finding.message}"
        yield f"    {finding.next_step}"


def _rehearsal(heading: str, rehearsal: Rehearsal) -> Iterator[str]:
    words = speaker().words("brand")["rehearsal"]
    if not rehearsal.is_built:
        yield f"{heading}: {words['stopped']}"
        yield from (f"  {finding}" for finding in _stopping(rehearsal.findings)[:_MOST])
        return
    yield f"{heading}: {words['built'].format(slides=rehearsal.slides)}"
    told = [*(str(each) for each in rehearsal.findings), *_changes(rehearsal)]
    yield from (f"  – {each}" for each in told[:_MOST])
    if not told:
        yield f"  {words['complete']}"
    if told[_MOST:]:
        yield f"  – {words['more'].format(n=len(told) - _MOST)}"


def _changes(rehearsal: Rehearsal) -> Iterator[str]:
    """Yield what becomes of single slides; what is true of the template stands above already."""
    yield from (notice.text for notice in rehearsal.notices if notice.slide)


def _stopping(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.severity.rank)


# --- for machines


def brand_data(checked: BrandCheck) -> dict[str, Any]:
    """Return the report as data; lengths are centimetres of the template's slides."""
    master, report = checked.master, checked.report
    page = master.geometry
    full = in_centimetres(Rect(0, 0, page.width, page.height), master.scale)
    return {
        "usable": checked.is_usable,
        "slide": {
            "width": full["width"],
            "height": full["height"],
            "scale": round(master.scale, 3),
        },
        "masters": {
            "count": master.masters,
            "used": master.plans["content"].scene.choice.offer.master + 1,
        },
        "fonts": [
            {"role": font.role, "name": font.name, "measured": font.is_measured}
            for font in report.fonts
        ],
        "layouts": [_layout(layout, master.scale) for layout in report.layouts],
        "labels": list(label_names(master.parts)),
        "facts": list(report.facts),
        "rehearsals": [
            _rehearsal_data(handbook, rehearsal)
            for handbook, rehearsal in (("own", checked.own), ("full", checked.full))
            if rehearsal
        ],
        **findings_as_data(checked.findings),
    }


def _layout(layout: LayoutReport, scale: float) -> dict[str, Any]:
    return {
        "kind": layout.kind,
        "name": layout.name,
        "reasons": list(layout.reasons),
        "free": round(layout.free, 2),
        "areas": [
            {
                "slot": area.slot,
                **in_centimetres(area.rect, scale),
                "size": round(area.size * scale, 1),
                "placeholder": not area.is_ours,
            }
            for area in layout.areas
        ],
        "fixed": [in_centimetres(rect, scale) for rect in layout.fixed],
    }


def _rehearsal_data(handbook: str, rehearsal: Rehearsal) -> dict[str, Any]:
    return {
        "handbook": handbook,
        "built": rehearsal.is_built,
        "slides": rehearsal.slides,
        "notices": notices_as_data(rehearsal.notices),
        **findings_as_data(rehearsal.findings),
    }
