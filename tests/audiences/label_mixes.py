"""Random mixes of labels, made into site, deck and workbook, and searched for what is withheld.

``python -m tests.audiences.label_mixes --count 500`` tries as many as wanted and says how many
leaked; ``test_label_mixes.py`` tries a few. The search here knows nothing of DOC6: every text has a
word of its own, and who may read it is said by the oracle.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from kamhandbook.building.deck_stages import compose_deck, fit_deck, render_deck
from kamhandbook.building.edition_in_context import EditionInContext, cut_edition
from kamhandbook.building.project import check_project, read_project
from kamhandbook.building.site_stages import compose_site, render_site
from kamhandbook.building.withheld import files_below
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.types import Audience
from kamhandbook.deck.master import read_master
from kamhandbook.leaks.decode import texts_of_files
from kamhandbook.questionnaire.export import make_workbook
from kamhandbook.questionnaire.plan import make_plan
from kamhandbook.site.theme_files import without_theme_files
from tests.audiences.contents import random_handbook, tokens, write_content
from tests.audiences.oracle import ranks

TODAY = date(2026, 11, 24)
READERS = tuple(audience for audience in Audience if audience is not Audience.MANAGEMENT)


def leaks_of_mix(seed: int, folder: Path) -> Iterator[str]:
    """Yield a line for every withheld word that stands in a file made of one mix."""
    handbook = random_handbook(seed, apart=True)
    project = read_project(write_content(handbook, folder / "content"))
    checked = check_project(project, TODAY)
    for audience in READERS:
        edition = cut_edition(checked, audience)
        secret = secrets(handbook, edition)
        for name, data in outputs(edition, folder / audience.value).items():
            for word in sorted(tokens(tuple(texts_of_files({name: data}))) & secret):
                yield f"{seed} {audience.value} {name}: {word}"


def secrets(handbook: Handbook, edition: EditionInContext) -> frozenset[str]:
    """Return the words that an audience may not read, by the oracle and by the cut."""
    rank = edition.edition.audience.rank
    readable = {word for text, needed in ranks(handbook) if needed <= rank for word in tokens(text)}
    shown = tokens(edition.edition.handbook)
    withheld = tokens(tuple(passage.value for passage in edition.edition.withheld))
    return (tokens(handbook) - readable) | (withheld - shown)


def outputs(edition: EditionInContext, folder: Path) -> Mapping[str, bytes]:
    """Return every file made of an edition, as it is before DOC6 has looked at it."""
    folder.mkdir(parents=True)
    brand = edition.project.brand
    deck = render_deck(fit_deck(compose_deck(edition, read_master(brand)))).content
    plan = make_plan(edition.edition)
    workbook = make_workbook(edition.edition, plan, brand, TODAY)
    render_site(compose_site(edition.of_site), folder)
    site = without_theme_files(files_below(folder))
    return {"deck.pptx": deck, "fragen.xlsx": workbook, **site}


def main() -> None:
    """Try mixes one after the other; the exit status says whether any leaked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--first", type=int, default=0, help="seed of the first mix")
    chosen = parser.parse_args()
    found: list[str] = []
    for seed in range(chosen.first, chosen.first + chosen.count):
        with tempfile.TemporaryDirectory() as folder:
            mix = list(leaks_of_mix(seed, Path(folder)))
        found += mix
        print("\n".join(mix) or f"{seed}: none", flush=True)
    leaking = {line.split()[0] for line in found}
    print(f"{chosen.count} mixes × {len(READERS)} audiences: {len(leaking)} leaked")
    sys.exit(bool(leaking))


if __name__ == "__main__":
    main()
