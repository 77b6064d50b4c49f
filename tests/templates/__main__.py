"""A deck on every template of a folder, and what is wrong with it.

``python -m tests.templates FOLDER… [--office] [--own] [--odd] [--company short|long] [-v]``
builds a deck on each .pptx and .potx, draws it with LibreOffice and prints a line a deck: slides,
what the validator says of the deck and not of the template, texts outside their boxes, words that
leave the slide, words too faint, median size of type on a slide 7.5 inches high, slides off the
company's master, words on the template's pictures, texts and lines, words on each other, and texts
that are shortened. A font that is not here is drawn in Arial: its texts may leave their boxes.
``--office`` adds LibreOffice's own templates, ``--own`` our master in other sizes and forms,
``--odd`` what people do to masters that nobody plans for. With
``--content DIR`` or ``--company`` another company than the sample says it. With ``--out``
decks and a picture of all slides of each stay there; ``--fonts DIR`` has fonts that this machine
lacks; ``-v`` lists every fault.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from pptx import Presentation

from kamhandbook.building.deck_stages import compose_deck, fit_deck, render_deck
from kamhandbook.building.edition_in_context import EditionInContext, Order, read_edition
from kamhandbook.deck.master import Master, foreign_master
from kamhandbook.document.drawing import Rect
from kamhandbook.findings import CannotGoOnError, Position
from kamhandbook.fit.fitted import FittedDeck
from tests.deck import masters
from tests.deck.conftest import RenderedDeck
from tests.deck.rendering import TOLERANCE, Word, compared, words_of
from tests.deck.templates import OFFICE, convert
from tests.openxml import package_problems, validate
from tests.programs import require_program
from tests.templates import drawing, faults, odd
from tests.templates.companies import COMPANIES, write

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 24)
SIZES = (0.5, 1.0, 2.0, 2.7)
FORMS = {"4-3": (10.0, 7.5), "3-4": (7.5, 10.0), "21-9": (17.5, 7.5)}
COLUMNS = (
    *("slides", "valid", "outside", "off", "faint", "median", "brand", "collide", "overlap"),
    *("shortened", "notices"),
)


class Built(Struct, frozen=True):
    """A template's deck, before it is drawn."""

    template: Path
    path: Path
    master: Master
    fitted: FittedDeck
    notices: tuple[str, ...]


class Verdict(Struct, frozen=True):
    """What is told of one deck: a number a column, and the faults in words."""

    numbers: dict[str, float]
    faults: tuple[str, ...]


