"""One slide being drawn: shape ids, relations, links, and the paints for each place on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from msgspec import Struct

from kamhandbook.deck.inherit import Placeholder
from kamhandbook.deck.master_parts import Master, SlidePlan
from kamhandbook.deck.package import PackageBuilder, Relations
from kamhandbook.deck.paint import Paints
from kamhandbook.deck.text import Setting
from kamhandbook.deck.xml import escaped
from kamhandbook.design.colour import TEXT_CONTRAST
from kamhandbook.design.geometry import SlideLayout, Slot
from kamhandbook.document.drawing import Rect, Role
from kamhandbook.wording.language import Language

JUMP = "ppaction://hlinksldjump"
ON_FILL: Mapping[str, Role] = {"primary": "on_primary", "accent": "on_accent", "ink": "paper"}
_LIGHT = 0.8  # luminance of a background that our table style is made for, at least
_OUTSIDE = ("http:", "https:", "mailto:", "tel:", "file:")


class Links(Struct, frozen=True):
    """Where addresses lead: slides by id to their part, pages below ``site_url`` if it is known."""

    slides: Mapping[str, str]
    site_url: str = ""

    def external_url(self, address: str) -> str:
        """Return the full address of something outside the deck, "" where nothing is linked."""
        if address.lower().startswith(_OUTSIDE):
            return address
        if not self.site_url or address.startswith("#") or address.removeprefix("#") in self.slides:
            return ""
        return f"{self.site_url.rstrip('/')}/{address}"


@dataclass(slots=True)
class SlideCanvas:
    """What drawing functions share on one slide."""

    master: Master
    plan: SlidePlan
    layout: SlideLayout
    links: Links
    package: PackageBuilder
    language: Language
    relations: Relations = field(default_factory=Relations)
    _ids: Iterator[int] = field(default_factory=lambda: count(2))

    def next_id(self) -> int:
        """Return a shape id that no other shape on the slide has."""
        return next(self._ids)

    @property
    def direction(self) -> str:
        """The attribute of a paragraph that keeps a template from turning German around."""
        return "" if self.master.is_own else ' rtl="0"'

    def name_of(self, kind: str) -> str:
        """Return what the selection pane calls a shape of a kind, say "title" or "line"."""
        return self.language.phrase(f"deck_name_{kind}")

    def link_attributes(self, address: str) -> str | None:
        """Return the attributes of a:hlinkClick for an address, None where nothing is linked.

        The slide gets a relation to it.
        """
        slide = self.links.slides.get(address.removeprefix("#"))
        if slide:
            return f'r:id="{self.relations.to("slide", slide)}" action="{JUMP}"'
        url = self.links.external_url(address)
        return f'r:id="{self.relations.to("hyperlink", url, external=True)}"' if url else None

    def click(self, address: str) -> str:
        """Return a:hlinkClick for a shape, "" where nothing is linked."""
        attributes = self.link_attributes(address) if address else None
        return f"<a:hlinkClick {attributes}/>" if attributes else ""

    def paints_at(self, rect: Rect) -> Paints:
        """Return the paints for what stands at ``rect``: those of the area its middle lies in."""
        x, y = rect.centre
        for slot, area in self.layout.areas.items():
            is_inside = area.rect.x <= x <= area.rect.right and area.rect.y <= y <= area.rect.bottom
            if is_inside and slot in self.plan.paints:
                return self.plan.paints[slot]
        return self.plan.paints["body"]

    def in_placeholder(self, slot: Slot) -> Setting:
        """Return the setting of text in a placeholder, which keeps the master's look."""
        paints = self.plan.paints[slot]
        return Setting(
            language=self.language.tag,
            paints=paints,
            link=self.link_attributes,
            inherited=self.plan.slots[slot].text,
            colour="ink" if slot in self.plan.unreadable else None,
            link_colour=self._link_colour(paints),
            keeps_spacing=slot == "title",
            direction=self.direction,
        )

    def in_box(self, paints: Paints, colour: Role = "ink", *, bold: bool = False) -> Setting:
        """Return the setting of text outside placeholders."""
        return Setting(
            language=self.language.tag,
            paints=paints,
            link=self.link_attributes,
            colour=colour,
            link_colour=self._link_colour(paints) or (None if colour == "ink" else colour),
            typeface=self.master.typeface,
            bold=bold,
            direction=self.direction,
        )

    def in_footer(self, place: Placeholder) -> Setting:
        """Return the setting of text in a footer placeholder."""
        paints = self.plan.foot_paints[place.kind]
        return Setting(
            language=self.language.tag,
            paints=paints,
            link=self.link_attributes,
            inherited=place.text,
            colour="ink" if place.kind in self.plan.unreadable else None,
            link_colour=self._link_colour(paints),
            keeps_spacing=True,
            direction=self.direction,
        )

    def in_cell(self, paints: Paints, *, is_header: bool, is_first: bool) -> Setting:
        """Return the setting of text in a table cell; our own table style colours it by itself."""
        if self.master.is_own and paints["paper"].colour.luminance > _LIGHT:
            return Setting(
                self.language.tag,
                paints,
                self.link_attributes,
                link_colour=self._link_colour(paints),
            )
        role: Role = "ink" if is_header or is_first else "muted"
        return self.in_box(paints, role, bold=is_header)

    def _link_colour(self, paints: Paints) -> Role | None:
        """Return the role of links, None where the theme's own colour can be read."""
        theme_colour = self.plan.link_colour
        if theme_colour and theme_colour.contrast(paints["paper"].colour) >= TEXT_CONTRAST:
            return None
        return "ink"


def cnv_pr(number: int, name: str, *, descr: str = "", children: str = "") -> str:
    """Return p:cNvPr, which every shape has: its id and name, what it shows, its link."""
    description = f' descr="{escaped(descr)}"' if descr else ""
    start = f'<p:cNvPr id="{number}" name="{escaped(name)}"{description}'
    return f"{start}>{children}</p:cNvPr>" if children else f"{start}/>"


DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    "</a:extLst>"
)
