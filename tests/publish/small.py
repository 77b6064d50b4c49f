"""A small site to build: three pages, a company's own page, no deck unless asked for."""

from __future__ import annotations

from pathlib import Path

from kamhandbook.design.brand import neutral
from kamhandbook.document.blocks import Attributes, Heading, Imprint, Link, Page, Paragraph, Text
from kamhandbook.site.contents import SiteContents
from kamhandbook.wording.language import DEFAULT

IMPRINT = Imprint(
    company="Prüf & Söhne",
    title="KAM-Handbuch",
    version="0.10",
    date="16.11.2026",
    classification="Intern",
    state="Entwurf",
    audience="newcomers",
    language=DEFAULT,
)


def pages(word: str = "erste") -> tuple[Page, ...]:
    """Three pages; ``word`` stands on the first."""
    hello = Paragraph((Text(f"Die {word} Fassung & <mehr>."),))
    why = Heading(2, (Text("Warum"),), Attributes(id="warum"))
    link = Paragraph((Link((Text("Ziele"),), "ziele.html#warum"),))
    return (
        Page("index.html", "Neu hier?", "", "Start.", (_title("Neu hier?"), hello)),
        Page("ziele.html", "Ziele", "Praxis", "", (_title("Ziele"), why, text("Text."))),
        Page("team.html", "Team", "Praxis", "", (_title("Team"), link)),
    )


def _title(words: str) -> Heading:
    return Heading(1, (Text(words),))


def text(words: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Text(words),))


def contents(root: Path, *, word: str = "erste", deck: bytes | None = None) -> SiteContents:
    """Contents of a project in ``root``, which needs no files."""
    root.joinpath("content").mkdir(exist_ok=True)
    return SiteContents(
        pages(word), neutral(), IMPRINT, root, root / "content", deck, ("kunden", "management")
    )


def own_page(root: Path, name: str = "eigene.md", text: str = "# Eigene Seite\n\nHallo.\n") -> Path:
    """Write a page of the company's own."""
    file = root / "content" / "pages" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
