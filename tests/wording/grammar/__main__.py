"""``python -m tests.wording.grammar``: how much the grammar gate sees, counted anew."""

from __future__ import annotations

from tempfile import TemporaryDirectory

from tests.wording.grammar.size import measured


def main() -> None:
    """Print the gate's size, a line each."""
    with TemporaryDirectory() as folder:
        for name, number in measured(folder).items():
            print(f"{number:>9,}  {name}")


main()
