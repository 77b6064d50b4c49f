"""From a project to its questionnaire."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kamhandbook.content.handbook import DIMENSIONS, Handbook, file_name
from kamhandbook.content.types import Audience
from kamhandbook.project import Project
from kamhandbook.questionnaire.plan import Source, make_plan
from kamhandbook.questionnaire.styles import About
from kamhandbook.questionnaire.workbook import workbook_bytes
from kamhandbook.reading.yaml_file import parse_yaml


@dataclass(frozen=True, slots=True)
class Exported:
    """A workbook and what is in it."""

    content: bytes
    questions: int
    sheets: int


def export_bytes(project: Project, audience: Audience, today: date) -> Exported:
    """Make the questionnaire of a project that can be read."""
    source = content_source(project)
    sheets = make_plan(source, audience)
    about = source.handbook.handbook
    content = workbook_bytes(
        sheets,
        About(
            company=about.company.name,
            title=about.title or source.handbook.language.phrase("default_title"),
            day=today,
            audience=source.catalogue.label("audience", audience),
            owners=_owners(source.handbook),
        ),
        project.brand,
    )
    return Exported(content, sum(len(sheet.questions) for sheet in sheets), len(sheets))


def content_source(project: Project) -> Source:
    """Give the handbook with its files' data as written."""
    data = {}
    for part, text in content_texts(project).items():
        parsed = parse_yaml(text.removeprefix("\ufeff"), file_name(part)).data
        data[part] = parsed if isinstance(parsed, dict) else {}
    return Source(project.loaded.handbook, project.loaded.handbook.language.catalogue, data)


def content_texts(project: Project) -> dict[str, str]:
    """Give the texts of the dimensions' files that exist, by part; a byte order mark stays."""
    files = {part: project.loaded.folder / file_name(part) for part in DIMENSIONS}
    return {
        part: file.read_bytes().decode("utf-8") for part, file in files.items() if file.is_file()
    }


def _owners(handbook: Handbook) -> tuple[str, ...]:
    """List everybody who is named as responsible anywhere, for the drop-downs."""
    owners = {answer.owner for _, _, answer in handbook.all_answers()}
    owners |= {handbook.handbook.owner, handbook.handbook.contact.role, handbook.steering.owner}
    owners |= {handbook.selection.review.owner, *(tool.owner for tool in handbook.tools.tools)}
    owners |= {kpi.owner for kpi in handbook.steering.kpis}
    return tuple(sorted(owner for owner in owners if owner))
