"""``kamhandbook verify``: which handbook a finished file shows, and if it is up to date."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kamhandbook.cli.options import content_option
from kamhandbook.cli.terminal import wants_colour
from kamhandbook.editions.edition import cut
from kamhandbook.editions.fingerprint import fingerprint
from kamhandbook.editions.stamp import Stamp
from kamhandbook.editions.stamped_files import stamped
from kamhandbook.findings import Position
from kamhandbook.reading.content_folder import Loaded, load
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.messages import phrase, problem


@click.command("verify", short_help="Tell a finished deck or site by its stamp.")
@click.argument("path", metavar="FILE|FOLDER", type=click.Path(exists=True, path_type=Path))
@content_option
def command(path: Path, content: Path) -> None:
    """Say which version, iteration and audience a deck or a site is, and whether it is up to date.

    FILE is a deck (.pptx); FOLDER is a site, or what "kamhandbook build" wrote into. What a file
    was built from is told by its stamp; changes made to the file by hand are not seen. Exit status:
    0 all match content/, 1 something does not or cannot be told, 2 wrong use.

    \b
    Example:
      kamhandbook verify kam-handbuch.pptx
    """
    found = list(stamped(path))
    if not found:
        unknown = problem("verify_unknown", Position(path.name))
        click.echo(f"{path}: {unknown.message}\n  → {unknown.next_step}", err=True)
        raise SystemExit(1)
    loaded = load(content)
    if not loaded.is_readable:
        from kamhandbook.report.plain_text import text_report

        colours = wants_colour(sys.stderr)
        click.echo(text_report(loaded.findings, loaded.root, colours=colours), err=True)
        raise SystemExit(1)
    matches = [_tell(file, stamp, loaded, content) for file, stamp in found]
    if len(found) > 1 and len({stamp.audience for _, stamp in found}) == 1:
        together = len({stamp.fingerprint for _, stamp in found}) == 1
        click.echo(phrase("verify_together" if together else "verify_apart"))
    raise SystemExit(0 if all(matches) else 1)


def _tell(file: Path, stamp: Stamp, loaded: Loaded, content: Path) -> bool:
    """Say what a file is; gives whether it matches the content."""
    number, version = stamp.iteration, stamp.version
    click.echo(
        phrase(
            "verify_about",
            path=file,
            audience=DEFAULT.catalogue.label("audience", stamp.audience),
            iteration=phrase(
                "verify_iteration" if number else "verify_no_iteration", number=number
            ),
            version=phrase("verify_version" if version else "verify_no_version", version=version),
            fingerprint=stamp.fingerprint,
        )
    )
    now = fingerprint(cut(loaded.handbook, stamp.audience))
    key = "verify_same" if now == stamp.fingerprint else "verify_other"
    click.echo(phrase(key, content=content, fingerprint=now))
    return now == stamp.fingerprint
