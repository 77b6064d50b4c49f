"""What changed between two states, for people at a terminal, for machines, for a mail."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from kamhandbook.content.field_words import part_name
from kamhandbook.document.unmarked import unmarked
from kamhandbook.history.changes import Change, DiffPart, News
from kamhandbook.history.word_diff import excerpt
from kamhandbook.wording.language import Language
from kamhandbook.wording.numbers import plural
from kamhandbook.wording.sentences import unended

MarkPart = Callable[[DiffPart], str]

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
_COLOURS = {"added": "\x1b[32m", "removed": "\x1b[31m", "strong": "\x1b[1m"}
_LONGEST = 240  # characters of a text that is not a difference
_KIND_WIDTH = 22


def text_news(
    news: News, before: str, after: str, language: Language, *, colours: bool = False
) -> str:
    """Return changes as plain text; ``before`` and ``after`` name the two states."""
    mark = _coloured if colours else _bracketed
    strong = _painter("strong") if colours else str
    lines = [strong(_title(news, before, after, language))]
    for part, changes in groupby(news.changes, key=lambda change: change.part):
        lines += ["", strong(part_name(language, part))]
        for change in changes:
            lines += _text_change(change, mark, language)
    if news.ambiguous:
        lines += [
            "",
            strong(_phrase(language, "unsure")),
            *(f"  {item}" for item in news.ambiguous),
        ]
    return "\n".join(lines)


def markdown_news(news: News, before: str, after: str, language: Language) -> str:
    """Return changes as Markdown, ready for a mail or a wiki."""
    lines = [f"# {_escaped(_title(news, before, after, language))}"]
    for part, changes in groupby(news.changes, key=lambda change: change.part):
        lines += ["", f"## {_escaped(part_name(language, part))}", ""]
        for change in changes:
            lines.append(f"- **{_kind(change, language)}**: {_escaped(_subject(change, language))}")
            lines += [f"    - {line}" for line in _details(language, change, _struck, _escaped)]
    if news.ambiguous:
        lines += ["", f"## {_phrase(language, 'unsure')}", ""]
        lines += [f"- {_escaped(item)}" for item in news.ambiguous]
    return "\n".join(lines)


def json_news(news: News, before: str, after: str, _language: Language) -> str:
    """Return changes as JSON, keys sorted."""
    values = {
        "from": before,
        "to": after,
        "since": news.since,
        "until": news.until,
        "closed_on": str(news.closed_on) if news.closed_on else None,
        "changes": [_json_change(change) for change in news.changes],
        "ambiguous": list(news.ambiguous),
    }
    return json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True)


def _json_change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "part": change.part,
        "path": "/".join(str(step) for step in change.path),
        "list": change.kind_of,
        "where": change.where,
        "name": change.name,
        "field": change.field,
        "before": str(change.before),
        "after": str(change.after),
        "words": [{"kind": words.kind, "text": words.text} for words in change.words],
    }


def _title(news: News, before: str, after: str, language: Language) -> str:
    is_now = news.until == 0 and news.since > 0
    title = _phrase(language, "title" if is_now else "title_between", before=before, after=after)
    count = len(news.changes)
    forms = language.words("iterations")["say"]["count"]
    counted = plural(language, count, forms).format(n=count)
    return f"{title}: {counted}" if count else f"{title}. {_phrase(language, 'nothing')}"


def _text_change(change: Change, mark: MarkPart, language: Language) -> Iterator[str]:
    yield f"  {_kind(change, language):{_KIND_WIDTH}}{_subject(change, language)}"
    for line in _details(language, change, mark, str):
        yield f"{' ' * (_KIND_WIDTH + 2)}{line}"


def _subject(change: Change, language: Language) -> str:
    """Return what changed: its list, its name, its field."""
    place = "" if change.is_answer or change.where in (change.name, "") else f"{change.where}: "
    is_elsewhere = change.where != part_name(language, change.part)
    # The kind says by itself that a status or an owner changed.
    field = f" – {change.field}" if change.field and change.kind not in ("status", "owner") else ""
    return f"{place if is_elsewhere else ''}{change.name}{field}"


def _details(
    language: Language, change: Change, mark: MarkPart, escape: Callable[[str], str]
) -> Iterator[str]:
    before, after = (escape(_one_line(text)) for text in (change.before, change.after))
    if change.kind in ("moved", "renamed"):
        yield _phrase(language, change.kind, before=before, after=after)
    if change.words:
        yield from _before_and_after(language, excerpt(change.words), mark)
    elif change.kind in ("added", "removed"):
        yield from (text for text in (before, after) if text)
    elif change.kind not in ("moved", "renamed"):
        key = "became" if before and after else "set" if after else "unset"
        yield _phrase(language, key, before=unended(before) if not after else before, after=after)


def _before_and_after(
    language: Language, words: tuple[DiffPart, ...], mark: MarkPart
) -> Iterator[str]:
    for key, hidden in (("before", "added"), ("after", "removed")):
        text = "".join(mark(part) for part in words if part.kind != hidden)
        yield f"{_phrase(language, key)}: {' '.join(text.split())}"


def _one_line(text: str) -> str:
    line = " ".join(unmarked(text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _kind(change: Change, language: Language) -> str:
    return language.catalogue.label("change", change.kind)


def _bracketed(words: DiffPart) -> str:
    return words.text if words.kind == "same" else _enclosed(words.text, "[", "]")


def _coloured(words: DiffPart) -> str:
    return words.text if words.kind == "same" else _painter(words.kind)(words.text)


def _struck(words: DiffPart) -> str:
    sign = {"same": "", "removed": "~~", "added": "**"}[words.kind]
    return _enclosed(_escaped(words.text), sign, sign)


def _enclosed(text: str, left: str, right: str) -> str:
    """Put signs around a text, not around the spaces at its ends."""
    inner = text.strip()
    return text.replace(inner, f"{left}{inner}{right}", 1) if inner else text


def _painter(style: str) -> Callable[[str], str]:
    return lambda text: f"{_COLOURS[style]}{text}\x1b[0m"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _phrase(language: Language, key: str, **values: object) -> str:
    return str(language.words("iterations")["say"][key]).format(**values)
