"""A deck as readable text: for each slide its layout, shapes, text and notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pptx import Presentation

_GROUP = 6


def outline(path: Path) -> str:
    """Write a deck as YAML, positions left out: a person should see at a glance what changed."""
    deck = Presentation(str(path))
    slides = [
        {
            "layout": slide.slide_layout.name,
            "shapes": [_shape(shape) for shape in slide.shapes],
            **_notes(slide),
        }
        for slide in deck.slides
    ]
    text = yaml.safe_dump(slides, allow_unicode=True, sort_keys=False, width=100)
    return str(text)


def _shape(shape: Any) -> dict[str, Any]:
    alt = shape._element.xpath(".//p:cNvPr")[0].get("descr")
    described: dict[str, Any] = {"name": shape.name}
    if shape.is_placeholder:
        described["placeholder"] = str(shape.placeholder_format.type).split()[0].split(".")[-1]
    if alt:
        described["alt"] = alt
    if shape.shape_type == _GROUP:
        described["group"] = [_shape(child) for child in shape.shapes]
    elif getattr(shape, "has_table", False) and shape.has_table:
        described["table"] = [
            " | ".join(cell.text for cell in row.cells) for row in shape.table.rows
        ]
    elif shape.has_text_frame and shape.text_frame.text:
        described["text"] = list(_paragraphs(shape))
    return described


def _paragraphs(shape: Any) -> Iterator[str]:
    for paragraph in shape.text_frame.paragraphs:
        size = next((f"{run.font.size.pt:g}: " for run in paragraph.runs if run.font.size), "")
        yield size + paragraph.text.replace("\x0b", " / ")


def _notes(slide: Any) -> dict[str, Any]:
    if not slide.has_notes_slide:
        return {}
    return {"notes": slide.notes_slide.notes_text_frame.text.split("\n")}
