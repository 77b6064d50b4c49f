"""Every file of a new handbook project, as text by path; writing them is the caller's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined

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


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is known about a new handbook; only the company's name must be.

    Colours are six-digit values with ``#``; ``approach`` and ``phase`` are keys of the content
    format, "" for not decided.
    """

    company: str
    today: date
    language: Language = DEFAULT
    approach: str = ""
    phase: str = "concept"
    contact: Mapping[str, str] = field(default_factory=dict)
    primary: str = "#1f3a4d"
    accent: str = "#c77d1e"

    @property
    def brand(self) -> str:
        """The folder in themes/."""
        return folder_name(self.company, self.language.words("scaffold")["fallback_folder"])


def project_files(wishes: Wishes) -> dict[Path, str]:
    """Give every file of the project by its path inside the project's folder."""
    made = {Path(target.format(brand=wishes.brand)): text for target, text in _from(wishes)}
    filled = _filled(wishes)
    made |= {
        Path("content") / file_name(part): content_file(part, filled, wishes.language)
        for part in FILES
    }
    made |= {Path(".schema") / name: text for name, text in all_schemas(wishes.language).items()}
    made[Path("content/pages/.gitkeep")] = ""
    return dict(sorted(made.items()))


def _from(wishes: Wishes) -> list[tuple[str, str]]:
    templates = files("kamhandbook") / "templates" / "project"
    environment = Environment(
        loader=FunctionLoader(lambda name: (templates / name).read_text(encoding="utf-8")),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,
    )
    values = {
        "wishes": wishes,
        "company": " ".join(wishes.company.split()),
        "scalar": scalar,
        "commented": lambda text: "\n".join(comment(text)),
        "dimensions": wishes.language.catalogue.dimensions,
        "file_name": file_name,
        "iteration": iteration_example(wishes.language),
    }
    return [
        (target, environment.get_template(name).render(values))
        for name, target in _TEMPLATES.items()
    ]


def _filled(wishes: Wishes) -> dict[str, str]:
    """What handbook.yaml says from the start, by dotted path."""
    words = wishes.language.words("scaffold")
    known = {
        "company.name": wishes.company,
        "language": wishes.language.code,
        "phase": wishes.phase,
        "approach.kind": wishes.approach,
        "version": "0.1",
        "status": "draft",
        "date": wishes.today.isoformat(),
        "owner": wishes.contact.get("role") or words["contact_role"],
        "review_by": _in_a_year(wishes.today).isoformat(),
        "classification": words["classification"],
        "brand": wishes.brand,
        "audience": "newcomers",
        **{f"contact.{key}": value for key, value in wishes.contact.items()},
    }
    return {f"handbook.{key}": value for key, value in known.items()}


def _in_a_year(day: date) -> date:
    """Give the same day next year; 28 February for a leap day."""
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 2, 28)
    return day.replace(year=day.year + 1)