def main() -> None:
    """Build, draw, judge, print."""
    args = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        out = args.out or Path(scratch)
        out.mkdir(parents=True, exist_ok=True)
        drawing.use_fonts(args.fonts, Path(scratch))
        content = write(args.company, out) if args.company else args.content
        edition = read_edition(Order(content, TODAY))
        built = [deck for path in _templates(args, out) if (deck := _built(path, edition, out))]
        drawing.as_pdf([deck.path for deck in built], out)
        print(f"{'template':34.34}", *(f"{name:>9}" for name in COLUMNS))
        for deck in built:
            _print(deck, _judged(deck, out), verbose=args.verbose)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.templates", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--company", choices=COMPANIES)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--fonts", type=Path, action="append", default=[])
    parser.add_argument("--office", action="store_true")
    parser.add_argument("--own", action="store_true")
    parser.add_argument("--odd", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true")
    return parser.parse_args()


def _templates(args: argparse.Namespace, out: Path) -> Iterator[Path]:
    for folder in args.folders:
        files = folder.iterdir() if folder.is_dir() else [folder]
        yield from sorted(file for file in files if file.suffix in (".pptx", ".potx"))
    made = out / "templates"
    made.mkdir(exist_ok=True)
    if args.own:
        yield from (masters.scaled(made / f"own-{size}.pptx", size) for size in SIZES)
        for name, form in FORMS.items():
            yield masters.of_form(made / f"own-{name}.pptx", *form)
    if args.odd:
        yield from odd.make_all(made)
    if args.office:
        office = require_program("soffice", "libreoffice-impress")
        convert(office, "pptx", sorted(OFFICE.glob("*.otp")), made)
        yield from sorted(made / f"{source.stem}.pptx" for source in OFFICE.glob("*.otp"))


def _built(template: Path, edition: EditionInContext, out: Path) -> Built | None:
    """Return a template's deck; none is told at once."""
    path = out / f"{template.stem}-deck.pptx"
    try:
        master = foreign_master(template, Position(template.name))
        fitted = fit_deck(compose_deck(edition, master))
        rendered = render_deck(fitted)
    except CannotGoOnError as error:
        print(f"{template.name:34.34} NO DECK: {error.findings[0].message}")
        return None
    except Exception:
        print(f"{template.name:34.34} NO DECK")
        traceback.print_exc()
        return None
    path.write_bytes(rendered.content)
    return Built(template, path, master, fitted.deck, rendered.notices)


def _judged(built: Built, out: Path) -> Verdict:
    deck = Presentation(str(built.path))
    page = Rect(0, 0, deck.slide_width / faults.EMU, deck.slide_height / faults.EMU)
    pdf = out / f"{built.path.stem}.pdf"
    words, pictures = words_of(pdf), drawing.pictures(pdf)
    ours = [_of_ours(*pair) for pair in zip(deck.slides, words, strict=True)]
    drawing.sheet(pictures, out / f"{built.template.stem}.png")
    found = {
        "valid": _invalid(built),
        "outside": list(_outside(built, words)),
        "off": [each for page_words in ours for each in faults.off_slide(page_words, page)],
        "faint": [
            f"{number}: {each}"
            for number, (page_words, picture) in enumerate(zip(ours, pictures, strict=True), 1)
            for each in faults.faint(page_words, picture, page)
        ],
        "collide": [
            f"{number}: {each}"
            for number, (slide, page_words) in enumerate(zip(deck.slides, ours, strict=True), 1)
            for each in faults.collisions(page_words, faults.fixed_things(slide.slide_layout, page))
        ],
        "overlap": [
            f"{number}: {each}"
            for number, page_words in enumerate(words, 1)
            for each in faults.overlapping(page_words)
        ],
        "shortened": [f"{each.slide}: {each.text[:50]}" for each in built.fitted.overfull],
        "notices": list(built.notices),
    }
    numbers: dict[str, float] = {name: len(each) for name, each in found.items()}
    numbers |= {
        "slides": len(deck.slides),
        "median": faults.relative_median(deck),
        "brand": faults.off_brand(deck, built.template),
    }
    lines = (f"  {name} {line}" for name, each in found.items() for line in each)
    return Verdict(numbers, tuple(lines))


def _invalid(built: Built) -> list[str]:
    """Return what is wrong with a deck and not already with its template."""
    theirs = {problem.split(": ", 1)[-1] for problem in validate(built.template)}
    ours = [*validate(built.path), *package_problems(built.path)]
    return [problem for problem in ours if problem.split(": ", 1)[-1] not in theirs]


def _outside(built: Built, words: list[list[Word]]) -> Iterator[str]:
    as_compared = RenderedDeck(built.path.stem, built.master, built.fitted, built.path)
    comparisons, missing = compared(as_compared, words)
    yield from faults.outside(comparisons, TOLERANCE)
    yield from (f"not drawn: {each}" for each in missing)


def _of_ours(slide: Any, words: list[Word]) -> list[Word]:
    """Return the words on a slide that the template has not written there itself."""
    theirs = faults.fixed_text(slide.slide_layout)
    return [word for word in words if word.text not in theirs]


def _print(built: Built, verdict: Verdict, *, verbose: bool) -> None:
    cells = (f"{verdict.numbers[name]:>9g}" for name in COLUMNS)
    print(f"{built.template.name:34.34}", *cells)
    if verbose:
        print("\n".join(verdict.faults))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
