"""One template is used whatever it is called, with a word; two are a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.design.brand import load_brand
from kamhandbook.findings import Finding, Position, Severity


def read(root: Path, *names: str) -> tuple[str, list[Finding]]:
    folder = root / "themes" / "firma"
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_bytes(b"PK")
    brand, findings = load_brand(root / "themes", "firma", root, Position("content/handbook.yaml"))
    return brand.master.name if brand.master else "", findings


@pytest.mark.parametrize("name", ["deck.pptx", "deck.potx"])
def test_the_usual_name_needs_no_word(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, name, "Alt.pptx", "Neu.potx") == (name, [])


@pytest.mark.parametrize("name", ["Vorlage_Firma.potx", "deck.POTX", "Firma 2026.PPTX"])
def test_a_single_one_is_used_and_told(tmp_path: Path, name: str) -> None:
    used, (finding,) = read(tmp_path, name, "~$ck.pptx", "firma-vorschau.pptx", "logo.png")
    assert used == name
    assert finding.severity is Severity.HINT
    assert finding.position.path == f"themes/firma/{name}"
    assert f"deck{Path(name).suffix.lower()}" in finding.next_step


def test_one_called_so_in_other_letters_comes_before_others(tmp_path: Path) -> None:
    assert read(tmp_path, "Deck.PPTX", "Alt.pptx")[0] == "Deck.PPTX"


def test_two_are_a_question(tmp_path: Path) -> None:
    used, (finding,) = read(tmp_path, "A.potx", "B.pptx")
    assert used == ""
    assert finding.severity is Severity.WARNING
    assert "A.potx, B.pptx" in finding.message and "deck.pptx" in finding.next_step


def test_no_template_is_our_own(tmp_path: Path) -> None:
    assert read(tmp_path, "logo.png", "Notizen.txt") == ("", [])
