"""From a project to its questionnaire."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from kamhandbook.building.project import Project
from kamhandbook.content.handbook import DIMENSIONS, file_name
from kamhandbook.content.meanings import takes_role
from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import Edition, cut
from kamhandbook.questionnaire.plan import Source, make_plan
from kamhandbook.questionnaire.styles import WorkbookInfo
from kamhandbook.questionnaire.workbook import workbook_bytes
from kamhandbook.reading.yaml_file import parse_yaml


class Questionnaire(Struct, frozen=True):
    """A workbook and what is in it."""

    content: bytes
    questions: int
    sheets: int


def questionnaire_of(project: Project, audience: Audience, today: date) -> Questionnaire:
    """Return the questionnaire of a project whose content can be read."""
    source = content_source(project)
    sheets = make_plan(source, audience)
    settings = source.handbook.handbook
    content = workbook_bytes(
        sheets,
        WorkbookInfo(
            language=source.language,
            company=settings.company.name,
            title=settings.title or source.language.phrase("default_title"),
            day=today,
            audience=source.catalogue.label("audience", audience),
            owners=owners(cut(source.handbook, audience)),
        ),
        project.brand,
    )
    return Questionnaire(content, sum(len(sheet.questions) for sheet in sheets), len(sheets))


def content_source(project: Project) -> Source:
    """Return the handbook of a project and what its files say, as written."""
    data = {}
    for part, text in content_texts(project).items():
        parsed = parse_yaml(text.removeprefix("\ufeff"), file_name(part)).data
        data[part] = parsed if isinstance(parsed, dict) else {}
    return Source(project.loaded.handbook, data)


def content_texts(project: Project) -> dict[str, str]:
    """Return the texts of the dimensions' files that exist, by part; a byte order mark stays."""
    files = {part: project.loaded.folder / file_name(part) for part in DIMENSIONS}
    return {
        part: file.read_bytes().decode("utf-8") for part, file in files.items() if file.is_file()
    }


def owners(edition: Edition) -> tuple[str, ...]:
    """Return everybody whom an edition names as responsible anywhere, for the drop-downs.

    A field for nothing but a person's name gives none: a role or a body is what is proposed. The
    contact's role stands for the handbook as a whole.
    """
    named = {edition.handbook.handbook.contact.role}
    named |= {p.value for p in edition.shown if p.field and takes_role(p.field.meanings)}
    return tuple(sorted(owner for owner in named if owner))
