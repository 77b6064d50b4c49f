"""What a template calls, and what it calls it with: a wrong call is told with how it goes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import TemplateError
from jinja2.runtime import Macro

from kamhandbook.compose.filters import PYTHONS
from kamhandbook.compose.wrong_use import WrongUseError, must_be_known
from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.content.questions import ids_asked_of

_OF_JINJA = ("_loop_vars", "_block_vars")


def called(
    name: str, callee: Any, act: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    """Return what a call gives; raises WrongUseError with how ``name`` is called."""
    try:
        if ids_asked_of(callee):
            _check_answer(callee, *args, **_written(kwargs))
        return act(*args, **kwargs)
    except (WrongUseError, TemplateError):
        raise
    except PYTHONS as error:
        if isinstance(callee, Macro):  # what it does is the template's own
            raise
        raise _explained(name, callee, args, _written(kwargs)) from error


def _written(kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a template wrote, without what Jinja adds."""
    return {name: value for name, value in kwargs.items() if name not in _OF_JINJA}


def _check_answer(callee: Any, dimension: str = "", question: str = "") -> None:
    must_be_known("template_dimension", dimension, DIMENSIONS)
    must_be_known("template_question", question, ids_asked_of(callee)[dimension])


def _explained(
    name: str, callee: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> WrongUseError:
    try:
        signature = inspect.signature(callee)
    except (TypeError, ValueError):  # of Python's own, say of a text's methods
        return WrongUseError("template_call_value", name=name, call=f"{name}(…)")
    call = f"{name}{_without_types(signature)}"
    try:
        signature.bind(*args, **kwargs)
    except TypeError:
        return WrongUseError("template_call", name=name, call=call)
    return WrongUseError("template_call_value", name=name, call=call)


def _without_types(signature: inspect.Signature) -> str:
    parameters = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in signature.parameters.values()
    ]
    bare = signature.replace(parameters=parameters, return_annotation=inspect.Signature.empty)
    return str(bare)
