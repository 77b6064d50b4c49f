"""Our quick reader of pyphen's patterns divides words as pyphen does, in every language it has."""

from __future__ import annotations

import pyphen
import pytest

from kamhandbook.metrics.syllable_patterns import SyllableDictionary

WORDS = (
    *("Entwicklungsprojekte", "Key-Account-Manager", "Rahmenvertragsverhandlung", "Straße", "ä"),
    *("Schifffahrt", "Lieferantenanteil", "négociation", "hyphenation", "konsultatsioon", "x"),
    *("przedsiębiorstwo", "összefüggés", "überdurchschnittlich", "Ersatzteilverfügbarkeit"),
)


@pytest.mark.parametrize("language", ["de_DE", "en_GB", "en_US", "fr", "pl_PL", "hu_HU", "nl_NL"])
def test_words_are_divided_as_pyphen_divides_them(language: str) -> None:
    path = pyphen.LANGUAGES[pyphen.language_fallback(language)]
    ours, theirs = SyllableDictionary(path), pyphen.HyphDict(path)
    letters = [letters.strip(".") for letters in list(theirs.patterns)[::97]]
    assert len(letters) > 20
    for word in (*WORDS, *letters):
        assert ours.positions(word) == theirs.positions(word), word


def test_a_pattern_means_what_pyphen_reads_in_it() -> None:
    path = pyphen.LANGUAGES["de_DE"]
    ours, theirs = SyllableDictionary(path), pyphen.HyphDict(path)
    assert all(ours.patterns.get(letters) == value for letters, value in theirs.patterns.items())
    assert ours.maxlen >= theirs.maxlen
