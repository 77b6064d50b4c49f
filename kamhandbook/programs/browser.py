"""A browser of the machine prints a page on paper: Chrome, Edge or Chromium."""

from __future__ import annotations

import os
from pathlib import Path

from kamhandbook.programs.found import found, ran

VARIABLE = "KAMHANDBOOK_BROWSER"
_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
    "chrome",
    "msedge",
)
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_TIMEOUT = 120.0  # seconds for one print on a busy machine
_QUIET = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # a page that asked somebody would get no answer
)


def browser() -> str:
    """Return the path of a browser that prints; "" where none is found."""
    return found(VARIABLE, _NAMES, _WINDOWS, _MAC)


def print_page(program: str, page: Path, target: Path) -> str:
    """Print a page into a PDF; return what the browser said where it did not, else ""."""
    command = [program, *_QUIET, f"--user-data-dir={target.parent / 'profile'}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--no-sandbox")  # as root, in containers, Chromium does not start with one
    return ran([*command, f"--print-to-pdf={target}", page.as_uri()], target, _TIMEOUT)
