"""How a handbook speaks to its readers, found before anything of it is read.

What is wrong with a file is said while it is read, and says „ihr“ or „Sie“ like all else; so the
one line that decides it is looked for first, also in a file that cannot be read otherwise.
"""

from __future__ import annotations

import re
from pathlib import Path

from kamhandbook.reading.input_files import is_there, read_text
from kamhandbook.wording.language import DEFAULT, Address, speak

_ADDRESS = re.compile(
    r"""^(["']?)address\1[ \t\u00a0]*:[ \t\u00a0]*["'„“]?(du|sie)\b""", re.MULTILINE | re.IGNORECASE
)
_SIE: Address = "Sie"


def address_in(file: Path) -> Address:
    """Return how a handbook.yaml speaks to its readers; as usual where it does not say."""
    text = read_text(file, file.name) if is_there(file) else ""
    found = _ADDRESS.search(text) if isinstance(text, str) else None
    return _SIE if found and found[2].casefold() == _SIE.casefold() else DEFAULT.address


def speak_as_in(content: Path) -> Address:
    """Speak from now on as the handbook in a content folder does; return how that is."""
    address = address_in(content / "handbook.yaml")
    speak(address)
    return address
