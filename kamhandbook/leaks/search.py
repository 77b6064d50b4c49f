"""DOC6: nothing that is withheld from an audience stands in a file made for it.

The cut decides what templates get to see; here its result is proven on the finished files. What is
found was written where everybody may read it, in an answer, on a page of one's own, or in a
template; the finding stands there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kamhandbook.checks import gate_finding
from kamhandbook.editions.edition import Edition
from kamhandbook.editions.redaction import Passage
from kamhandbook.findings import Finding, Position, in_order
from kamhandbook.history.word_diff import readable
from kamhandbook.leaks.decode import INSIDE, Stretches, stretches
from kamhandbook.leaks.search_terms import Needle, bare_name, needles, telling_word
from kamhandbook.leaks.squeezed_text import Haystack, position_in, squeezed
from kamhandbook.positions import Positions
from kamhandbook.wording.language import Language

_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
_NOTES = re.compile(r"ppt/notesSlides/notesSlide(\d+)\.xml")
_MOST = 3  # places named for one text

Places = dict[str, tuple[str, ...]]  # needle → the places it stands in


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in an edition's files, told before there are any.

    ``left`` are withheld texts that are too short or too common to judge; ``hints`` point to
    telling parts of withheld names in texts that the audience reads.
    """

    needles: tuple[Needle, ...] = ()
    left: tuple[str, ...] = ()
    hints: tuple[Finding, ...] = ()


def leaks(
    files: Mapping[str, bytes],
    edition: Edition,
    positions: Positions,
    *,
    folder: Path | None = None,
    past: Iterable[Passage] = (),
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Look for withheld texts in finished files.

    ``folder`` is the content folder, for the exact place of what is found; ``past`` are withheld
    texts of older states. Gives the findings, and the texts that are too short or too common to
    judge.
    """
    wanted = wanted_from(edition, positions, folder=folder, past=past)
    found = places_of(stretches(files) if wanted.needles else {}, wanted)
    return told([found], wanted, edition, positions, folder=folder), wanted.left


def wanted_from(
    edition: Edition,
    positions: Positions,
    *,
    folder: Path | None = None,
    past: Iterable[Passage] = (),
) -> Wanted:
    """Tell what to look for in the files of an edition."""
    wanted, left = needles(edition, past)
    if not wanted:
        return Wanted(left=left)
    return Wanted(wanted, left, tuple(_hints(edition, _Source(edition, positions, folder))))


def places_of(found: Stretches, wanted: Wanted) -> Places:
    """Find in which places of finished files each needle stands, if in any."""
    hay = Haystack(found) if wanted.needles else Haystack(())
    places = {
        needle.needle: tuple(
            dict.fromkeys(place for text in hay.find(needle.needle) for place in found[text])
        )
        for needle in wanted.needles
    }
    return {needle: where for needle, where in places.items() if where}


def told(
    places: Collection[Places],
    wanted: Wanted,
    edition: Edition,
    positions: Positions,
    *,
    folder: Path | None = None,
) -> tuple[Finding, ...]:
    """Tell what was found in several gatherings of files, each text once."""
    source, findings = _Source(edition, positions, folder), list(wanted.hints)
    for needle in wanted.needles:
        found = [place for each in places for place in each.get(needle.needle, ())]
        if found:
            findings.append(_finding(needle, found, edition, source))
    return in_order(findings)


def _finding(needle: Needle, places: list[str], edition: Edition, source: _Source) -> Finding:
    at, variant = source.of(needle)
    return gate_finding(
        edition.language,
        "DOC6",
        at,
        variant,
        where=_named(edition.language, places),
        text=needle.wording,
        audience=_audience(edition),
    )


def _hints(edition: Edition, source: _Source) -> Iterator[Finding]:
    """Point to a telling part of a withheld name in a text that the audience reads."""
    told: set[str] = set()
    known = {squeezed(text) for text in source.shown}  # shown elsewhere: no secret
    for passage in edition.withheld:
        word = telling_word(passage, edition.language)
        if not word or word in told or squeezed(passage.value) in known:
            continue
        told.add(word)
        pattern = re.compile(rf"\b{word}s?\b")
        for text, shown in source.shown.items():
            found = pattern.search(text)
            if found and squeezed(bare_name(passage)) not in squeezed(text):
                at = source.exactly(shown, squeezed(found[0]))
                values = {"text": word, "name": passage.value, "where": at.path}
                yield gate_finding(
                    edition.language, "DOC6", at, "maybe", audience=_audience(edition), **values
                )


def _audience(edition: Edition) -> str:
    return edition.language.catalogue.label("audience", edition.audience)


def _named(language: Language, places: list[str]) -> str:
    """Name places as people know them: a page, a slide, the notes to one."""
    names = list(dict.fromkeys(_place(language, place) for place in sorted(places, key=_is_copy)))
    shown = ", ".join(names[:_MOST])
    more = len(names) - _MOST
    return shown if more <= 0 else _words(language)["more"].format(places=shown, n=more)


def _is_copy(place: str) -> bool:
    """Whether a place only repeats what stands on a page or slide of its own."""
    return place.startswith(("gesamt.html", "search/", "downloads/"))


def _place(language: Language, place: str) -> str:
    file, _, inner = place.partition(INSIDE)
    for pattern, key in ((_SLIDE, "slide"), (_NOTES, "notes")):
        matched = pattern.fullmatch(inner)
        if matched:
            return str(_words(language)[key]).format(file=file, number=matched[1])
    return str(_words(language)["inner"]).format(file=file, inner=inner) if inner else file


class _Source:
    """Finds where a text was written that everybody gets to read."""

    def __init__(self, edition: Edition, positions: Positions, folder: Path | None) -> None:
        self.shown = {readable(passage.value): passage for passage in edition.shown}
        self.positions = positions
        self.folder = folder

    @cached_property
    def answers(self) -> Haystack:
        """What is shown, to look inside; seldom asked for."""
        return Haystack(self.shown)

    def of(self, needle: Needle) -> tuple[Position, str]:
        """Give the place and what it is: "written", "page", or "" where nobody wrote it."""
        for text in self.answers.find(needle.needle):
            return self.exactly(self.shown[text], needle.needle), "written"
        for at in self._pages(needle):
            return at, "page"
        path = needle.passage.path
        file = str(path[0])
        return (Position(file) if file.endswith(".json") else self.positions.of(path)), ""

    def exactly(self, passage: Passage, needle: str) -> Position:
        """Go to the very line of a text at which a squeezed wording stands."""
        at = self.positions.value(passage.path)
        lines = self._lines(at.path)[at.line - 1 :]
        inside = position_in("\n".join(lines), needle)
        if inside is None:
            return at
        line, column = inside
        return Position(at.path, at.line + line - 1, column)

    def _pages(self, needle: Needle) -> Iterator[Position]:
        if self.folder is None:
            return
        for file in sorted((self.folder / "pages").rglob("*.md")):
            path = file.relative_to(self.folder.parent).as_posix()
            inside = position_in("\n".join(self._lines(path)), needle.needle)
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
