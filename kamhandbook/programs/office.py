"""An office program of the machine turns the deck into a PDF: LibreOffice."""

from __future__ import annotations

from pathlib import Path

from kamhandbook.programs.found import found, ran

VARIABLE = "KAMHANDBOOK_OFFICE"
_NAMES = ("soffice", "libreoffice")
_WINDOWS = ("LibreOffice/program/soffice.exe",)
_MAC = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)
_TIMEOUT = 180.0  # seconds, the first start included


def office() -> str:
    """Return the path of an office program; "" where none is found."""
    return found(VARIABLE, _NAMES, _WINDOWS, _MAC)


def print_deck(program: str, deck: Path, target: Path) -> str:
    """Turn a deck into a PDF beside it; return what the program said where it did not, else ""."""
    profile = (deck.parent / "profile").as_uri()
    command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", "pdf", "--outdir", str(target.parent), str(deck)]
    return ran(command, target, _TIMEOUT)
