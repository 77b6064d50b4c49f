"""Open points and next steps of the iterations: which still count, and which are overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.iteration import Iteration, Task
from kamhandbook.positions import ContentPath


def counted_tasks(handbook: Handbook) -> Iterator[tuple[ContentPath, Task]]:
    """Yield the open points and next steps that somebody keeps, with their places.

    Those are the newest iteration's; of an earlier one only where ``done`` is noted in it, for what
    was left open is otherwise taken over into the next one.
    """
    newest = max((iteration.number or 0 for iteration in handbook.iterations), default=0)
    for index, iteration in enumerate(handbook.iterations):
        if (iteration.number or 0) == newest or _is_kept(iteration):
            for key in ("open", "next"):
                for number, task in enumerate(getattr(iteration, key)):
                    yield ("iterations", index, key, number), task


def overdue_tasks(handbook: Handbook, today: date) -> tuple[tuple[ContentPath, Task], ...]:
    """Return the tasks that should be done by now."""
    return tuple(
        (path, task)
        for path, task in counted_tasks(handbook)
        if task.due and not task.done and task.due.last_day < today
    )


def _is_kept(iteration: Iteration) -> bool:
    return any(task.done for task in chain(iteration.open, iteration.next))
