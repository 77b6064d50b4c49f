"""Text pasted from Word, Excel and mail, as the Markdown it was meant as.

Only what can be read in one way becomes a list or a table; ``doubts`` names the rest. What people
wrote stays in their files as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from kamhandbook.content.footnotes import footnotes_apart
from kamhandbook.content.pasted_points import BLANK, BULLETS, point_of, points_of, written

_BULLET = re.compile(rf"(?:^|(?<=\s))[{BULLETS}]{BLANK}*(?=\S)")
_DOT = re.compile(r"(?:^|(?<=\s))·\s+(?=\S)")
_DASH = re.compile(r"(?:^|(?<=\s))[–—*-]\s+(?=\S)")
_NUMBER = re.compile(r"(?:^|(?<=\s))(?P<number>\d{1,2})(?P<sign>\)|\.\)?)\s+(?=\S)")
_SECOND_LEVEL = re.compile(r"\s+o\s+(?=\S)")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_OTHER_MARKDOWN = re.compile(r" {4}|\t| {0,3}(?:#{1,6} |>|\||\[[^\]]+\]:)")
_DELIMITERS = re.compile(r" {0,3}\|?[ :|-]*-[ :|-]*\|[ :|-]*|-+|=+")
_COLUMNS = re.compile(r"\S(?: {3,}|\xa0{2,})\S")
_SOFT_HYPHEN = "\xad"
_BREAK = re.compile("[\u2028\u2029\x0b\x0c\x85]")
_WORTH_A_LOOK = re.compile(
    rf"[^\n -~äöüÄÖÜßéè„“‚‘’€]|[\t|{BULLETS}·–—]|\[\^|\[\d{{1,2}}\] |\w<(?:https?:|mailto:|file:)"
    rf"|^\s*(?:-|\d{{1,2}}[.)])[A-ZÄÖÜ]|\d\.?\)|\b[a-z][.)] |- .* - |1\. .* 2\. ",
    re.MULTILINE,
)
_STUCK = re.compile(
    r"(?<=\w)(?=<(?:https?:|mailto:|file:)[^<>\n]+>)", re.IGNORECASE
)  # Outlook's way
_MAY_BE_DOUBTFUL = re.compile(
    rf"[\t{BULLETS}]|^\s*# |;[^\n;]*;|\S {{3}}|(?:^|:)\s*[–—*-]\s|^\s*\|", re.MULTILINE
)
_HASH = re.compile(r" {0,3}# \S")
_FULL_LINE = 60  # characters from which on a mail may have broken a line
_FEWEST_DATES = 3  # "am 1. und 2. Mai" counts nothing
_FEWEST_DASHES = 3  # in running text; two may well be a thought between dashes

_RULE = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+")

Lines = Sequence[str]


def without_soft_hyphens(text: str) -> str:
    """Return a text without the hyphens that Word hides in its words, and other programs show."""
    return text if text.isascii() else text.replace(_SOFT_HYPHEN, "")


@lru_cache(maxsize=1024)
def as_markdown(text: str) -> str:
    """Return a text with its pasted lists and tables as Markdown; any other as it is."""
    if not _WORTH_A_LOOK.search(text):
        return text
    lines = list(_lines(_STUCK.sub(" ", without_soft_hyphens(text))))
    return "\n".join(line for block in _blocks(lines) for line in _read(footnotes_apart(block)))


def are_lines(lines: Lines) -> bool:
    """Whether the lines of a text are points of a list or rows of a table, so that they count."""
    return any(points_of(lines)) or any(len(rows) > 1 for _, rows in _tables(lines))


def doubts(text: str) -> Iterator[str]:
    """Yield what looks pasted and cannot be read for certain.

    "points" run on, "tabs" in lines, "columns" made of semicolons or blanks, "heads" above heads,
    a "hash" before a line of a paragraph.
    """
    if not _MAY_BE_DOUBTFUL.search(text):
        return
    blocks = [block for block in _blocks(as_markdown(text).split("\n")) if not _is_literal(block)]
    if any(_may_run_on(block) for block in blocks):
        yield "points"
    if any("\t" in _behind_mark(line) for block in blocks for line in block):
        yield "tabs"
    if any(_has_columns(block) for block in blocks):
        yield "columns"
    if any(_has_heads_above_heads(block) for block in blocks):
        yield "heads"
    if any(_has_note_of_yaml(block) for block in blocks):
        yield "hash"


def _has_note_of_yaml(block: Lines) -> bool:
    """Whether a line in the midst of a paragraph begins with „# “, as a note in YAML does."""
    return any(
        _HASH.match(line) and before.strip() and not _HASH.match(before)
        for before, line in pairwise(block)
    )


