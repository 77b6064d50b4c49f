"""Every deck opens without repair: Open XML SDK and package checks find nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from kamhandbook.compose.slide_markdown import parse_slides
from kamhandbook.compose.slots import Slots
from kamhandbook.deck.master_parts import Master
from kamhandbook.deck.render import render_deck
from kamhandbook.design.brand import Brand
from kamhandbook.document.blocks import Heading, Slide, Text
from kamhandbook.fit import fit
from kamhandbook.metrics import Hyphenator
from tests.deck.conftest import SITE, TODAY, RenderedDeck
from tests.deck.samples import IMPRINT, deck_for
from tests.openxml import package_problems, validate, validate_all

DIFFERENT = ("pandoc", "microsoft-4-3", "Metropolis", "Focus", "without-titles", "only-title")


def test_the_sample_deck_is_valid(sample: RenderedDeck) -> None:
    assert validate(sample.path) == []
    assert package_problems(sample.path) == []


@pytest.mark.slow
def test_the_sample_deck_is_valid_on_every_template(foreign: dict[str, RenderedDeck]) -> None:
    found = validate_all(each.path for each in foreign.values())
    assert _wrong(found) == {}


@pytest.mark.slow
def test_every_kind_of_frame_is_valid_on_templates_of_every_sort(
    foreign: dict[str, RenderedDeck], brand_master: Master, brand: Brand, tmp_path: Path
) -> None:
    masters = {name: foreign[name].master for name in DIFFERENT} | {"own": brand_master}
    files = {name: tmp_path / f"{name}.pptx" for name in masters}
    for name, master in masters.items():
        data = render_deck(deck_for(master), master, brand, today=TODAY, site_url=SITE)
        files[name].write_bytes(data)
    assert _wrong(validate_all(files.values())) == {}


def _wrong(found: dict[Path, list[str]]) -> dict[str, list[str]]:
    """What is wrong with each file, files without a problem left out."""
    problems = {path.stem: each + package_problems(path) for path, each in found.items()}
    return {name: each for name, each in problems.items() if each}


NASTY = "<b>&\"'\x00\x0b\ufffe\u202e𝄞 \t\n]]>"
WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"


def _extreme() -> tuple[Slide, ...]:
    rows = "\n".join(f"| {WORD} {n} | {'Text ' * (n % 7)} | |" for n in range(40))
    text = f"""
# Titel {WORD} {WORD} {WORD} {{#one layout=title}}

# {WORD} {{#two kicker="{WORD}" section="{WORD}"}}
{"- Punkt mit " + WORD + chr(10)}
  - tiefer
    - noch tiefer
      - ganz tief

# Dreißig Punkte {{#three section="{WORD}"}}
{chr(10).join(f"{n}. Punkt {n} {WORD}" for n in range(3, 33))}

# Vierzig Zeilen {{#four layout=title_only}}
| {WORD} | B | |
|---|:-:|--:|
{rows}

# Leer {{#five}}

# Nur ein Abschluss {{#six layout=closing}}
"""
    return tuple(
        Slide(
            draft.attributes["id"],
            draft.attributes.get("layout", "content"),  # type: ignore[arg-type]
            draft.title,
            draft.blocks,
            kicker=draft.attributes.get("kicker", ""),
            section=draft.attributes.get("section", ""),
        )
        for draft in parse_slides(text, Slots())
    )


def test_an_extreme_deck_is_valid(brand_master: Master, brand: Brand, tmp_path: Path) -> None:
    hyphenator = Hyphenator((), "de_DE")
    fitted = fit(
        _extreme(), brand_master.geometry, IMPRINT, hyphenator=hyphenator, pictures=tmp_path
    )
    path = tmp_path / "extreme.pptx"
    path.write_bytes(render_deck(fitted, brand_master, brand, today=TODAY))
    assert validate(path) == []
    assert package_problems(path) == []


def test_a_deck_full_of_nasty_characters_is_valid(
    brand_master: Master, brand: Brand, tmp_path: Path
) -> None:
    deck = deck_for(brand_master)
    imprint = replace(IMPRINT, company=NASTY, classification=NASTY, state=NASTY, title=NASTY)
    slides = tuple(
        replace(slide, section=NASTY, notes=(Heading(1, (Text(NASTY),)),)) for slide in deck.slides
    )
    path = tmp_path / "nasty.pptx"
    path.write_bytes(
        render_deck(replace(deck, imprint=imprint, slides=slides), brand_master, brand, today=TODAY)
    )
    assert validate(path) == []
    assert package_problems(path) == []


def test_a_deck_without_slides_is_valid(brand_master: Master, brand: Brand, tmp_path: Path) -> None:
    path = tmp_path / "empty.pptx"
    path.write_bytes(
        render_deck(replace(deck_for(brand_master), slides=()), brand_master, brand, today=TODAY)
    )
    assert validate(path) == []
