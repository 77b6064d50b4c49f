"""What a run is about to put in place, written down before the first step.

From the moment a journal stands in its workshop, the run's outputs are the ones that count: the
next run completes what a kill has interrupted. Without one, nothing has been touched.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

_NAME = "journal.json"


class Entry(Struct, frozen=True):
    """One output: ``staged`` in the workshop is to stand at ``target``, seen from its home.

    ``is_new`` says that nothing may be replaced, ``in_place`` that a folder stays what it is.
    ``identity`` is the number that the disk knows a staged folder by: two folders exchanged are
    told apart by it. ``before`` is the fingerprint of a file that is to be replaced, by which it is
    seen whether somebody has worked on it since; None where nobody noted it.
    """

    target: str
    staged: str
    is_folder: bool = False
    is_new: bool = False
    in_place: bool = False
    identity: int = 0
    before: str | None = None


def write_journal(workshop: Path, entries: Sequence[Entry]) -> None:
    """Write down all entries, in one step."""
    part = workshop / f"{_NAME}.part"
    part.write_text(json.dumps([asdict(entry) for entry in entries]), encoding="ascii")
    os.replace(part, workshop / _NAME)


def read_journal(workshop: Path) -> tuple[Entry, ...]:
    """Return the entries of a workshop; none where there is no journal of ours."""
    try:
        values: Any = json.loads((workshop / _NAME).read_text(encoding="ascii"))
        entries = tuple(Entry(**value) for value in values)
        return entries if all(entry.staged.isdigit() for entry in entries) else ()
    except (OSError, ValueError, TypeError, AttributeError):
        return ()


def close_journal(workshop: Path) -> None:
    """Forget a journal: everything is in place, or everything is back."""
    with suppress(FileNotFoundError):
        (workshop / _NAME).unlink()
