"""What is put in comes out: on the slides, in their notes, or in the ledger. Nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pptx import Presentation

from kamhandbook.content.handbook import Handbook
from kamhandbook.deck.master import foreign_master, own_master
from kamhandbook.deck.master_parts import Master
from kamhandbook.deck.render import render_deck
from kamhandbook.design.brand import neutral
from kamhandbook.design.geometry import Geometry
from kamhandbook.document.letters import letters
from kamhandbook.findings import Position
from kamhandbook.fit import fit
from kamhandbook.fit.fitted import FittedDeck
from kamhandbook.fit.notices import all_texts
from kamhandbook.metrics import Hyphenator
from tests.compose.conftest import CONTENT, TODAY, composed, context_of, made, sample
from tests.deck import masters
from tests.deck.templates import from_python_pptx

AMPLE = 6  # times as high as any slide: there everything is shown
WORDS = "Wir halten fest, was wir vereinbart haben, und sagen es allen, die es angeht"
SENTENCE = "Das gilt für alle."


def short() -> Handbook:
    """A company that has written one sentence for each question, and nothing else."""
    data = sample().model_dump(by_alias=True)
    empty = Handbook().model_dump(by_alias=True)
    for name, part in data.items():
        if isinstance(part, dict) and "answers" in part:
            answers = {key: {"text": f"Zu {key}: {SENTENCE}"} for key in part["answers"]}
            data[name] = {**empty[name], "answers": answers}
    data["introduction"], data["iterations"] = empty["introduction"], []
    data["handbook"]["questions"] = []
    for part in data.values():
        if isinstance(part, dict) and "answers" in part:
            part["answers"].pop("confidentiality", None)
    return Handbook.model_validate(data)


def long() -> Handbook:
    """A company with twice the usual number of everything, in whole sentences."""
    numbered = [f"{WORDS}, Nummer {n}" for n in range(12)]
    return made(
        goals={
            "terms": [{"term": f"Begriff {n}", "meaning": text} for n, text in enumerate(numbered)],
            "non_goals": numbered[:3],
        },
        services={
            "services": [
                {"name": f"Leistung {n}", "key_accounts": text, "others": f"keine {n}"}
                for n, text in enumerate(numbered)
            ]
        },
        organisation={
            "team": [
                {"role": f"Rolle {n}", "function": "Technik", "tasks": text, "core": n < 4}
                for n, text in enumerate(numbered)
            ]
        },
        people={
            "job": {"purpose": WORDS, "tasks": numbered, "competencies": numbered[:8]},
            "career": [
                {"step": f"Stufe {n}", "requirements": text} for n, text in enumerate(numbered[:7])
            ],
        },
        rules={
            "decision_rights": [
                {"topic": f"Thema {n}", "responsible": f"Wer {n}", "accountable": text}
                for n, text in enumerate(numbered)
            ]
        },
        introduction={
            "sponsor": {"name": "Dr. Eva Sanders", "role": "GF", "commitments": numbered[:6]}
        },
    )


def one_of_each() -> Handbook:
    """The sample with one long thing in each list: nothing to count, much to place."""
    return made(
        goals={"goals": [{"text": f"{WORDS}, jedes Jahr", "target": "35 %"}]},
        selection={
            "criteria": [{"name": f"{WORDS}, wo es zählt", "weight": 100, "source": "ERP, CRM"}]
        },
        steering={"kpis": [{"name": f"{WORDS}, im Quartal", "target": "9 von 10"}]},
    )


COMPANIES: dict[str, Callable[[], Handbook]] = {
    "sample": sample,
    "short": short,
    "long": long,
    "one of each": one_of_each,
}


def low(deck: Any) -> None:
    """Little room for content, a narrow title, a band across the slide."""
    masters.moved("obj", "obj", 60, 150, 700, 190)(deck)
    masters.moved("titleOnly", "title", 60, 40, 500, 40)(deck)
    masters.fixed(0, 400, 960, 20, "")(deck)


@pytest.fixture(scope="module")
def master_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Master]:
    folder = tmp_path_factory.mktemp("masters")

    @cache
    def read(name: str) -> Master:
        if name == "own":
            return own_master(neutral())
        files = {
            "microsoft 4:3": lambda: from_python_pptx(folder),
            "little room": lambda: masters.changed(folder / "low.pptx", low),
            "portrait": lambda: masters.of_form(folder / "portrait.pptx", 7.5, 10.0),
        }
        return foreign_master(files[name](), Position(name))

    return read


def ample(geometry: Geometry) -> Geometry:
    """Our own slides, several times as high below the title."""
    layouts = {
        kind: replace(
            layout,
            areas={
                slot: replace(area, rect=replace(area.rect, height=area.rect.height * AMPLE))
                for slot, area in layout.areas.items()
            },
        )
        for kind, layout in geometry.layouts.items()
    }
    return replace(geometry, height=geometry.height * AMPLE, layouts=layouts)


def put_in(handbook: Handbook) -> dict[str, tuple[str, ...]]:
    """Every text that the slides would say if there were room for all of it, by slide."""
    slides = composed(handbook, geometry=ample(own_master(neutral()).geometry))
    return {slide.id: all_texts(slide) for slide in slides}


def rendered(handbook: Handbook, master: Master, path: Path) -> FittedDeck:
    context = context_of(handbook)
    words = (*context.catalogue.hyphenation, *handbook.handbook.hyphenation)
    deck = fit(
        composed(handbook, geometry=master.geometry),
        master.geometry,
        context.imprint,
        hyphenator=Hyphenator(words, "de_DE"),
        pictures=CONTENT,
    )
    path.write_bytes(render_deck(deck, master, neutral(), today=TODAY))
    return deck


def on_slides(path: Path) -> Iterator[str]:
    """Every paragraph of slides and notes, as PowerPoint has it."""
    for slide in Presentation(str(path)).slides:
        for root in (slide._element, slide.notes_slide._element):
            for paragraph in root.iter("{*}p"):
                yield "".join(text.text or "" for text in paragraph.iter("{*}t"))


@pytest.mark.parametrize("company", COMPANIES)
@pytest.mark.parametrize("template", ["own", "microsoft 4:3", "little room", "portrait"])
def test_nothing_is_lost(
    company: str, template: str, master_of: Callable[[str], Master], tmp_path: Path
) -> None:
    handbook = COMPANIES[company]()
    path = tmp_path / "deck.pptx"
    deck = rendered(handbook, master_of(template), path)
    told = [text for notice in deck.notices for text in (*notice.lost, notice.text)]
    found = letters(" ".join((*on_slides(path), *told)))
    lost = [
        f"{id_}: {text}"
        for id_, texts in put_in(handbook).items()
        for text in texts
        if letters(text) not in found
    ]
    assert lost == []


def test_the_measure_sees_a_text_that_is_not_told(
    master_of: Callable[[str], Master], tmp_path: Path
) -> None:
    path = tmp_path / "deck.pptx"
    deck = rendered(long(), master_of("little room"), path)
    assert deck.notices and any(notice.lost for notice in deck.notices)
    without_ledger = letters(" ".join(on_slides(path)))
    texts = [text for each in put_in(long()).values() for text in each]
    assert any(letters(text) not in without_ledger for text in texts)


def test_numbers_lead_to_the_slide_that_is_meant(
    master_of: Callable[[str], Master], tmp_path: Path
) -> None:
    deck = rendered(long(), master_of("microsoft 4:3"), tmp_path / "deck.pptx")
    assert len(deck.slides) <= 20
    for notice in deck.notices:
        ids = [slide.id for slide in deck.slides]
        assert (ids[notice.number - 1] if notice.number else "") in (notice.slide, "")
        assert bool(notice.number) is (notice.slide in ids)
