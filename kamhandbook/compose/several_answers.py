"""Several guiding questions on one slide, where nothing but their answers is there to show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kamhandbook.content.questions import GuidingQuestion
from kamhandbook.document.blocks import Block, Blocks, Columns, ListBlock, Paragraph, Text


def answers_on_cards(answers: Mapping[GuidingQuestion, Blocks], words: Mapping[str, Any]) -> Blocks:
    """Return answers in short, each on a card below its question in a word or two.

    ``answers`` are what to show of each; one alone needs no card.
    """
    shown = {question: blocks for question, blocks in answers.items() if blocks}
    if len(shown) < 2:
        return next(iter(shown.values()), ())
    names: Mapping[str, str] = words["question_names"]
    columns = tuple(
        (_label(names.get(question.id, question.question)), *map(_larger, blocks))
        for question, blocks in shown.items()
    )
    return (Columns(columns, (1 / len(columns),) * len(columns), "cards"),)


def _label(text: str) -> Block:
    return Paragraph((Text(text),), role="label")


def _larger(block: Block) -> Block:
    """Return a lone paragraph as what its card says; points stay as they are."""
    if isinstance(block, ListBlock) and len(block.items) == 1:
        first = block.items[0][0]
        block = first if isinstance(first, Paragraph) else block
    if isinstance(block, Paragraph) and block.role in ("", "excerpt"):
        return Paragraph(block.children, role="lead")
    return block
