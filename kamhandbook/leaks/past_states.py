"""News without the slips of the past.

A text that names what is withheld stays in the snapshots when it is mended, for nobody is to edit
those. So the old wording is left out of what is told of the change, and the change itself stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from kamhandbook.editions.edition import Edition
from kamhandbook.editions.redaction import Passage
from kamhandbook.history.changes import Change, News
from kamhandbook.leaks.search_terms import search_terms
from kamhandbook.leaks.squeezed_text import SearchableText


def without_slips(news: News, edition: Edition, past: Iterable[Passage]) -> News:
    """Return news without the old texts that name what the edition's audience may not see."""
    texts = dict.fromkeys(text for state in (news, *news.earlier) for text in _old_texts(state))
    if not texts:
        return news
    searchable = SearchableText(texts)
    terms, _ = search_terms(edition, past, inside=searchable)
    slips = frozenset(text for term in terms for text in term.texts_in(searchable))
    if not slips:
        return news
    earlier = tuple(replace(older, changes=_mended(older, slips)) for older in news.earlier)
    return replace(news, changes=_mended(news, slips), earlier=earlier)


def _old_texts(news: News) -> Iterator[str]:
    """Yield what news show of the past: what was before, and all of older iterations."""
    for change in news.changes:
        yield change.before
        if news.until:
            yield from (change.name, change.after)
        elif change.kind == "removed":
            yield change.name


def _mended(news: News, slips: frozenset[str]) -> tuple[Change, ...]:
    return tuple(
        _without(change, slips, is_past=bool(news.until))
        for change in news.changes
        if change.name not in slips or (change.kind != "removed" and not news.until)
    )


def _without(change: Change, slips: frozenset[str], *, is_past: bool) -> Change:
    is_before = change.before in slips
    is_after = is_past and change.after in slips
    if not is_before and not is_after:
        return change
    return replace(
        change,
        before="" if is_before else change.before,
        after="" if is_after else change.after,
        words=(),
    )
