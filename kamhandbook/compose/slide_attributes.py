"""What the attributes of a slide name has to be there: a dimension, a page, a place, a number."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from kamhandbook.compose.context import TemplateContext
from kamhandbook.compose.markdown_syntax import MarkdownError
from kamhandbook.compose.slide_markdown import Draft
from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.reading.suggestions import suggestion

_OUTSIDE = ("http:", "https:")


class AttributesOfSlides(Struct, frozen=True):
    """Checks what the slides of an edition say of themselves."""

    context: TemplateContext

    def check(self, draft: Draft) -> None:
        """Raise MarkdownError for an attribute that names nothing."""
        said = draft.attributes
        if not said.get("optional", "0").isdigit():
            raise MarkdownError("slide_optional", draft.line, written=said["optional"])
        if "here" in said:
            self._known("slide_here", draft, said["here"], DIMENSIONS)
        page = said.get("page", "").partition("#")[0]
        if page and not page.startswith(_OUTSIDE):
            pages = [page.file for page in self.context.language.catalogue.pages]
            self._known("slide_page", draft, page, (*pages, *sorted(self.context.own_pages)))
        self._check_source(draft, said.get("source", ""))

    def _check_source(self, draft: Draft, source: str) -> None:
        """Walk to the place that a source names, as far as the handbook says what there can be."""
        value: Any = self.context.edition.handbook
        parent = ""
        for step in filter(None, source.split(".")):
            if isinstance(value, dict) and parent in DIMENSIONS:
                self._known("slide_source", draft, step, self.context.question_ids(parent))
                return
            if isinstance(value, BaseModel):
                self._known("slide_source", draft, step, type(value).model_fields)
            elif not isinstance(value, tuple) or not step.isdigit():
                self._known("slide_source", draft, step, ())
            if isinstance(value, tuple):
                return
            parent = step if step in DIMENSIONS else parent
            value = getattr(value, step)

    def _known(self, key: str, draft: Draft, written: str, known: Collection[str]) -> None:
        if written not in known:
            guess, allowed = suggestion(written, known), ", ".join(known)
            raise MarkdownError(key, draft.line, word=written, suggestion=guess, allowed=allowed)
