"""Terms of the glossary: the first mention on a page leads to its entry and tells its meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kamhandbook.content.goals import Term
from kamhandbook.document.blocks import (
    Block,
    Blocks,
    Columns,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Styled,
    Text,
)

GLOSSARY = "begriffe.html"
_ENDINGS = r"(?:e|en|er|es|n|s)?"  # German plural and cases, so that "Key Accounts" is found, too


def slug(term: str) -> str:
    """Give the anchor of a term in the glossary: ``key-account``."""
    lowered = term.lower()
    for umlaut, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        lowered = lowered.replace(umlaut, plain)
    bare = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-") or "begriff"


@dataclass(frozen=True)
class Glossary:
    """The terms of a handbook; finds them and their synonyms in running text."""

    terms: tuple[Term, ...]

    @cached_property
    def anchors(self) -> Mapping[str, str]:
        """Give the anchor of every term; two that would be alike are numbered."""
        taken: dict[str, str] = {}
        for term in self.terms:
            anchor, number = slug(term.term), 2
            while anchor in taken.values():
                anchor, number = f"{slug(term.term)}-{number}", number + 1
            taken.setdefault(term.term, anchor)
        return taken

    @cached_property
    def _by_name(self) -> Mapping[str, Term]:
        names = {name: term for term in self.terms for name in reversed(term.synonyms) if name}
        return names | {term.term: term for term in self.terms if term.term}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(self._by_name, key=lambda name: (-len(name), name))
        found = "|".join(re.escape(name) for name in names)
        return re.compile(rf"(?<![\w-])({found}){_ENDINGS}(?![\w-])")

    def first_mentions(self, slots: Mapping[str, Blocks]) -> dict[str, Blocks]:
        """Link the first mention of every term on a page; slots stand in reading order."""
        if not self._by_name:
            return dict(slots)
        seen: set[str] = set()
        return {key: self._blocks(blocks, seen) for key, blocks in slots.items()}

    def _blocks(self, blocks: Iterable[Block], seen: set[str]) -> Blocks:
        return tuple(self._block(block, seen) for block in blocks)

    def _block(self, block: Block, seen: set[str]) -> Block:
        """Go through running text only: headings, tables and code stay as they are."""
        match block:
            case Paragraph(children=children, role=""):
                return replace(block, children=self._inlines(children, seen))
            case ListBlock(items=items):
                return replace(block, items=tuple(self._blocks(item, seen) for item in items))
            case Columns(columns=columns):
                return replace(block, columns=tuple(self._blocks(c, seen) for c in columns))
            case Quote(blocks=inside):
                return replace(block, blocks=self._blocks(inside, seen))
        return block

    def _inlines(self, inlines: Iterable[Inline], seen: set[str]) -> tuple[Inline, ...]:
        made: list[Inline] = []
        for inline in inlines:
            match inline:
                case Text(text=text):
                    made.extend(self._linked(text, seen))
                case Styled(children=children):
                    made.append(replace(inline, children=self._inlines(children, seen)))
                case _:
                    made.append(inline)
        return tuple(made)

    def _linked(self, text: str, seen: set[str]) -> Iterable[Inline]:
        end = 0
        for match in self._pattern.finditer(text):
            term = self._by_name[match[1]]
            if term.term in seen or not term.meaning:
                continue
            seen.add(term.term)
            if match.start() > end:
                yield Text(text[end : match.start()])
            title = term.meaning if match[1] == term.term else f"{term.term}: {term.meaning}"
            yield Link((Text(match[0]),), f"{GLOSSARY}#{self.anchors[term.term]}", title)
            end = match.end()
        if end < len(text):
            yield Text(text[end:])
