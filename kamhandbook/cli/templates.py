"""``kamhandbook templates``: the templates of pages and slides, and one copied to be changed."""

from __future__ import annotations

from pathlib import Path

import click

from kamhandbook.cli.options import content_option


@click.command("templates", short_help="List page and slide templates, or copy one to change it.")
@click.argument("name", required=False)
@content_option
def command(name: str | None, content: Path) -> None:
    """List the templates of pages and slides; with NAME, copy one into the brand folder.

    A template there takes the place of ours. Nothing is ever overwritten. What templates may use
    stands in docs/templates.md.

    \b
    Example:
      kamhandbook templates
      kamhandbook templates deck/goals.md.j2
    """
    from kamhandbook.building.project import open_project
    from kamhandbook.cli.speech import spoken_phrase
    from kamhandbook.cli.writing import write_or_tell
    from kamhandbook.design.overrides import shipped_templates

    originals = shipped_templates()
    if name is None:
        for original in originals.values():
            click.echo(f"{original.name:<34} {original.says}".rstrip())
        return
    if name not in originals:
        raise click.ClickException(_unknown(name))
    brand = open_project(content).brand
    if brand.folder is None:
        raise click.ClickException(spoken_phrase("templates_no_brand"))
    target = brand.folder / name
    if target.exists():
        raise click.ClickException(spoken_phrase("templates_there", path=target))
    write_or_tell(brand.folder, {target: originals[name].text.encode()}, is_new=True)
    click.echo(spoken_phrase("templates_copied", path=target))


def _unknown(name: str) -> str:
    from kamhandbook.cli.speech import spoken_phrase
    from kamhandbook.design.overrides import close_names
    from kamhandbook.reading.suggestions import did_you_mean

    guess = did_you_mean("“, „".join(close_names(name)))
    return spoken_phrase("templates_unknown", name=name, suggestion=guess)
