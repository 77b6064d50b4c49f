"""``preview`` is ``serve`` by the name that people look for, and says whose edition it shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from kamhandbook.building.edition_in_context import Order
from kamhandbook.cli import main, serve
from kamhandbook.content.types import Audience
from kamhandbook.live import run
from tests.sample import ROOT


def test_preview_shows_what_an_audience_will_see(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[Order] = []

    @contextmanager
    def server(order: Order, *_: object, **__: object) -> Iterator[SimpleNamespace]:
        served.append(order)
        yield SimpleNamespace(address="http://127.0.0.1:8000/")

    monkeypatch.setattr(run, "preview_server", server)
    monkeypatch.setattr(serve.threading.Event, "wait", lambda *_: None)
    content = ["--content", str(ROOT / "content"), "--audience", "applicants"]
    done = CliRunner().invoke(main, ["preview", *content])
    assert done.exit_code == 0, done.output
    assert [order.audience for order in served] == [Audience.APPLICANTS]
    assert "„Bewerberinnen und Bewerber“" in done.output
