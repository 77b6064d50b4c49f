"""Closed iterations: what was frozen when each was closed, and what is new since the last."""

from __future__ import annotations

from pathlib import Path

from kamhandbook.model.changes import NO_NEWS, News
from kamhandbook.model.edition import Edition


def news_for(edition: Edition, folder: Path) -> News:
    """Say what changed since the last closed iteration, as far as the edition's audience sees it.

    ``folder`` is the content folder, in which ``iterations/NN.snapshot.json`` stand.
    """
    return NO_NEWS
