"""The pages of key accounts: which accounts have one, and addresses that last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256

from msgspec import Struct

from kamhandbook.compose.context import TemplateContext
from kamhandbook.compose.terms import slug
from kamhandbook.content.fields import field_named
from kamhandbook.content.identity import fold
from kamhandbook.content.selection import KeyAccount
from kamhandbook.wording.catalogue import SitePage

TEMPLATE = "key_account"  # of every account's page; the id of the page, too
LIST = "key_accounts"  # the id of the page that leads to them
_LONGEST = 60  # signs of a name in an address
_MARK = 6  # signs that tell apart what would have one address
#: What a page says and the list does not; without any of it the page would be empty.
_FIELDS = (
    *("why", "requirements", "organisation", "buying", "scores", "package", "team", "sponsor"),
    "plan",
)


class AccountPages(Struct, frozen=True, dict=True):
    """Addresses of an edition's key accounts, for those who may see their pages."""

    context: TemplateContext

    def file(self, account: KeyAccount) -> str:
        """Return the file of an account's page; "" where it has none."""
        return self._files.get(id(account), "")

    def anchor(self, account: KeyAccount) -> str:
        """Return the anchor of an account on the list's page; "" for one without a name."""
        address = self._addresses.get(id(account), "")
        return f"konto-{address}" if address else ""

    def address(self, account: KeyAccount) -> str:
        """Return where an account is told of: its page, else its place on the list's page."""
        if self.file(account) or not self.anchor(account):
            return self.file(account)
        return f"{self.context.language.catalogue.file_of(LIST)}#{self.anchor(account)}"

    def pages(self) -> Iterator[tuple[SitePage, KeyAccount]]:
        """Yield every account's page in the order of the list."""
        words: Mapping[str, str] = self.context.language.words("site")["account_page"]
        for account in self._accounts:
            if self.file(account):
                said = words.get(account.status, words["description"]).format(name=account.name)
                yield SitePage(TEMPLATE, self.file(account), account.name, said), account

    def neighbours(self, account: KeyAccount) -> tuple[KeyAccount | None, KeyAccount | None]:
        """Return the accounts before and after one that have a page."""
        return self._neighbours.get(id(account), (None, None))

    @property
    def _accounts(self) -> tuple[KeyAccount, ...]:
        return self.context.edition.handbook.selection.key_accounts

    @cached_property
    def _addresses(self) -> Mapping[int, str]:
        return dict(_each_address(self._accounts))

    @cached_property
    def _files(self) -> Mapping[int, str]:
        if not self.context.edition.sees("team"):
            return {}
        return {
            id(account): f"key-account-{self._addresses[id(account)]}.html"
            for account in self._accounts
            if account.name and any(_says(account, field) for field in _FIELDS)
        }

    @cached_property
    def _neighbours(self) -> Mapping[int, tuple[KeyAccount | None, KeyAccount | None]]:
        shown = [account for account in self._accounts if self.file(account)]
        before, after = (None, *shown), (*shown[1:], None)
        return {
            id(each): (previous, following)
            for each, previous, following in zip(shown, before, after, strict=False)
        }


def _each_address(accounts: Iterable[KeyAccount]) -> Iterator[tuple[int, str]]:
    """Yield an address for each account, made of its name alone.

    So it stays while the list grows or is ordered anew. What Latin letters cannot say, or another
    account was called before, gets a mark that is made of the name as well.
    """
    taken: set[str] = set()
    for account in accounts:
        if not account.name:
            continue
        address = _plain(account.name)
        if address in taken:
            address = f"{address}-{_mark(account.name)}"
        number, unnumbered = 2, address
        while address in taken:  # the same name again
            address, number = f"{unnumbered}-{number}", number + 1
        taken.add(address)
        yield id(account), address


def _plain(name: str) -> str:
    words = slug(name, without="")
    if len(words) > _LONGEST:
        return f"{words[:_LONGEST].rstrip('-')}-{_mark(name)}"
    return words or _mark(name)


def _mark(name: str) -> str:
    return sha256(fold(name).encode()).hexdigest()[:_MARK]


def _says(account: KeyAccount, field: str) -> bool:
    value = getattr(account, field)
    return bool(value != field_named(KeyAccount, field).empty)
