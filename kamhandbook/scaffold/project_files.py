"""Every file of a new handbook project, as text by path; the caller writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined
from msgspec import Struct, field

from kamhandbook.content.handbook import FILES, file_name
from kamhandbook.forms.json_schema import all_schemas
from kamhandbook.forms.yaml_scalars import folder_name, scalar
from kamhandbook.scaffold.content_files import comment, content_file, iteration_example
from kamhandbook.wording.language import DEFAULT, Language

#: Template → file in the new project.
_TEMPLATES = {
    "README.md.j2": "README.md",
    "mkdocs.yml.j2": "mkdocs.yml",
    "brand.yaml.j2": "themes/{brand}/brand.yaml",
    "iterations.txt.j2": "content/iterations/LIESMICH.txt",
    "gitignore.j2": ".gitignore",
    "extensions.json.j2": ".vscode/extensions.json",
}


class ProjectSettings(Struct, frozen=True):
    """What is known about a new handbook; only the company's name must be.

    Colours are six-digit values with ``#``; ``approach`` and ``phase`` are keys of the content
    format, "" for not decided. ``site_url`` is where the site will be published, "" for not known.
    """

    company: str
    today: date
    language: Language = DEFAULT
    approach: str = ""
    phase: str = "concept"
    contact: Mapping[str, str] = field(default_factory=dict)
    primary: str = "#1f3a4d"
    accent: str = "#c77d1e"
    site_url: str = ""

    @property
    def brand(self) -> str:
        """The folder in themes/."""
        return folder_name(self.company, self.language.words("scaffold")["fallback_folder"])


def project_files(settings: ProjectSettings) -> dict[Path, str]:
    """Return the text of every file by its path inside the project's folder, in order."""
    texts = {
        Path(target.format(brand=settings.brand)): text
        for target, text in _rendered_templates(settings)
    }
    values = _initial_values(settings)
    texts |= {
        Path("content") / file_name(part): content_file(part, values, settings.language)
        for part in FILES
    }
    texts |= {Path(".schema") / name: text for name, text in all_schemas(settings.language).items()}
    texts[Path("content/pages/.gitkeep")] = ""
    return dict(sorted(texts.items()))


def _rendered_templates(settings: ProjectSettings) -> list[tuple[str, str]]:
    templates = files("kamhandbook") / "templates" / "project"
    environment = Environment(
        loader=FunctionLoader(lambda name: (templates / name).read_text(encoding="utf-8")),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,
    )
    values = {
        "settings": settings,
        "company": " ".join(settings.company.split()),
        "scalar": scalar,
        "commented": lambda text: "\n".join(comment(text)),
        "dimensions": settings.language.catalogue.dimensions,
        "file_name": file_name,
        "iteration": iteration_example(settings.language),
    }
    return [
        (target, environment.get_template(name).render(values))
        for name, target in _TEMPLATES.items()
    ]


def _initial_values(settings: ProjectSettings) -> dict[str, str]:
    """Return what handbook.yaml says from the start, by dotted path."""
    texts = settings.language.words("scaffold")
    values = {
        "company.name": settings.company,
        "language": settings.language.code,
        "phase": settings.phase,
        "approach.kind": settings.approach,
        "version": "0.1",
        "status": "draft",
        "date": settings.today.isoformat(),
        "owner": settings.contact.get("role") or texts["contact_role"],
        "review_by": _in_a_year(settings.today).isoformat(),
        "classification": texts["classification"],
        "brand": settings.brand,
        "audience": "newcomers",
        **{f"contact.{key}": value for key, value in settings.contact.items()},
    }
    return {f"handbook.{key}": value for key, value in values.items()}


def _in_a_year(day: date) -> date:
    """Return the same day next year; 28 February for a leap day."""
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 2, 28)
    return day.replace(year=day.year + 1)
