"""Our own style sheets, scripts and pictures, and the brand's; all served from the site itself."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from kamhandbook.design.brand import Brand, Palette
from kamhandbook.pictures.picture import Picture, read_file
from kamhandbook.site.contents import ASSETS
from kamhandbook.site.versions import marked

_FOLDER = Path(str(files("kamhandbook") / "site" / "assets"))


def asset_files(brand: Brand) -> dict[str, Path | bytes]:
    """Return every file the site needs beside its pages, by its name in the site."""
    sources: dict[str, Path | bytes] = {_shipped()[path]: _FOLDER / path for path in _shipped()}
    css = brand_css(brand).encode()
    pictures = (_picture("logo", _logo(brand)), _picture("icon", _icon(brand)))
    return sources | {_brand_css_name(css): css} | dict(filter(None, pictures))


def style_sheets(brand: Brand) -> tuple[str, ...]:
    """Return our style sheets in the order in which they count."""
    return (_brand_css_name(brand_css(brand).encode()), *_with_ending(".css"))


def scripts() -> tuple[str, ...]:
    """Return our scripts."""
    return _with_ending(".js")


def shipped(path: str) -> str:
    """Return the name in the site of a file that the package brings along."""
    return _shipped()[path]


def logo_name(brand: Brand) -> str:
    """Name the logo of the page header in the site; empty when the brand has none."""
    return (_picture("logo", _logo(brand)) or ("", b""))[0]


def icon_name(brand: Brand) -> str:
    """Name the browser's icon in the site; empty when the brand has none."""
    return (_picture("icon", _icon(brand)) or ("", b""))[0]


def _brand_css_name(css: bytes) -> str:
    return marked(f"{ASSETS}/brand.css", css)


def _picture(name: str, file: Path | None) -> tuple[str, bytes] | None:
    """Return a picture's name in the site and its content; what is none is told by the brand."""
    picture = read_file(file) if file else None
    if file is None or not isinstance(picture, Picture):
        return None
    return marked(f"{ASSETS}/{name}{file.suffix}", picture.content), picture.content


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
def _shipped() -> dict[str, str]:
    """Return the names in the site of what the package brings along, by its path there."""
    paths = sorted(path for path in _FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(_FOLDER).as_posix(): _name(path) for path in paths}


def _name(path: Path) -> str:
    name = f"{ASSETS}/{path.relative_to(_FOLDER).as_posix()}"
    return marked(name, path.read_bytes()) if path.suffix in (".css", ".js") else name


def _with_ending(ending: str) -> tuple[str, ...]:
    """Return the names of what every page asks for; what stands in a folder is for some."""
    return tuple(
        name for path, name in _shipped().items() if path.endswith(ending) and "/" not in path
    )
