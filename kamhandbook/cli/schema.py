"""``kamhandbook schema``: JSON Schemas that let editors complete and explain content files."""

from __future__ import annotations

from pathlib import Path

import click

from kamhandbook.cli.speech import spoken_phrase
from kamhandbook.wording.language import DEFAULT


@click.command("schema", short_help="Write JSON Schemas for editors.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path(".schema"))
def command(folder: Path) -> None:
    """Write the JSON Schema of every content file into FOLDER (default: .schema).

    Editors such as VS Code (with its YAML extension) then complete keys and explain them while
    typing. A content file names its schema in its first line; "kamhandbook new" puts it there.

    \b
    Example:
      kamhandbook schema
    """
    from kamhandbook.cli.writing import write_or_tell
    from kamhandbook.forms.json_schema import all_schemas

    schemas = all_schemas(DEFAULT)
    write_or_tell(folder, {folder / name: text.encode() for name, text in schemas.items()})
    click.echo(spoken_phrase("schema_written", n=len(schemas), folder=folder))
