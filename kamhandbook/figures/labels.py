"""Texts of a figure: broken into lines, shortened where allowed, remembered where lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kamhandbook.document.drawing import LABEL_SIZE, Label, Role
from kamhandbook.metrics import LINE_PITCH, USABLE_WIDTH, FacePair, Hyphenator, Run, wrap_runs
from kamhandbook.positions import ContentPath

ELLIPSIS = "…"
_LOOSE = " ,;:.–-"  # what does not stay at the end of a text that goes on


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: size in points, weight, colour role."""

    size: float = LABEL_SIZE
    bold: bool = False
    colour: Role = "ink"

    def on(self, colour: Role) -> Style:
        """The same style in another colour."""
        return replace(self, colour=colour)

    def at(self, size: float) -> Style:
        """The same style in another size."""
        return replace(self, size=size)

    @property
    def regular(self) -> Style:
        """The same style in regular weight."""
        return replace(self, bold=False)

    @property
    def pitch(self) -> float:
        """Height of one line in points."""
        return self.size * LINE_PITCH


BIG = Style(28.0, bold=True, colour="primary")
HEADING = Style(16.0, bold=True)
NAME = Style(14.0, bold=True)
STRONG = Style(bold=True)
PLAIN = Style()
QUIET = Style(colour="muted")


@dataclass(slots=True)
class Words:
    """Sets the texts of one figure.

    ``lost`` collects the labels that had to be cut although they must not be, with path and text;
    those of layouts that were only tried are among them.
    """

    faces: FacePair
    hyphenator: Hyphenator
    lost: list[tuple[Label, str]] = field(default_factory=list)

    def width(self, text: str, style: Style) -> float:
        """Measure one line; with the spare that keeps it whole in every program."""
        return self.faces.of(style.bold).em(_line(text)) * style.size / USABLE_WIDTH

    def widest(self, texts: Sequence[str], style: Style) -> float:
        """Measure the widest of several texts, each on one line."""
        return max((self.width(text, style) for text in texts), default=0.0)

    def count(self, text: str, style: Style, width: float) -> int:
        """Count the lines a text needs at a width; none for an empty one."""
        return len(self._wrapped(text, style, width)[0]) if text else 0

    def height(self, text: str, style: Style, width: float) -> float:
        """Measure how high a text is at a width."""
        return self.count(text, style, width) * style.pitch

    def fits(self, text: str, style: Style, width: float, most: int) -> bool:
        """Whether a text can be shown whole in so many lines."""
        lines, whole = self._wrapped(text, style, width)
        return whole and len(lines) <= most

    def label(
        self,
        text: str,
        style: Style,
        width: float,
        *,
        most: int = 99,
        path: ContentPath = (),
        before: float = 0.0,
    ) -> Label:
        """Break a text into at most ``most`` lines of ``width`` points.

        What does not fit is shortened with "…". With a ``path`` the text is one that must not be
        shortened: it is named among the lost.
        """
        lines, whole = self._wrapped(text, style, width)
        most = max(most, 1)
        if len(lines) > most:
            last = self._elided(lines[most - 1], style, width)
            lines, whole = (*lines[: most - 1], last), False
        label = Label(lines, style.size, style.colour, style.bold, before)
        if not whole and path:
            self.lost.append((label, f"{'/'.join(map(str, path))}: {_line(text)}"))
        return label

    def _wrapped(self, text: str, style: Style, width: float) -> tuple[tuple[str, ...], bool]:
        """Break a text; the second value says whether every word found room."""
        runs = (Run(_line(text), bold=style.bold),)
        wrapped = wrap_runs(runs, self.faces, style.size, width, self.hyphenator)
        limit = max(width, 0.0) * USABLE_WIDTH
        lines = tuple(
            line.text if line.width <= limit else self._cut(line.text, style, limit)
            for line in wrapped.lines
        )
        return lines, not wrapped.overflow

    def _elided(self, line: str, style: Style, width: float) -> str:
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

    def _cut(self, text: str, style: Style, limit: float) -> str:
        while text and not self._is_within(text + ELLIPSIS, style, limit):
            text = text[:-1]
        return text.rstrip(_LOOSE) + ELLIPSIS

    def _is_within(self, text: str, style: Style, limit: float) -> bool:
        return self.faces.of(style.bold).em(text) * style.size <= limit


def _line(text: str) -> str:
    return " ".join(text.split())


def height_of(labels: Sequence[Label]) -> float:
    """Measure labels that follow each other in one box, in points."""
    lines = sum(len(label.lines) * label.size * LINE_PITCH for label in labels)
    return lines + sum(label.before for label in labels[1:])
