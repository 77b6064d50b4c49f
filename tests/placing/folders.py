"""Small folders in the place of sites."""

from __future__ import annotations

from pathlib import Path

from kamhandbook.placing.change import change

Texts = dict[str, str]
OLD: Texts = {
    "404.html": "old",
    "index.html": "old",
    "gone.html": "old",
    "assets/look.css": "old",
    "assets/same.css": "same",
    "later/index.html": "a folder that becomes a file",
}
NEW: Texts = {
    "404.html": "new",
    "index.html": "new",
    "fresh.html": "new",
    "assets/look.css": "new",
    "assets/same.css": "same",
    "assets/deep/more.js": "new",
    "later": "new",
}


def fill(folder: Path, texts: Texts) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def texts_of(folder: Path) -> Texts:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def put(out: Path, texts: Texts, *, in_place: bool = False, deck: str = "") -> None:
    """Put a site, and a deck, in place below ``out``."""
    with change(out, in_place=in_place) as outputs:
        fill(outputs.folder(out / "site"), texts)
        if deck:
            outputs.file(out / "deck.pptx", deck.encode())
        outputs.commit()
