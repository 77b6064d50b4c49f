"""Building the site with MkDocs, in this process, into a folder nobody looks at yet."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, cast

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError

from kamhandbook.findings import CannotGoOnError, Finding, Position, Severity
from kamhandbook.messages import problem
from kamhandbook.site.config import FILE, built_in, config_file
from kamhandbook.site.contents import SiteContents

_PLUGIN = "kamhandbook"


class TakesContents(Protocol):
    """The plugin, seen from here: it is told what to show instead of reading it itself."""

    def take(self, contents: SiteContents) -> None:
        """Show these contents."""


def make_site(contents: SiteContents, folder: Path) -> tuple[Finding, ...]:
    """Build the site into ``folder``; gives MkDocs' warnings.

    Raises CannotGoOnError with what MkDocs or a template says when the site cannot be built.
    """
    with _heard() as messages, TemporaryDirectory() as nothing:
        try:
            config = _config(contents, folder, Path(nothing))
            _plugin(config).take(contents)
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
            config.plugins.on_shutdown()
        except CannotGoOnError:
            raise
        except (Abort, BuildError) as error:
            raise _ours(error) or CannotGoOnError(
                messages.errors() or [_error(str(error))]
            ) from error
        except OSError:
            raise  # the disk's fault, told by whoever owns the folder
        except Exception as error:  # a template's or a further plugin's: nobody gets a traceback
            raise CannotGoOnError([_error(_described(error))]) from error
    return messages.warnings()


def _config(contents: SiteContents, folder: Path, nothing: Path) -> MkDocsConfig:
    """Read the project's mkdocs.yml; a missing folder for own pages is an empty one."""
    file = config_file(contents.root)
    options: dict[str, Any] = {"site_dir": str(folder)}
    if not (contents.folder / "pages").is_dir():
        options["docs_dir"] = str(nothing)
    elif file is None:
        options["docs_dir"] = str(contents.folder / "pages")
    if file is not None:
        return load_config(str(file), **options)
    name = contents.imprint.title
    path = str(contents.root / FILE)
    return load_config(cast(Any, built_in(name)), config_file_path=path, **options)


def _plugin(config: MkDocsConfig) -> TakesContents:
    plugin = config.plugins.get(_PLUGIN)
    if plugin is None:
        raise CannotGoOnError([problem("plugin_missing", Position(FILE))])
    return cast(TakesContents, plugin)


def _ours(error: BaseException | None) -> CannotGoOnError | None:
    """Find our own findings in what MkDocs made of them."""
    while error is not None and not isinstance(error, CannotGoOnError):
        error = error.__cause__ or error.__context__
    return error


def _error(text: str) -> Finding:
    return problem("mkdocs_error", Position(FILE), problem=text)


def _described(error: Exception) -> str:
    """Say what went wrong and, for a template, in which file and line."""
    place = ""
    trace = error.__traceback__
    while trace:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.suffix in (".html", ".j2", ".md"):
            place = f" ({file.name}:{trace.tb_lineno})"
        trace = trace.tb_next
    line = getattr(error, "lineno", None)
    name = getattr(error, "name", None)
    if line and name:
        place = f" ({name}:{line})"
    return f"{type(error).__name__}: {error}{place}"


class _Messages(logging.Handler):
    """Keeps what MkDocs says, instead of letting it print."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def errors(self) -> list[Finding]:
        """Give the errors as findings."""
        texts = [r.getMessage() for r in self.records if r.levelno >= logging.ERROR]
        return [_error(text) for text in dict.fromkeys(texts)]

    def warnings(self) -> tuple[Finding, ...]:
        """Give the warnings as findings."""
        texts = [r.getMessage() for r in self.records if r.levelno == logging.WARNING]
        at = Position(FILE)
        return tuple(
            problem("mkdocs_warning", at, severity=Severity.WARNING, problem=text)
            for text in dict.fromkeys(texts)
        )


@contextmanager
def _heard() -> Iterator[_Messages]:
    """Listen to MkDocs; nothing it says reaches the terminal meanwhile."""
    logger, messages = logging.getLogger("mkdocs"), _Messages()
    before = logger.propagate
    logger.addHandler(messages)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.removeHandler(messages)
        logger.propagate = before
