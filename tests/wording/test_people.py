"""Names of people are told from roles, functions, bodies and places."""

from __future__ import annotations

import pytest

from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.people import Told, pieces, told_apart

ROLES = (
    *("Vertrieb", "HR/IT", "QM", "F&E", "GF Vertrieb", "GF-Pate", "Werk Kiel", "Leitung Werk Kiel"),
    *("Landesvertriebsleitungen", "Vertriebsleitungsrunde D-A-CH", "Key-Account-Team", "Verkauf"),
    *(
        "Vertriebsleiter:in",
        "Leiter*in Technik",
        "Head of Sales EMEA",
        "Supply Chain",
        "E-Commerce",
    ),
    *(
        "Innere Medizin",
        "Pflegedirektion",
        "Chefarzt",
        "Zentralapotheke",
        "Radiologie",
        "Betriebsrat",
    ),
    *(
        "alle Beteiligten",
        "wer gerade Zeit hat",
        "je nach Land",
        "der zuständige Key Account Manager",
    ),
)
SURNAMES = (
    *("Müller", "Fischer", "Albrecht", "Ruprecht", "Frost", "Trost", "Schilling", "Döring", "Jung"),
    *(
        "Hornung",
        "Neuhaus",
        "Schlager",
        "Zieliński",
        "Yılmaz",
        "Al-Sayed",
    ),
    *("aalders", "d’Aubigné", "O'Hara", "KV"),
)


@pytest.mark.parametrize("role", ROLES)
def test_what_names_a_role_stays(role: str) -> None:
    assert not any(told_apart(DEFAULT, each, ()).is_changed for each in pieces(DEFAULT, role)[::2])


@pytest.mark.parametrize("surname", SURNAMES)
def test_any_other_word_counts_as_a_name(surname: str) -> None:
    told = told_apart(DEFAULT, surname, ())
    assert told.rest == "" and [*told.names, *told.guesses] == [surname]
    assert not told_apart(DEFAULT, surname, (), is_sure=True).is_changed


@pytest.mark.parametrize(
    ("piece", "told"),
    [
        ("Jana Volkmer", Told("", ("Jana Volkmer",))),
        ("jana volkmer", Told("", ("jana volkmer",))),
        ("Fr. Dr. Huber", Told("", ("Huber",))),
        ("P. Aalders", Told("", ("P. Aalders",))),
        ("Dr. Anna von der Heide", Told("", ("Anna von der Heide",))),
        ("Leitung Vertrieb Jana Volkmer", Told("Leitung Vertrieb", ("Jana Volkmer",))),
        ("Team Huber", Told("Team", guesses=("Huber",))),
        ("Leiter Technik Huber", Told("Leiter Technik", guesses=("Huber",))),
    ],
)
def test_a_name_is_taken_out_and_the_role_beside_it_stays(piece: str, told: Told) -> None:
    assert told_apart(DEFAULT, piece, ()) == told
