"""DOC6: nothing that is withheld from an audience stands in a file made for it.

The cut decides what templates get to see; here its result is proven on the finished files. What is
found was written where everybody may read it, in an answer, on a page of one's own, or in a
template; the finding stands there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path

from msgspec import Struct

from kamhandbook.checks import gate_finding
from kamhandbook.editions.edition import Edition
from kamhandbook.editions.redaction import Passage
from kamhandbook.findings import Finding, Position, in_order
from kamhandbook.leaks.bare_markdown import bare_markdown
from kamhandbook.leaks.decode import INSIDE, PlacesByText, texts_of_files
from kamhandbook.leaks.search_terms import (
    SearchTerm,
    is_person,
    search_terms,
    telling_word,
    whole_name,
    word_starts,
)
from kamhandbook.leaks.squeezed_text import SearchableText, Starts, first_position, squeezed
from kamhandbook.positions import Positions
from kamhandbook.wording.language import Language
from kamhandbook.wording.numbers import plural

_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
_SHEET = re.compile(r"xl/worksheets/(.+)")
_NOTES = re.compile(r"ppt/notesSlides/notesSlide(\d+)\.xml")
_INNER = ((_SLIDE, "slide"), (_NOTES, "notes"), (_SHEET, "sheet"))
_MOST = 3  # places named for one text

Places = dict[str, tuple[str, ...]]  # squeezed term → the places it stands in


class WithheldTexts(Struct, frozen=True):
    """What is looked for in an edition's files, known before there are any.

    ``unjudged`` are withheld texts that are too short or too common to judge; ``hints`` point to
    telling parts of withheld names in texts that the audience reads.
    """

    terms: tuple[SearchTerm, ...] = ()
    unjudged: tuple[str, ...] = ()
    hints: tuple[Finding, ...] = ()


def leaks(
    files: Mapping[str, bytes],
    edition: Edition,
    positions: Positions,
    *,
    folder: Path | None = None,
    past: Iterable[Passage] = (),
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Return where withheld texts stand in finished files.

    ``folder`` is the content folder, for the exact place of what is found; ``past`` are withheld
    texts of older states. Returns the findings, and the texts that are too short or too common to
    judge.
    """
    withheld = withheld_texts(edition, positions, folder=folder, past=past)
    places = places_of_terms(texts_of_files(files) if withheld.terms else {}, withheld)
    return leak_findings([places], withheld, edition, positions, folder=folder), withheld.unjudged


def withheld_texts(
    edition: Edition,
    positions: Positions,
    *,
    folder: Path | None = None,
    past: Iterable[Passage] = (),
) -> WithheldTexts:
    """Return what to look for in the files of an edition."""
    terms, unjudged = search_terms(edition, past)
    if not terms:
        return WithheldTexts(unjudged=unjudged)
    return WithheldTexts(
        terms, unjudged, tuple(_hints(edition, _Source(edition, positions, folder)))
    )


def places_of_terms(places_by_text: PlacesByText, withheld: WithheldTexts) -> Places:
    """Return the places in finished files for every term that stands there at all."""
    searchable = SearchableText(places_by_text) if withheld.terms else SearchableText(())
    places = {
        term.squeezed: tuple(
            dict.fromkeys(
                place for text in term.texts_in(searchable) for place in places_by_text[text]
            )
        )
        for term in withheld.terms
    }
    return {term: term_places for term, term_places in places.items() if term_places}


def leak_findings(
    places: Collection[Places],
    withheld: WithheldTexts,
    edition: Edition,
    positions: Positions,
    *,
    folder: Path | None = None,
) -> tuple[Finding, ...]:
    """Return a finding for every term that stands in some files, such as a site's and a deck's."""
    source, findings = _Source(edition, positions, folder), list(withheld.hints)
    for term in withheld.terms:
        term_places = [place for part in places for place in part.get(term.squeezed, ())]
        if term_places:
            findings += _findings(term, term_places, edition, source)
    return in_order(findings)


def _findings(
    term: SearchTerm, places: list[str], edition: Edition, source: _Source
) -> Iterator[Finding]:
    """Yield a finding for each place where the wording was written for everybody to read."""
    for at, variant in source.of(term):
        yield gate_finding(
            edition.language,
            "DOC6",
            at,
            variant,
            where=_named(edition.language, places),
            text=term.wording,
            audience=_audience(edition),
            origin=str(source.origin(term.passage)),
        )


