"""What changed between two states, for people at a terminal, for machines, for a mail."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from kamhandbook.history.changes import Change, News, Words
from kamhandbook.history.labels import group_label
from kamhandbook.history.word_diff import excerpt, readable
from kamhandbook.wording.language import Language

Mark = Callable[[Words], str]

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
_COLOURS = {"added": "\x1b[32m", "removed": "\x1b[31m", "strong": "\x1b[1m"}
_LONGEST = 240  # characters of a text that is not a difference
_KIND_WIDTH = 22


def text_news(
    news: News, before: str, after: str, language: Language, *, colours: bool = False
) -> str:
    """Tell changes as plain text; ``before`` and ``after`` name the two states."""
    mark = _coloured if colours else _bracketed
    strong = _painted("strong") if colours else str
    lines = [strong(_title(language, news, before, after))]
    for part, changes in groupby(news.changes, key=lambda change: change.part):
        lines += ["", strong(group_label(language, part))]
        for change in changes:
            lines += _text_change(language, change, mark)
    if news.ambiguous:
        lines += ["", strong(_say(language, "unsure")), *(f"  {each}" for each in news.ambiguous)]
    return "\n".join(lines)


def markdown_news(news: News, before: str, after: str, language: Language) -> str:
    """Tell changes as Markdown, ready for a mail or a wiki."""
    lines = [f"# {_escaped(_title(language, news, before, after))}"]
    for part, changes in groupby(news.changes, key=lambda change: change.part):
        lines += ["", f"## {_escaped(group_label(language, part))}", ""]
        for change in changes:
            lines.append(f"- **{_kind(language, change)}**: {_escaped(_thing(language, change))}")
            lines += [f"    - {line}" for line in _details(language, change, _struck, _escaped)]
    if news.ambiguous:
        lines += ["", f"## {_say(language, 'unsure')}", ""]
        lines += [f"- {_escaped(each)}" for each in news.ambiguous]
    return "\n".join(lines)


def json_news(news: News, before: str, after: str, _language: Language) -> str:
    """Tell changes as JSON, keys sorted."""
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
        "words": [{"kind": each.kind, "text": each.text} for each in change.words],
    }


def _title(language: Language, news: News, before: str, after: str) -> str:
    is_now = news.until == 0 and news.since > 0
    title = _say(language, "title" if is_now else "title_between", before=before, after=after)
    n = len(news.changes)
    count = _say(language, "count_one") if n == 1 else _say(language, "count_many", n=n)
    return f"{title}: {count}" if n else f"{title}. {_say(language, 'nothing')}"


def _text_change(language: Language, change: Change, mark: Mark) -> Iterator[str]:
    yield f"  {_kind(language, change):{_KIND_WIDTH}}{_thing(language, change)}"
    for line in _details(language, change, mark, str):
        yield f"{' ' * (_KIND_WIDTH + 2)}{line}"


def _thing(language: Language, change: Change) -> str:
    """Name what changed: its list, its name, its field."""
    where = "" if change.is_answer or change.where in (change.name, "") else f"{change.where}: "
    listed = change.where != group_label(language, change.part)
    field = f" – {change.field}" if change.field and change.kind not in ("status", "owner") else ""
    return f"{where if listed else ''}{change.name}{field}"


def _details(
    language: Language, change: Change, mark: Mark, escape: Callable[[str], str]
) -> Iterator[str]:
    before, after = (escape(_short(text)) for text in (change.before, change.after))
    if change.kind in ("moved", "renamed"):
        yield _say(language, change.kind, before=before, after=after)
    if change.words:
        yield from _both_texts(language, excerpt(change.words), mark)
    elif change.kind in ("added", "removed"):
        yield from (text for text in (before, after) if text)
    elif change.kind not in ("moved", "renamed"):
        key = "became" if before and after else "set" if after else "unset"
        yield _say(language, key, before=before, after=after)


def _both_texts(language: Language, words: tuple[Words, ...], mark: Mark) -> Iterator[str]:
    for key, hidden in (("before", "added"), ("after", "removed")):
        text = "".join(mark(each) for each in words if each.kind != hidden)
        yield f"{_say(language, key)}: {' '.join(text.split())}"


def _short(text: str) -> str:
    line = " ".join(readable(text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _kind(language: Language, change: Change) -> str:
    return language.catalogue.label("change", change.kind)


def _bracketed(words: Words) -> str:
    return words.text if words.kind == "same" else _around(words.text, "[", "]")


def _coloured(words: Words) -> str:
    return words.text if words.kind == "same" else _painted(words.kind)(words.text)


def _struck(words: Words) -> str:
    sign = {"same": "", "removed": "~~", "added": "**"}[words.kind]
    return _around(_escaped(words.text), sign, sign)


def _around(text: str, left: str, right: str) -> str:
    """Put signs around a text, not around the spaces at its ends."""
    inner = text.strip()
    return text.replace(inner, f"{left}{inner}{right}", 1) if inner else text


def _painted(style: str) -> Callable[[str], str]:
    return lambda text: f"{_COLOURS[style]}{text}\x1b[0m"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _say(language: Language, key: str, **values: object) -> str:
    return str(language.words("iterations")["say"][key]).format(**values)
