"""The MkDocs plugin: each hook hands over to a function of the room ``site``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar

from jinja2 import Environment
from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kamhandbook.clock import today_of_environment
from kamhandbook.content.types import Audience
from kamhandbook.findings import CannotGoOnError
from kamhandbook.reading.input_files import composed
from kamhandbook.site import error_page, search, settings, versions
from kamhandbook.site import files as site_files
from kamhandbook.site.asset_files import asset_files
from kamhandbook.site.contents import SiteContents
from kamhandbook.site.inline import prefix_of, scripts_to_files, without_neighbours
from kamhandbook.site.links import sources
from kamhandbook.site.many_pages import prune
from kamhandbook.site.navigation import navigation
from kamhandbook.site.page import HandbookPage, copy_words, html_in_frame
from kamhandbook.site.page_links import with_addresses
from kamhandbook.site.search_entries import Entry

if TYPE_CHECKING:  # slow to import, and needed by "mkdocs serve" only
    from mkdocs.livereload import LiveReloadServer

    from kamhandbook.building.edition_in_context import EditionInContext

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class Day(c.OptionallyRequired[date]):
    """A day as YYYY-MM-DD."""

    def run_validation(self, value: object) -> date:
        """Read the day; MkDocs reports a wrong one with the option's name."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError as error:
            raise ValidationError(f"{value!r} is not a day like 2026-11-24.") from error


class HandbookConfig(Config):
    """What mkdocs.yml may say under ``kamhandbook``."""

    content = c.Type(str, default="content")
    """Folder with the answers, relative to mkdocs.yml."""
    audience = c.Optional(c.Choice([audience.value for audience in Audience]))
    """Who reads; left out: the handbook's own default."""
    today = c.Optional(Day())
    """The day to build for; left out: SOURCE_DATE_EPOCH, else the clock."""


def readable(hook: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Let a problem of content end a build with its message and no traceback."""

    @wraps(hook)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        try:
            return hook(*args, **kwargs)
        except CannotGoOnError as error:
            raise PluginError("\n" + str(error)) from error

    return run


class KamHandbookPlugin(BasePlugin[HandbookConfig]):
    """Adds the handbook's pages to a MkDocs site."""

    # What MkDocs hands over or asks for while it builds; ``contents`` are there from on_config on.
    contents: SiteContents
    navigation: Navigation
    files: Files
    environment: Environment

    def __init__(self) -> None:
        self.entries: dict[str, tuple[Entry, ...]] = {}  # of the search, by page
        self._preset: SiteContents | None = None  # of who builds with MkDocs' help
        self._edition: EditionInContext | None = None  # where it was read for this build
        self._command = ""

    def take(self, contents: SiteContents) -> None:
        """Show these contents in the builds to come, instead of reading them."""
        self._preset = contents

    def show(self, contents: SiteContents) -> None:
        """Show these contents at once."""
        self.contents = contents

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Stay alive from one build of ``mkdocs serve`` to the next."""
        self._command = command

    @event_priority(50)
    @readable
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the handbook before MkDocs empties its output folder."""
        self.entries.clear()
        self.contents = self._preset or self._read(config)
        return settings.apply(config, self.contents)

    @readable
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages and files, and order the navigation."""
        config.nav = navigation(files, config.nav, self.contents)
        prune(config, config.nav)
        return site_files.add_files(files, config, self.contents, asset_files(self.contents.brand))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember the navigation for a preview, which makes single pages."""
        self.navigation = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Remember the rest of what single pages are made with."""
        self.environment, self.files = env, files
        return env

    @event_priority(-100)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Let links name the address of a page, and pictures be found that a Mac has named."""
        read = with_addresses(composed(markdown), copy_words(str(config.theme["language"])))
        return sources(read, files, page.file.src_uri)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Frame the company's own pages, and keep what the search finds of ours."""
        if not isinstance(page, HandbookPage):
            return html_in_frame(html, page, self.contents)
        self.entries[page.url] = page.entries
        return html

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Leave no script inside a page, and nothing that a browser would fetch ahead."""
        prefix = prefix_of(page.url)
        html = scripts_to_files(without_neighbours(output), Path(config.site_dir), prefix)
        return search.with_words_script(html, prefix) if search.plugin_of(config) else html

    @event_priority(-100)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Say in our own words, in any folder, that there is no such page."""
        is_error = template_name == error_page.FILE
        page = error_page.not_found_page
        return page(config, self.contents, output_content) if is_error else output_content

    @event_priority(-100)
    @readable
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the search ready, name what changes, and see that nothing withheld gets out."""
        site = Path(config.site_dir)
        search.finish(site, self.contents, chain.from_iterable(self.entries.values()))
        if not config.site_url:
            error_page.leave_out_sitemap(site)
        if self._command != "serve":  # a preview makes single pages, and nothing keeps them
            versions.finish(site, search.WORDS_SCRIPT, self.contents.deck)
        if self._edition and self._command != "serve":
            from kamhandbook.building.withheld import refuse_site

            refuse_site(self._edition, site)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Watch what the handbook is made of."""
        root = self.contents.root
        for folder in (self.contents.folder, root / "themes"):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def _read(self, config: MkDocsConfig) -> SiteContents:
        # Loaded late: a build by our own command has read everything before.
        from kamhandbook.building.edition_in_context import Order
        from kamhandbook.building.in_mkdocs import edition_for_mkdocs

        root = Path(config.config_file_path or "mkdocs.yml").parent
        audience = Audience(self.config.audience) if self.config.audience else None
        today = self.config.today or today_of_environment()
        made = edition_for_mkdocs(Order(root / self.config.content, today, audience))
        self._edition = made.edition
        return made.contents
