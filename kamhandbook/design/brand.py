"""A company's brand as typed values: colours by role, fonts, logo, its own templates.

Read from ``themes/<brand>/brand.yaml``; everything not named is derived, with contrast computed.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import cast

from msgspec import Struct, field

from kamhandbook.design.brand_template import template_of
from kamhandbook.design.colour import SOFT_CONTRAST, SURFACE_CONTRAST, WHITE, Colour
from kamhandbook.document.drawing import Role
from kamhandbook.findings import Finding, Position
from kamhandbook.pictures.kinds import SHOWN_BY_POWERPOINT
from kamhandbook.pictures.picture import Picture, read_file
from kamhandbook.pictures.places import LONGEST_NAME, address_trouble, place_of
from kamhandbook.pictures.trouble import Trouble, cleaning, shortened
from kamhandbook.positions import ContentPath
from kamhandbook.reading.input_files import (
    Unreadable,
    is_kind,
    is_there,
    named,
    read_text,
    relative,
)
from kamhandbook.reading.input_folders import folder_findings
from kamhandbook.reading.syntax import lines_of
from kamhandbook.reading.yaml_file import Parsed, read_yaml
from kamhandbook.wording.messages import phrase, problem

Palette = Mapping[Role, Colour]

_NEUTRAL = {
    "primary": "#1f3a4d",
    "accent": "#c77d1e",
    "ink": "#1c262b",
    "muted": "#56646b",
    "line": "#d6dde0",
    "surface": "#f2f5f6",
    "good": "#2e7d4f",
    "caution": "#b3541e",
}
_DARK_PAPER = Colour(0x14, 0x1B, 0x1F)
_LOGO_KEYS = ("svg", "png", "svg_inverse", "png_inverse", "icon")
_KEYS = ("name", "colours", "fonts", "logo")
_ALLOWED: dict[ContentPath, tuple[str, ...]] = {
    (): _KEYS,
    ("colours",): tuple(_NEUTRAL),
    ("fonts",): ("heading", "body"),
    ("logo",): _LOGO_KEYS,
}
_FILE_ENDINGS = (".j2", ".pptx", ".potx", ".svg", ".png")


class Brand(Struct, frozen=True):
    """What both outputs take from a brand.

    ``colours`` are those the company names, ``light`` and ``dark`` the whole palette
    for either scheme, with every text role readable (4.5:1) on paper and surface. ``logo`` maps
    svg, png, svg_inverse, png_inverse and icon to files that exist. ``master`` is the corporate
    template, if there is one. ``folder`` holds overriding templates in ``site/`` and ``deck/``.
    """

    name: str
    colours: Mapping[str, Colour]
    light: Palette
    dark: Palette
    heading_font: str = "Calibri"
    body_font: str = "Calibri"
    logo: Mapping[str, Path] = field(default_factory=dict)
    folder: Path | None = None
    master: Path | None = None


def neutral() -> Brand:
    """Return the brand of a company that has none yet."""
    return _brand("", {key: _parsed(value) for key, value in _NEUTRAL.items()})


def load_brand(themes: Path, name: str, root: Path, place: Position) -> tuple[Brand, list[Finding]]:
    """Read ``themes/<name>/``; ``place`` is where the name is written. Never raises for content."""
    if not name:
        return neutral(), []
    folder = _folder_of(themes, name)
    is_folder = folder is not None and is_kind(folder, stat.S_ISDIR, place)
    if isinstance(is_folder, Unreadable):
        return neutral(), [is_folder.finding]
    if folder is None or not is_folder:
        missing = f"{themes.name}/{shortened(name)}"
        return neutral(), [problem("brand_missing", place, folder=missing)]
    if not folder.resolve().is_relative_to(themes.resolve()):
        return neutral(), [problem("brand_link", place, name=folder.name)]
    unreadable = [*folder_findings(folder, root, follows_links=False), *_no_files(folder, root)]
    if unreadable:  # nothing below is opened before all of it can be
        return neutral(), unreadable
    master, of_template = template_of(folder, root)
    file = folder / "brand.yaml"
    if not is_there(file):
        colours = {key: _parsed(value) for key, value in _NEUTRAL.items()}
        return _brand(name, colours, folder=folder, master=master), of_template
    parsed = read_yaml(file, root)
    reader = _BrandReader(parsed, folder)
    brand = _brand(
        reader.text(("name",)) or name,
        {key: reader.colour(key) for key in _NEUTRAL},
        fonts=(reader.text(("fonts", "heading")), reader.text(("fonts", "body"))),
        logo=reader.logo(),
        folder=folder,
        master=master,
    )
    return brand, [*of_template, *parsed.findings, *reader.unknown_keys(), *reader.findings]


def _folder_of(themes: Path, name: str) -> Path | None:
    """Return a brand's folder, if the name is that of one below ``themes``."""
    is_plain = not address_trouble(name) and "\0" not in name
    if not is_plain or len(name.encode("utf-8", "replace")) > LONGEST_NAME:
        return None
    return named(themes, name)


