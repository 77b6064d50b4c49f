"""The size of a company's picture, read from its head."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, UnidentifiedImageError


def picture_size(folder: Path, name: str) -> tuple[int, int] | None:
    """Return width and height in pixels of a picture below ``folder``; None when there is none."""
    file = (folder / name).resolve()
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        return None
    try:
        with Image.open(file) as picture:
            return picture.size
    except (UnidentifiedImageError, OSError):
        return None
