"""A company's own files beside its pages: pictures without metadata, and nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from kamhandbook.pictures.kinds import kind_of
from kamhandbook.pictures.picture import Picture, read_file
from kamhandbook.pictures.places import composed

_HEAD = 65_536  # bytes in which a picture says what it is


def clean_own_files(files: Files, config: MkDocsConfig, root: Path) -> None:
    """Let pictures be written without metadata, and leave out links that lead out of the project.

    A theme's files are not a company's. What is left out is told by the check of own pages.
    """
    docs = Path(config.docs_dir).resolve()
    inside = root.resolve()
    for file in list(files):
        source = Path(file.abs_src_path) if file.abs_src_path else None
        if source is None or not _is_below(source, Path(config.docs_dir)):
            continue
        real = source.resolve()
        if not real.is_relative_to(inside) and not real.is_relative_to(docs):
            files.remove(file)
        elif not file.is_documentation_page() and _is_picture(source):
            files.remove(file)
            picture = read_file(source)
            if isinstance(picture, Picture):
                uri = composed(file.src_uri)
                files.append(File.generated(config, uri, content=picture.content))


def _is_below(file: Path, folder: Path) -> bool:
    return file.is_relative_to(folder)


def _is_picture(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return bool(kind_of(opened.read(_HEAD)))
    except OSError:
        return False
