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

from kamhandbook.live.page import problem_list, problem_page, with_script
from kamhandbook.live.preview import Preview

OURS = "__live/"  # addresses of the preview's own
_PATIENCE = 20.0  # seconds a browser waits for a change before it asks again
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
        if not self._is_meant():
            self._answer(403, "text/plain", b"")
        elif name.startswith(OURS):
            self._own(name.removeprefix(OURS), parse_qs(url.query))
        else:
            self._file(name)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing; the command tells what matters."""

    def _is_meant(self) -> bool:
        """Whether the address asked for is ours: pages of other sites get nothing from here."""
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        return self.server.answers_all or host in self.server.names

    def _own(self, name: str, query: Mapping[str, list[str]]) -> None:
        if name == "state":
            seen = query.get("since", ["-1"])[0]
            self._answer(200, "application/json", self._state(int(seen) if seen.isdigit() else -1))
        elif (content := _asset(name)) is not None:
            self._answer(200, _kind(name), content)
        else:
            self._answer(404, "text/plain", b"")

    def _state(self, seen: int) -> bytes:
        preview = self.server.preview
        version = preview.wait(seen, _PATIENCE)
        problems = preview.problems or preview.deck_problems()
        state = {"version": version, "problems": problem_list(problems)}
        return json.dumps(state, ensure_ascii=False).encode()

    def _file(self, name: str) -> None:
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
        self._answer(status, _kind(name), content)

    def _answer(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


@cache
def _asset(name: str) -> bytes | None:
    file: Any = files("kamhandbook") / "live" / "assets" / name
    return file.read_bytes() if name in ("live.js", "live.css") else None


def _kind(name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
    return f"{kind}; charset=utf-8" if is_text else kind
