"""A built site that stays at hand: only pages that changed are made anew, when they are asked for.

The steps of MkDocs' own build are called for single pages; 1.6 is the last MkDocs with plugins, so
that they stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from kamhandbook.document.blocks import Page
from kamhandbook.findings import CannotGoOnError, Finding
from kamhandbook.site import search
from kamhandbook.site.asset_files import icon_name, logo_name, style_sheets
from kamhandbook.site.build import SitePlugin, build_error, build_live, our_findings
from kamhandbook.site.contents import SiteContents, source_name
from kamhandbook.site.mkdocs_log import captured_messages
from kamhandbook.site.page import HandbookPage
from kamhandbook.site.pictures import pictures
from kamhandbook.site.settings import footer_line

SEARCH_FILES = ("search/search_index.json", "search/search_index.js", search.WORDS_SCRIPT)


@dataclass(slots=True)
class LiveSite:
    """A site in ``folder`` that follows its contents; not safe to use from two threads at once.

    ``warnings`` are what MkDocs said when all of it was built last.
    """

    folder: Path
    contents: SiteContents
    warnings: tuple[Finding, ...] = ()
    _config: MkDocsConfig = field(init=False)
    _plugin: SitePlugin = field(init=False)
    _stale: dict[str, None] = field(default_factory=dict, init=False)  # sources, in order
    _search_is_stale: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        (self._config, self._plugin), self.warnings = build_live(
            self.contents, self.folder, command="serve"
        )

    def follow(self, contents: SiteContents, own: Iterable[Path] = ()) -> bool:
        """Take over new contents and changed files of the company's own pages.

        False when that cannot be done page by page, and everything must be built anew.
        """
        sources = [self._own_source(path) for path in own]
        if None in sources or _frame(contents) != _frame(self.contents):
            return False
        changed = _changed(self.contents.pages, contents.pages)
        self._take(contents)
        self._stale |= dict.fromkeys([source_name(page) for page in changed])
        self._stale |= dict.fromkeys(source for source in sources if source)
        self._search_is_stale = self._search_is_stale or bool(self._stale)
        return True

    @property
    def stale(self) -> tuple[str, ...]:
        """The files of the site that are to be made anew, in the order of the site map."""
        return tuple(self._file(source).dest_uri for source in self._stale)

    def freshen(self, name: str) -> bool:
        """Make a file of the site anew if it is stale; whether the navigation still holds.

        Raises CannotGoOnError when the page cannot be made.
        """
        if name in SEARCH_FILES and self._search_is_stale:
            self._freshen_search()
        for source in list(self._stale):
            if self._file(source).dest_uri == name:
                del self._stale[source]
                return self._make(source)
        return True

    def _take(self, contents: SiteContents) -> None:
        self.contents = contents
        self._plugin.show(contents)
        for page in contents.pages:
            handbook_page = self._file(source_name(page)).page
            assert isinstance(handbook_page, HandbookPage)
            handbook_page.take(page)

    def _make(self, source: str) -> bool:
        page = self._file(source).page
        assert page is not None
        config, plugin = self._config, self._plugin
        title, entries = page.title, self._entries()
        entries[:] = [entry for entry in entries if entry["location"].split("#")[0] != page.url]
        page.meta, page.content = {}, None
        try:
            with captured_messages():
                _populate_page(page, config, plugin.files)
                pages = plugin.files.documentation_pages()
                _build_page(page, config, pages, plugin.navigation, plugin.environment)
        except Exception as error:  # a template's or a further plugin's: nobody gets a traceback
            raise our_findings(error) or CannotGoOnError([build_error(error)]) from error
        return bool(page.title == title)

    def _entries(self) -> list[dict[str, Any]]:
        plugin = search.plugin_of(self._config)
        return plugin.search_index.entries if plugin else []

    def _freshen_search(self) -> None:
        for source in list(self._stale):
            self._make(source)
        self._stale.clear()
        self._search_is_stale = False
        plugin = search.plugin_of(self._config)
        if plugin:
            plugin.on_post_build(config=self._config)
            own_entries = chain.from_iterable(self._plugin.entries.values())
            search.finish(self.folder, self.contents, own_entries)

    def _file(self, source: str) -> File:
        file = self._plugin.files.get_file_from_path(source)
        assert file is not None
        return file

    def _own_source(self, path: Path) -> str | None:
        """Return the source name of a page of the company that MkDocs knows already."""
        for file in self._plugin.files.documentation_pages():
            if file.abs_src_path and Path(file.abs_src_path) == path and path.exists():
                return str(file.src_uri)
        return None


def _changed(old: Iterable[Page], new: Iterable[Page]) -> list[Page]:
    before = {page.file: page for page in old}
    return [page for page in new if before.get(page.file) != page]


def _frame(contents: SiteContents) -> tuple[object, ...]:
    """Return what concerns more than single pages; when it changes, everything is built anew."""
    listed = tuple((page.file, page.title, page.section) for page in contents.pages)
    brand = contents.brand
    picture_files = pictures(contents.pages)  # those not there yet would have to be copied
    return (
        listed,
        picture_files,
        footer_line(contents.imprint),
        logo_name(brand),
        icon_name(brand),
        style_sheets(brand),
    )