def _no_files(folder: Path, root: Path) -> Iterator[Finding]:
    """Yield folders that are called as files are that a brand may have: nobody would read them."""
    for file in sorted(folder.rglob("*")):
        if file.suffix in _FILE_ENDINGS and file.is_dir() and not file.is_symlink():
            at = Position(relative(file, root))
            yield problem("not_a_file", at, found=phrase("kind_is_folder"))


class _BrandReader:
    """Takes values out of brand.yaml and collects what is wrong with them."""

    def __init__(self, parsed: Parsed, folder: Path) -> None:
        self.data = parsed.data if isinstance(parsed.data, dict) else {}
        self.where = parsed.positions
        self.folder = folder
        self.findings: list[Finding] = []
        if parsed.data is not None and not isinstance(parsed.data, dict):
            self._not_a_group((), parsed.data)
        for key in ("colours", "fonts", "logo"):
            if self.data.get(key) and not isinstance(self.data[key], dict):
                self._not_a_group((key,), self.data[key])

    def _not_a_group(self, path: ContentPath, value: object) -> None:
        words = (
            phrase("found_list")
            if isinstance(value, list)
            else phrase("found_value", value=str(value)[:40])
        )
        at = self.where.value(path)
        allowed = ", ".join(_ALLOWED[path])
        self.findings.append(problem("not_a_mapping", at, found=words, allowed=allowed))

    def text(self, path: ContentPath) -> str:
        value: object = self.data
        for part in path:
            value = value.get(part) if isinstance(value, dict) else None
        if value is not None and not isinstance(value, str):
            self.findings.append(
                problem("not_text", self.where.value(path), found=phrase("found_mapping"))
            )
        return str(value).strip() if isinstance(value, str) else ""

    def colour(self, key: str) -> Colour:
        text = self.text(("colours", key))
        colour = Colour.parse(text)
        if text and colour is None:
            words = phrase("found_value", value=text[:40])
            at = self.where.value(("colours", key))
            self.findings.append(problem("brand_colour", at, found=words))
        elif not text:
            self._note_comment(key)
        return colour or _parsed(_NEUTRAL[key])

    def _note_comment(self, key: str) -> None:
        """Report that ``primary: #0b4f5c`` without quotes is no colour but a comment."""
        at = self.where.keys.get(("colours", key))
        if at:
            text = read_text(self.folder / "brand.yaml", at.path)
            line = "" if isinstance(text, Unreadable) else lines_of(text)[at.line - 1]
            if value := re.search(r":\s+(#[0-9a-fA-F]{3,8})\b", line):
                place = Position(at.path, at.line, value.start(1) + 1)
                self.findings.append(
                    problem("brand_colour_comment", place, key=key, value=value[1])
                )

    def logo(self) -> dict[str, Path]:
        logo_files: dict[str, Path] = {}
        for key in _LOGO_KEYS:
            name = self.text(("logo", key))
            file = self._picture(key, name) if name else None
            if file:
                logo_files[key] = file
        return logo_files

    def _picture(self, key: str, name: str) -> Path | None:
        """Return the file of a logo, and report what is wrong with it."""
        at = self.where.value(("logo", key))
        file = place_of(self.folder, name)
        if isinstance(file, Trouble):
            self.findings.append(self._misplaced(file, name, at))
            return None
        picture = read_file(file, name)
        format_ = "PNG" if key.startswith("png") else "SVG"
        if isinstance(picture, Trouble):
            is_other = picture.key == "kind"
            self.findings.append(
                problem("brand_picture", at, name=shortened(name), format=format_)
                if is_other
                else picture.finding(at, "brand_picture_unusable")
            )
            return None
        if not _fits(picture, key):
            self.findings.append(problem("brand_picture", at, name=shortened(name), format=format_))
        if picture.removed:
            cleaned = cleaning(name, picture.removed)
            self.findings.append(cleaned.finding(at, "brand_picture_cleaned"))
        return file

    def _misplaced(self, trouble: Trouble, name: str, at: Position) -> Finding:
        if trouble.key != "missing":
            return trouble.finding(at, "brand_picture_unusable")
        return problem("brand_file", at, name=name, folder=f"themes/{self.folder.name}/")

    def unknown_keys(self) -> list[Finding]:
        return [
            self._unknown(path, _ALLOWED[path[:-1]])
            for path in self.where.keys
            if path[:-1] in _ALLOWED and path[-1] not in _ALLOWED[path[:-1]]
        ]

    def _unknown(self, path: ContentPath, allowed: tuple[str, ...]) -> Finding:
        close = get_close_matches(str(path[-1]), allowed, n=1)
        return problem(
            "unknown_key",
            self.where.of(path),
            key=path[-1],
            allowed=", ".join(allowed),
            suggestion=phrase("did_you_mean", guess=close[0]) if close else "",
        )


