"""Masters and decks that several tests look at; what is expensive is made once for all workers."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec import Struct

from kamhandbook.building.edition_in_context import Order, read_edition
from kamhandbook.compose.context import TemplateContext
from kamhandbook.compose.storyline import compose_slides
from kamhandbook.deck.master import foreign_master, own_master
from kamhandbook.deck.master_parts import Master
from kamhandbook.deck.render import render_deck
from kamhandbook.design.brand import Brand, load_brand, neutral
from kamhandbook.findings import Position
from kamhandbook.fit import fit
from kamhandbook.fit.fitted import FittedDeck
from kamhandbook.metrics import Hyphenator
from tests.deck.templates import make_all

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 24)
SITE = "https://intranet.example.org/kam"


class RenderedDeck(Struct, frozen=True, dict=True):
    """A deck: its master, what was fitted, the file."""

    name: str
    master: Master
    fitted: FittedDeck
    path: Path


@pytest.fixture(scope="session")
def brand() -> Brand:
    nordkamp, findings = load_brand(ROOT / "themes", "nordkamp", ROOT, Position("content"))
    assert not findings
    return nordkamp


@pytest.fixture(scope="session")
def brand_master(brand: Brand) -> Master:
    return own_master(brand)


def once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Make a folder once, whoever comes first; the other workers wait for it."""
    base = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent
    folder, ready = base / name, base / f"{name}.ready"
    try:
        folder.mkdir()
    except FileExistsError:
        for _ in range(600):
            if ready.exists():
                return folder
            time.sleep(0.5)
        raise
    make(folder)
    ready.touch()
    return folder


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every foreign template by name."""
    folder = once(tmp_path_factory, "templates", lambda path: _listed(path))
    lines = (folder / "list.txt").read_text(encoding="utf-8").splitlines()
    return {name: folder / file for name, file in (line.split("\t") for line in lines)}


def _listed(folder: Path) -> None:
    paths = make_all(folder)
    lines = [f"{name}\t{path.name}" for name, path in paths.items()]
    (folder / "list.txt").write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture(scope="session")
def context() -> TemplateContext:
    """The sample company's handbook, ready to be composed."""
    return read_edition(Order(ROOT / "content", TODAY)).context


@pytest.fixture(scope="session")
def sample(
    brand_master: Master,
    brand: Brand,
    context: TemplateContext,
    tmp_path_factory: pytest.TempPathFactory,
) -> RenderedDeck:
    """The sample deck on our own master."""
    folder = tmp_path_factory.mktemp("sample")
    return rendered_sample("sample", brand_master, brand, context, folder)


@pytest.fixture(scope="session")
def foreign(
    templates: dict[str, Path], context: TemplateContext, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, RenderedDeck]:
    """The sample deck on every foreign template."""
    folder = tmp_path_factory.mktemp("foreign")
    masters = {name: foreign_master(path, Position(path.name)) for name, path in templates.items()}
    return {
        name: rendered_sample(name, m, neutral(), context, folder) for name, m in masters.items()
    }


def rendered_sample(
    name: str, master: Master, brand: Brand, context: TemplateContext, folder: Path
) -> RenderedDeck:
    slides = compose_slides(context, master.geometry, brand)
    hyphenator = Hyphenator(context.catalogue.hyphenation, context.catalogue.locale)
    fitted = fit(
        slides, master.geometry, context.imprint, hyphenator=hyphenator, pictures=ROOT / "content"
    )
    path = folder / f"{name}.pptx"
    path.write_bytes(render_deck(fitted, master, brand, today=TODAY, site_url=SITE))
    return RenderedDeck(name, master, fitted, path)
