"""Random files never bring the reader down, and every message points into the file."""

from __future__ import annotations

from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kamhandbook.content.handbook import FILES, file_name
from kamhandbook.reading.content_folder import validate
from kamhandbook.reading.syntax import lines_of
from kamhandbook.reading.yaml_file import Parsed, read_yaml

CONTENT = Path(__file__).resolve().parents[2] / "content"
SAMPLE = {part: (CONTENT / file_name(part)).read_text(encoding="utf-8") for part in FILES}

parts = st.sampled_from(sorted(FILES))
pieces = st.sampled_from(
    [
        *":-#|>&*!%@`'\"[]{},?\n\t „“Ä",
        *("\u00a0", "\u200b", "\ufeff", "\r\n", "\x85", "\u2028", "– ", "  ", "---\n"),
        *("key: ", "- id: Z1\n", "text: |\n", "<<<<<<< \n", "answers:\n"),
    ]
)
texts = st.lists(pieces, max_size=40).map("".join)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


def read(part: str, raw: bytes, folder: Path) -> Parsed:
    """Read and validate; every finding must be a sentence at a place that exists."""
    file = folder / "file.yaml"
    file.write_bytes(raw)
    parsed = read_yaml(file, folder)
    _, findings = validate(FILES[part], parsed)
    lines = lines_of(raw.decode("utf-8", errors="replace"))
    for finding in findings:
        at = finding.position
        assert 1 <= at.line <= len(lines), finding
        assert 1 <= at.column <= len(lines[at.line - 1]) + 2, finding
        assert finding.message.strip() and finding.next_step.strip() and "{" not in finding.code
    return parsed


@settings(max_examples=100, deadline=None)
@given(part=parts, raw=st.binary(max_size=200))
def test_bytes(part: str, raw: bytes, tmp_path_factory: object) -> None:
    read(part, raw, _folder(tmp_path_factory))


@settings(max_examples=200, deadline=None)
@given(part=parts, text=texts)
def test_yaml_like_text(part: str, text: str, tmp_path_factory: object) -> None:
    read(part, text.encode(), _folder(tmp_path_factory))


@settings(max_examples=200, deadline=None)
@given(part=parts, data=st.data())
def test_sample_with_a_slip(part: str, data: st.DataObject, tmp_path_factory: object) -> None:
    text = SAMPLE[part]
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 20))
    slip = data.draw(texts)
    read(part, (text[:at] + slip + text[at + cut :]).encode(), _folder(tmp_path_factory))


@settings(max_examples=200, deadline=None)
@given(part=parts, data=st.data())
def test_values_where_others_belong(
    part: str, data: st.DataObject, tmp_path_factory: object
) -> None:
    fields = [field.alias or name for name, field in FILES[part].model_fields.items()]
    keys = st.sampled_from(fields) | st.text(max_size=5)
    content = data.draw(st.dictionaries(keys, values, max_size=4))
    raw = yaml.safe_dump(content, allow_unicode=True).encode()
    read(part, raw, _folder(tmp_path_factory))


def _folder(factory: object) -> Path:
    folder: Path = factory.getbasetemp() / "fuzz"  # type: ignore[attr-defined]
    folder.mkdir(exist_ok=True)
    return folder
