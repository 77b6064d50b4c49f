"""Whatever is missing or wrong in a template: a deck is made, or a finding says why not."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from kamhandbook.deck.brand_preview import preview
from kamhandbook.deck.brand_report import report_on
from kamhandbook.deck.master import foreign_master
from kamhandbook.design.brand import neutral
from kamhandbook.findings import CannotGoOnError, Position
from tests.deck.conftest import TODAY
from tests.deck.templates import Members, zipped

READ = ("ppt/slideLayouts/slide", "ppt/slideMasters/slide", "ppt/theme/", "ppt/presentation.xml")
NONSENSE = ("", "0", "-1", "99999999", "x", "1.5")


@pytest.mark.parametrize("seed", range(24))
def test_a_damaged_template_never_ends_in_a_traceback(
    templates: dict[str, Path], tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    with zipfile.ZipFile(templates["pandoc"]) as package:
        members = {name: package.read(name) for name in package.namelist()}
    for _ in range(chance.randint(1, 4)):
        _damage(members, chance)
    path = tmp_path / "deck.pptx"
    path.write_bytes(zipped(members))
    try:
        master = foreign_master(path, Position("deck.pptx"))
    except CannotGoOnError as error:
        assert all(finding.code == "DECK1" for finding in error.findings)
        return
    assert report_on(master, "deck.pptx", Position("deck.pptx")).layouts
    data, _ = preview(master, neutral(), TODAY)
    assert data


def _damage(members: Members, chance: random.Random) -> None:
    """Remove an element, or spoil or remove one of its attributes."""
    name = chance.choice(sorted(name for name in members if name.startswith(READ)))
    root = etree.fromstring(members[name])
    element = chance.choice([each for each in root.iter(etree.Element) if each is not root])
    keys = sorted(str(key) for key in element.attrib)
    kind = chance.random()
    if kind < 0.5 or not keys:
        element.getparent().remove(element)
    elif kind < 0.8:
        element.set(chance.choice(keys), chance.choice(NONSENSE))
    else:
        del element.attrib[chance.choice(keys)]
    members[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
