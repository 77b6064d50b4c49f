"""Addresses that lead nowhere: what is typed where a link, or a mailbox, is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamhandbook.checks.base import WARNING, CheckContext, Found
from kamhandbook.content.fields import every_model, fields_of
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.meanings import Meaning
from kamhandbook.content.types import Kind
from kamhandbook.document.addresses import FILE_ENDING, address_of, is_mail, is_on_own_machine
from kamhandbook.document.telephone import telephone_address
from kamhandbook.positions import ContentPath

#: What can be meant in a field that takes one address.
_INSIDE = {
    "url": re.compile(r"https?://\w[^\s<>()\[\]\"„“”,;]*", re.IGNORECASE),
    "mail": re.compile(r"(?<![\w.+-])[\w.+%&-]+@(?:[\w-]+\.)+[a-zA-Z]{2,24}(?![\w@-])"),
}
_ONE_SLASH = re.compile(r"^\s*(https?)(?::/(?!/)|//|:(?!/)|;//)([\w.-]+\.[^\s]+)", re.IGNORECASE)
#: A server's name has no dot; "//www.firma.example" is an address of the web.
_SHARE_WITH_SLASHES = re.compile(r"//[\w-]+/[^\n]+")
_SCHEME_SLIP = re.compile(r"h?t{1,3}p{1,2}s?:/{1,3}(?=[\w-]+\.)", re.IGNORECASE)
_WITH_BLANKS = re.compile(rf"https?://\S+(?: \S+)*\.{FILE_ENDING}", re.IGNORECASE)
_TORN = re.compile(r"https?:// *\S+|[\w-]+(?: *\. *[\w-]+)+(?:/\S*)?", re.IGNORECASE)
_HOST_WITH_COMMA = re.compile(r"https?://[\w.-]+,[\w.,-]+(?=/|$)", re.IGNORECASE)


def link1(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """An address that is none, in a field or in an answer."""
    for path, model in every_model(handbook):
        for field in fields_of(type(model)):
            value = getattr(model, field.name)
            at = (*path, field.key)
            if not isinstance(value, str) or not value:
                continue
            if Meaning.LINK in field.meanings and not _leads_somewhere(value):
                yield _no_address(at, value, "url")
            elif Meaning.LINK in field.meanings and is_on_own_machine(value):
                yield Found(at, WARNING, {"address": value}, "own")
            elif Meaning.MAIL in field.meanings and not is_mail(value):
                yield _no_address(at, value, "mail")
            elif field.kind is Kind.MARKDOWN:
                for address, variant in _refused(value):
                    yield Found(at, WARNING, {"address": address}, variant)


def _leads_somewhere(value: str) -> bool:
    return address_of(value) is not None and not _HOST_WITH_COMMA.match(value)


def _no_address(at: ContentPath, value: str, kind: str) -> Found:
    """Return that a value is no address, with the one that stands in it where there is just one."""
    telephone = telephone_address(value)
    if telephone:
        return Found(at, WARNING, {"address": value, "meant": telephone}, f"{kind}_telephone")
    mended = _mended(value, kind)
    found = {mended} if mended else set(re.findall(_INSIDE[kind], value))
    if kind == "url" and not found:
        found = {f"{scheme.lower()}://{rest}" for scheme, rest in _ONE_SLASH.findall(value)}
    if len(found) > 1:
        return Found(at, WARNING, {"address": value}, f"{kind}_several")
    meant = next(iter(found), "")
    return Found(
        at, WARNING, {"address": value, "meant": meant}, f"{kind}_meant" if meant else kind
    )


def _mended(value: str, kind: str) -> str:
    """Return the address that something can only have been meant to be; "" for none."""
    squeezed = re.sub(r"\s+", "", value)
    if kind == "mail":
        return squeezed if is_mail(squeezed) else ""
    if _WITH_BLANKS.fullmatch(value):
        return value.replace(" ", "%20")
    if squeezed != value and _TORN.fullmatch(value) and address_of(squeezed):
        return squeezed
    if share := _SHARE_WITH_SLASHES.fullmatch(value):
        return share[0].replace("/", "\\")
    scheme = _SCHEME_SLIP.match(squeezed)
    address = f"https://{squeezed[scheme.end() :]}" if scheme else squeezed
    host = _HOST_WITH_COMMA.match(address)
    if host:
        return address[: host.end()].replace(",", ".") + address[host.end() :]
    return address if scheme and address != squeezed else ""


def _refused(text: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses of an answer's links that lead nowhere, and why."""
    if not any(mark in text for mark in ("](", "] (", "]:", "<")):
        return
    from kamhandbook.document.commonmark import refused_links, unread_links  # few hold a link

    refused = refused_links(text)
    yield from ((address, "answer") for address in refused)
    yield from ((each, "unread") for each in unread_links(text) if each not in refused)