def _hints(edition: Edition, source: _Source) -> Iterator[Finding]:
    """Yield hints at a telling part of a withheld name in a text that the audience reads."""
    hinted_words: set[str] = set()
    shown_texts = {squeezed(text) for text in source.shown}  # shown elsewhere: no secret
    for passage in edition.withheld:
        word = telling_word(passage, edition.language)
        if not word or word in hinted_words or squeezed(passage.value) in shown_texts:
            continue
        hinted_words.add(word)
        name = whole_name(passage)
        for text in dict.fromkeys(map(source.answers.text_at, word_starts(word, source.answers))):
            if name.starts_in(SearchableText([text])):  # which is more than a hint
                continue
            if not is_person(passage) and _is_common_word(word, text):
                continue
            at = source.exactly(source.shown[text], partial(word_starts, word))
            yield gate_finding(
                edition.language,
                "DOC6",
                at,
                "maybe_person" if is_person(passage) else "maybe",
                audience=_audience(edition),
                text=word,
                name=passage.value,
                where=at.path,
            )


def _is_common_word(word: str, text: str) -> bool:
    """Whether a customer's first word stands in a text in small letters only: „deutsche“."""
    forms = {squeezed(word), squeezed(f"{word}s")}
    spellings = [each for each in re.findall(r"\w+", text) if squeezed(each) in forms]
    return bool(spellings) and all(spelling.islower() for spelling in spellings)


def _audience(edition: Edition) -> str:
    return edition.language.catalogue.label("audience", edition.audience)


def _named(language: Language, places: list[str]) -> str:
    """Return places as people name them: a page, a slide, the notes to one."""
    names = list(dict.fromkeys(_place(language, place) for place in sorted(places, key=_is_copy)))
    shown = ", ".join(names[:_MOST])
    more = len(names) - _MOST
    if more <= 0:
        return shown
    forms: Mapping[str, str] = language.words("leaks")["more"]
    return plural(language, more, forms).format(places=shown, n=more)


def _is_copy(place: str) -> bool:
    """Whether a place only repeats what stands on a page or slide of its own."""
    is_repeated = place.startswith(("gesamt.html", "search/", "downloads/"))
    return is_repeated or f"{INSIDE}xl/worksheets/_" in place  # a questionnaire's hidden sheets


def _place(language: Language, place: str) -> str:
    file, _, inner = place.partition(INSIDE)
    for pattern, key in _INNER:
        matched = pattern.fullmatch(inner)
        if matched:
            return str(_words(language)[key]).format(file=file, number=matched[1])
    return str(_words(language)["inner"]).format(file=file, inner=inner) if inner else file


class _Source:
    """Finds where a text was written that everybody gets to read."""

    def __init__(self, edition: Edition, positions: Positions, folder: Path | None) -> None:
        self.shown = {bare_markdown(passage.value): passage for passage in edition.shown}
        self.positions = positions
        self.folder = folder

    @cached_property
    def answers(self) -> SearchableText:
        """What is shown, to look inside; only asked for when something was found."""
        return SearchableText(self.shown)

    def of(self, term: SearchTerm) -> tuple[tuple[Position, str], ...]:
        """Return places and what each is: "written", "page", or "" where nobody wrote it."""
        written = [
            (self.exactly(self.shown[text], term.starts_in), "written")
            for text in term.texts_in(self.answers)
        ]
        pages = [(at, "page") for at in self._pages(term)]
        return (*written, *pages) or ((self.origin(term.passage), ""),)

    def origin(self, passage: Passage) -> Position:
        """Return where a withheld text itself stands; of an older state its file."""
        file = str(passage.path[0])
        return Position(file) if file.endswith(".json") else self.positions.of(passage.path)

    def exactly(self, passage: Passage, starts: Starts) -> Position:
        """Return the very line and column of a text at which something stands."""
        at = self.positions.value(passage.path)
        lines = self._lines(at.path)[at.line - 1 :]
        inside = first_position("\n".join(lines), starts)
        if inside is None:
            return at
        line, column = inside
        return Position(at.path, at.line + line - 1, column)

    def _pages(self, term: SearchTerm) -> Iterator[Position]:
        if self.folder is None:
            return
        for file in sorted((self.folder / "pages").rglob("*.md")):
            path = file.relative_to(self.folder.parent).as_posix()
            inside = first_position("\n".join(self._lines(path)), term.starts_in)
            if inside is not None:
                yield Position(path, *inside)

    def _lines(self, path: str) -> list[str]:
        if self.folder is None:
            return []
        try:
            text = (self.folder.parent / path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return []
        return text.split("\n")


def _words(language: Language) -> Mapping[str, str]:
    words: Mapping[str, str] = language.words("leaks")
    return words
