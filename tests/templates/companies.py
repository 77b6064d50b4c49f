"""Companies that say very little and very much, as content folders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from kamhandbook.content.handbook import DIMENSIONS
from tests.compose.conftest import sample
from tests.compose.test_extremes import LONG, answered, company

NAME = "Zentralgenossenschaft Nordwestdeutscher Dichtungshersteller eG"
SENTENCE = "Das entscheidet die Geschäftsführung."
Parts = Mapping[str, Mapping[str, Any]]


def short() -> Parts:
    """One sentence for each question, and nothing else."""
    return answered(SENTENCE)


def long() -> Parts:
    """3,000 characters for each question, and twelve rows in every list."""
    lists = company(12)
    return {part: {**lists.get(part, {}), **values} for part, values in answered(LONG).items()}


COMPANIES: Mapping[str, Callable[[], Parts]] = {"short": short, "long": long}


def write(kind: str, folder: Path) -> Path:
    """Write a company's content folder and return it."""
    content = folder / kind / "content"
    content.mkdir(parents=True, exist_ok=True)
    parts = COMPANIES[kind]()
    files: dict[str, Mapping[str, Any]] = {
        f"{number}-{part}": parts.get(part, {}) for number, part in enumerate(DIMENSIONS, 1)
    }
    files["handbook"] = {
        "company": {"name": "Ahn KG" if kind == "short" else NAME},
        "questions": [question.model_dump() for question in sample().handbook.questions],
    }
    for file, data in files.items():
        text = yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False)
        (content / f"{file}.yaml").write_text(text, encoding="utf-8")
    return content
