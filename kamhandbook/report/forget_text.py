"""What ``forget`` shows: the lines before and after, what is not certain, what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import Any

from kamhandbook.reading.person_certainty import Namesakes
from kamhandbook.wording.language import Language
from kamhandbook.wording.lists import listed
from kamhandbook.wording.numbers import plural

_MOST = 12  # places of one kind that are named


def counted_in_files(
    language: Language, key: str, places: int, files: int, **values: object
) -> str:
    """Return a sentence about places in so many files, of the wording of ``forget``."""
    words: dict[str, Any] = language.words("forget")
    in_files = plural(language, files, words["files"]).format(n=files)
    return plural(language, places, words[key]).format(n=places, files=in_files, **values)


def changed_lines(before: Mapping[Path, str], after: Mapping[Path, bytes], root: Path) -> str:
    """Return what changes in files as a unified diff, without lines around."""
    lines: list[str] = []
    for file, old in before.items():
        name = file.relative_to(root).as_posix()
        new = after[file].decode("utf-8", "surrogatepass")
        found = unified_diff(old.splitlines(), new.splitlines(), name, name, n=0, lineterm="")
        lines += (_visible(line) for line in found)
    return "\n".join(lines)


def unsure_lines(
    places: Sequence[tuple[str, str, str]], namesakes: Namesakes, language: Language
) -> Iterator[str]:
    """Yield the places that may mean somebody else, each as place, words and why it is doubted."""
    if not places:
        return
    words: dict[str, Any] = language.words("forget")
    yield plural(language, len(places), words["unsure"]).format(n=len(places))
    others = listed(language, [person.name for person in namesakes.people], 3, style="or")
    for place, said, doubt in places[:_MOST]:
        yield f"  {place}  „{_visible(said)}“: {words['doubts'][doubt].format(others=others)}"
    if more := len(places) - _MOST if len(places) > _MOST else 0:
        yield f"  {plural(language, more, words['unsure_more']).format(n=more)}"


def untouched_lines(
    kinds: Mapping[str, Sequence[str]], language: Language, *, has_history: bool
) -> Iterator[str]:
    """Yield what is left alone: files by kind, git's history, and what was given away."""
    words: dict[str, Any] = language.words("forget")
    yield words["untouched"]
    for key, places in kinds.items():
        if places:
            named = listed(language, places, _MOST)
            text = plural(language, len(places), words[key]).format(n=len(places), places=named)
            yield f"  – {text}"
    if has_history:
        yield f"  – {words['history']}"
    yield f"  – {words['given_away']}"


def _visible(text: str) -> str:
    """Return a line that steers no terminal."""
    return "".join(sign if sign.isprintable() or sign == "\t" else "·" for sign in text)
