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
from kamhandbook.checks.acceptances import OutputAcceptances
from kamhandbook.checks.base import Word
from kamhandbook.checks.subjects import subject_of
from kamhandbook.content.field_words import words_at
from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import Edition
from kamhandbook.editions.redaction import Passage
from kamhandbook.findings import Finding, Position, in_order
from kamhandbook.leaks.amounts import amounts_in
from kamhandbook.leaks.bare_markdown import bare_markdown
from kamhandbook.leaks.decode import INSIDE, PlacesByText, texts_of_files
from kamhandbook.leaks.search_terms import (
    SearchTerm,
    is_default_figure,
    is_name,
    is_person,
    is_short,
    is_single_name,
    search_terms,
    telling_word,
    told_surnames,
    whole_name,
    with_names,
    word_starts,
)
from kamhandbook.leaks.squeezed_text import SearchableText, Starts, first_position, squeezed
from kamhandbook.positions import ContentPath, Positions
from kamhandbook.wording.language import Language
from kamhandbook.wording.numbers import plural

_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
_SHEET = re.compile(r"xl/worksheets/(.+)")
_NOTES = re.compile(r"ppt/notesSlides/notesSlide(\d+)\.xml")
_INNER = ((_SLIDE, "slide"), (_NOTES, "notes"), (_SHEET, "sheet"))
_MOST = 3  # places named for one text
_MOST_NAMES = 8  # named in one hint
_MEASURED = (".css", ".js", ".svg")  # where shares are of widths; an index repeats what pages say

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
    left_out = tuple(_left_out(edition, positions))
    if not terms:
        return WithheldTexts(unjudged=unjudged, hints=left_out)
    hints = _hints(edition, _Source(edition, positions, folder))
    return WithheldTexts(terms, unjudged, (*hints, *left_out))


def _left_out(edition: Edition, positions: Positions) -> Iterator[Finding]:
    """Yield one hint at what was taken for names among roles, which nobody shall miss unawares."""
    guesses = [passage for passage in edition.withheld if passage.why == "guess"]
    names = list(dict.fromkeys(f"„{passage.value}“" for passage in guesses))
    if not names:
        return
    more = len(names) - _MOST_NAMES
    listed_names = ", ".join(names[:_MOST_NAMES])
    if more > 0:
        forms: Mapping[str, str] = edition.language.words("leaks")["more_names"]
        listed_names = plural(edition.language, more, forms).format(names=listed_names, n=more)
    at = positions.value(guesses[0].path)
    yield gate_finding(
        edition.language, "DOC6", at, "left_out", text=listed_names, audience=_audience(edition)
    )


