"""Our own style sheets, scripts and pictures, and the brand's; all served from the site itself."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from kamhandbook.design.brand import Brand, Palette
from kamhandbook.pictures.picture import Picture, read_file
from kamhandbook.site.contents import ASSETS

_FOLDER = Path(str(files("kamhandbook") / "site" / "assets"))
_BRAND_CSS = f"{ASSETS}/brand.css"


def asset_files(brand: Brand) -> dict[str, Path | bytes]:
    """Return every file the site needs beside its pages, by its name in the site."""
    sources: dict[str, Path | bytes] = {name: path for name, path in _shipped().items()}
    sources[_BRAND_CSS] = brand_css(brand).encode()
    for name, path in ((logo_name(brand), _logo(brand)), (icon_name(brand), _icon(brand))):
        picture = read_file(path) if path else None
        if isinstance(picture, Picture):  # anything else is told where the brand names it
            sources[name] = picture.content
    return sources


def style_sheets() -> tuple[str, ...]:
    """Return our style sheets in the order in which they count."""
    return (_BRAND_CSS, *_with_ending(".css"))


def scripts() -> tuple[str, ...]:
    """Return our scripts."""
    return _with_ending(".js")


def logo_name(brand: Brand) -> str:
    """Name the logo of the page header in the site; empty when the brand has none."""
    logo = _logo(brand)
    return f"{ASSETS}/logo{logo.suffix}" if logo else ""


def icon_name(brand: Brand) -> str:
    """Name the browser's icon in the site; empty when the brand has none."""
    icon = _icon(brand)
    return f"{ASSETS}/icon{icon.suffix}" if icon else ""


def brand_css(brand: Brand) -> str:
    """Write both palettes as custom properties: ``--kam-primary-soft`` and so on."""
    schemes = (("default", brand.light), ("slate", brand.dark))
    return _fonts(brand) + "".join(_scheme(scheme, palette) for scheme, palette in schemes)


def _fonts(brand: Brand) -> str:
    """Name the brand's fonts; where they are not installed the system's own are used."""
    fonts = (("heading", brand.heading_font), ("body", brand.body_font))
    lines = "".join(f"  --kam-{key}-font: {_family(font)};\n" for key, font in fonts)
    return f":root {{\n{lines}}}\n"


def _family(font: str) -> str:
    bare = re.sub(r"[^\w .-]", "", font)
    twin = ", Carlito" if bare.lower() == "calibri" else ""
    return f'"{bare}"{twin}'


def _scheme(name: str, palette: Palette) -> str:
    own = {f"--kam-{role.replace('_', '-')}": colour.hex for role, colour in palette.items()}
    lines = "".join(f"  {key}: {value};\n" for key, value in own.items())
    first = ":root,\n" if name == "default" else ""
    return f'{first}[data-md-color-scheme="{name}"] {{\n{lines}}}\n'


def _logo(brand: Brand) -> Path | None:
    kinds = ("svg_inverse", "svg", "png_inverse", "png")
    return next((brand.logo[kind] for kind in kinds if kind in brand.logo), None)


def _icon(brand: Brand) -> Path | None:
    return brand.logo.get("icon") or brand.logo.get("png")


@cache
def _shipped() -> dict[str, Path]:
    paths = sorted(path for path in _FOLDER.rglob("*") if path.is_file())
    return {f"{ASSETS}/{path.relative_to(_FOLDER).as_posix()}": path for path in paths}


def _with_ending(ending: str) -> tuple[str, ...]:
    return tuple(
        name
        for name in _shipped()
        if name.endswith(ending) and name.count("/") == ASSETS.count("/") + 1
    )