def _has_heads_above_heads(block: Lines) -> bool:
    """Whether more than one row stands above a table's line of dashes: the first are no table."""
    rows = [line.strip().startswith("|") for line in block]
    rule = next((n for n, line in enumerate(block) if _RULE.fullmatch(line.strip())), 0)
    return rule > 1 and all(rows[: rule + 1])


def _has_columns(block: Lines) -> bool:
    """Whether lines one below the other are parted alike: by semicolons, or by several blanks."""
    if _OTHER_MARKDOWN.match(block[0]):
        return False
    counts = [line.count(";") for line in block]
    by_semicolon = any(one == other > 1 for one, other in pairwise(counts))
    by_blanks = sum(_COLUMNS.search(line.strip()) is not None for line in block) > 1
    return by_semicolon or by_blanks


def are_run_together(text: str) -> bool:
    """Whether points or columns stand in a text that is shown as one line."""
    return len(_BULLET.findall(text)) > 1 or "\t" in text


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text; a break inside a paragraph of Word's stays one."""
    for line in text.split("\n"):
        parts = _BREAK.split(line)
        for part, after in pairwise(parts):
            yield part if point_of(after) or not part.strip() else f"{part.rstrip()}\\"
        yield parts[-1]


def _blocks(lines: Lines) -> Iterator[list[str]]:
    """Yield lines that belong together: paragraphs, blank lines, what stands between fences."""
    block: list[str] = []
    is_fenced = False
    for line in lines:
        is_fence = _FENCE.match(line) is not None
        starts = (
            not is_fenced
            and bool(block)
            and (is_fence or bool(line.strip()) != bool(block[-1].strip()))
        )
        if starts or (block and _FENCE.match(block[0]) and not is_fenced):
            yield block
            block = []
        block.append(line)
        is_fenced = is_fenced != is_fence
    if block:
        yield block


def _is_literal(block: Lines) -> bool:
    return not block[0].strip() or _FENCE.match(block[0]) is not None


def _read(block: Lines) -> Iterator[str]:
    """Yield the lines of a block as Markdown."""
    if _is_literal(block):
        yield from block
        return
    at = 0
    for start, rows in _tables(block):
        yield from _text(block[at:start])
        yield from _table(rows)
        at = start + len(rows)
    yield from _text(block[at:])


# --- tables


def _tables(block: Lines) -> Iterator[tuple[int, list[list[str]]]]:
    """Yield tables: lines one below the other that tabs divide, none into more than the first.

    Bars divide them, too, where each line has as many and no table of Markdown is begun.
    """
    if any(_DELIMITERS.fullmatch(line) for line in block):
        return
    at = 0
    while at < len(block):
        rows: list[list[str]] = []
        for line in block[at:]:
            cells = _cells(line)
            if len(cells) < 2 or point_of(line) or (rows and not _continues(line, cells, rows)):
                break
            rows.append([cell.strip() for cell in cells])
        if len(rows) > 1 and sum(map(bool, rows[0])) > 1:
            yield at, rows
        at += max(len(rows), 1)


def _cells(line: str) -> list[str]:
    """Return what tabs, or bars, divide a line into."""
    if "\t" in line or "|" not in line:
        return line.rstrip().split("\t")
    return line.strip().removeprefix("|").removesuffix("|").split("|")


def _continues(line: str, cells: list[str], rows: list[list[str]]) -> bool:
    """Whether a line is a further row: of bars just as many, of tabs no more than the first."""
    return len(cells) <= len(rows[0]) if "\t" in line else len(cells) == len(rows[0])


