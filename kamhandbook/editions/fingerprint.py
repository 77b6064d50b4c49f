"""The fingerprint: ten characters that are equal when two files show the same content.

It is taken over what the audience sees of the answers, never over the day of the build, the brand,
labels, the checks' settings or the acknowledgement version: none of them changes the content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from kamhandbook.content.base import LABEL_FIELD
from kamhandbook.content.fields import fields_of
from kamhandbook.content.handbook_file import About
from kamhandbook.content.meanings import Meaning
from kamhandbook.editions.edition import Edition

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # 5 bits a letter; no i, l, o, u: easy to read out
_GROUP = 5
_LENGTH = 2 * _GROUP


def fingerprint(edition: Edition) -> str:
    """Return the fingerprint of an edition, say ``7k3f9-qtzm2``."""
    visible = edition.handbook.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    settings = {field.key for field in fields_of(About) if Meaning.SETTING in field.meanings}
    about = {
        key: value for key, value in visible.get("handbook", {}).items() if key not in settings
    }
    content = {**visible, "handbook": about, "for": edition.audience.value}
    text = json.dumps(_unlabelled(content), ensure_ascii=False, sort_keys=True)
    digest = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    letters = "".join(_ALPHABET[digest >> 5 * place & 31] for place in range(_LENGTH))
    return f"{letters[:_GROUP]}-{letters[_GROUP:]}"


def _unlabelled(value: Any) -> Any:
    """Return content without labels: they decide who reads, and are read by nobody."""
    if isinstance(value, Mapping):
        unlabelled = {k: _unlabelled(v) for k, v in value.items() if k != LABEL_FIELD}
        return {key: inside for key, inside in unlabelled.items() if inside != {}}
    if isinstance(value, list):
        return [_unlabelled(item) for item in value]
    return value
