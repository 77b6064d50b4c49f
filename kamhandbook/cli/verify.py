"""``kamhandbook verify``: which handbook a finished file shows, and if it is up to date."""

from __future__ import annotations

from pathlib import Path

import click

from kamhandbook.cli.options import content_option
from kamhandbook.cli.speech import spoken_phrase
from kamhandbook.editions.edition import cut
from kamhandbook.editions.fingerprint import fingerprint
from kamhandbook.editions.stamp import Stamp
from kamhandbook.editions.stamped_files import stamped_files
from kamhandbook.findings import Position
from kamhandbook.reading.content_folder import Loaded, read_content_folder
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.messages import problem


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
    stamps = list(stamped_files(path))
    if not stamps:
        unknown = problem("verify_unknown", Position(path.name))
        click.echo(f"{path}: {unknown.message}\n  → {unknown.next_step}", err=True)
        raise SystemExit(1)
    loaded = read_content_folder(content)
    if not loaded.is_readable:
        from kamhandbook.cli.show import show_findings

        show_findings(loaded.findings, content)
        raise SystemExit(1)
    matches = [_report(file, stamp, loaded, content) for file, stamp in stamps]
    if len(stamps) > 1 and len({stamp.audience for _, stamp in stamps}) == 1:
        is_one_handbook = len({stamp.fingerprint for _, stamp in stamps}) == 1
        click.echo(spoken_phrase("verify_together" if is_one_handbook else "verify_apart"))
    raise SystemExit(0 if all(matches) else 1)


def _report(file: Path, stamp: Stamp, loaded: Loaded, content: Path) -> bool:
    """Print what a file is; return whether it matches the content."""
    number, version = stamp.iteration, stamp.version
    click.echo(
        spoken_phrase(
            "verify_about",
            path=file,
            audience=DEFAULT.catalogue.label("audience", stamp.audience),
            iteration=spoken_phrase(
                "verify_iteration" if number else "verify_no_iteration", number=number
            ),
            version=spoken_phrase(
                "verify_version" if version else "verify_no_version", version=version
            ),
            fingerprint=stamp.fingerprint,
        )
    )
    current = fingerprint(cut(loaded.handbook, stamp.audience))
    key = "verify_same" if current == stamp.fingerprint else "verify_other"
    click.echo(spoken_phrase(key, content=content, fingerprint=current))
    return current == stamp.fingerprint
