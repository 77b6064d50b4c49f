"""The size of the grammar gate: texts it reads, sentences it builds, patterns it holds them to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.wording.grammar import patterns
from tests.wording.grammar.handbooks import Case, cases
from tests.wording.grammar.recorded import every_form, recorded
from tests.wording.grammar.sentences import excel, spoken, terminal


def measured(folder: str) -> Mapping[str, int]:
    """Return numbers by what they count; all cases are composed, some written into ``folder``."""
    with recorded() as said:
        outputs = {case: spoken(case).texts for case in cases()}
        lines = {case: tuple(terminal(case, Path(folder) / case.name)) for case in seen_whole()}
    cells = {case: tuple(excel(case)) for case in seen_whole()}
    every = [
        text for texts in (*outputs.values(), *lines.values(), *cells.values()) for text in texts
    ]
    return {
        "handbooks, each composed as pages and slides": len(outputs),
        "texts of pages, slides and notes": sum(map(len, outputs.values())),
        "lines of the terminal": sum(map(len, lines.values())),
        "cells of the questionnaire": sum(map(len, cells.values())),
        "different texts among them": len({text.text for text in every}),
        "forms of generated sentences in the catalogue": len(every_form()),
        "of these built": len(every_form() & said),
        "patterns for texts and titles": len(patterns.EVERYWHERE) + len(patterns.TITLES),
    }


def seen_whole() -> tuple[Case, ...]:
    """Return a case for every number and address, of those who see everything and of newcomers."""
    return tuple(
        case
        for case in cases()
        if case.count is not None and case.audience.value in ("management", "newcomers")
    )
