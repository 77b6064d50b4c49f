"""What a server shows for an address that leads nowhere, and what a site without address lacks.

The page is shown at any address, so that nothing it asks for can be named from there unless
mkdocs.yml says where the site is published. Else the page tries the folders above it: the first
script that is found knows where the site begins, and sets all links.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from kamhandbook.site.asset_files import logo_name, shipped, style_sheets
from kamhandbook.site.contents import SiteContents
from kamhandbook.site.inline import scripts_to_files
from kamhandbook.site.own_templates import rendered

FILE = "404.html"
_FOLDERS = ("", "../", "../../", "../../../", "../../../../")  # pages lie no deeper
_SCRIPT = "not_found/not_found.js"
_STYLES = "not_found/not_found.css"


def not_found_page(config: MkDocsConfig, contents: SiteContents, theirs: str) -> str:
    """Return the page for errors; ``theirs`` is MkDocs', kept where a company wrote its own."""
    base = root_of(config.site_url)
    if config.theme.custom_dir and (Path(config.theme.custom_dir) / FILE).is_file():
        return scripts_to_files(theirs, Path(config.site_dir), base or "/")
    return rendered(
        __package__,
        "error_page.html.j2",
        bases=(base,) if base else _FOLDERS,
        imprint=contents.imprint,
        logo=logo_name(contents.brand),
        script=shipped(_SCRIPT),
        styles=(style_sheets(contents.brand)[0], shipped(_STYLES)),
        words=contents.imprint.language.words("site_build")["not_found"],
    )


def root_of(site_url: str | None) -> str:
    """Return the path at which a site begins on its server; "" where nobody said it."""
    return f"{urlsplit(site_url).path.rstrip('/')}/" if site_url else ""


def leave_out_sitemap(site: Path) -> None:
    """Remove the sitemap: without an address of the site it lists nothing."""
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)