def places_of_terms(places_by_text: PlacesByText, withheld: WithheldTexts) -> Places:
    """Return the places in finished files for every term that stands there at all."""
    searchable = SearchableText(places_by_text) if withheld.terms else SearchableText(())
    places = {
        term.squeezed: tuple(
            dict.fromkeys(
                place
                for text in term.texts_in(searchable)
                for place in places_by_text[text]
                if term.amount is None or not place.endswith(_MEASURED)
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
    accepted: OutputAcceptances | None = None,
) -> tuple[Finding, ...]:
    """Return a finding for every term that stands in some files, such as a site's and a deck's."""
    source, findings = _Source(edition, positions, folder), list(withheld.hints)
    found: dict[tuple[str, int, str], Finding] = {}
    for term in sorted(withheld.terms, key=lambda each: each.amount is not None):
        term_places = [place for part in places for place in part.get(term.squeezed, ())]
        if term_places:
            for finding in _findings(term, term_places, edition, source, accepted):
                origin = str(source.origin(term.passage))
                at = finding.position
                found.setdefault((at.path, at.line, origin), finding)  # by wording or value: once
    return in_order([*findings, *found.values()])


def _findings(
    term: SearchTerm,
    places: list[str],
    edition: Edition,
    source: _Source,
    accepted: OutputAcceptances | None,
) -> Iterator[Finding]:
    """Yield a finding for each place where the wording was written for everybody to read."""
    language, passage = edition.language, term.passage
    since = passage.label or next(a for a in Audience if a.rank == edition.audience.rank + 1)
    for written in source.of(term):
        variant = _variant(term, written)
        is_judgement = not (is_name(passage) or passage.why == "guess")
        reason = (
            accepted.reason((*written.paths, passage.path, written.at.path))
            if accepted and is_judgement
            else None
        )
        yield gate_finding(
            language,
            "DOC6",
            written.at,
            variant,
            reason,
            _subject(passage, accepted),
            where=_named(language, places),
            text=term.wording if term.amount is None else passage.value,
            said=_said(term, written.text),
            audience=_audience(edition),
            audience_key=edition.audience.value,
            origin=str(source.origin(passage)),
            field=_field_words(language, passage),
            since=language.catalogue.label("audience", since),
            since_key=since.value,
            why=Word(_compared(term)),
        )


def _variant(term: SearchTerm, written: Written) -> str:
    """Return which message fits: by who wrote it, and by what is withheld."""
    if written.kind != "written":
        return written.kind
    if term.passage.why in ("person", "guess"):
        return "named"
    if is_name(term.passage):
        return "written"
    if is_default_figure(term.passage):
        return "figure"
    return "judged" if term.amount is None else "amount"


def _subject(passage: Passage, accepted: OutputAcceptances | None) -> str:
    """Return what an acceptance may narrow itself to: the place of what is withheld."""
    is_current = not str(passage.path[0]).endswith(".json")
    return subject_of(accepted.handbook, passage.path) if accepted and is_current else ""


def _said(term: SearchTerm, text: str) -> str:
    """Return how an amount is written where it was found; any other wording as it is."""
    if term.amount is None:
        return term.wording
    each = amounts_in(term.amount.language, text)
    return next((e.written for e in each if e.amount.equals(term.amount.amount)), term.wording)


def _compared(term: SearchTerm) -> str:
    if is_name(term.passage):
        return "compared_name"
    return "compared_text" if term.amount is None else "compared_amount"


def _field_words(language: Language, passage: Passage) -> str:
    """Return what people call the field that a withheld text stands in, in quotes."""
    keys = [key for key in passage.path if isinstance(key, str)]
    for length in range(len(keys), 0, -1):
        try:
            return f"„{words_at(language, '.'.join(keys[:length])).title}“"
        except KeyError:
            continue
    return f"„{keys[-1]}“" if keys else ""


def _hints(edition: Edition, source: _Source) -> Iterator[Finding]:
    """Yield hints at a telling part of a withheld name in what the audience reads, one a name."""
    hinted_words: set[str] = set()
    shown_texts = {squeezed(text) for text in source.shown}  # shown elsewhere: no secret
    for passage in with_names(edition.withheld, edition.language):
        word = telling_word(passage, edition.language)
        if not word or word in hinted_words or squeezed(passage.value) in shown_texts:
            continue
        if is_short(word) and squeezed(word) in shown_texts:
            continue  # a segment, say
        hinted_words.add(word)
        texts = list(_hinting_texts(passage, word, source))
        if not texts:
            continue
        at = source.exactly(source.shown[texts[0]], partial(word_starts, word))
        yield gate_finding(
            edition.language,
            "DOC6",
            at,
            "maybe_person" if is_person(passage) else "maybe",
            subject=word,
            audience=_audience(edition),
            text=word,
            name=passage.value,
            where=at.path,
            more=_and_elsewhere(edition.language, len(texts) - 1),
        )


def _hinting_texts(passage: Passage, word: str, source: _Source) -> Iterator[str]:
    """Yield the texts in which a telling word stands, and not the whole name."""
    name = whole_name(passage, source.language, source.told)
    is_known = is_person(passage) and not is_single_name(passage)
    for text in dict.fromkeys(map(source.answers.text_at, word_starts(word, source.answers))):
        if not is_single_name(passage) and name.starts_in(SearchableText([text])):
            continue  # which is more than a hint
        if is_known or not _is_common_word(word, text):
            yield text


def _and_elsewhere(language: Language, count: int) -> str:
    forms: Mapping[str, str] = language.words("leaks")["elsewhere"]
    return plural(language, count, forms).format(n=count) if count else ""


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


class Written(Struct, frozen=True):
    """Where a wording stands, in which text: "written", on a "page", or by nobody ("")."""

    at: Position
    kind: str = ""
    text: str = ""
    paths: tuple[ContentPath, ...] = ()


class _Source:
    """Finds where a text was written that everybody gets to read."""

    def __init__(self, edition: Edition, positions: Positions, folder: Path | None) -> None:
        self.language, self.told = edition.language, told_surnames(edition)
        self.shown = {bare_markdown(passage.value): passage for passage in edition.shown}
        self.positions = positions
        self.folder = folder

    @cached_property
    def answers(self) -> SearchableText:
        """What is shown, to look inside; only asked for when something was found."""
        return SearchableText(self.shown)

    def of(self, term: SearchTerm) -> tuple[Written, ...]:
        """Return the places that a term was written at; its own where nobody wrote it."""
        written = [
            Written(self.exactly(passage, term.starts_in), "written", text, (passage.path,))
            for text in term.texts_in(self.answers)
            for passage in (self.shown[text],)
        ]
        by_people = (*written, *self._pages(term))
        # A share that nobody wrote is the width of something.
        by_nobody = (Written(self.origin(term.passage)),) if term.amount is None else ()
        return by_people or by_nobody

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

    def _pages(self, term: SearchTerm) -> Iterator[Written]:
        if self.folder is None:
            return
        for file in sorted((self.folder / "pages").rglob("*.md")):
            path = file.relative_to(self.folder.parent).as_posix()
            text = "\n".join(self._lines(path))
            inside = first_position(text, term.starts_in)
            if inside is not None:
                yield Written(Position(path, *inside), "page", text)

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
