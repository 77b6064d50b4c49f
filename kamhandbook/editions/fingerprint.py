"""The fingerprint: ten characters that are equal when two files show the same content.

It is taken over what the audience sees of the answers, never over the day of the build, the brand,
labels, the checks' settings or the acknowledgement version: none of them changes what is said.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from kamhandbook.content.fields import fields_of
from kamhandbook.content.handbook_file import About
from kamhandbook.content.meanings import Meaning
from kamhandbook.editions.edition import Edition

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # without i, l, o, u: easy to read out
_GROUP = 5
_LENGTH = 2 * _GROUP


def fingerprint(edition: Edition) -> str:
    """Return the fingerprint of an edition, say ``7k3f9-qtzm2``."""
    seen = edition.handbook.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    unseen = {field.key for field in fields_of(About) if Meaning.SETTING in field.meanings}
    about = {key: value for key, value in seen.get("handbook", {}).items() if key not in unseen}
    content = {**seen, "handbook": about, "for": edition.audience.value}
    text = json.dumps(_unlabelled(content), ensure_ascii=False, sort_keys=True)
    number = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    signs = "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_LENGTH))
    return f"{signs[:_GROUP]}-{signs[_GROUP:]}"


def _unlabelled(value: Any) -> Any:
    """Leave out labels: they decide who reads, and are read by nobody."""
    if isinstance(value, Mapping):
        kept = {k: _unlabelled(v) for k, v in value.items() if k != "visible_from"}
        return {key: inside for key, inside in kept.items() if inside != {}}
    if isinstance(value, list):
        return [_unlabelled(item) for item in value]
    return value
