"""Every sentence the product makes is German: any number, any name, du and Sie, every audience.

What is wrong is told by its kind, the first places of each; so are the numbers of texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.wording.grammar import patterns
from tests.wording.grammar.handbooks import ADDRESSES, COUNTS, Case, cases
from tests.wording.grammar.recorded import Forms, every_form, recorded
from tests.wording.grammar.sentences import Said, excel, spoken, terminal

OF_TERMINAL = (
    "built_deck",
    "built_left_out",
    "built_more",
    "built_report",
    "built_site",
    "open_questions",
)
LEAST_TEXTS, LEAST_DISTINCT = 250_000, 5_000
#: Forms that no handbook of a case happens to need: of the terminal, and a number that is rare.
UNBUILT = {
    *((key, form) for key in OF_TERMINAL for form in ("one", "other")),
    *((key, "one") for key in ("coverage_none", "coverage_some", "checks_found", "risks_title")),
    *((key, "one") for key in ("sum_of_some_accounts", "sum_of_some_services", "helps_gladly")),
    *((key, "one") for key in ("dimensions_decided", "pitfall_no_roles", "steered_by_kpis")),
    *((key, "") for key in ("decided_nothing", "pitfall_criteria_first", "pitfall_roles_of_sales")),
    ("gap_criterion_without_account", "one"),
    ("pitfall_many_systems", "other"),
}
SHOWN = 12


@cache
def found() -> tuple[dict[str, list[str]], int, int, Forms]:
    """Return what is wrong with pages and slides by name, how many texts there were, and forms."""
    wrong: dict[str, list[str]] = defaultdict(list)
    texts, count = set(), 0
    with recorded() as built:
        for case in cases():
            said = spoken(case)
            count += len(said.texts)
            texts |= {text.text for text in said.texts}
            for name, where in (*patterns.of_said(said), *patterns.of_answers(said)):
                wrong[name].append(f"{case.name} {where.place}: {where.text[:240]}")
    return wrong, count, len(texts), built


def test_every_sentence_of_pages_and_slides_is_german() -> None:
    wrong, count, distinct, _ = found()
    told = [
        f"{name} ({len(places)}): " + "\n  ".join(places[:SHOWN]) for name, places in wrong.items()
    ]
    assert not told, "\n".join(told)
    assert count > LEAST_TEXTS, count
    assert distinct > LEAST_DISTINCT, distinct


def test_every_generated_sentence_is_among_them() -> None:
    *_, built = found()
    assert every_form() - built - UNBUILT == set()


def few_cases() -> Iterator[Case]:
    """Yield a case for every number and address, of those that may see everything and least."""
    for case in cases():
        if case.count in COUNTS and case.audience.value in ("management", "newcomers"):
            yield case


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_line_of_the_terminal_is_german(address: str, tmp_path: Path) -> None:
    wrong = []
    for number, case in enumerate(few_cases()):
        if case.address == address:
            texts = terminal(case, tmp_path / str(number) / "content")
            wrong += of_texts(case, texts)
    assert wrong == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_cell_of_the_questionnaire_is_german(address: str) -> None:
    wrong = []
    for case in few_cases():
        if case.address == address and case.count in (1, 4):
            wrong += of_texts(case, excel(case))
    assert wrong == []


def of_texts(case: Case, texts: Iterable[Said]) -> list[str]:
    """Return what is wrong with texts, a line each."""
    return [
        f"{case.name} {said.place}: {name}: {said.text}"
        for said in texts
        for name in (*patterns.of_text(said.text), *patterns.of_reader(case.address, said.text))
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kein Ziele geben unserem KAM die Richtung", "kein before a plural"),
        ("Wir sind 1 Menschen.", "a figure before a noun"),
        ("Deine ersten 1 Tage", "a figure before a noun"),
        ("Seit einem Jahr, mit eine Rolle", "a numeral with the wrong case"),
        ("Vier Kunden aus zwei Segmente", "dative plural without n"),
        ("Zwei Kriterien entscheidet", "several does one"),
        ("Ein Werkzeug unterstützen die Arbeit", "one does several"),
        ("Ein Kriterium entscheidet, alle aus ERP", "all of one"),
        ("das KAM-Handbuch der Klinikum Auental", "a name with a wrong article"),
        ("aus Maximalversorger, MVZ und Praxisketten, Klinikketten", "and twice in a list"),
        ("Was ist neu?.", "two full stops"),
        ("Das ist unklar. (Hinweis). Weiter", "two full stops"),
        ("Das gilt . Immer", "a blank before a mark"),
        ("Das  gilt", "doubled blanks"),
        ("Paket Nord (): Tagung", "doubled marks"),
        ("Stand vom Mai 2026", "day of a month"),
        ("entschieden am Mai 2026", "months and days"),
        ("Anna Brömmel und Tim Weidner hilft dir weiter", "several persons, one verb"),
        ("Auskunft gibt: Die Gebietsleitungen.", "an article within a sentence"),
        ("Das gilt für None", "a value of Python"),
    ],
)
def test_a_pattern_sees_what_it_is_for(text: str, name: str) -> None:
    assert name in patterns.of_text(text)


@pytest.mark.parametrize(
    "title", ["Jährlich", "Steht fest", "Mit der Trefferquote", "Wir messen und"]
)
def test_a_note_is_no_title(title: str) -> None:
    assert list(patterns.of_title(title))


def test_a_sentence_that_is_right_has_no_pattern() -> None:
    for text in (
        "Ein Kriterium entscheidet, wer Key Account ist",
        "Kein Key Account passt zu dieser Suche.",
        "Vier Kunden aus zwei Segmenten, zwei davon in der Erprobung.",
        "Die Antwort ist in Arbeit; Auskunft geben: die Gebietsleitungen.",
        "Wir arbeiten das Konzept für unser KAM aus.",
        "Bei uns arbeitet ein Mensch.",
    ):
        assert patterns.of_text(text) == (), text
