"""Pages in Markdown: what a page template writes, below the title that a page has by itself."""

from __future__ import annotations

from kamhandbook.compose.markdown_syntax import MarkdownError, tokens_of
from kamhandbook.compose.slots import Slots
from kamhandbook.compose.template_markdown import TemplateReader
from kamhandbook.document.blocks import Blocks
from kamhandbook.document.commonmark import Tokens

_UNLISTED = "unlisted"  # the title of the book stands in no table of contents


def parse_page(text: str, slots: Slots) -> Blocks:
    """Return the blocks of a page; raises MarkdownError with the line in question."""
    return _PageReader(slots).blocks(tokens_of(text))


class _PageReader(TemplateReader):
    """Reads the tokens of a page's template."""

    def heading(self, tokens: Tokens) -> Blocks:
        """Read a heading; the title of the page is not the template's to write."""
        classes = str(tokens[0].attrs.get("class", "")).split()
        if tokens[0].tag == "h1" and _UNLISTED not in classes:
            raise MarkdownError("page_title_twice", tokens[0])
        return super().heading(tokens)
