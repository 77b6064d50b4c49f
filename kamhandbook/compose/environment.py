"""The Jinja environment in which company text and templates meet, and never mix.

``finalize`` does the merging. Plain text is written with every character that Markdown could take
for markup as a numeric character reference; CommonMark and Python-Markdown both read that back as
the character. Prose and drawings are written as placeholders; the renderers put the parsed blocks
there. Text is never a template source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
)
from pydantic import BaseModel

from kamhandbook.compose.template_cache import bytecode_cache
from kamhandbook.content.answers import Answer
from kamhandbook.content.base import Labelled
from kamhandbook.content.types import Markdown
from kamhandbook.document.blocks import Blocks, Figure
from kamhandbook.document.commonmark import parse, without_bidi
from kamhandbook.document.drawing import Drawing
from kamhandbook.findings import CannotGoOnError, Position
from kamhandbook.wording.messages import problem

# Everything ASCII that either Markdown dialect, attr_list, abbr, emoji, smart symbols or HTML could
# take for markup, and what begins a block; letters, digits, space and harmless marks stay readable.
_SPECIAL = re.compile(
    r"[^\w ,;%€§°äöüÄÖÜß–—„“”‚‘’…·×≥≤→\u00a0-]|_|-(?=-)|(?<=-)-"
    r"|\b[hH](?=ttps?:)|\b[wW](?=ww\.)|\d(?=(?:st|nd|rd|th)\b)"
)
_EDGE = re.compile(r"^[-\d ]|(?<=\s)-(?=\s)")
# Private-use characters, taken out of plain text and quoted in addresses: nobody can write one.
_RESERVED = re.compile("[\ue000-\ue003]")
SLOT = re.compile("\ue000\\d+\ue001")
# In Pandoc's conventions {#goals} names a slide, so a comment in a deck template is {## … ##}.
_COMMENTS: dict[str, Any] = {"deck": {"comment_start_string": "{##", "comment_end_string": "##}"}}


class Trusted(str):
    """Markup made by our own code (a filter or a macro), not by a company."""

    __slots__ = ()


@dataclass(slots=True)
class Slots:
    """The prose and drawings of one rendered template, by placeholder."""

    blocks: dict[str, Blocks] = field(default_factory=dict)

    def put(self, content: Blocks) -> Trusted:
        """Keep blocks and give the placeholder that stands for them."""
        key = placeholder(len(self.blocks))
        self.blocks[key] = content
        return Trusted(key)


def placeholder(number: int) -> str:
    """Give the text that stands for the blocks of a slot until a renderer puts them there."""
    return f"\ue000{number}\ue001"


# What stands on a page stands in the whole document, too; receipt beside metrics.faces._em.
@lru_cache(maxsize=8192)
def escaped(text: str) -> Trusted:
    """Write a plain text so that both Markdown dialects show it exactly as written."""
    one_line = _RESERVED.sub("\ufffd", " ".join(without_bidi(text).split()))
    safe = _SPECIAL.sub(_reference, one_line)
    return Trusted(_EDGE.sub(_reference, safe))


def _reference(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(char)};" for char in match[0])


class _OwnTemplates(FileSystemLoader):
    """A brand's own templates; one that cannot be read is told by its own name."""

    def get_source(self, environment: Environment, template: str) -> Any:
        """Give a template as Jinja wants it; CannotGoOnError when it is no UTF-8 file."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            at = Position(f"{Path(self.searchpath[0]).name}/{template}", line)
            raise CannotGoOnError([problem("not_utf8", at)]) from error


class Templates:
    """Renders our templates, each of which a brand may override by a file of the same name."""

    def __init__(self, kind: str, brand_folder: Path | None, helpers: Mapping[str, Any]) -> None:
        self.kind = kind
        self._slots = Slots()
        own = [_OwnTemplates(brand_folder / kind)] if brand_folder else []
        loader = ChoiceLoader([*own, PackageLoader("kamhandbook", f"templates/{kind}")])
        self._environment = Environment(
            loader=loader,
            undefined=StrictUndefined,
            finalize=self._finalize,
            autoescape=False,
            auto_reload=False,  # an environment lives as long as one edition is composed
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=bytecode_cache(__file__),
            **_COMMENTS.get(kind, {}),
        )
        self._environment.globals.update(helpers)
        self._environment.filters["escaped"] = escaped

    def names(self) -> Iterable[str]:
        """List every template there is, sorted."""
        return self._environment.list_templates()

    def render(self, name: str, **values: Any) -> tuple[str, dict[str, Blocks]]:
        """Render a template; gives its text and the blocks of its slots.

        Raises CannotGoOnError with template and line when the template cannot be run.
        """
        self._slots = Slots()
        try:
            text = self._environment.get_template(name).render(**values)
        except CannotGoOnError:
            raise
        except Exception as error:  # a template is a company's own program: anything may happen
            raise CannotGoOnError([self._template_problem(name, error)]) from error
        return text, self._slots.blocks

    def line_of(self, name: str, written: str) -> int:
        """Tell which line of a template most likely wrote a line of its output."""
        assert self._environment.loader
        source, _, _ = self._environment.loader.get_source(self._environment, name)
        lines = source.splitlines()
        close = get_close_matches(written, lines, n=1, cutoff=0.0)
        return lines.index(close[0]) + 1 if close else 1

    def slot(self, content: Blocks) -> Trusted:
        """Put blocks into a slot of the template being rendered."""
        return self._slots.put(content)

    def _finalize(self, value: Any) -> Any:
        """Merge one value into a template; the only way company text gets into one."""
        if isinstance(value, Trusted):
            return value
        if isinstance(value, Answer):
            value = value.text
        if isinstance(value, Markdown):
            return self._slots.put(parse(value)) if value else ""
        if isinstance(value, Drawing):
            return self._slots.put((Figure(value),))
        if isinstance(value, Labelled):
            value = value.value
        if value is None:
            return ""
        if isinstance(value, BaseModel | list | tuple | dict):
            raise TypeError(f"{type(value).__name__} is not a text")
        return escaped(str(value))

    def _template_problem(self, name: str, error: Exception) -> Any:
        line, file = _template_line(error)
        at = Position(f"{self.kind}/{file or name}", line or 1)
        return problem("template", at, name=f"{self.kind}/{file or name}", problem=str(error))


def _template_line(error: Exception) -> tuple[int | None, str | None]:
    """Find the template line an error arose in: Jinja rewrites tracebacks to template lines."""
    line = getattr(error, "lineno", None)
    if line:
        name = getattr(error, "name", None)
        return line, Path(name).name if name else None
    found: tuple[int | None, str | None] = (None, None)
    trace = error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            found = trace.tb_lineno, Path(name).name
        trace = trace.tb_next
    return found
