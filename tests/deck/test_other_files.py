"""A file that is no template is told as what it is, with a way out of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.deck.template import open_template
from kamhandbook.design.brand import load_brand
from kamhandbook.findings import CannotGoOnError, Position
from kamhandbook.maintenance import deck_master
from tests.deck.templates import zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 267861\n"
LOCK = b"\x08Volkmer " + bytes(156)
TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    b'PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.%s+xml"/></Types>'
)


def streams(*names: str) -> bytes:
    return OLE + b"".join(name.encode("utf-16-le") for name in names) + bytes(100)


CASES: dict[str, tuple[str, bytes, str, str]] = {
    "zero bytes": ("deck.pptx", b"", "leer (0 Byte)", "Kopiert sie noch einmal"),
    "git-lfs": ("deck.pptx", LFS, "Git LFS", "git lfs pull"),
    "lock": ("~$deck.pptx", LOCK, "Sperrdatei", "ohne „~$“"),
    "lock of libreoffice": (".~lock.deck.pptx#", b",anna,pc,;", "Sperrdatei", "ohne „~$“"),
    "shortcut": ("deck.pptx", b"L\0\0\0\x01\x14\x02\0" + bytes(90), "Verknüpfung", "kopiert"),
    "internet shortcut": (
        "deck.pptx",
        b"\xef\xbb\xbf[InternetShortcut]\r\nURL=https://x.example/",
        "Verknüpfung",
        "kopiert",
    ),
    "web page": ("deck.pptx", b"\r\n<!DOCTYPE html><title>Login</title>", "Webseite", "Meldet"),
    "odp": (
        "deck.pptx",
        zipped({"mimetype": b"application/vnd.oasis.opendocument.presentation-template"}),
        "OpenDocument",
        "Impress",
    ),
    "flat odp": (
        "deck.pptx",
        b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:'
        b'xmlns:office:1.0"/>',
        "OpenDocument",
        "Impress",
    ),
    "thmx": (
        "deck.pptx",
        zipped(
            {
                "[Content_Types].xml": TYPES % b"themeManager",
                "theme/theme/themeManager.xml": b"<x/>",
                "theme/presentation.xml": b"<x/>",
            }
        ),
        "Office-Design (.thmx)",
        "Nach Designs suchen",
    ),
    "keynote": ("deck.pptx", zipped({"Index/Document.iwa": b"x"}), "Keynote", "exportiert"),
    "zip with a template": ("deck.pptx", zipped({"Neu/Firma.POTX": b"x"}), "Archiv", "Entpackt"),
    "word in a package": (
        "deck.pptx",
        zipped({"[Content_Types].xml": TYPES % b"wordprocessingml.document.main"}),
        "keine PowerPoint",
        ".potx",
    ),
    "ppt renamed": ("deck.pptx", streams("PowerPoint Document"), "alte", "Umbenennen genügt nicht"),
    "word renamed": ("deck.pptx", streams("WordDocument"), "keine PowerPoint", ".potx"),
    "password": (
        "deck.pptx",
        streams("EncryptedPackage", "StrongEncryptionTransform"),
        "Kennwort geschützt",
        "Entfernt das Kennwort",
    ),
    "label": (
        "deck.pptx",
        streams("EncryptedPackage", "DRMEncryptedTransform"),
        "Vertraulichkeitsbezeichnung verschlüsselt",
        "ohne Verschlüsselung",
    ),
    "wrapped by a label": ("deck.pptx", b".pfile" + bytes(60), "verschlüsselt", "Vertraulichkeit"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_cause_is_named_with_what_to_do(tmp_path: Path, case: str) -> None:
    name, data, message, step = CASES[case]
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(CannotGoOnError) as caught:
        open_template(file, Position(name))
    (finding,) = caught.value.findings
    assert finding.code == "DECK1"
    assert message in finding.message
    assert step in finding.next_step


def test_a_label_says_nothing_of_a_password(tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(streams("EncryptedPackage", "DRMContent"))
    with pytest.raises(CannotGoOnError) as caught:
        open_template(file, Position("deck.pptx"))
    assert "Entfernt das Kennwort" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Firma.ppt", "alte PowerPoint-Format"),
        ("Firma.ODP", "OpenDocument"),
        ("firma.thmx", "Office-Design"),
        ("Firma.key", "Keynote"),
        ("Firma.potm", "Makros"),
        ("Firma.pptx.lnk", "Verknüpfung"),
        ("deck.url", "Verknüpfung"),
        ("~$Firma.potx", "Sperrdatei"),
    ],
)
def test_one_that_is_of_no_use_in_a_brands_folder_is_told(
    tmp_path: Path, name: str, message: str
) -> None:
    folder = tmp_path / "themes" / "firma"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(b"x")
    (folder / "Styleguide.url").write_bytes(b"[InternetShortcut]")
    (folder / "~$Brief.docx").write_bytes(LOCK)
    at = Position("content/handbook.yaml")
    brand, (finding,) = load_brand(tmp_path / "themes", "firma", tmp_path, at)
    assert brand.master is None
    assert finding.position.path == f"themes/firma/{name}"
    assert finding.code == "BRAND5" and message in finding.message and finding.next_step
    (folder / "deck.pptx").write_bytes(b"PK")
    brand, findings = load_brand(tmp_path / "themes", "firma", tmp_path, at)
    assert brand.master and findings == []


def test_a_slide_show_serves_as_template(tmp_path: Path) -> None:
    folder = tmp_path / "themes" / "firma"
    folder.mkdir(parents=True)
    (folder / "deck.ppsx").write_bytes(deck_master.TARGET.read_bytes())
    brand, findings = load_brand(tmp_path / "themes", "firma", tmp_path, Position("x"))
    assert brand.master == folder / "deck.ppsx" and findings == []
