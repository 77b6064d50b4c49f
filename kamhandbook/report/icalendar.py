"""Due items as a calendar file that Outlook, Apple and Google read (RFC 5545).

All-day events, nobody invited, no addresses. An event has the same UID each time it is written, so
that a calendar that takes the file again moves it and has nothing twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import blake2b

from msgspec import Struct

from kamhandbook.content.due import OWED, Due, due_items
from kamhandbook.editions.edition import Edition
from kamhandbook.wording.language import Language

BEGINNING = "BEGIN:VCALENDAR"
_LONGEST = 75  # octets of a line
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


class Calendar(Struct, frozen=True):
    """A whole calendar file as text, and how many events are in it."""

    text: str
    events: int


def edition_calendar(edition: Edition, today: date) -> Calendar:
    """Return what an edition's readers have ahead of them, and what they owe."""
    due = due_items(edition.handbook, today)
    items = [item for item in due if item.until >= today or item.kind in OWED]
    company = edition.handbook.handbook.company
    title = edition.language.words("calendar")["title"]
    title = title.format(company=company.short or company.name).strip()
    return Calendar(calendar_text(items, title, today, edition.language), len(items))


def calendar_text(items: Iterable[Due], title: str, today: date, language: Language) -> str:
    """Return a whole calendar file; ``title`` is what the calendar is called."""
    lines = [BEGINNING, "VERSION:2.0", "PRODID:-//kamhandbook//calendar//DE"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(title)}"]
    seen: Counter[str] = Counter()
    for item in items:
        uid = _uid(item, title)
        seen[uid] += 1
        number = f"-{seen[uid]}" if seen[uid] > 1 else ""
        lines += _event(item, f"{uid}{number}@kamhandbook.invalid", today, language)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(item: Due, uid: str, today: date, language: Language) -> Iterator[str]:
    words = language.words("calendar")
    summary = words["kinds"][item.kind].format(name=item.name).strip(" :")
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{item.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{item.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(summary)}"
    who = " ".join(word for word in item.who.split() if "@" not in word)
    notes = [words["who"].format(who=who)] if who else []
    if not item.has_day:
        notes.append(words["month_only"])
    if notes:
        yield f"DESCRIPTION:{_text(chr(10).join(notes))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _uid(item: Due, title: str) -> str:
    text = "\0".join((title, item.kind, item.key or item.name))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _text(value: str) -> str:
    """Return a text as a value of the format; what no line may hold is left out."""
    shown = "".join(c for c in value if c.isprintable() or c == "\n")
    return shown.translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, each but the first behind a blank."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > _LONGEST:
            yield piece
            piece = " "
        piece += character
    yield piece
