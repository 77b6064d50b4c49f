"""A check explained at a terminal: what, when, why, examples, how to change or accept it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from textwrap import indent, wrap
from typing import Any

from kamhandbook.checks.reference import Explained, Limit, explained
from kamhandbook.checks.texts import codes, stopped
from kamhandbook.content.handbook_file import Thresholds
from kamhandbook.report.plain_text import WIDTH, Painter
from kamhandbook.report.who_sees import who_sees_lines
from kamhandbook.wording.language import Language
from kamhandbook.wording.messages import problems_by_code

WHO_SEES = "DOC6"  # whose explanation says who sees which field
_PLACEHOLDER = re.compile(r"\{\w+\}")


def explicable() -> tuple[str, ...]:
    """Return every code that can be explained, those of the checks first."""
    return (*codes(), *(code for code in problems_by_code() if code not in codes()))


def explanation(
    code: str, thresholds: Mapping[str, Thresholds], today: date, paint: Painter, language: Language
) -> str:
    """Return what a code means; ``thresholds`` are a company's own, by code.

    Raises KeyError for an unknown code.
    """
    is_check = code in codes()
    lines = (
        _check_lines(explained(language, code, thresholds), today, paint, language)
        if is_check
        else _reading_lines(code, paint, language)
    )
    return "\n".join(lines)


def _check_lines(
    check: Explained, today: date, paint: Painter, language: Language
) -> Iterator[str]:
    words = _words(language)
    yield f"{paint('strong', f'{check.code}  {check.title}')}  ({check.severity})"
    yield ""
    yield from wrap(check.explanation, WIDTH)
    if check.because:
        yield from _section(words["why"], _with_page(check), paint)
    yield from _section(words["condition"], check.condition, paint)
    yield from _section(words["stops"], check.stops, paint)
    for key, example in (("trips", check.trips), ("passes", check.passes)):
        if example:
            yield from _section(words[key], example, paint)
    if check.code == WHO_SEES:
        title = language.words("report")["who_sees"]["title"]
        yield from _section(title, "\n".join(who_sees_lines(language)), paint)
    if check.limits:
        yield from _section(
            words["limits"],
            "\n".join(_limit_text(limit, language) for limit in check.limits),
            paint,
        )
        yield from _section(words["change"], _threshold_example(check), paint)
    if check.can_be_accepted:
        yield from _section(words["accept"], _acceptance(check.code, today, language), paint)
    else:
        yield from ("", words["never_accept"])


def _reading_lines(code: str, paint: Painter, language: Language) -> Iterator[str]:
    """Explain a problem of reading by the messages that carry its code."""
    words = _words(language)
    family = words["families"].get(code.rstrip("0123456789"), words["families"][""])
    yield f"{paint('strong', code)}  {family['title']}"
    yield ""
    yield from wrap(family["explanation"], WIDTH)
    messages = [
        f"{_without_values(message)} {_without_values(step)}"
        for message, step in problems_by_code()[code]
    ]
    yield from _section(words["messages"], "\n".join(messages), paint)
    yield from _section(words["stops"], stopped(language, code), paint)
    yield from ("", words["never_accept"])


def _section(title: str, text: str, paint: Painter) -> Iterator[str]:
    yield ""
    yield paint("strong", title)
    for line in text.split("\n"):
        is_prose = len(line) > WIDTH
        yield indent("\n".join(wrap(line, WIDTH - 2)) if is_prose else line, "  ")


def _with_page(check: Explained) -> str:
    return f"{check.because} → {check.page}" if check.page else check.because


def _limit_text(limit: Limit, language: Language) -> str:
    words = _words(language)["limit_own" if limit.is_own else "limit"]
    return str(words).format(
        name=limit.name, value=_number(limit.value), default=_number(limit.default)
    )


def _threshold_example(check: Explained) -> str:
    # A variant's default (hint_sales) has no key of its own: the plain one holds for both.
    limits = [limit for limit in check.limits if "_" not in limit.name]
    values = ", ".join(f"{limit.name}: {_number(limit.value)}" for limit in limits)
    return f"checks:\n  thresholds:\n    {check.code}: {{{values}}}"


def _acceptance(code: str, today: date, language: Language) -> str:
    reason, until = _words(language)["accept_reason"], f"{today.year + 1}-06-30"
    return f"checks:\n  accepted:\n    - code: {code}\n      reason: {reason}\n      until: {until}"


def _number(value: float) -> str:
    return f"{value:g}"


def _without_values(template: str) -> str:
    return _PLACEHOLDER.sub("…", template)


def _words(language: Language) -> dict[str, Any]:
    words: dict[str, Any] = language.words("report")["explain"]
    return words
