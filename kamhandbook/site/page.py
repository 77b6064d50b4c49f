"""Our pages as MkDocs has them: finished, so that Python-Markdown has nothing to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape, unescape
from posixpath import join
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.structure.toc import AnchorLink, _TocToken, get_toc
from msgspec.structs import replace

from kamhandbook.document.blocks import Blocks, Page, Part
from kamhandbook.site.anchors import (
    anchors,
    contents,
    ids,
    part_anchor,
    prefix_of_part,
    with_anchors,
)
from kamhandbook.site.contents import SiteContents
from kamhandbook.site.html import HtmlWriter, Target
from kamhandbook.site.inline import styles_to_classes
from kamhandbook.site.links import source_of
from kamhandbook.site.search_entries import Entry, entries_of
from kamhandbook.wording.catalogue_files import languages
from kamhandbook.wording.language import DEFAULT, Language

# The theme writes titles into its header as they stand, and entities in <title> as what they mean.
_IN_THEME = str.maketrans({"<": "‹", ">": "›", '"': "”"})


class HandbookPage(MkDocsPage):
    """A page whose blocks we render ourselves; everything around it is MkDocs' own.

    A plugin that adds Markdown to it (``on_page_markdown``) finds an empty page; what it writes is
    rendered by MkDocs and stands below ours.
    """

    def __init__(self, composed: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(composed.title.translate(_IN_THEME), file, config)
        self.take(composed)
        self.edit_url = None

    def take(self, composed: Page) -> None:
        """Show another state of the page from its next rendering on."""
        self.composed = replace(composed, blocks=with_anchors(composed.blocks))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What the search finds of the page; a book only repeats the others."""
        blocks = self.composed.blocks
        if self.composed.is_book:
            return ()
        return tuple(entries_of(blocks, self.url, self.composed.title))

    def read_source(self, config: MkDocsConfig) -> None:
        """Set empty Markdown, and the metadata that MkDocs asks for beside it."""
        self.markdown = ""
        self.meta = {"search": {"exclude": True}}  # from Material's search: entries are ours
        if self.composed.description:
            self.meta["description"] = escape(self.composed.description)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Write the blocks as HTML; links are looked at as MkDocs looks at those of Markdown."""
        links = _RelativePathTreeprocessor(self.file, files, config)
        blocks = self.composed.blocks
        added, rest = self._of_others(config, files)
        target = Target(
            address=_in_book(blocks, _checked(links, files)),
            moves=not self.composed.is_book,
            permalink=_permalink(config),
            copy=copy_words(str(config.theme["language"])),
        )
        self.content = HtmlWriter(target).blocks(blocks) + added
        self.toc = get_toc([*contents(anchors(blocks)), *rest])
        self.present_anchor_ids = set(ids(blocks)) | (self.present_anchor_ids or set())
        self.links_to_anchors = links.links_to_anchors | (self.links_to_anchors or {})

    def _of_others(self, config: MkDocsConfig, files: Files) -> tuple[str, list[_TocToken]]:
        """Return the HTML and the headings of what other plugins wrote in Markdown."""
        self.present_anchor_ids = self.links_to_anchors = None
        if not (self.markdown or "").strip():
            return "", []
        super().render(config, files)
        return self.content or "", [_token(item) for item in self.toc]


def _token(item: AnchorLink) -> _TocToken:
    children = [_token(child) for child in item.children]
    return {"level": item.level, "id": item.id, "name": item.title, "children": children}


def _checked(links: _RelativePathTreeprocessor, files: Files) -> Callable[[str], str]:
    """Return what turns an address on the site into one from the page, with MkDocs' warnings."""

    def address(href: str) -> str:
        return links.path_to_url(source_of(href, files))

    return address


def _in_book(blocks: Blocks, address: Callable[[str], str]) -> Callable[[str], str]:
    """Return what lets links to pages that are parts of the book lead to these parts."""
    parts = {block.file for block in blocks if isinstance(block, Part)}

    def inside(href: str) -> str:
        file, _, anchor = href.partition("#")
        if file not in parts:
            return address(href)
        return f"#{prefix_of_part(file)}{anchor}" if anchor else f"#{part_anchor(file)}"

    return inside if parts else address


def copy_words(code: str) -> tuple[str, str]:
    """Return what a button says that copies a path, and what it says when that is done."""
    words = _words(code)["copy_place"]
    return words["copy"], words["copied"]


def _words(code: str) -> Mapping[str, Any]:
    return (Language(code) if code in languages() else DEFAULT).words("site_build")


def _permalink(config: MkDocsConfig) -> str:
    """Return the link behind a heading that mkdocs.yml asks for, as Python-Markdown writes it."""
    options = config.mdx_configs.get("toc") or {}
    sign = options.get("permalink")
    if not sign:
        return ""
    sign = "\u00b6" if sign is True else str(sign)
    kind = escape(str(options.get("permalink_class", "headerlink")))
    title = escape(str(options.get("permalink_title", "Permanent link")))
    done = escape(_words(str(config.theme["language"]))["link_to_heading"]["copied"])
    return f'<a class="{kind}" href="#" title="{title}" data-kam-done="{done}">{sign}</a>'


def html_in_frame(html: str, page: MkDocsPage, contents: SiteContents) -> str:
    """Return the HTML of a company's own page in the frame that ours have."""
    html = styles_to_classes(html)
    title = unescape(str(page.title or ""))  # a heading's is HTML
    file = page.file.dest_uri
    up = "../" * file.count("/")

    def address(href: str) -> str:
        return href if href.startswith("#") or ":" in href.split("/")[0] else join(up, href)

    writer = HtmlWriter(Target(address=address))
    head, foot = contents.frame(title, file)
    return writer.blocks(head) + html + writer.blocks(foot)
