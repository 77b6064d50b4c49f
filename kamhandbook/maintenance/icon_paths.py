"""Makes ``kamhandbook/document/icons/paths.json``: the icons of figures as plain paths.

Run it when the catalogue names another icon: ``python -m kamhandbook.maintenance.icon_paths``. It
reads the icons that Material for MkDocs ships (Pictogrammers, Apache 2.0; the licence lies beside
the table) and writes each as moves, lines and curves with absolute points on a sheet of 24 × 24,
which is all that a presentation knows; arcs become curves.
"""

from __future__ import annotations

import json
import math
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from kamhandbook.compose.icons import icon_file
from kamhandbook.wording.language import DEFAULT

FOLDER = Path(__file__).parents[1] / "document" / "icons"
_PATH = re.compile(r'<path d="([^"]*)"')
_TOKEN = re.compile(r"([a-zA-Z])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_FLAGS = (3, 4)  # which values of an arc are one digit, and may stand without a space

Point = tuple[float, float]
Step = tuple[str, tuple[Point, ...]]


def main() -> None:
    """Write the table, and its licence beside it."""
    catalogue = DEFAULT.catalogue
    named = {d.icon for d in catalogue.dimensions} | {q.icon for q in catalogue.newcomer_questions}
    table = {
        name: plain(_PATH.findall(icon_file(name).read_text("utf-8"))) for name in sorted(named)
    }
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps(table, indent=1, ensure_ascii=False) + "\n"
    (FOLDER / "paths.json").write_text(text, encoding="utf-8")
    shutil.copyfile(icon_file("material/target").parent / "LICENSE", FOLDER / "LICENSE")


def plain(paths: list[str]) -> str:
    """Return paths as one of M, L, C and Z with absolute points."""
    steps = [step for path in paths for step in _steps(path)]
    return "".join(letter + " ".join(map(_written, points)) for letter, points in steps)


def _written(point: Point) -> str:
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in point)


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command with its values, one for every set of them."""
    position, letter = 0, ""
    values: list[float] = []
    while position < len(path):
        if path[position] in " ,\n\t":
            position += 1
            continue
        if letter.upper() == "A" and len(values) in _FLAGS and path[position] in "01":
            values.append(float(path[position]))
            position += 1
        else:
            found = _TOKEN.match(path, position)
            if not found:
                raise ValueError(path[position:])
            position = found.end()
            if found[1]:
                letter, values = found[1], []
            else:
                values.append(float(found[2]))
        if len(values) == _COUNTS[letter.upper()]:
            yield letter, values
            values = []
            letter = {"M": "L", "m": "l"}.get(letter, letter)


def _steps(path: str) -> Iterator[Step]:
    x = y = start_x = start_y = 0.0
    last = ""
    handle: Point = (0.0, 0.0)
    for letter, given in _commands(path):
        kind = letter.upper()
        dx, dy = (x, y) if letter.islower() else (0.0, 0.0)
        values = given
        if kind in "MLCSQT":
            values = [v + (dy if n % 2 else dx) for n, v in enumerate(given)]
        if kind == "Z":
            yield "Z", ()
            x, y = start_x, start_y
        elif kind == "M":
            x, y = start_x, start_y = values[0], values[1]
            yield "M", ((x, y),)
        elif kind in "LHV":
            if kind == "L":
                x, y = values[0], values[1]
            elif kind == "H":
                x = given[0] + dx
            else:
                y = given[0] + dy
            yield "L", ((x, y),)
        elif kind in "CS":
            if kind == "S":
                mirrored = (2 * x - handle[0], 2 * y - handle[1]) if last in "CS" else (x, y)
                values = [*mirrored, *values]
            points = _pairs(values)
            handle, (x, y) = points[1], points[2]
            yield "C", points
        elif kind in "QT":
            if kind == "T":
                mirrored = (2 * x - handle[0], 2 * y - handle[1]) if last in "QT" else (x, y)
                values = [*mirrored, *values]
            handle, end = _pairs(values)
            yield "C", (_third((x, y), handle), _third(end, handle), end)
            x, y = end
        else:
            end = (given[5] + dx, given[6] + dy)
            for points in _arc((x, y), given[:2], given[2], (given[3], given[4]), end):
                yield "C", points
            x, y = end
        last = kind


def _pairs(values: list[float]) -> tuple[Point, ...]:
    return tuple(zip(values[::2], values[1::2], strict=True))


def _third(point: Point, handle: Point) -> Point:
    return tuple(p + 2 / 3 * (h - p) for p, h in zip(point, handle, strict=True))  # type: ignore[return-value]


def _arc(
    start: Point, radii: list[float], turn: float, flags: Point, end: Point
) -> Iterator[tuple[Point, ...]]:
    """Yield curves for an arc, as SVG's implementation notes (F.6.5) find its centre."""
    (x1, y1), (x2, y2), (large, sweep) = start, end, flags
    rx, ry = (abs(radius) for radius in radii)
    if not rx or not ry or start == end:
        return
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    px = cos * (x1 - x2) / 2 + sin * (y1 - y2) / 2
    py = -sin * (x1 - x2) / 2 + cos * (y1 - y2) / 2
    grow = math.sqrt(max(1.0, (px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    below = (rx * py) ** 2 + (ry * px) ** 2
    root = math.sqrt(max(0.0, (rx * ry) ** 2 / below - 1)) * (1 if large != sweep else -1)
    qx, qy = root * rx * py / ry, -root * ry * px / rx
    cx = cos * qx - sin * qy + (x1 + x2) / 2
    cy = sin * qx + cos * qy + (y1 + y2) / 2
    first = math.atan2((py - qy) / ry, (px - qx) / rx)
    last = math.atan2((-py - qy) / ry, (-px - qx) / rx)
    sweep_angle = last - first
    if sweep and sweep_angle < 0:
        sweep_angle += 2 * math.pi
    elif not sweep and sweep_angle > 0:
        sweep_angle -= 2 * math.pi
    count = max(1, math.ceil(abs(sweep_angle) / (math.pi / 2) - 1e-6))
    step = sweep_angle / count
    reach = 4 / 3 * math.tan(step / 4)

    def at(angle: float, along: float) -> Point:
        ux = math.cos(angle) - along * math.sin(angle)
        uy = math.sin(angle) + along * math.cos(angle)
        return cx + cos * rx * ux - sin * ry * uy, cy + sin * rx * ux + cos * ry * uy

    for number in range(count):
        a, b = first + number * step, first + (number + 1) * step
        yield at(a, reach), at(b, -reach), at(b, 0.0)


if __name__ == "__main__":
    main()
