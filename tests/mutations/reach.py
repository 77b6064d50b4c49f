"""Which tests run which line: what ``coverage`` wrote of the suite, a context for each test.

``coverage`` is installed for this only; this writes ``build/reach`` in some twenty minutes::

    coverage run --rcfile tests/mutations/coverage.ini -m pytest -n 0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ABOVE = 12  # lines: a long expression is counted at the line it begins with
MANY = 30  # tests of one line: the ones that run least besides it fail soonest


class Reach:
    """The tests that reach each line, from the data files of a folder."""

    def __init__(self, folder: Path) -> None:
        from coverage import CoverageData

        self._lines: dict[str, dict[int, set[str]]] = {}
        for file in sorted(folder.iterdir()):
            data = CoverageData(str(file))
            data.read()
            for path in data.measured_files():
                name = path.partition("/kamhandbook/")[2]
                lines = self._lines.setdefault(name, {})
                for line, contexts in data.contexts_by_lineno(path).items():
                    lines.setdefault(line, set()).update(filter(None, contexts))
        self._sizes = Counter(
            test for lines in self._lines.values() for tests in lines.values() for test in tests
        )

    def tests_of(self, path: str, line: int) -> tuple[str, ...]:
        """Return pytest's names of tests that run a line of a module, the most particular first."""
        lines = self._lines.get(path, {})
        at = next((n for n in range(line, line - ABOVE, -1) if n in lines), 0)
        tests = sorted(lines.get(at, ()), key=lambda test: (self._sizes[test], test))
        return tuple(_names(tests[:MANY]))


def _names(contexts: list[str]) -> Iterator[str]:
    """Yield ``tests/a/test_b.py::test_c`` for ``tests.a.test_b.test_c``, where there is such."""
    for context in contexts:
        parts = context.split(".")
        for end in range(len(parts) - 1, 0, -1):
            file = Path(*parts[:end]).with_suffix(".py")
            if file.is_file():
                if parts[end].startswith("test"):
                    yield f"{file.as_posix()}::{'::'.join(parts[end:])}"
                break
