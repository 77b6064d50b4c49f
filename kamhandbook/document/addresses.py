"""Where a link leads, read from what people type: the web, a mailbox, a telephone, a file share.

A bare host means https. A place on a file share is shown in full, for a browser follows it only
from a page that lies on a file share, too. What else has a scheme is no address of ours.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from msgspec import Struct

from kamhandbook.document.blocks import PLAIN, Attributes, Inlines, Link, Text

WEB = ("http:", "https:", "mailto:", "tel:")
PLACE = "file:"

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_IGNORED = re.compile(r"[\s\x00-\x20\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_SHARE = re.compile(r"\\\\(?P<host>[\w.$@-]+)(?P<rest>\\[^\r\n\t]*)?")
_DRIVE = re.compile(r"(?P<drive>[A-Za-z]:)(?P<rest>[\\/](?![\\/])[^\r\n\t]*)")
_LINKED = re.compile(r"file:/+[^\s/].*", re.IGNORECASE)
_HOST = re.compile(
    r"(?P<host>(?:[\w-]+\.)+(?P<top>[a-z]{2,24})|\d{1,3}(?:\.\d{1,3}){3})(?::\d{2,5})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_PORT = re.compile(r"[\w-]{2,}(?:\.[\w-]+)*:\d{2,5}(?:[/?#]\S*)?")
_MAIL = re.compile(r"[\w.+%'&-]+@(?:[\w-]+\.)+[\w-]{2,24}")
_NUMBER = re.compile(r"[+(]?\d[\d/() .-]*")  # a telephone's, say; no page is called so
_WORD = re.compile(r"[\w-]+")  # "Intranet" is what something is called, and no page of ours
_WEB = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
#: What a name ends with that is a file's, and no domain of a host.
FILE_ENDING = (
    r"(?:html?|md|pdf|pp[ts]x?|potx|docx?|dotx|xls[xm]?|csv|txt|rtf|od[tsp]|zip|png|jpe?g|gif|svg"
    r"|webp|mp4|msg|eml|ics|ya?ml|json|xml|js|css)"
)
_FILE = re.compile(FILE_ENDING, re.IGNORECASE)


class Address(Struct, frozen=True):
    """What a link says, and for a place on a file share the path as it is to be shown."""

    href: str
    place: str = ""


def is_mail(text: str) -> bool:
    """Whether a text is the address of a mailbox."""
    return _MAIL.fullmatch(text) is not None


def address_of(written: str) -> Address | None:
    """Return where something typed leads; None where it leads nowhere that we would follow."""
    text = written.strip().strip("<>").strip()
    place = _place(text)
    if place:
        return place
    if is_mail(text):
        return Address(f"mailto:{text}")
    bare = _IGNORED.sub("", unquote(text)).replace("\\", "/").lower()
    if bare.startswith(("http:", "https:")):
        return Address(text) if _WEB.fullmatch(text) else None
    if bare.startswith("mailto:"):
        return Address(text) if is_mail(text[7:].partition("?")[0]) else None
    if bare.startswith("tel:"):
        return Address(text)
    if _is_host(text):
        return Address(f"https://{text}")
    if not text or re.search(r"[\s\[\]<>|]", text) or _looks_broken(bare):
        return None
    if _WORD.fullmatch(text) or _NUMBER.fullmatch(text):
        return None
    return Address(text)


def is_on_own_machine(written: str) -> bool:
    """Whether a place is on the writer's own computer, where nobody else finds it."""
    place = (address_of(written) or Address("")).href.lower()
    return place.startswith(("file:///c:", "file:///c|", "file:///users/", "file:///home/"))


def linked(
    words: Inlines, written: str, title: str = "", attributes: Attributes = PLAIN
) -> Inlines:
    """Return words that lead to what was typed; a place on a file share is shown behind them."""
    address = address_of(written)
    if address is None:
        return words
    if not address.place:
        return (Link(words, address.href, title, attributes),)
    shown = (Link((Text(address.place),), address.href, title, attributes),)
    is_repeated = words == (Text(address.place),)
    return shown if is_repeated or not words else (*words, Text(" "), *shown)


def _place(text: str) -> Address | None:
    """Return a place on a file share: ``\\\\server\\share``, ``K:\\folder`` or ``file://…``."""
    share = _SHARE.fullmatch(text)
    if share:
        return Address(f"file://{share['host']}{_as_path(share['rest'] or '')}", text)
    drive = _DRIVE.fullmatch(text)
    if drive:
        return Address(f"file:///{drive['drive']}{_as_path(drive['rest'])}", text)
    if _LINKED.fullmatch(text):
        return Address(text.replace("\\", "/").replace(" ", "%20"), text)
    return None


def _as_path(rest: str) -> str:
    return quote(re.sub(r"[\\/]+", "/", rest), safe="/-_.~!$&'()+,;=@")


def _is_host(text: str) -> bool:
    """Whether a text is a host's name, with or without a path; a file's name is none."""
    if _PORT.fullmatch(text):
        return True
    host = _HOST.fullmatch(text)
    if not host:
        return False
    is_file = "/" not in text and _FILE.fullmatch(host["top"] or "")
    return not is_file or text.startswith("www.")


def _looks_broken(bare: str) -> bool:
    """Whether something has another scheme, or begins as an address that was mistyped."""
    return bool(
        bare.startswith("/") or _SCHEME.match(bare) or re.match(r"(?:https?|mailto|www)[/;,]", bare)
    )
