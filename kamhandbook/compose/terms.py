"""Terms of the glossary: the first mention on a page leads to its entry and tells its meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from kamhandbook.content.goals import Term
from kamhandbook.document.blocks import (
    Attributed,
    Attributes,
    Block,
    Blocks,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Text,
)
from kamhandbook.document.inside import mapped, with_inside
from kamhandbook.wording.language import Language

PAGE = "terms"  # the glossary's, by id
_STYLE = Attributes(classes=("kam-term",))


#: Letters that are none of ASCII's with a mark, and our umlauts.
_PLAIN = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "ø": "oe",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
    }
    | {"ð": "d", "þ": "th", "ı": "i"}
)


def slug(term: str, without: str = "begriff") -> str:
    """Return the anchor of a term in the glossary: ``key-account``.

    ``without`` stands for what has no letter that an address may hold.
    """
    lowered = term.lower()
    bare = (
        unicodedata.normalize("NFKD", lowered.translate(_PLAIN)).encode("ascii", "ignore").decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-") or without


class Glossary(Struct, frozen=True, dict=True):
    """The terms of a handbook; finds them and their synonyms in running text."""

    terms: tuple[Term, ...]
    language: Language

    def address(self, term: Term) -> str:
        """Return where a term stands on the site."""
        return f"{self.language.catalogue.file_of(PAGE)}#{self.anchors[term.term]}"

    @cached_property
    def anchors(self) -> Mapping[str, str]:
        """Return the anchor of every term; two that would be alike are numbered."""
        anchors: dict[str, str] = {}
        for term in self.terms:
            anchor, number = slug(term.term), 2
            while anchor in anchors.values():
                anchor, number = f"{slug(term.term)}-{number}", number + 1
            anchors.setdefault(term.term, anchor)
        return anchors

    @cached_property
    def _by_name(self) -> Mapping[str, Term]:
        names = {name: term for term in self.terms for name in reversed(term.synonyms) if name}
        return names | {term.term: term for term in self.terms if term.term}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(self._by_name, key=lambda name: (-len(name), name))
        terms = "|".join(re.escape(name) for name in names)
        endings = "|".join(map(re.escape, self.language.words("site")["endings"]))
        return re.compile(rf"(?<![\w-])({terms})(?:{endings})?(?![\w-])")

    def first_mentions(self, blocks: Blocks) -> Blocks:
        """Return the blocks of a page with the first mention of every term as a link."""
        return _Mentions(self, set()).blocks(blocks) if self._by_name else blocks

    def linked(self, text: str, mentioned: set[str]) -> Iterable[Inline]:
        """Yield a text with links at first mentions of terms; ``mentioned`` are those before."""
        end = 0
        for match in self._pattern.finditer(text):
            term = self._by_name[match[1]]
            if term.term in mentioned or not term.meaning:
                continue
            mentioned.add(term.term)
            if match.start() > end:
                yield Text(text[end : match.start()])
            title = term.meaning if match[1] == term.term else f"{term.term}: {term.meaning}"
            yield Link((Text(match[0]),), self.address(term), title, _STYLE)
            end = match.end()
        if end < len(text):
            yield Text(text[end:])


class _Mentions(Struct, frozen=True, dict=True):
    """Links terms in the running text of answers: not in headings, tables and code."""

    glossary: Glossary
    mentioned: set[str]

    def blocks(self, blocks: Blocks) -> Blocks:
        return mapped(self._block, blocks)

    def _block(self, block: Block) -> Block:
        is_answer = isinstance(block, Paragraph) and block.in_answer
        return with_inside(block, self.blocks, self._inlines if is_answer else _as_they_are)

    def _inlines(self, inlines: Inlines) -> Inlines:
        linked = tuple(part for inline in inlines for part in self._inline(inline))
        return inlines if linked == inlines else linked

    def _inline(self, inline: Inline) -> Iterable[Inline]:
        if isinstance(inline, Text):
            return self.glossary.linked(inline.text, self.mentioned)
        if isinstance(inline, Link | Attributed):
            return (inline,)
        return (with_inside(inline, self.blocks, self._inlines),)


def _as_they_are(inlines: Inlines) -> Inlines:
    return inlines
