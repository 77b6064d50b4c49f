"""Serving the preview on this machine: pages as they are now, and what browsers ask to follow."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Mapping
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from kamhandbook.live.preview import Preview
from kamhandbook.live.problem_page import problem_list, problem_page, with_script

PREVIEW_PREFIX = "__live/"  # where the preview's own files stand, beside the site's
_LONGEST_WAIT = 20.0  # seconds a browser waits for a change before it asks again
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class PreviewServer(ThreadingHTTPServer):
    """A web server for one preview; answers only who asks for it by a name it has."""

    daemon_threads = True

    def __init__(self, preview: Preview, host: str, port: int) -> None:
        self.preview = preview
        self.names = frozenset((*_LOOPBACK, host))
        self.answers_all = host in ("0.0.0.0", "::")
        super().__init__((host, port), _Handler)

    @property
    def address(self) -> str:
        """Where a browser finds the preview."""
        host = "localhost" if self.answers_all else str(self.server_address[0])
        return f"http://{host}:{self.server_port}/"

    def handle_error(self, *_arguments: object) -> None:
        """Stay silent when a browser leaves in the middle of an answer."""


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        name = unquote(url.path).lstrip("/") or "index.html"
        if not self._asks_by_our_name():
            self._answer(403, "text/plain", b"")
        elif name.startswith(PREVIEW_PREFIX):
            self._preview_file(name.removeprefix(PREVIEW_PREFIX), parse_qs(url.query))
        else:
            self._site_file(name)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *_arguments: object) -> None:
        """Write no line for every request; the command reports what matters."""

    def _asks_by_our_name(self) -> bool:
        """Whether the host asked for is this server.

        Else a page of another site, whose name was made to mean this machine (DNS rebinding),
        could read the handbook through the browser of whoever previews it.
        """
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        return self.server.answers_all or host in self.server.names

    def _preview_file(self, name: str, query: Mapping[str, list[str]]) -> None:
        if name == "state":
            since = query.get("since", ["-1"])[0]
            self._answer(
                200, "application/json", self._state(int(since) if since.isdigit() else -1)
            )
        elif (content := _asset(name)) is not None:
            self._answer(200, _media_type(name), content)
        else:
            self._answer(404, "text/plain", b"")

    def _state(self, since: int) -> bytes:
        preview = self.server.preview
        version = preview.wait(since, _LONGEST_WAIT)
        problems = preview.problems or preview.deck_problems()
        state = {"version": version, "problems": problem_list(problems)}
        return json.dumps(state, ensure_ascii=False).encode()

    def _site_file(self, name: str) -> None:
        preview = self.server.preview
        version = preview.version
        content, status = preview.file(name), 200
        if content is None:
            name, status = "404.html", 404
            content = preview.file(name)
        if content is None:
            content, status = problem_page(preview.problems), 503
        if name.endswith(".html"):
            content = with_script(content, version)
        self._answer(status, _media_type(name), content)

    def _answer(self, status: int, media_type: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


@cache
def _asset(name: str) -> bytes | None:
    file: Any = files("kamhandbook") / "live" / "assets" / name
    return file.read_bytes() if name in ("live.js", "live.css") else None


def _media_type(name: str) -> str:
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    is_text = media_type.startswith("text/") or media_type.endswith(("javascript", "json", "xml"))
    return f"{media_type}; charset=utf-8" if is_text else media_type
