"""Which withheld texts can be looked for, and which are too short or too common to judge.

- Names are looked for without title, legal form and what stands in brackets; a single word only if
  it is long enough and the handbook does not use it by itself. A role's title is nobody's name.
- What else carries a label by itself (a price, a threshold, a link) is looked for when it has a
  figure in it or three words, and two words only where no visible text has them.
- What is only no business of the audience (the introduction project) is no secret: only whole
  sentences of it are looked for.
- What names a withheld item is looked for from two words on, anything else from five on, or from
  three where no visible text has it. Long texts are looked for sentence by sentence.
- Nothing is looked for that the audience sees in just the same way elsewhere.

Everything else is too short or too common; it is listed, not judged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.content.field_words import label_words
from kamhandbook.content.fields import ContentField
from kamhandbook.content.meanings import Meaning, may_name_people
from kamhandbook.content.types import Kind
from kamhandbook.editions.edition import Edition
from kamhandbook.editions.redaction import Passage
from kamhandbook.leaks.amounts import Amount, amounts_in
from kamhandbook.leaks.bare_markdown import bare_markdown
from kamhandbook.leaks.person_names import (
    PersonName,
    addresses,
    person_name,
    spellings,
    starts_of_name,
)
from kamhandbook.leaks.squeezed_text import SearchableText, squeezed, words
from kamhandbook.wording.dates import month_name
from kamhandbook.wording.language import Language
from kamhandbook.wording.lists import every_country_name
from kamhandbook.wording.people import pieces, told_apart

_SHORTEST_WORD = 4  # signs of a name of one word
_SHORTEST_FIGURE = 6  # signs of a text with a figure in it
_SHORTEST = 8  # signs of anything else
_PHRASE = 3  # words
_SENTENCE = 5  # words
_LISTED = 5  # texts that are listed by themselves where there are more
_SHORT = 60  # signs of a limit that is worded as a text
_LONG = 120  # signs from which on a text is looked for sentence by sentence

_SPLIT = re.compile(r"(?<=[.!?:;])\s+|\s·\s|\n+")
_NUMBER = re.compile(r"[\d.,:%\s/–-]*")
_FIGURE = re.compile(r"\d|://")
_LEGAL = re.compile(
    r"(?i)[\s,]+(?:(?:gmbh|mbh|ag|se|kg|kgaa|ohg|ab|oyj?|a/s|aps|asa?|s\.?a\.?|s\.?p\.?a\.?|"
    r"s\.?r\.?l\.?|sarl|b\.?v\.?|n\.?v\.?|ltd\.?|limited|inc\.?|llc|plc|corp\.?|co\.?|&)[\s,]*)+$"
)
_TITLES = re.compile(r"^(?:(?:dr|prof|dipl|ing|med|mag)\.?(?:-\w+\.?)*\s+)+", re.IGNORECASE)
_SCHEME = re.compile(r"^\w+://(?:www\.)?")
_ASIDE = re.compile(r"\s*\([^)]*\)")


class WithheldAmount(Struct, frozen=True):
    """A sum, share or number of points, and the language that texts are read in."""

    amount: Amount
    language: Language


class SearchTerm(Struct, frozen=True):
    """A wording to look for, as written and ``squeezed``, and the withheld text it stems from.

    ``name`` is a person's, taken apart; ``amount`` a sum that is looked for by its value.
    """

    squeezed: str
    wording: str
    passage: Passage
    name: PersonName | None = None
    amount: WithheldAmount | None = None

    def starts_in(self, texts: SearchableText) -> list[int]:
        """Return where the wording stands in texts; a person's name in all its ways."""
        if self.amount is not None:
            return list(texts.starts_of_amount(self.amount.amount, self.amount.language))
        if self.name is None:
            starts = list(texts.starts_of(self.squeezed))
            return [*starts, *texts.starts_of(f"{self.squeezed}s")] if self._is_short else starts
        if not any(map(texts.may_hold, self.name.parts)):  # nor any way of writing the name
            return []
        return sorted({*texts.starts_of(self.squeezed), *starts_of_name(self.name, texts)})

    @property
    def _is_short(self) -> bool:
        """Whether it is a customer's short name, of which a genitive would be another word."""
        return _is_customer(self.passage) and self.squeezed.isalpha()

    def texts_in(self, texts: SearchableText) -> list[str]:
        """Return the texts that the wording stands in, each once."""
        return list(dict.fromkeys(map(texts.text_at, self.starts_in(texts))))


