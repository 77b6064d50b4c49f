"""Where a template's shape is: its outline, tried at points."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from kamhandbook.deck.shape_area import outline_of
from kamhandbook.document.drawing import Rect

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
FRAME = Rect(100, 50, 200, 80)
TRIANGLE = (
    '<a:custGeom><a:pathLst><a:path w="10" h="4"><a:moveTo><a:pt x="0" y="4"/></a:moveTo>'
    '<a:lnTo><a:pt x="5" y="0"/></a:lnTo><a:lnTo><a:pt x="10" y="4"/></a:lnTo><a:close/>'
    "</a:path></a:pathLst></a:custGeom>"
)


WAVE = (
    '<a:custGeom><a:pathLst><a:path w="10" h="10"><a:moveTo><a:pt x="0" y="10"/></a:moveTo>'
    '<a:cubicBezTo><a:pt x="0" y="0"/><a:pt x="10" y="0"/><a:pt x="10" y="10"/></a:cubicBezTo>'
    "<a:close/></a:path></a:pathLst></a:custGeom>"
)


def outline(inside: str):  # type: ignore[no-untyped-def]
    return outline_of(etree.fromstring(f'<p xmlns:a="{A}">{inside}</p>'), FRAME)


@pytest.mark.parametrize("preset", ["rect", "roundRect", "round1Rect", "snip1Rect"])
def test_what_fills_its_frame_needs_no_outline(preset: str) -> None:
    assert outline(f'<a:prstGeom prst="{preset}"/>') is None


@pytest.mark.parametrize(
    ("shape", "inside", "outside"),
    [
        (
            '<a:prstGeom prst="ellipse"/>',
            [(200, 90), (101, 90), (299, 90), (200, 51), (200, 129), (270, 118)],
            [(101, 51), (299, 129), (272, 119), (99, 90), (200, 49)],
        ),
        (
            '<a:prstGeom prst="cloud"/>',  # unknown: its inner half
            [(150, 70), (250, 110), (200, 90)],
            [(149, 90), (251, 90), (200, 69), (200, 111)],
        ),
        (
            TRIANGLE,
            [(200, 55), (105, 129), (295, 129), (200, 129)],
            [(110, 60), (290, 60), (200, 49), (98, 129)],
        ),
        (WAVE, [(200, 75), (115, 115), (285, 115)], [(200, 60), (101, 60), (299, 60)]),
        (
            '<a:xfrm flipH="1"/><a:prstGeom prst="rtTriangle"/>',
            [(290, 120), (295, 60), (250, 125)],
            [(110, 60), (105, 120), (200, 60)],
        ),
        (
            '<a:xfrm rot="5400000"/><a:prstGeom prst="rect"/>',
            [(200, 0), (200, 180), (165, 90), (235, 90)],
            [(110, 90), (290, 90), (155, 90)],
        ),
    ],
    ids=["ellipse", "unknown", "free form", "curve", "mirrored", "turned"],
)
def test_points_are_inside_or_not(
    shape: str, inside: list[tuple[float, float]], outside: list[tuple[float, float]]
) -> None:
    holds = outline(shape)
    assert all(holds(*point) for point in inside)
    assert not any(holds(*point) for point in outside)


def test_a_shape_without_any_form_fills_its_frame() -> None:
    assert outline("") is None
    assert outline("<a:custGeom><a:pathLst/></a:custGeom>") is None


PRESETS = (
    *("chevron", "diamond", "ellipse", "flowChartConnector", "flowChartDocument", "homePlate"),
    *("parallelogram", "rtTriangle", "trapezoid", "triangle", "cloud"),
)
SHAPES = Path(__file__).parent / "goldens" / "shapes.txt"


def test_shapes_are_what_they_were(renew_goldens: bool) -> None:
    """Each as it is and turned by 30 degrees, a sign for each 10 by 8 points."""
    forms = {preset: f'<a:prstGeom prst="{preset}"/>' for preset in PRESETS}
    forms |= {f"{name}, turned": f'<a:xfrm rot="1800000"/>{form}' for name, form in forms.items()}
    forms |= {"free form": TRIANGLE, "curve": WAVE}
    text = "\n".join(f"== {name}\n{_drawn(form)}" for name, form in forms.items())
    if renew_goldens:
        SHAPES.write_text(text, "utf-8")
    assert text == SHAPES.read_text("utf-8")


def _drawn(form: str) -> str:
    holds = outline(form)
    rows = ("".join(".#"[holds(x, y)] for x in range(85, 316, 5)) for y in range(2, 180, 8))
    return "\n".join(row for row in rows if "#" in row)
