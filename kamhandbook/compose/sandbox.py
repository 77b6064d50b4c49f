"""What a template may reach: data, and the helpers it is given. A brand folder is never a program.

Jinja's sandbox hides what begins with an underscore and forbids changing lists and mappings.
Beyond that a template sees the fields and properties of our own values and what plain texts,
numbers, dates and collections can do; not the methods that pydantic gives every model (some read
files), and no value of another library, say the path of a folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from functools import cache, partial
from typing import Any

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import (
    BlockReference,
    Context,
    LoopContext,
    Macro,
    TemplateReference,
    markup_join,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace
from markupsafe import Markup
from pydantic import BaseModel

from kamhandbook.compose.calls import called
from kamhandbook.compose.filters import TextCode, checked_filters, operated
from kamhandbook.compose.plain_text import check_text, plain_text

_PLAIN = (str, int, float, tuple, list, dict, set, frozenset, date, Enum, Markup, type(None))
_OF_JINJA = (
    BlockReference,
    Cycler,
    Joiner,
    LoopContext,
    Macro,
    Namespace,
    TemplateReference,
    Undefined,
)
_OF_EVERY_MODEL = frozenset(dir(BaseModel))


class TemplateSandbox(ImmutableSandboxedEnvironment):
    """An environment in which a template can read what it is given, and do nothing else."""

    code_generator_class = TextCode
    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters = checked_filters(self.filters)

        self.helper_names: dict[int, str] = {}  # by the identity of the helper

    def call(self, context: Context, callee: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call something for a template; a wrong call is told with how it goes."""
        if not self.is_safe_callable(callee):
            raise SecurityError(f"{callee!r} is not safely callable")
        name = self.helper_names.get(id(callee)) or str(getattr(callee, "__name__", "…"))
        return called(name, callee, partial(context.call, callee), args, kwargs)

    def joined(self, values: Iterable[Any]) -> str:
        """Return what ``~`` joins; texts only."""
        texts = [value if isinstance(value, Markup) else plain_text(value) for value in values]
        return markup_join(texts)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return what an operator makes of two values."""
        return operated(operator, self.binop_table[operator], left, right)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Return a text's ``format`` so that it takes texts only; None for any other value."""
        format_text = super().wrap_str_format(value)
        if format_text is None:
            return None

        def checked(*args: Any, **kwargs: Any) -> str:
            for part in (*args, *kwargs.values()):
                check_text(part)
            return format_text(*args, **kwargs)

        return checked

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read an attribute."""
        if isinstance(obj, BaseModel):
            return attr not in _OF_EVERY_MODEL and not attr.startswith("_")
        kind: Any = type(obj)
        return _is_readable(kind) and super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call something: a class makes new things, so only Jinja's own."""
        if isinstance(obj, type):
            return obj in (Cycler, Joiner, Namespace, dict)
        return super().is_safe_callable(obj)


@cache
def _is_readable(kind: Any) -> bool:
    """Whether a value's attributes are data: it is plain, Jinja's, or one of our own classes."""
    return issubclass(kind, (*_PLAIN, *_OF_JINJA)) or kind.__module__.startswith("kamhandbook.")
