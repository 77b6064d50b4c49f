"""A language as a value: handed down with a handbook and its editions, never assumed.

What it knows stands in ``catalogue/<code>.yaml`` and ``catalogue/<code>.<room>.yaml``; a further
language is a further set of these files. How it writes dates, numbers and lists follows from the
catalogue's ``locale`` (CLDR's data, by Babel).
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from kamhandbook.wording.catalogue import Catalogue, load_catalogue
from kamhandbook.wording.catalogue_files import spoken_file

if TYPE_CHECKING:
    from babel.core import Locale


Address = Literal["du", "Sie"]


class Language(Struct, frozen=True):
    """A language by its code, say ``Language("de")``; ``address`` is how it speaks to readers."""

    code: str
    address: Address = "du"

    @property
    def catalogue(self) -> Catalogue:
        """The dimensions, questions and pitfalls, and the words for choices."""
        return load_catalogue(self.code, self.address)

    def words(self, room: str) -> dict[str, Any]:
        """Return the wording of a room ("site", "deck" …; "" is the domain), texts by key."""
        return spoken_file(self.code, room, self.address)

    def phrase(self, key: str, /, **values: object) -> str:
        """Return the sentence that „phrases“ holds under ``key``, ``values`` filled in."""
        text: str = self.words("phrases")[key]
        return text.format(**values)

    @property
    def locale(self) -> Locale:
        """The customs of language and country by which dates and numbers are written."""
        return _locale(self.catalogue.locale)

    @property
    def tag(self) -> str:
        """What files call language and country (BCP 47), say ``de-DE``."""
        return self.catalogue.locale.replace("_", "-")


# The language of everything shown before a handbook's own is known: problems of reading, refusals,
# and the commands' progress. Whatever is handed a handbook, an edition or a project takes theirs.
DEFAULT = Language("de")
_speaker: ContextVar[Language] = ContextVar("speaker", default=DEFAULT)


def speak(address: Address) -> None:
    """Have everything that is handed no language speak to its reader so, from now on."""
    _speaker.set(Language(DEFAULT.code, address))


def speaker() -> Language:
    """Return ``DEFAULT`` as this run speaks to its reader.

    What is wrong with a handbook's files is told before there is a handbook; yet nobody should
    read „ihr“ in one line and „Sie“ in the next.
    """
    return _speaker.get()


@cache
def _locale(identifier: str) -> Locale:
    from babel.core import Locale  # its data is read only where a date or a number is written

    return Locale.parse(identifier)
