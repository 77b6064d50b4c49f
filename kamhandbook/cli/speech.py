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
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

import click

from kamhandbook.wording.catalogue_files import catalogue_file, with_changes
from kamhandbook.wording.language import Address, Language, speaker

if TYPE_CHECKING:
    from babel.core import Locale

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


class _InEnglish(Language, frozen=True):
    """A handbook's language in which the command line's own words are English.

    What nobody has said in English stands as the handbook says it.
    """

    def words(self, room: str) -> dict[str, Any]:
        """Return the wording of a room, English where ``en.cli.yaml`` has it."""
        return _with_english(self.code, self.address, room)

    @property
    def locale(self) -> Locale:
        """The customs by which numbers and plurals are written."""
        from babel.core import Locale  # its data is read only where a number is written

        return Locale.parse(ENGLISH)


def spoken(language: Language) -> Language:
    """Return how a command says its own words: as the handbook, or in English if asked to."""
    if _spoken.get(GERMAN) != ENGLISH:  # outside of a command nobody has asked
        return language
    return _InEnglish(language.code, language.address)


def spoken_phrase(key: str, /, **values: object) -> str:
    """Return a sentence of the command line's own, ``values`` filled in."""
    return spoken(speaker()).phrase(key, **values)


@cache
def _with_english(code: str, address: Address, room: str) -> dict[str, Any]:
    english = catalogue_file(ENGLISH, "cli").get(room)
    wording: dict[str, Any] = with_changes(Language(code, address).words(room), english)
    return wording


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
