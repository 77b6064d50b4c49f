"""A workbook's package made reproducible, and stricter than its writer makes it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: The order of a font's elements in the Open XML SDK's schema.
_FONT_ORDER = ("b", "i", "strike", "u", "vertAlign", "sz", "color", "name", "family", "scheme")
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def reproducible(raw: bytes, day: date) -> bytes:
    """Return a workbook without the clock in it: same content and day, same bytes.

    The openpyxl package writes the moment of saving into every entry of the archive.
    """
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(output, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            target.writestr(entry, _part(name, source.read(name), day), zipfile.ZIP_DEFLATED)
    return output.getvalue()


def _part(name: str, content: bytes, day: date) -> bytes:
    if name == "docProps/core.xml":
        return _MOMENT.sub(f"{day.isoformat()}T00:00:00Z".encode(), content)
    return _ordered_fonts(content) if name == "xl/styles.xml" else content


def _ordered_fonts(content: bytes) -> bytes:
    root = etree.fromstring(content)
    for font in root.iter(f"{_MAIN}font"):
        font[:] = sorted(font, key=lambda part: _FONT_ORDER.index(part.tag.removeprefix(_MAIN)))
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return xml
