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
from kamhandbook.content.fields import every_model, fields_of
from kamhandbook.content.meanings import Meaning
from kamhandbook.editions.edition import Edition
from kamhandbook.positions import ContentPath

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # 5 bits a letter; no i, l, o, u: easy to read out
_GROUP = 5
_LENGTH = 2 * _GROUP


def fingerprint(edition: Edition) -> str:
    """Return the fingerprint of an edition, say ``7k3f9-qtzm2``."""
    visible = edition.handbook.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    content = {"handbook": {}, **_read(visible, (), _settings(edition))}
    content["for"] = edition.audience.value
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    digest = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    letters = "".join(_ALPHABET[digest >> 5 * place & 31] for place in range(_LENGTH))
    return f"{letters[:_GROUP]}-{letters[_GROUP:]}"


def _settings(edition: Edition) -> frozenset[ContentPath]:
    """Return where settings for the program stand."""
    return frozenset(
        (*path, field.key)
        for path, model in every_model(edition.handbook)
        for field in fields_of(type(model))
        if Meaning.SETTING in field.meanings
    )


def _read(value: Any, path: ContentPath, settings: frozenset[ContentPath]) -> Any:
    """Return content without labels, which only decide who reads, and without settings."""
    if isinstance(value, Mapping):
        inside = {
            key: _read(part, (*path, key), settings)
            for key, part in value.items()
            if key != LABEL_FIELD and (*path, key) not in settings
        }
        return {key: part for key, part in inside.items() if part != {}}
    if isinstance(value, list):
        return [_read(item, (*path, index), settings) for index, item in enumerate(value)]
    return value