def _table(rows: list[list[str]]) -> Iterator[str]:
    width = len(rows[0])
    yield ""
    for index, row in enumerate(rows):
        cells = [cell.replace("|", "\\|") for cell in (*row, *[""] * (width - len(row)))]
        yield f"| {' | '.join(cells)} |"
        if index == 0:
            yield f"|{'---|' * width}"
    yield ""


# --- points, each in a line of its own


def _text(lines: Lines) -> Iterator[str]:
    points = points_of(lines)
    known = [point for point in points if point]
    if not known or all(point.is_markdown for point in known):
        yield from _running(lines)
        return
    for index, (line, point) in enumerate(zip(lines, points, strict=True)):
        if point is None or (point.is_markdown and point.kind == "number"):
            if index and points[index - 1] and _begins_anew(lines[index - 1], line):
                yield ""
            following = points[index + 1] if index + 1 < len(points) else None
            has_letters = point is not None and following and following.kind == "letter"
            yield f"{line.strip()}\\" if has_letters else line.strip()
        elif point.kind == "letter":
            yield f"{line.strip()}\\" if index + 1 < len(lines) else line.strip()
        else:
            mark = written(known, point)
            first, *more = _BULLET.split(point.text) if point.kind == "strong" else [point.text]
            yield from _with_second_level(mark, first)
            for text in more:
                yield from _with_second_level(mark, text)


def _begins_anew(point: str, line: str) -> bool:
    """Whether a line behind a point is a paragraph: no line was full, and it begins as one does."""
    return len(point) < _FULL_LINE and line[:1].isupper()


def _with_second_level(mark: str, text: str) -> Iterator[str]:
    first, *inner = _SECOND_LEVEL.split(text.strip()) if mark == "- " else [text.strip()]
    yield f"{mark}{first}"
    yield from (f"  - {each.strip()}" for each in inner)


# --- points that run on in a line


def _running(lines: Lines) -> Iterator[str]:
    text = " ".join(line.strip() for line in lines)
    if _OTHER_MARKDOWN.match(lines[0] if lines else "") or sum(map(bool, points_of(lines))) > 1:
        yield from lines
        return
    for pattern, sign in ((_BULLET, "- "), (_DOT, "- "), (_DASH, "- "), (_NUMBER, "")):
        found = list(pattern.finditer(text))
        if len(found) < 2 or not _opens(text, found[0].start()) or not _is_certain(text, found):
            continue
        ends = (*(each.start() for each in found[1:]), len(text))
        intro = text[: found[0].start()].strip()
        yield from (intro, "") if intro else ()
        for each, end in zip(found, ends, strict=True):
            mark = sign or f"{each['number']}. "
            yield from _with_second_level(mark, text[each.end() : end])
        return
    yield from lines


def _opens(text: str, at: int) -> bool:
    """Whether a list may begin at a place: where the text does, or behind a colon."""
    return not text[:at].strip() or text[:at].rstrip().endswith(":")


def _is_certain(text: str, found: list[re.Match[str]]) -> bool:
    if found[0].re is _NUMBER:
        fewest = _FEWEST_DATES if found[0]["sign"] == "." else 1
        is_counted = [int(each["number"]) for each in found] == list(range(1, len(found) + 1))
        return is_counted and len(found) >= fewest and len({each["sign"] for each in found}) == 1
    if found[0].re is not _DASH:
        return True
    is_same = len({each[0].strip() for each in found}) == 1
    begins = (text[each.end()] for each in found)
    return is_same and len(found) >= _FEWEST_DASHES and all(each.isupper() for each in begins)


def _may_run_on(block: Lines) -> bool:
    """Whether marks of points are left in the middle of a text."""
    text = " ".join(line.strip() for line in block)
    if len(_BULLET.findall(text)) > 1:
        return True
    dashes = list(_DASH.finditer(text))
    if len(block) > 1 and sum(point_of(line) is not None for line in block) > 1:
        return False
    marks = [each[0].strip() for each in dashes]
    opens = bool(dashes) and _opens(text, dashes[0].start())
    return opens and marks.count(marks[0]) > (2 if marks[0] in "-*" else 1)


def _behind_mark(line: str) -> str:
    point = point_of(line)
    return (point.text if point else line).strip()
