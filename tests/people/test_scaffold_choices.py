"""A new file lists every word that a field may hold, with its German meaning, nested ones too."""

from __future__ import annotations

import pytest

from kamhandbook.content.handbook import FILES
from kamhandbook.forms.form import every_place, form
from kamhandbook.scaffold.content_files import content_file
from kamhandbook.wording.language import DEFAULT


@pytest.mark.parametrize("part", FILES)
def test_every_choice_stands_in_the_file_with_its_meaning(part: str) -> None:
    lines = content_file(part, {}, DEFAULT).split("\n")
    said = " ".join(line.strip().removeprefix("#").strip() for line in lines)
    fields = [place for place in every_place(form(part, DEFAULT)) if len(place.choices) > 1]
    assert fields
    for place in fields:
        listed = ", ".join(f"{choice.key} ({choice.label})" for choice in place.choices)
        assert all(choice.label for choice in place.choices), place.path
        assert listed in said, place.path
        assert f"{place.key} ist eines von: {listed}" in said or place.key in (
            "status",
            "visible_from",
        ), place.path


def test_a_choice_of_a_group_in_a_list_is_named_with_its_group() -> None:
    assert "# buying.kind ist eines von: central (zentral)" in content_file(
        "selection", {}, DEFAULT
    )
    assert "# waves.kind ist eines von: key_accounts" in content_file("introduction", {}, DEFAULT)


def test_the_state_of_an_answer_is_explained_beside_it() -> None:
    text = content_file("goals", {}, DEFAULT)
    assert (
        "    status:      # open (offen), draft (Entwurf), piloted (erprobt), "
        "decided (entschieden); leer heißt Entwurf\n"
    ) in text
