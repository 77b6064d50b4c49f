"""What the handbook sets in MkDocs' configuration; whatever mkdocs.yml says itself is kept.

Five things are not the user's to choose, because the site's promises hang on them: plain file
names, no fonts from elsewhere, the search shim, no generator notice, our style sheets.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from kamhandbook.document.blocks import Imprint
from kamhandbook.findings import CannotGoOnError, Position
from kamhandbook.site.asset_files import icon_name, logo_name, scripts, shipped, style_sheets
from kamhandbook.site.contents import SiteContents
from kamhandbook.site.search import configure
from kamhandbook.site.theme import quicken
from kamhandbook.wording.language import Language
from kamhandbook.wording.messages import problem

_FEATURES = (
    "content.tooltips",
    "navigation.prune",
    "navigation.sections",
    "navigation.top",
    "search.highlight",
    "toc.integrate",
)
MARKDOWN_EXTENSIONS = ("admonition", "attr_list", "md_in_html", "tables", "toc")
SHIM = "vendor/iframe-worker/iframe-worker.js"


def apply(config: MkDocsConfig, contents: SiteContents) -> MkDocsConfig:
    """Set what the handbook needs, and give the defaults that mkdocs.yml leaves open."""
    _require_material(config)
    quicken(config.theme)
    config.use_directory_urls = False
    # Material writes it into attributes as it stands; an entity such as &amp; is left alone.
    config.site_name = config.site_name.replace('"', "&quot;").replace("<", "&lt;")
    _theme(config, contents)
    _extra(config.extra)
    _markdown(config, contents.imprint.language)
    _validation(config.validation)
    config.extra_css = _joined(style_sheets(contents.brand), config.extra_css)
    config.extra_javascript = _joined(scripts(), config.extra_javascript)
    configure(config)
    if config.copyright is None:
        config.copyright = footer_line(contents.imprint)
    return config


def footer_line(imprint: Imprint) -> str:
    """Return the line that every page says about the handbook, as HTML."""
    version = imprint.language.words("site_build")["version"].format(version=imprint.version)
    parts = (imprint.company, version if imprint.version else "", imprint.date)
    return " · ".join(escape(part) for part in (*parts, imprint.classification) if part)


def _require_material(config: MkDocsConfig) -> None:
    if config.theme.name != "material":
        at = Position("mkdocs.yml")
        raise CannotGoOnError([problem("wrong_theme", at, name=config.theme.name or "")])


def _theme(config: MkDocsConfig, contents: SiteContents) -> None:
    theme = config.theme
    theme["font"] = False
    for key, untouched, value in (
        ("language", "en", contents.imprint.language.code),
        ("features", [], list(_FEATURES)),
        ("palette", None, _palette(contents.imprint.language)),
        ("logo", None, logo_name(contents.brand)),
        ("favicon", "assets/images/favicon.png", icon_name(contents.brand)),
    ):
        if value and theme.get(key) == untouched:
            theme[key] = value


def _palette(language: Language) -> list[dict[str, Any]]:
    """Return both schemes in the brand's colours, with the switch between them."""
    words = language.words("site_build")
    return [
        {
            "media": f"(prefers-color-scheme: {media})",
            "scheme": scheme,
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": icon, "name": words[name]},
        }
        for media, scheme, icon, name in (
            ("light", "default", "material/weather-night", "to_dark"),
            ("dark", "slate", "material/weather-sunny", "to_light"),
        )
    ]


def _extra(extra: Any) -> None:
    extra["generator"] = False
    polyfills = [script for script in extra.get("polyfills") or [] if "iframe-worker" not in script]
    extra["polyfills"] = [shipped(SHIM), *polyfills]


def _markdown(config: MkDocsConfig, language: Language) -> None:
    """Set what own pages are read with: a link at every heading, unless mkdocs.yml says no."""
    words = language.words("site_build")["link_to_heading"]
    link = {"permalink": words["sign"], "permalink_title": words["title"]}
    config.mdx_configs["toc"] = {**link, **(config.mdx_configs.get("toc") or {})}
    missing = [name for name in MARKDOWN_EXTENSIONS if name not in config.markdown_extensions]
    config.markdown_extensions = [*config.markdown_extensions, *missing]


def _validation(validation: Any) -> None:
    """Have links into nowhere told that MkDocs by default only mentions."""
    for kind in ("anchors", "unrecognized_links"):
        if validation.links[kind] == logging.INFO:
            validation.links[kind] = logging.WARNING


def _joined(own: Iterable[str], company: Iterable[Any]) -> list[Any]:
    """Return ours first, so that a company's can change them; nothing twice when built again."""
    first = list(own)
    return [*first, *(item for item in company if item not in first)]
