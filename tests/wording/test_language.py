"""Language is a value: it knows its words and customs, and an edition carries its handbook's."""

from __future__ import annotations

import pytest

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import cut
from kamhandbook.wording.language import DEFAULT, Language
from kamhandbook.wording.numbers import counted


def test_a_language_gives_its_words_catalogue_and_customs() -> None:
    german = Language("de")
    assert german.words("deck")["open_state"] == "Stand"
    assert german.catalogue.dimension("goals").number == 1
    assert (german.locale.language, german.locale.territory) == ("de", "DE")
    assert german.tag == "de-DE"


@pytest.mark.parametrize("audience", Audience)
def test_an_edition_speaks_its_handbooks_language(audience: Audience) -> None:
    edition = cut(Handbook(), audience)
    assert edition.language == edition.handbook.language == DEFAULT


@pytest.mark.parametrize(
    ("amount", "case", "said"),
    [
        (0, "", "keine Key Accounts"),
        (0, "dative", "keinen Key Accounts"),
        (1, "", "ein Key Account"),
        (2, "", "zwei Key Accounts"),
        (12, "", "zwölf Key Accounts"),
        (21, "", "21 Key Accounts"),
    ],
)
def test_an_amount_goes_with_its_noun(amount: int, case: str, said: str) -> None:
    assert counted(DEFAULT, amount, "key_account", case) == said


def test_none_of_any_noun_is_said_in_the_plural() -> None:
    for noun in DEFAULT.words("amounts")["nouns"]:
        assert counted(DEFAULT, 0, noun).startswith("keine "), noun
