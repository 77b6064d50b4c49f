"""Problems by key, from ``<language>.messages*.yaml``; phrases, from ``<language>.phrases.yaml``.

They are worded in the language of the run (``language.speaker``), for they are about content that
cannot be read yet, brands and files: nobody knows the handbook then. What concerns a handbook that
has been read is worded by its own language (``Language.words`` and ``Language.phrase``).
"""

from __future__ import annotations

import errno
import re

from kamhandbook.finding_codes import severity_of
from kamhandbook.findings import Finding, Position, Replacement, Severity
from kamhandbook.wording.catalogue_files import messages
from kamhandbook.wording.language import Language, speaker

_REASONS = {
    errno.EACCES: "reason_permission",
    errno.EPERM: "reason_permission",
    errno.EISDIR: "reason_folder",
    errno.EEXIST: "reason_file",
    errno.ENOTDIR: "reason_file",
    errno.ENOENT: "reason_missing",
    errno.EROFS: "reason_read_only",
    errno.ENOSPC: "reason_full",
    errno.EDQUOT: "reason_full",
    errno.EFBIG: "reason_too_big",
    errno.ENAMETOOLONG: "reason_too_long",
    errno.EBUSY: "reason_in_use",
    errno.ETXTBSY: "reason_in_use",
    errno.ENAMETOOLONG: "reason_long_name",
    errno.ELOOP: "reason_circle",
    errno.EMFILE: "reason_too_many",
    errno.ENFILE: "reason_too_many",
}
_STOPPED_TWICE = re.compile(r"(„[^“]* [^“]*[^\W\d_]{3})\.“\.")
_HELD_ON_WINDOWS = (32, 33)  # sharing and lock violation
_TOO_LONG_ON_WINDOWS, _NO_SUCH_PATH_ON_WINDOWS = 206, 3
_LONGEST_ON_WINDOWS = 260  # of a path, unless an administrator has allowed longer ones


def _messages() -> dict[str, dict[str, str]]:
    language = speaker()
    return messages(language.code, language.address)


def problem(
    key: str,
    position: Position,
    /,
    *,
    severity: Severity | None = None,
    dimension: str = "",
    fix: tuple[Replacement, ...] = (),
    **values: object,
) -> Finding:
    """Return the finding that ``key`` names, with ``values`` filled into its two sentences.

    Its severity is that of the table of finding codes; ``severity`` is for what has several.
    ``fix`` is what mends it for certain.
    """
    text = _messages()[key]
    return Finding(
        code=text["code"],
        severity=severity or severity_of(text["code"], key),
        position=position,
        message=_with_one_stop(text["message"].format(**values)),
        next_step=_with_one_stop(text["next_step"].format(**values)),
        dimension=dimension,
        remedy=fix,
    )


def _with_one_stop(text: str) -> str:
    """Return a text without the full stop of a quoted sentence where its own follows at once."""
    return _STOPPED_TWICE.sub(r"\1“.", text)


def phrase(key: str, /, **values: object) -> str:
    """Return the sentence stored under ``key`` in the language of the run, ``values`` filled in."""
    return speaker().phrase(key, **values)


def cause(key: str, /, **values: object) -> str:
    """Return what is wrong, as stored under ``key`` in the run's language, values filled in."""
    return _messages()[key]["message"].format(**values)


def next_step(key: str, /, **values: object) -> str:
    """Return what to do, as stored under ``key`` in the run's language, ``values`` filled in."""
    return _messages()[key]["next_step"].format(**values)


def reason(error: OSError, language: Language | None = None) -> str:
    """Return why the system refused to read or write something; the run says it if nobody else."""
    key = _REASONS.get(error.errno or 0, "reason_other")
    if is_in_use(error):
        key = "reason_in_use"
    elif is_too_long(error):
        key = "reason_too_long"
    return (language or speaker()).phrase(key)


def is_in_use(error: OSError) -> bool:
    """Whether another program holds a file open, which Windows does not forgive."""
    return getattr(error, "winerror", None) in _HELD_ON_WINDOWS


def is_too_long(error: OSError) -> bool:
    """Whether a path is longer than the system takes; Windows says that there is no such path."""
    code, path = getattr(error, "winerror", None), str(error.filename or "")
    return (
        error.errno == errno.ENAMETOOLONG
        or code == _TOO_LONG_ON_WINDOWS
        or (code == _NO_SUCH_PATH_ON_WINDOWS and len(path) >= _LONGEST_ON_WINDOWS)
    )


def problems_by_code() -> dict[str, list[tuple[str, str]]]:
    """Return the message and the next step of every problem by code, values not filled in."""
    by_code: dict[str, list[tuple[str, str]]] = {}
    for text in _messages().values():
        if text["code"]:
            by_code.setdefault(text["code"], []).append((text["message"], text["next_step"]))
    return dict(sorted(by_code.items()))
