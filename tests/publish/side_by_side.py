"""A whole build beside plain MkDocs: ``python -m tests.publish.side_by_side``.

The sample handbook is built (site, deck and checks) in turn with plain ``mkdocs build`` of the same
pages as plain files with Material's defaults; both as whole processes, since machines are noisy and
only their ratio means something.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
ARTICLE = re.compile(r"<article[^>]*>(.*?)</article>", re.DOTALL)
PLAIN = "site_name: Plain\nuse_directory_urls: false\ntheme:\n  name: material\n"
TODAY = "2026-11-24"


def main() -> int:
    """Compare, print the figures, and give 1 when the build takes longer than the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument(
        "--limit", type=float, default=1.0, help="how many times as long it may take"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        ours, theirs = _commands(Path(name))
        pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(options.runs)]
    ratios = sorted(mine / other for mine, other in pairs)
    print(f"kamhandbook build  {median(mine for mine, _ in pairs):.3f} s (median of {len(pairs)})")
    print(f"plain mkdocs build {median(other for _, other in pairs):.3f} s")
    print(
        f"ratio {median(ratios):.3f} ({ratios[0]:.3f} to {ratios[-1]:.3f}), limit {options.limit}"
    )
    return int(median(ratios) > options.limit)


def _commands(folder: Path) -> tuple[list[str], list[str]]:
    """Give both commands, each tried once, so that everything is compiled."""
    programs = Path(sys.executable).parent
    ours = [programs / "kamhandbook", "build", "--content", ROOT / "content"]
    ours += ["--out", folder / "ours", "--today", TODAY]
    _seconds(list(map(str, ours)))
    plain = folder / "plain"
    (plain / "docs").mkdir(parents=True)
    (plain / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    for file in (folder / "ours" / "site").glob("*.html"):
        found = ARTICLE.search(file.read_text(encoding="utf-8"))
        if found and file.name != "404.html":
            page = plain / "docs" / f"{file.stem}.md"
            page.write_text(found[1], encoding="utf-8")
    theirs = [programs / "mkdocs", "build", "-q", "-f", plain / "mkdocs.yml"]
    theirs += ["-d", folder / "theirs"]
    _seconds(list(map(str, theirs)))
    return list(map(str, ours)), list(map(str, theirs))


def _seconds(command: list[str]) -> float:
    """Run a command; gives how long it took as a whole process."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - started


if __name__ == "__main__":
    raise SystemExit(main())
