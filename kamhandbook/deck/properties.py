"""Document properties: what the file says about itself, and nothing of who made the template."""

from __future__ import annotations

from datetime import date

from kamhandbook.compose.imprint import make_stamp
from kamhandbook.deck.package import PackageBuilder, Relations
from kamhandbook.deck.xml import escaped
from kamhandbook.design.brand import Brand
from kamhandbook.document.blocks import Imprint
from kamhandbook.editions.stamp import to_text
from kamhandbook.fit.fitted import FittedDeck

_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_CORE_RELATION = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
_CORE_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_APP_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def add_properties(package: PackageBuilder, fitted: FittedDeck, brand: Brand, today: date) -> None:
    """Add core and extended properties; the package's own relations are written anew."""
    relations = Relations()
    relations.to("officeDocument", package.main)
    relations.to(_CORE_RELATION, package.add("docProps/core.xml", _CORE_TYPE, _core(fitted, today)))
    app = package.add("docProps/app.xml", _APP_TYPE, _app(fitted, brand))
    relations.to("extended-properties", app)
    for name, kind in package.labels.items():
        relations.to(kind, name)
    package.relations[""] = relations.xml("")


def _core(fitted: FittedDeck, today: date) -> str:
    imprint = fitted.imprint
    texts = {
        "dc:title": f"{imprint.title} – {imprint.company}" if imprint.company else imprint.title,
        "dc:subject": imprint.state,
        "dc:creator": imprint.company,
        "cp:keywords": _keywords(imprint),
        "cp:lastModifiedBy": imprint.company,
        "cp:category": imprint.classification,
        "cp:version": imprint.version,
        "dc:identifier": imprint.fingerprint,
        "dc:language": imprint.language.tag,
    }
    elements = "".join(f"<{tag}>{escaped(text)}</{tag}>" for tag, text in texts.items() if text)
    day = f"{today.isoformat()}T00:00:00Z"
    days = "".join(
        f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{day}</dcterms:{tag}>'
        for tag in ("created", "modified")
    )
    return f"<cp:coreProperties {_CORE_NAMESPACES}>{elements}{days}</cp:coreProperties>"


def _keywords(imprint: Imprint) -> str:
    """Return the search words, and the stamp that ``kamhandbook verify`` reads."""
    stamp = to_text(make_stamp(imprint)) if imprint.fingerprint else ""
    return ", ".join(part for part in (imprint.language.phrase("deck_keywords"), stamp) if part)


def _app(fitted: FittedDeck, brand: Brand) -> str:
    company = escaped(fitted.imprint.company or brand.name)
    notes = sum(bool(slide.notes) for slide in fitted.slides)
    return (
        f'<Properties xmlns="{_APP_NAMESPACE}"><Slides>{len(fitted.slides)}</Slides>'
        f"<Notes>{notes}</Notes><Company>{company}</Company></Properties>"
    )
