"""The language that the command line speaks: German, or English where somebody asks for it.

English stands in the code and is the source, as with gettext; German stands in ``de.cli.yaml`` and
is looked up by it. So is what click says itself, for as long as one of our commands runs.
"""

from __future__ import annotations

import gettext
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from types import ModuleType
from typing import Any

import click

from kamhandbook.wording.catalogue_files import catalogue_file

GERMAN, ENGLISH = "de", "en"
LANGUAGES = (GERMAN, ENGLISH)
# Said to every command when it starts, and read only in a help, which has a wording of its own.
_OF_HELP = "Show this message and exit."
_YES, _NO = ("j", "ja", "y", "yes"), ("n", "nein", "no")
_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def language_asked_for(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language of ``--lang`` before a command, else of the locale, else German."""
    for index, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            value = value or next(iter(arguments[index + 1 :]), "")
            return value if value in LANGUAGES else GERMAN
        if not argument.startswith("-"):
            break
    names = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts, as POSIX has it
    locale = next((environment[name] for name in names if environment.get(name)), "")
    return ENGLISH if locale.lower().startswith(ENGLISH) else GERMAN


def words() -> Mapping[str, Any]:
    """Return the wording of the language spoken now; none in English, which stands in the code."""
    return catalogue_file(GERMAN, "cli") if _spoken.get() == GERMAN else {}


def said(message: str, /, **values: object) -> str:
    """Return an English message in the language spoken now, ``values`` filled in."""
    return _translated(message).format(**values)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language meanwhile."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


@contextmanager
def click_speaks_with_us() -> Iterator[None]:
    """Let click look its messages up as ours are; afterwards it is as it was.

    click asks gettext, which wants a compiled file for every locale and knows none for LANG=C.
    """
    before = [(module, name, getattr(module, name)) for module, name in _lookups_of_click()]
    for module, name, lookup in before:
        setattr(module, name, _translated if lookup is gettext.gettext else _one_or_several)
    try:
        yield
    finally:
        for module, name, lookup in before:
            setattr(module, name, lookup)


def is_confirmed(question: str) -> bool:
    """Whether a person says yes; click itself asks for "y" in every language. No is the default."""

    def read(answer: str) -> bool:
        known = {"": False, **dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
        try:
            return known[answer.strip().lower()]
        except KeyError:
            raise click.BadParameter(said("Please answer yes or no.")) from None

    choice = said("[y/N]")
    answer: bool = click.prompt(
        f"{question} {choice}", default="", show_default=False, value_proc=read
    )
    return answer


def _lookups_of_click() -> Iterator[tuple[ModuleType, str]]:
    for name, module in list(sys.modules.items()):
        if name.startswith("click."):
            for lookup in ("_", "ngettext"):
                if getattr(module, lookup, None) in (gettext.gettext, gettext.ngettext):
                    yield module, lookup


def _translated(message: str) -> str:
    if message == _OF_HELP:
        return message
    return str(words().get("messages", {}).get(message, message))


def _one_or_several(one: str, several: str, count: int) -> str:
    return _translated(one if count == 1 else several)