def search_terms(
    edition: Edition, past: Iterable[Passage], *, inside: SearchableText | None = None
) -> tuple[tuple[SearchTerm, ...], tuple[str, ...]]:
    """Return what to look for, and the withheld texts that cannot be judged, sorted.

    With ``inside`` only what stands there at all is judged, which is much less to do.
    """
    told, past = told_surnames(edition), tuple(past)
    now, before = (
        [
            _term(passage, text, edition.language, told)
            for passage in with_names(passages, edition.language)
            for text in _wordings(passage, edition.language, told)
        ]
        for passages in (edition.withheld, past)
    )
    wordings = [*now, *_still_withheld(before, edition), *_amount_terms(edition, past)]
    if inside is not None:
        wordings = [term for term in wordings if term.starts_in(inside)]
    if not wordings:
        return (), ()
    judge = _Judge(edition)
    terms: dict[str, SearchTerm] = {}
    unjudged: set[str] = set()
    for term in wordings:
        verdict = judge.verdict_on(term)
        if verdict is True:
            terms.setdefault(term.squeezed, term)
        elif verdict is None:
            unjudged.add(term.wording)
    unjudged -= {term.passage.value for term in terms.values() if term.amount}
    return tuple(terms.values()), tuple(sorted(unjudged))


def _still_withheld(before: Iterable[SearchTerm], edition: Edition) -> Iterator[SearchTerm]:
    """Yield the terms of older states but for what people have opened to the audience since.

    What stands in the same field as then, be it worded anew around it, is written to be read.
    """
    shown: dict[ContentField | None, list[str]] = defaultdict(list)
    for passage in edition.shown:
        shown[passage.field].append(bare_markdown(passage.value))
    opened = {field: SearchableText(texts) for field, texts in shown.items()}
    for term in before:
        now = opened.get(term.passage.field)
        if now is None or is_name(term.passage) or not term.starts_in(now):
            yield term


def with_names(passages: Iterable[Passage], language: Language) -> Iterator[Passage]:
    """Yield passages, before each of those where people stand among roles their names."""
    for passage in passages:
        field = passage.field
        if field and may_name_people(field.meanings) and passage.why not in ("person", "guess"):
            for piece in pieces(language, passage.value)[::2]:
                told = told_apart(language, piece, ())
                yield from (replace(passage, value=name, why="person") for name in told.names)
                yield from (replace(passage, value=name, why="guess") for name in told.guesses)
        yield passage


def unjudged_sentence(unjudged: Iterable[str], language: Language) -> str:
    """Return a sentence on what could not be looked for; "" when it is only figures and dates."""
    texts = [text for text in unjudged if not _is_number(text)]
    if not texts:
        return ""
    sentences = language.words("leaks")["not_judged"]
    listed = ", ".join(f"„{text}“" for text in texts[:_LISTED])
    more = len(texts) - _LISTED
    return str(sentences["more" if more > 0 else "all"]).format(texts=listed, n=more)


def bare_name(passage: Passage) -> str:
    """Return a name without title, legal form and what stands in brackets."""
    return _bare(bare_markdown(passage.value))


def whole_name(passage: Passage, language: Language, told: frozenset[str]) -> SearchTerm:
    """Return a name as a wording to look for, without its trimmings; ``told`` as below."""
    return _term(passage, bare_name(passage), language, told)


def told_surnames(edition: Edition) -> frozenset[str]:
    """Return the surnames, squeezed, of the people whom an audience is told of."""
    names = (person_name(bare_name(each)) for each in edition.shown if is_person(each))
    return frozenset(name.surname for name in names if name)


def word_starts(word: str, texts: SearchableText) -> list[int]:
    """Return where a word of a name stands in texts, also with the ending of a genitive."""
    forms = dict.fromkeys((squeezed(word), squeezed(f"{word}s")))
    return sorted({start for form in forms for start in texts.starts_of(form)})


def telling_word(passage: Passage, language: Language) -> str:
    """Return the word that may give a name away alone: a customer's first, a person's last.

    "" where there is none: the name is one word, or that word is short or common. Of a name that
    stands among roles in one word it is that word.
    """
    word = bare_name(passage) if is_single_name(passage) else _telling_part(passage)
    letters = squeezed(word)
    is_too_short = len(letters) < _SHORTEST_WORD or (is_short(word) and not _is_customer(passage))
    if not letters.isalpha() or is_too_short:
        return ""
    endings = tuple(language.words("people")["roles"].split())
    is_common = letters in _own_words(language) or letters.endswith(endings)
    return "" if is_common else word


