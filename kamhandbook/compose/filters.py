"""Jinja's filters and operators, held to texts: none of them writes a list as Python would."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from jinja2 import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import make_attrgetter, sync_do_join
from jinja2.nodes import Concat, EvalContext
from jinja2.runtime import Context
from jinja2.utils import pass_eval_context

from kamhandbook.compose.plain_text import check_text, plain_text, plain_texts
from kamhandbook.compose.wrong_use import WrongUseError

# They take lists or records and give some of them, or what is inside; every other writes a text.
_OF_LISTS = frozenset(
    [
        "attr",
        "batch",
        "count",
        "d",
        "default",
        "dictsort",
        "first",
        "groupby",
        "items",
        "last",
        "length",
        "list",
        "map",
        "max",
        "min",
        "random",
        "reject",
        "rejectattr",
        "reverse",
        "round",
        "select",
        "selectattr",
        "slice",
        "sort",
        "sum",
        "unique",
    ]
)
_OF_JINJA = (Environment, Context, EvalContext)
PYTHONS = (TypeError, LookupError, ValueError, ArithmeticError, AttributeError)


class TextCode(CodeGenerator):
    """Compiles templates so that ``~`` joins texts only."""

    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802  (Jinja's name)
        """Write a call of the environment's ``concat`` for each ``~``."""
        self.write("environment.joined((")
        for operand in node.nodes:
            self.visit(operand, frame)
            self.write(", ")
        self.write("))")


def checked_filters(filters: Mapping[str, Any]) -> dict[str, Any]:
    """Return filters that say in German what they cannot take."""
    checked = {name: _checked(name, filter_) for name, filter_ in filters.items()}
    return {**checked, "join": _checked("join", _join, takes_lists=True)}


def _checked(name: str, filter_: Callable[..., Any], *, takes_lists: bool = False) -> Any:
    takes_lists = takes_lists or name in _OF_LISTS

    @wraps(filter_)
    def checked(*args: Any, **kwargs: Any) -> Any:
        if not takes_lists:
            for value in (*args, *kwargs.values()):
                if not isinstance(value, _OF_JINJA):
                    check_text(value)
        try:
            return filter_(*args, **kwargs)
        except WrongUseError:
            raise
        except PYTHONS as error:
            raise WrongUseError("template_filter_use", filter=name) from error

    return checked


@pass_eval_context
def _join(
    context: EvalContext, values: Iterable[Any], d: str = "", attribute: str | int | None = None
) -> str:
    """Join texts; of records the texts of one field."""
    if attribute is not None:
        values = map(make_attrgetter(context.environment, attribute), values)
    return sync_do_join(context, [*plain_texts(values)], plain_text(d))


def operated(operator: str, act: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    """Return what an operator makes of two values; "%" in a text takes texts only."""
    if operator == "%" and isinstance(left, str):
        for value in right if isinstance(right, tuple) else (right,):
            check_text(value)
    try:
        return act(left, right)
    except ZeroDivisionError as error:
        raise WrongUseError("template_division") from error
    except PYTHONS as error:
        raise WrongUseError("template_operator", operator=operator) from error
