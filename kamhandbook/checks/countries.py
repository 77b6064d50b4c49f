"""Entries of a list of countries that are none: counted as one, they make numbers wrong."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.checks.base import HINT, CheckContext, Found
from kamhandbook.content.countries import country_names_known, is_place
from kamhandbook.content.handbook import Handbook
from kamhandbook.reading.nearest import name_guess


def val3(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """An entry under ``countries`` that is no country, region or state that anybody lists."""
    for index, account in enumerate(handbook.selection.key_accounts):
        for number, entry in enumerate(account.countries):
            if entry and not is_place(entry):
                meant = name_guess(entry, country_names_known()).word
                path = ("selection", "key_accounts", index, "countries", number)
                yield Found(path, HINT, {"entry": entry, "meant": meant}, "meant" if meant else "")
