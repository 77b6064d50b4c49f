"""Lines that YAML folds into one: points and rows below a key keep theirs where they are read.

„purpose:“ with „• erstens“ and „• zweitens“ below is one long line to YAML. Whoever typed it saw
two points, and the file still says so.
"""

from __future__ import annotations

from textwrap import dedent

from yaml.nodes import ScalarNode

from kamhandbook.content.pasted_text import are_lines
from kamhandbook.content.types import FoldedPlain, FoldedText

_FOLDED = ("", None, ">")


def as_written(node: ScalarNode, text: str) -> str | None:
    """Return a text that YAML folds with its lines; None where they mean nothing."""
    if node.style not in _FOLDED or node.start_mark.line == node.end_mark.line:
        return None
    source = text[node.start_mark.index : node.end_mark.index].replace("\r\n", "\n")
    first, _, rest = source.partition("\n")
    if node.style == ">":
        first = ""
    lines = [first.strip(), *(line.rstrip(" ") for line in dedent(rest).split("\n"))]
    if not are_lines([line for line in lines if line.strip()]):
        return None
    written = "\n".join(lines).strip("\n")
    return (
        FoldedText.of(str(node.value), written)
        if node.style
        else FoldedPlain.of(str(node.value), written)
    )
