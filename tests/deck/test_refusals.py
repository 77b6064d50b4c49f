"""What is no template is refused in one German sentence, before anything is built."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kamhandbook.deck import refusals
from kamhandbook.deck.template import open_template
from kamhandbook.findings import CannotGoOnError, Position
from kamhandbook.maintenance import deck_master
from tests.deck.templates import Members, added, replaced, zipped

AT = Position("themes/firma/deck.pptx")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
RELATION = (
    '<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
)
LAYOUT_RELS = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
PRESENTATION_RELS = "ppt/_rels/presentation.xml.rels"


def members() -> Members:
    with zipfile.ZipFile(deck_master.TARGET) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(change: Callable[[Members], None]) -> bytes:
    made = members()
    change(made)
    return zipped(made)


def calling_out(part: str, kind: str, target: str) -> bytes:
    new = RELATION.format(kind=kind, target=target).encode()
    return changed(replaced(part, b"</Relationships>", new))


def truncated() -> bytes:
    return deck_master.TARGET.read_bytes()[:-300]


def corrupted() -> bytes:
    data = bytearray(deck_master.TARGET.read_bytes())
    data[len(data) // 3 : len(data) // 3 + 200] = bytes(200)
    return bytes(data)


def bomb() -> bytes:
    """A small file that would unpack to more than is allowed."""
    made, zeros = members(), bytes(30_000_000)
    return zipped(made | {f"ppt/media/image{n}.bmp": zeros for n in range(11)})


def encrypted() -> bytes:
    data = bytearray(deck_master.TARGET.read_bytes())
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


def twice() -> bytes:
    stream = io.BytesIO(deck_master.TARGET.read_bytes())
    with zipfile.ZipFile(stream, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("ppt/presentation.xml", b"<x/>")
    return stream.getvalue()


def without_layouts(found: Members) -> None:
    name = "ppt/slideMasters/slideMaster1.xml"
    found[name] = re.sub(rb"<p:sldLayoutIdLst>.*</p:sldLayoutIdLst>", b"", found[name], flags=re.S)


MAIN = b"presentationml.presentation.main+xml"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "old format": (lambda: OLE, "alte PowerPoint-Format"),
    "password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "Kennwort"),
    "zip password": (encrypted, "Kennwort"),
    "no zip": (lambda: b"%PDF-1.7 not a deck", "keine PowerPoint-Präsentation"),
    "truncated": (truncated, "beschädigt"),
    "corrupted": (corrupted, "beschädigt"),
    "two members of one name": (twice, "beschädigt"),
    "broken xml": (
        lambda: changed(replaced("ppt/slideLayouts/slideLayout2.xml", b"</p:sldLayout>", b"")),
        "beschädigt (ppt/slideLayouts/slideLayout2.xml)",
    ),
    "entities": (
        lambda: changed(
            replaced("ppt/presProps.xml", b"<p:presentationPr", b"<!DOCTYPE x><p:presentationPr")
        ),
        "beschädigt",
    ),
    "bomb": (bomb, "Entpacken"),
    "document": (
        lambda: changed(
            replaced("[Content_Types].xml", MAIN, b"wordprocessingml.document.main+xml")
        ),
        "keine PowerPoint-Präsentation",
    ),
    "other zip": (lambda: zipped({"mimetype": b"application/x"}), "keine PowerPoint-Präsentation"),
    "macros": (
        lambda: changed(
            replaced(
                "[Content_Types].xml",
                b"openxmlformats-officedocument." + MAIN,
                b"ms-powerpoint.presentation.macroEnabled.main+xml",
            )
        ),
        "Makros",
    ),
    "hidden macros": (lambda: changed(added("ppt/vbaProject.bin", b"x")), "Makros"),
    "linked picture": (
        lambda: calling_out(LAYOUT_RELS, "image", "http://tracker.example/1.png"),
        "von außen nach (image in ppt/slideLayouts/slideLayout2.xml: http://tracker.example/1.png)",
    ),
    "linked film": (
        lambda: calling_out(LAYOUT_RELS, "video", "file://server/share/film.mp4"),
        "von außen",
    ),
    "linked object": (lambda: calling_out(LAYOUT_RELS, "oleObject", "x.xlsx"), "von außen"),
    "attached template": (
        lambda: calling_out(PRESENTATION_RELS, "attachedTemplate", "http://example.org/x.potx"),
        "von außen",
    ),
    "strict": (
        lambda: changed(
            replaced(
                "ppt/presentation.xml",
                b"http://schemas.openxmlformats.org/presentationml/2006/main",
                b"http://purl.oclc.org/ooxml/presentationml/main",
            )
        ),
        "Strict Open XML",
    ),
    "missing layouts": (
        lambda: changed(
            lambda found: found.update(
                {
                    "ppt/slideMasters/_rels/slideMaster1.xml.rels": b"<Relationships xmlns="
                    b'"http://schemas.openxmlformats.org/package/2006/relationships"/>'
                }
            )
        ),
        "beschädigt",
    ),
    "no layout": (lambda: changed(without_layouts), "kein einziges Folienlayout"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(tmp_path: Path, case: str) -> None:
    make, message = REFUSED[case]
    path = tmp_path / "deck.pptx"
    path.write_bytes(make())
    with pytest.raises(CannotGoOnError) as caught:
        open_template(path, AT)
    (finding,) = caught.value.findings
    assert finding.code == "DECK1"
    assert finding.position == AT
    assert message in finding.message
    assert finding.next_step


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOnError, match="DECK1 Die Vorlage lässt sich nicht lesen"):
        open_template(tmp_path / "none.pptx", AT)


def test_a_plain_link_is_no_reason(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(calling_out(LAYOUT_RELS, "hyperlink", "https://example.org/"))
    assert open_template(path, AT).deck.slide_layouts


def test_a_size_that_lies_does_not_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "MAX_UNPACKED", 10_000)
    with pytest.raises(CannotGoOnError, match="Entpacken"):
        refusals.members_of(deck_master.TARGET.read_bytes(), AT)


@pytest.mark.parametrize("limit", ["MAX_MEMBERS", "MAX_UNPACKED"])
def test_each_limit_counts_by_itself(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    data = zipped(members())
    refusals.members_of(data, AT)
    monkeypatch.setattr(refusals, limit, 20)
    with pytest.raises(CannotGoOnError):
        refusals.members_of(data, AT)