def is_short(word: str) -> bool:
    """Whether a word is so short that it is an ordinary one more often than a name."""
    return len(squeezed(word)) <= _SHORTEST_WORD


def is_name(passage: Passage) -> bool:
    """Whether a text is the name of a customer or of a person, of whom that is known."""
    return _is_customer(passage) or (is_person(passage) and passage.why != "guess")


def is_default_figure(passage: Passage) -> bool:
    """Whether a text is a target, limit or value that nobody has labelled: no sum of money."""
    field = passage.field
    if field is None or Meaning.MONEY in field.meanings or not _is_figure(passage):
        return False
    return field.audience is None or passage.label in (None, field.audience)


def is_single_name(passage: Passage) -> bool:
    """Whether a name among roles is one word, a surname mostly: it may be an ordinary word, too."""
    return passage.why in ("person", "guess") and len(words(bare_name(passage))) == 1


def is_person(passage: Passage) -> bool:
    """Whether a text is somebody's name: in a field for names, or taken out from among roles."""
    if passage.field is None:
        return False
    return passage.why in ("person", "guess") or Meaning.PERSON in passage.field.meanings


def _telling_part(passage: Passage) -> str:
    bare = bare_name(passage)
    if _is_customer(passage):
        return bare.split()[0] if len(bare.split()) > 1 else ""
    name = person_name(bare) if is_person(passage) else None
    return name.written if name else ""


def _term(passage: Passage, text: str, language: Language, told: frozenset[str]) -> SearchTerm:
    is_whole = is_person(passage) and not _is_customer(passage) and not is_single_name(passage)
    name = person_name(text) if is_whole else None
    if name and name.surname not in told:
        name = replace(name, addresses=tuple(map(squeezed, addresses(language))))
    return SearchTerm(squeezed(text), text, passage, name)


def is_role(text: str, language: Language) -> bool:
    """Whether a text is the title of a role or body, and nobody's name."""
    return not any(
        told_apart(language, each, ()).is_changed for each in pieces(language, text)[::2]
    )


def _wordings(passage: Passage, language: Language, told: frozenset[str]) -> Iterator[str]:
    """Yield what to look for of one text: a name without trimmings, a long text's sentences.

    A name of one word may be an ordinary one, but for „Frau“ or „Dr.“ in front of it.
    """
    text = bare_markdown(passage.value)
    if is_single_name(passage):
        yield _bare(text)
        if squeezed(_bare(text)) not in told:
            yield from (f"{address} {_bare(text)}" for address in addresses(language))
    elif _is_customer(passage) or is_person(passage):
        yield from spellings(_bare(text) or text)
    elif Meaning.LINK in _meanings(passage):
        yield from dict.fromkeys((text, _SCHEME.sub("", text)))
    elif passage.why == "label" and "\n" not in text and len(text) <= _LONG:
        yield text
    else:
        yield from (part.strip() for part in _SPLIT.split(text) if part.strip())


def _meanings(passage: Passage) -> frozenset[Meaning]:
    return passage.field.meanings if passage.field else frozenset()


def _bare(name: str) -> str:
    return _LEGAL.sub("", _TITLES.sub("", _ASIDE.sub("", name))).strip()


def _amount_terms(edition: Edition, past: Iterable[Passage]) -> Iterator[SearchTerm]:
    """Yield what withheld figures say by value; what is written likewise is a wording already."""
    passages = (*edition.withheld, *past)
    units = {passage.path[:-1]: passage.value for passage in passages if passage.path[-1] == "unit"}
    for passage in passages:
        if not _is_figure(passage):
            continue
        text = passage.value
        if passage.path[:-1] in units and passage.path[-1] != "unit":
            text = f"{text.removesuffix('.0').replace('.', ',')} {units[passage.path[:-1]]}"
        for each in amounts_in(edition.language, text):
            amount = WithheldAmount(each.amount, edition.language)
            key = f"={each.amount.value:g} {each.amount.unit}"  # squeezed text has no such signs
            yield SearchTerm(key, each.written, passage, amount=amount)


def _is_figure(passage: Passage) -> bool:
    """Whether a text stands where figures do: sums, measures, limits."""
    if passage.field is None or is_person(passage):
        return False
    if passage.field.meanings & {Meaning.MONEY, Meaning.MEASURE}:
        return True
    is_value = len(passage.path) > 1 and passage.path[-2] == "values"
    return is_value or (passage.why == "label" and len(passage.value) <= _SHORT)


