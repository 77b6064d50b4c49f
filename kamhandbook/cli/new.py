"""``kamhandbook new``: a complete handbook project to start from."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from kamhandbook.cli.options import today_option
from kamhandbook.cli.speech import said
from kamhandbook.cli.terminal import is_conversation
from kamhandbook.content.base import ApproachKind, Phase
from kamhandbook.design.colour import Colour

APPROACHES = [kind.value for kind in ApproachKind]
PHASES = [phase.value for phase in Phase]
_WHICH_SITE_URL = "Where will the site be published (https://…, Enter = still open)"
PRIMARY, ACCENT = "#1f3a4d", "#c77d1e"

_WHICH_APPROACH = (
    "Which approach? 1 = of the company (all functions treat a few customers differently), "
    "2 = of sales (a team of its own in sales), Enter = still open"
)
_WHICH_PHASE = "Where are you? 1 = concept, 2 = prototyping, 3 = roll-out, 4 = regular operation"
_DONE = """The handbook of {company} is in {folder}.

What comes next:
  cd {folder}
  kamhandbook build     makes the first draft
  kamhandbook status    says what is due

The first question is in content/1-goals.yaml.
"""


class HexColour(click.ParamType):  # type: ignore[type-arg]  # generic only in newer clicks
    """A colour like #0b4f5c."""

    name = "colour"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the colour; a wrong one is wrong use."""
        colour = _normal_colour(value)
        if colour is None:
            self.fail(said("{value!r} is not a colour like #0b4f5c.", value=value), param, ctx)
        return colour


@click.command("new", short_help="Make a handbook project to start from.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--company", metavar="NAME", help="Name of the company.")
@click.option(
    "--approach", type=click.Choice(APPROACHES), help="Approach of the company or of sales."
)
@click.option("--phase", type=click.Choice(PHASES), help="Where the introduction stands.")
@click.option("--contact-name", metavar="NAME", help="Whom to ask about the handbook.")
@click.option("--contact-role", metavar="ROLE", help="That person's role.")
@click.option("--contact-email", metavar="ADDRESS", help="That person's address.")
@click.option("--primary", type=HexColour(), help=f"Main colour [default: {PRIMARY}].")
@click.option("--accent", type=HexColour(), help=f"Accent colour [default: {ACCENT}].")
@click.option("--site-url", metavar="URL", help="Where the site will be published.")
@today_option
def command(
    folder: Path,
    company: str | None,
    approach: str | None,
    phase: str | None,
    contact_name: str | None,
    contact_role: str | None,
    contact_email: str | None,
    primary: str | None,
    accent: str | None,
    site_url: str | None,
    today: date,
) -> None:
    """Make a handbook project in FOLDER: content files with every guiding question, a brand, help.

    Asks for what is not given as an option, at a terminal only; without one, --company is needed.
    Never overwrites anything.

    \b
    Example:
      kamhandbook new unser-handbuch --company "Muster GmbH" --approach company
    """
    from kamhandbook.scaffold.project_files import ProjectSettings, project_files

    ask = _ask_function()
    name = _cleaned(company) or _cleaned(ask(said("What is your company called"), "", None))
    if not name:
        raise click.UsageError(said("Without a terminal, --company NAME is needed."))
    settings = ProjectSettings(
        company=name,
        today=today,
        approach=approach or _ask_choice(ask, said(_WHICH_APPROACH), APPROACHES, ""),
        phase=phase or _ask_choice(ask, said(_WHICH_PHASE), PHASES, "1"),
        contact={
            "name": _cleaned(
                contact_name
                or ask(
                    said("Who answers questions about the handbook (name, Enter = still open)"),
                    "",
                    None,
                )
            ),
            "role": _cleaned(contact_role or ask(said("In which role"), "", None)),
            "email": _cleaned(
                contact_email or ask(said("At which mail address (Enter = still open)"), "", None)
            ),
        },
        primary=primary
        or ask(said("Your main colour as a value like #0b4f5c"), PRIMARY, _read_colour),
        accent=accent or ask(said("Your accent colour"), ACCENT, _read_colour),
        site_url=_read_site_url(site_url or "") or ask(said(_WHICH_SITE_URL), "", _read_site_url),
    )
    _write(folder, project_files(settings))
    click.echo(said(_DONE, company=name, folder=folder), nl=False)


Ask = Callable[[str, str, Callable[[str], str] | None], str]


def _ask_function() -> Ask:
    """Return a function (question, default, reader) that asks at a terminal only."""
    if not is_conversation():
        return lambda _question, default, _read: default

    def ask(question: str, default: str, read: Callable[[str], str] | None) -> str:
        answer: str = click.prompt(
            question, default=default, show_default=bool(default), value_proc=read
        )
        return answer

    return ask


def _ask_choice(ask: Ask, question: str, keys: Sequence[str], default: str) -> str:
    """Ask for one of several by its number; "" where the question may stay open."""

    def read(answer: str) -> str:
        if not answer.strip() and not default:
            return ""
        number = int(answer) if answer.strip().isdecimal() else 0
        if not 1 <= number <= len(keys):
            raise click.BadParameter(said("Please give one of the numbers."))
        return str(number)

    answer = ask(question, default, read)
    return keys[int(answer) - 1] if answer else ""


def _read_site_url(answer: str) -> str:
    """Return the address of a site as MkDocs wants it; "" where it stays open."""
    text = _cleaned(answer)
    text = text if "//" in text or not text else f"https://{text}"
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # an address of IPv6 with one bracket
        is_address = False
    if text and (not is_address or " " in text):
        raise click.BadParameter(
            said("Please give an address like https://intranet.example/kam/, or nothing.")
        )
    return text if not text or text.endswith("/") else f"{text}/"


def _read_colour(answer: str) -> str:
    colour = _normal_colour(answer)
    if colour is None:
        raise click.BadParameter(
            said("Please give a value like #0b4f5c: # and six characters from 0 to 9 and a to f.")
        )
    return colour


def _normal_colour(text: str) -> str | None:
    """Return a colour as ``#rrggbb`` in lower case; None for what is none."""
    colour = text.strip() if text.strip().startswith("#") else f"#{text.strip()}"
    return colour.lower() if len(colour) == 7 and Colour.parse(colour) else None


def _cleaned(text: str | None) -> str:
    return " ".join(part for part in (text or "").split() if part.isprintable())


def _write(folder: Path, texts: dict[Path, str]) -> None:
    """Write all files, or none when one of them is there already."""
    from kamhandbook.cli.writing import not_written, write_all
    from kamhandbook.placing.change import completed, take_back

    files = {folder / path: text.encode() for path, text in texts.items()}
    try:
        take_back(folder)
        completed(folder)
        _refuse_existing(folder, texts)
        write_all(folder, files, is_new=True)
    except FileExistsError:  # somebody made one in between
        _refuse_existing(folder, texts)
        raise
    except OSError as error:
        raise not_written(error, folder) from error


def _refuse_existing(folder: Path, texts: dict[Path, str]) -> None:
    existing = [path.as_posix() for path in texts if os.path.lexists(folder / path)]
    if existing:
        names = ", ".join(existing[:3])
        if len(existing) > 3:
            names += " " + said("and {n} more", n=len(existing) - 3)
        raise click.ClickException(
            said(
                "Something in {folder} would be overwritten: {files}. Nothing was made.",
                folder=folder,
                files=names,
            )
        )
