"""Texts of a figure: broken into lines, shortened where allowed, remembered where lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.document.drawing import LABEL_SIZE, Label, Role
from kamhandbook.metrics import LINE_PITCH, USABLE_WIDTH, FacePair, Hyphenator, Run, wrap_runs
from kamhandbook.positions import ContentPath

ELLIPSIS = "…"
_LOOSE = " ,;:.–-"  # what does not stay at the end of a text that goes on


class LabelStyle(Struct, frozen=True):
    """How a text looks: size in points, weight, colour role."""

    size: float = LABEL_SIZE
    bold: bool = False
    colour: Role = "ink"

    def on(self, colour: Role) -> LabelStyle:
        """The same style in another colour."""
        return replace(self, colour=colour)

    def at(self, size: float) -> LabelStyle:
        """The same style in another size."""
        return replace(self, size=size)

    @property
    def regular(self) -> LabelStyle:
        """The same style in regular weight."""
        return replace(self, bold=False)

    @property
    def pitch(self) -> float:
        """Height of one line in points."""
        return self.size * LINE_PITCH


BIG = LabelStyle(28.0, bold=True, colour="primary")
HEADING = LabelStyle(16.0, bold=True)
NAME = LabelStyle(14.0, bold=True)
STRONG = LabelStyle(bold=True)
PLAIN = LabelStyle()
QUIET = LabelStyle(colour="muted")


@dataclass(slots=True)
class TextSetter:
    """Sets the texts of one figure.

    ``lost`` collects the labels that had to be cut although they must not be, with path and text;
    those of layouts that were only tried are among them.
    """

    faces: FacePair
    hyphenator: Hyphenator
    lost: list[tuple[Label, str]] = field(default_factory=list)

    def width(self, text: str, style: LabelStyle) -> float:
        """Return the width of one line, with the spare that keeps it whole in every program."""
        return self.faces.of(style.bold).em(_line(text)) * style.size / USABLE_WIDTH

    def widest(self, texts: Sequence[str], style: LabelStyle) -> float:
        """Return the width of the widest of several texts, each on one line."""
        return max((self.width(text, style) for text in texts), default=0.0)

    def count(self, text: str, style: LabelStyle, width: float) -> int:
        """Return how many lines a text needs at a width; 0 for an empty one."""
        return len(self._wrapped(text, style, width)[0]) if text else 0

    def height(self, text: str, style: LabelStyle, width: float) -> float:
        """Return how high a text is at a width, in points."""
        return self.count(text, style, width) * style.pitch

    def fits(self, text: str, style: LabelStyle, width: float, max_lines: int) -> bool:
        """Whether a text can be shown whole in so many lines."""
        lines, is_whole = self._wrapped(text, style, width)
        return is_whole and len(lines) <= max_lines

    def label(
        self,
        text: str,
        style: LabelStyle,
        width: float,
        *,
        max_lines: int = 99,
        path: ContentPath = (),
        before: float = 0.0,
    ) -> Label:
        """Return a text as at most ``max_lines`` lines of ``width`` points.

        What does not fit is shortened with "…". With a ``path`` the text is one that must not be
        shortened: it is named among the lost.
        """
        lines, is_whole = self._wrapped(text, style, width)
        max_lines = max(max_lines, 1)
        if len(lines) > max_lines:
            last_line = self._elided(lines[max_lines - 1], style, width)
            lines, is_whole = (*lines[: max_lines - 1], last_line), False
        label = Label(lines, style.size, style.colour, style.bold, before)
        if not is_whole and path:
            self.lost.append((label, f"{'/'.join(map(str, path))}: {_line(text)}"))
        return label

    def _wrapped(self, text: str, style: LabelStyle, width: float) -> tuple[tuple[str, ...], bool]:
        """Break a text; the second value says whether every word found room."""
        runs = (Run(_line(text), bold=style.bold),)
        wrapped = wrap_runs(runs, self.faces, style.size, width, self.hyphenator)
        limit = max(width, 0.0) * USABLE_WIDTH
        lines = tuple(
            line.text if line.width <= limit else self._cut(line.text, style, limit)
            for line in wrapped.lines
        )
        return lines, not wrapped.overflow

    def _elided(self, line: str, style: LabelStyle, width: float) -> str:
        """End a line that was not the last with "…", behind a word or syllable, at worst within."""
        limit = max(width, 0.0) * USABLE_WIDTH
        syllable = line.removesuffix("-") + ELLIPSIS
        if line.endswith(("-", ELLIPSIS)) and self._is_within(syllable, style, limit):
            return syllable.replace(2 * ELLIPSIS, ELLIPSIS)
        words = line.split(" ")
        while words:
            text = " ".join(words).rstrip(_LOOSE) + " " + ELLIPSIS
            if self._is_within(text, style, limit):
                return text
            words.pop()
        return self._cut(line, style, limit)

    def _cut(self, text: str, style: LabelStyle, limit: float) -> str:
        while text and not self._is_within(text + ELLIPSIS, style, limit):
            text = text[:-1]
        return text.rstrip(_LOOSE) + ELLIPSIS

    def _is_within(self, text: str, style: LabelStyle, limit: float) -> bool:
        return self.faces.of(style.bold).em(text) * style.size <= limit


def _line(text: str) -> str:
    return " ".join(text.split())


def height_of(labels: Sequence[Label]) -> float:
    """Return the height of labels that follow each other in one box, in points."""
    lines = sum(len(label.lines) * label.size * LINE_PITCH for label in labels)
    return lines + sum(label.before for label in labels[1:])