def _is_labelled(passage: Passage) -> bool:
    """Whether a text stands where sums have a label of their own, such as the range of pay."""
    return passage.field is not None and passage.field.kind is Kind.LABELLED


class _Judge:
    """Decides what is looked for, by what the audience sees anyway."""

    def __init__(self, edition: Edition) -> None:
        self._shown, self._language = edition.shown, edition.language

    @cached_property
    def labelled(self) -> SearchableText:
        """What stands in fields for names, or with a label, that are open to the audience."""
        return SearchableText(
            bare_markdown(passage.value)
            for passage in self._shown
            if passage.why == "label" or is_person(passage)
        )

    @cached_property
    def field_texts(self) -> frozenset[str]:
        """The texts of visible fields, squeezed, each as a whole."""
        return frozenset(squeezed(bare_markdown(passage.value)) for passage in self._shown)

    @cached_property
    def texts(self) -> SearchableText:
        """The texts of visible fields, to look inside."""
        return SearchableText(bare_markdown(passage.value) for passage in self._shown)

    def verdict_on(self, term: SearchTerm) -> bool | None:
        """Return whether to look for a term, see ``verdict``."""
        if term.amount is None:
            return self.verdict(term.passage, term.wording, term.squeezed)
        return not any(each.equals(term.amount.amount) for each in self.amounts)

    @cached_property
    def amounts(self) -> frozenset[Amount]:
        """The amounts that the audience reads in fields for such: no secret."""
        return frozenset(
            each.amount
            for passage in self._shown
            if _is_figure(passage) or _is_labelled(passage)
            for each in amounts_in(self._language, passage.value)
        )

    def verdict(self, passage: Passage, text: str, term: str) -> bool | None:
        """Return whether to look for a text: True, False (it may be seen), None (unclear)."""
        if _is_number(text):
            return None
        if is_single_name(passage) and len(words(text)) > 1:
            return True
        if is_single_name(passage):
            return None if len(term) < _SHORTEST_WORD else False  # which is told as a hint
        if _is_customer(passage) or is_person(passage):
            return self._name(passage, text, term)
        if passage.why == "label":
            return False if term in self.labelled else self._labelled(text, term)
        return False if term in self.field_texts else self._other(passage, text, term)

    def _name(self, passage: Passage, text: str, term: str) -> bool | None:
        if term in self.labelled or (is_person(passage) and is_role(text, self._language)):
            return False
        if len(words(text)) > 1:
            return True
        is_telling = len(term) >= _SHORTEST_WORD and term not in _own_words(self._language)
        return True if is_telling else None

    def _labelled(self, text: str, term: str) -> bool | None:
        count = len(words(text))
        if _FIGURE.search(text):
            return True if len(term) >= _SHORTEST_FIGURE else None
        if count >= _PHRASE:
            return True
        return True if count > 1 and len(term) >= _SHORTEST and term not in self.texts else None

    def _other(self, passage: Passage, text: str, term: str) -> bool | None:
        count = len(words(text))
        if passage.why == "project":
            return count >= _SENTENCE and term not in self.texts
        if len(term) < _SHORTEST:
            return None
        if count >= _SENTENCE or (passage.why == "name" and count > 1):
            return True
        return True if count >= _PHRASE and term not in self.texts else None


def _is_customer(passage: Passage) -> bool:
    """Whether a text is a customer's name; a reference to one counts only where names are out."""
    field = passage.field
    if field is None or Meaning.CUSTOMER not in field.meanings:
        return False
    return not field.target or passage.why == "label"


def _is_number(text: str) -> bool:
    """Whether there is nothing but figures and dates, which stand everywhere."""
    return _NUMBER.fullmatch(text) is not None


@cache
def _own_words(language: Language) -> frozenset[str]:
    """Return the words that the handbook uses by itself, squeezed: no search term alone."""
    rooms = ("", "site", "deck", "figures", "labels", "iterations", "amounts")
    texts = map(language.words, rooms)
    months = map(partial(month_name, language), range(1, 13))
    names = (*months, *every_country_name(language), *label_words(language))
    return frozenset(word for text in (*texts, *names) for word in _words_inside(text))


def _words_inside(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from words(value)
    elif isinstance(value, dict):
        for inside in value.values():
            yield from _words_inside(inside)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from _words_inside(inside)
