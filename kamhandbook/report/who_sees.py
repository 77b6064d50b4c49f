"""Who sees which field: one table, for the manual and for ``check --explain DOC6``."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.content.audiences import FieldAccess, field_access, title_of
from kamhandbook.content.field_words import part_name
from kamhandbook.content.handbook import FILES
from kamhandbook.content.types import Audience
from kamhandbook.wording.language import Language


def who_sees_table(language: Language) -> str:
    """Return the whole table in Markdown: a row a field, a column an audience."""
    words = language.words("report")["who_sees"]
    label = language.catalogue.label
    heads = [words["field"], words["key"], *(label("audience", each) for each in Audience)]
    lines = [f"| {' | '.join(heads)} |", "|---|---|" + "---|" * len(Audience)]
    for access in field_access():
        cells = [words[_cell(access, audience)] for audience in Audience]
        what = f"{_part(language, access)}: {title_of(language, access)}"
        lines.append(f"| {what} | `{access.place}` | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def who_sees_lines(language: Language) -> Iterator[str]:
    """Yield for each audience what it sees first, or without names."""
    words = language.words("report")["who_sees"]
    nameless = [each.place for each in field_access() if each.is_nameless]
    yield words["roles_for"].format(fields=", ".join(nameless))
    for audience in list(Audience)[1:]:
        label = language.catalogue.label("audience", audience)
        places = [each.place for each in field_access() if each.audience is audience]
        yield words["from"].format(audience=label, fields=", ".join(places))
    yield words["others"]


def _cell(access: FieldAccess, audience: Audience) -> str:
    if not audience.sees(access.audience):
        return "no"
    return "roles" if access.is_nameless and audience is Audience.APPLICANTS else "yes"


def _part(language: Language, access: FieldAccess) -> str:
    part = access.place.partition(".")[0]
    if part in FILES:
        return part_name(language, part)
    return str(language.words("report")["who_sees"][part])
