"""A company's own files beside its pages: pictures without metadata, and nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from kamhandbook.pictures.kinds import is_or_claims_to_be
from kamhandbook.pictures.picture import Picture, read_file
from kamhandbook.reading.input_files import composed


def clean_own_files(files: Files, config: MkDocsConfig, root: Path) -> None:
    """Let pictures be written without metadata, and leave out links that lead out of the project.

    A theme's files are not a company's. What is left out is told by the check of own pages.
    """
    docs = Path(config.docs_dir).resolve()
    inside = root.resolve()
    for file in list(files):
        source = Path(file.abs_src_path) if file.abs_src_path else None
        if source is None or not source.is_relative_to(config.docs_dir):
            continue
        real = source.resolve()
        if not real.is_relative_to(inside) and not real.is_relative_to(docs):
            files.remove(file)
        elif not file.is_documentation_page() and is_or_claims_to_be(source):
            files.remove(file)
            picture = read_file(source)
            if isinstance(picture, Picture):
                uri = composed(file.src_uri)
                files.append(File.generated(config, uri, content=picture.content))
