"""The files a site is made of, as MkDocs wants them: our pages, assets, pictures, the deck."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from kamhandbook.compose.imprint import make_stamp
from kamhandbook.editions.stamp import SITE_FILE, to_json
from kamhandbook.findings import CannotGoOnError, Position
from kamhandbook.pictures.picture import Picture, read_picture
from kamhandbook.site.contents import DECK_FILE, SiteContents, source_name
from kamhandbook.site.own_files import clean_own_files
from kamhandbook.site.page import HandbookPage
from kamhandbook.site.pictures import picture_file, pictures
from kamhandbook.site.search import NO_STEMMER, plugin_of
from kamhandbook.wording.messages import problem


def add_files(
    files: Files, config: MkDocsConfig, contents: SiteContents, assets: Mapping[str, Path | bytes]
) -> Files:
    """Add everything of ours to the company's own files.

    Raises CannotGoOnError when a page of the company has the name of one of ours.
    """
    _refuse_taken_names(files, contents)
    _leave_out_idle(files, config)
    clean_own_files(files, config, contents.root)
    own_files = (
        *_pages(config, contents),
        *_assets(config, assets),
        *_pictures(config, contents),
        *_deck(config, contents),
        *_stamp(config, contents),
    )
    for file in own_files:
        if files.get_file_from_path(file.src_uri) is None:
            files.append(file)
    return files


def _leave_out_idle(files: Files, config: MkDocsConfig) -> None:
    """Leave out what no browser asks for: source maps, and stemmers when none is set."""
    plugin = plugin_of(config)
    stems = plugin is not None and plugin.config.get("lang") != NO_STEMMER
    for file in list(files):
        is_stemmer = file.src_uri.startswith("assets/javascripts/lunr/") and not stems
        is_map = file.src_uri.startswith("assets/") and file.src_uri.endswith(".map")
        if is_map or is_stemmer:
            files.remove(file)


def _pages(config: MkDocsConfig, contents: SiteContents) -> Iterator[File]:
    for page in contents.pages:
        level = InclusionLevel.INCLUDED if page.in_navigation else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, source_name(page), content="", inclusion=level)
        HandbookPage(page, file, config)  # which MkDocs finds as the file's page
        yield file


def _assets(config: MkDocsConfig, assets: Mapping[str, Path | bytes]) -> Iterator[File]:
    for name, source in assets.items():
        if isinstance(source, bytes):
            yield File.generated(config, name, content=source)
        else:
            yield File.generated(config, name, abs_src_path=str(source))


def _pictures(config: MkDocsConfig, contents: SiteContents) -> Iterator[File]:
    """Take along what answers show; a picture that is none is left to the checks."""
    for src in pictures(contents.pages):
        picture = read_picture(contents.folder, src)
        if isinstance(picture, Picture):
            yield File.generated(config, picture_file(src), content=picture.content)


def _deck(config: MkDocsConfig, contents: SiteContents) -> Iterator[File]:
    if contents.deck is not None:
        yield File.generated(config, DECK_FILE, content=contents.deck)


def _stamp(config: MkDocsConfig, contents: SiteContents) -> Iterator[File]:
    """Yield the file with the handbook's stamp, read by ``kamhandbook verify``."""
    if contents.imprint.fingerprint:
        stamp = to_json(make_stamp(contents.imprint))
        yield File.generated(config, SITE_FILE, content=stamp)


def _refuse_taken_names(files: Files, contents: SiteContents) -> None:
    company_pages = {file.dest_uri: file for file in files.documentation_pages()}
    findings = [
        problem("page_taken", Position(_source_path(file, contents)), name=Path(file.src_uri).name)
        for page in contents.pages
        if (file := company_pages.get(page.file)) is not None
    ]
    if findings:
        raise CannotGoOnError(findings)


def _source_path(file: File, contents: SiteContents) -> str:
    source = Path(file.abs_src_path or file.src_uri)
    return source.relative_to(contents.root).as_posix() if source.is_absolute() else str(source)