def _fits(picture: Picture, key: str) -> bool:
    """Whether a picture is of a kind that a logo's key asks for; an icon may be of any."""
    is_for_slides = picture.kind in SHOWN_BY_POWERPOINT
    if key.startswith("png"):
        return is_for_slides
    return picture.kind == "svg" or (key == "icon" and is_for_slides)


def _brand(
    name: str,
    colours: dict[str, Colour],
    *,
    fonts: tuple[str, str] = ("", ""),
    logo: Mapping[str, Path] | None = None,
    folder: Path | None = None,
    master: Path | None = None,
) -> Brand:
    return Brand(
        name=name,
        colours=colours,
        light=light_palette(colours),
        dark=dark_palette(colours),
        heading_font=fonts[0] or "Calibri",
        body_font=fonts[1] or fonts[0] or "Calibri",
        logo=logo or {},
        folder=folder,
        master=master,
    )


def light_palette(colours: Mapping[str, Colour]) -> Palette:
    """Return every role on white; text roles are shifted until they can be read."""
    named = colours["surface"]
    is_light = named.luminance > 0.8
    is_seen = is_light and named.contrast(WHITE) >= SURFACE_CONTRAST
    tint = colours["primary"] if is_light else named
    surface = named if is_seen else WHITE.tinted(tint, SURFACE_CONTRAST)
    return _palette(colours, paper=WHITE, surface=surface)


def dark_palette(colours: Mapping[str, Colour]) -> Palette:
    """Return every role on a dark ground that carries a breath of the primary colour."""
    paper = _DARK_PAPER.mixed(colours["primary"], 0.08)
    surface = paper.mixed(WHITE, 0.06)
    lifted = dict(colours) | {
        "ink": WHITE.mixed(paper, 0.08),
        "muted": WHITE.mixed(paper, 0.34),
        "line": paper.mixed(WHITE, 0.2),
        # A calm tint, where lightness alone glares.
        "primary": colours["primary"].mixed(WHITE, 0.25),
    }
    return _palette(lifted, paper=paper, surface=surface)


def _palette(colours: Mapping[str, Colour], *, paper: Colour, surface: Colour) -> Palette:
    hardest_ground = min((paper, surface), key=lambda ground: colours["ink"].contrast(ground))

    def text(key: str) -> Colour:
        return colours[key].readable_on(hardest_ground)

    primary, accent, ink = text("primary"), colours["accent"], text("ink")
    soft = paper.tinted(primary, SOFT_CONTRAST)
    dark = ink if ink.luminance < 0.18 else paper
    roles = {
        "primary": primary,
        "primary_soft": soft,
        "accent": accent,
        "accent_soft": paper.mixed(accent, 0.18),
        "ink": ink,
        "muted": text("muted").readable_on(soft),
        "line": colours["line"],
        "surface": surface,
        "good": text("good"),
        "caution": text("caution"),
        "paper": paper,
        "on_primary": primary.text_on(dark),
        "on_accent": accent.text_on(dark),
    }
    return {cast(Role, role): colour for role, colour in roles.items()}


def _parsed(text: str) -> Colour:
    colour = Colour.parse(text)
    assert colour is not None, text
    return colour
