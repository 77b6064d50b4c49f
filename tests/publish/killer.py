"""A program that publishes a site again and again and is killed at ever later moments.

``python -m tests.publish.killer ROOT`` publishes a first site, then forks one child a moment: it
publishes a second site and kills itself when it has touched the file system so many times. Prints
as JSON what stood in the output folder after each kill.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
from pathlib import Path

from kamhandbook.site.build import make_site
from kamhandbook.site.publish import publication
from tests.publish.small import contents

TOUCHES = ("open", "os.", "shutil.", "tempfile.", "ctypes.")
EARLY, LATE = 30, 40  # moments spread over the whole run, and each one of its end


def publish(root: Path, word: str) -> None:
    """Publish site and deck with ``word`` in both."""
    with publication(root / "build") as work:
        folder = work.folder(root / "build" / "site")
        make_site(contents(root, word=word, deck=word.encode()), folder)
        work.file(root / "build" / "kam-handbuch.pptx", word.encode())
        work.publish()


def digest(root: Path) -> str:
    """Tell one whole site from everything else."""
    site = root / "build" / "site"
    total = hashlib.sha256()
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        total.update(file.relative_to(site).as_posix().encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def touches(root: Path, word: str, limit: int) -> int:
    """Publish in a child that dies at its ``limit``-th touch; gives how many it counted."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _die_after(limit, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        counted = stream.read()
    os.waitpid(child, 0)
    return int(counted or b"0")


def _die_after(limit: int, writer: int) -> None:
    count = 0

    def hook(event: str, _arguments: object) -> None:
        nonlocal count
        if event.startswith(TOUCHES):
            count += 1
            if count == limit:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    publish(Path(sys.argv[1]), "zweite")
    os.write(writer, str(count).encode())
    os._exit(0)


def main() -> None:
    """Run all moments and print what was found."""
    root = Path(sys.argv[1])
    publish(root, "zweite")
    new = digest(root)
    total = touches(root, "zweite", 0)
    publish(root, "erste")
    old = digest(root)
    moments = {*range(1, total, max(1, total // EARLY)), *range(max(1, total - LATE), total)}
    found = []
    for moment in sorted(moments):
        touches(root, "zweite", moment)
        state = {old: "old", new: "new"}.get(digest(root), "broken")
        deck = (root / "build" / "kam-handbuch.pptx").read_bytes()
        found.append([moment, state, deck.decode()])
        if state != "old" or deck != b"erste":
            publish(root, "erste")
    publish(root, "zweite")
    left = sorted(path.name for path in (root / "build").iterdir())
    print(json.dumps({"total": total, "found": found, "left": left, "last": digest(root) == new}))


if __name__ == "__main__":
    main()
