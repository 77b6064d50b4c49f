"""Building the site with MkDocs, in this process, into a folder nobody looks at yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Literal, Protocol, cast

from jinja2 import Environment, TemplateNotFound
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from yaml import YAMLError

from kamhandbook.findings import CannotGoOnError, Finding, Position
from kamhandbook.reading.yaml_file import read_yaml
from kamhandbook.site.config import FILE, built_in, config_file, docs_dir
from kamhandbook.site.contents import SiteContents
from kamhandbook.site.mkdocs_log import captured_messages, mkdocs_error
from kamhandbook.site.search_entries import Entry
from kamhandbook.wording.messages import problem

_PLUGIN = "kamhandbook"


class SitePlugin(Protocol):
    """The plugin, seen from here: it is told what to show instead of reading it itself.

    ``navigation``, ``files`` and ``environment`` are those of its last build, ``entries`` what the
    search finds of our pages.
    """

    navigation: Navigation
    files: Files
    environment: Environment
    entries: dict[str, tuple[Entry, ...]]

    def take(self, contents: SiteContents) -> None:
        """Show these contents, also in builds to come."""

    def show(self, contents: SiteContents) -> None:
        """Show these contents at once."""


def make_site(contents: SiteContents, folder: Path) -> tuple[Finding, ...]:
    """Build the site into ``folder``; return MkDocs' warnings.

    Raises CannotGoOnError with what MkDocs or a template says when the site cannot be built.
    """
    return build_live(contents, folder)[1]


def build_live(
    contents: SiteContents, folder: Path, *, command: Literal["build", "serve"] = "build"
) -> tuple[tuple[MkDocsConfig, SitePlugin], tuple[Finding, ...]]:
    """Build the site and keep what is needed to make single pages anew, which ``serve`` does."""
    with captured_messages() as messages, ExitStack() as stack:
        try:
            config = _config(contents, folder, stack)
            plugin = _plugin(config)
            plugin.take(contents)
            config.plugins.on_startup(command=command, dirty=False)
            mkdocs_build(config)
            config.plugins.on_shutdown()
        except CannotGoOnError:
            raise
        except (Abort, BuildError) as error:
            raise our_findings(error) or CannotGoOnError(
                [*messages.errors(), *messages.warnings(contents)] or [mkdocs_error(str(error))]
            ) from error
        except TemplateNotFound as error:  # an OSError to Python, but no fault of the disk
            raise CannotGoOnError([build_error(error)]) from error
        except OSError as error:
            if _is_about_another_file(error, folder):
                raise CannotGoOnError([build_error(error)]) from error
            raise  # the disk's fault, told by whoever owns the folder
        except Exception as error:  # a template's or a further plugin's: nobody gets a traceback
            raise CannotGoOnError([build_error(error)]) from error
    return (config, plugin), messages.warnings(contents)


def _config(contents: SiteContents, folder: Path, stack: ExitStack) -> MkDocsConfig:
    """Read the project's mkdocs.yml; a missing folder for own pages is an empty one."""
    file = config_file(contents.root)
    options: dict[str, Any] = {"site_dir": str(folder)}
    if not docs_dir(contents.root, contents.folder).is_dir():
        options["docs_dir"] = str(stack.enter_context(_empty(folder)))
    elif file is None:
        options["docs_dir"] = str(contents.folder / "pages")
    if file is not None:
        return _load(file, options)
    name = contents.imprint.title
    path = str(contents.root / FILE)
    return load_config(cast(Any, built_in(name)), config_file_path=path, **options)


@contextmanager
def _empty(folder: Path) -> Iterator[Path]:
    """Make an empty folder beside a site's, where it is removed with it after a kill."""
    pages_folder = folder.with_name(f"{folder.name}-no-pages")
    pages_folder.mkdir(exist_ok=True)
    try:
        yield pages_folder
    finally:
        pages_folder.rmdir()


def _load(file: Path, options: dict[str, Any]) -> MkDocsConfig:
    """Let MkDocs read mkdocs.yml; what is no YAML is told as it is for content, at its line."""
    try:
        return load_config(str(file), **options)
    except ConfigurationError as error:
        findings = read_yaml(file, file.parent).findings
        if isinstance(error.__context__, YAMLError) and findings:
            raise CannotGoOnError(findings) from error
        raise


def _is_about_another_file(error: OSError, folder: Path) -> bool:
    """Whether a page, a hook or a plugin asked for a file that is no part of the site.

    A full disk may name any file, say the one that was being copied.
    """
    kinds = (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError)
    name = error.filename
    if not (isinstance(error, kinds) and isinstance(name, str) and error.filename2 is None):
        return False
    return not Path(name).absolute().is_relative_to(folder.absolute())


def _plugin(config: MkDocsConfig) -> SitePlugin:
    plugin = config.plugins.get(_PLUGIN)
    if plugin is None:
        raise CannotGoOnError([problem("plugin_missing", Position(FILE))])
    return cast(SitePlugin, plugin)


def our_findings(error: BaseException | None) -> CannotGoOnError | None:
    """Find our own findings in what MkDocs made of them."""
    while error is not None and not isinstance(error, CannotGoOnError):
        error = error.__cause__ or error.__context__
    return error


def build_error(error: Exception) -> Finding:
    """Return what went wrong and, for a template, in which file and line, as a finding."""
    place = ""
    trace = error.__traceback__
    while trace:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.suffix in (".html", ".j2", ".md"):
            place = f" ({file.name}:{trace.tb_lineno})"
        trace = trace.tb_next
    if isinstance(error, TemplateNotFound):
        return problem("theme_template_missing", Position(FILE), name=error.name, place=place)
    line = getattr(error, "lineno", None)
    name = getattr(error, "name", None)
    if line and name:
        place = f" ({name}:{line})"
    return mkdocs_error(f"{type(error).__name__}: {error}{place}")
