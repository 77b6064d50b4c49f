"""The quick ``dataclass`` against the standard one: nobody can tell them apart."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import sys
from dataclasses import FrozenInstanceError, field
from typing import Any, ClassVar

import pytest

from kamhandbook import dataclass as quick


@quick.dataclass(frozen=True, slots=True)
class Value:
    """A value."""

    KIND: ClassVar[str] = "value"
    name: str
    size: float = 1.5
    parts: tuple[str, ...] = ()
    found: dict[str, int] = field(default_factory=dict)

    @property
    def double(self) -> float:
        """Twice the size."""
        return 2 * self.size


class Unmade:
    """A value."""

    name: str
    size: float = 1.5
    parts: tuple[str, ...] = ()
    found: dict[str, int] = field(default_factory=dict)


@pytest.fixture
def standard() -> Any:
    made = dataclasses.dataclass(frozen=True, slots=True)(Unmade)
    made.__qualname__ = "Value"
    return made


def test_it_is_made_here_up_to_the_version_that_does_it_itself() -> None:
    is_ours = Value.__init__.__code__.co_filename.startswith("<dataclass")
    assert is_ours == (sys.version_info < (3, 13))


def test_it_says_and_compares_what_a_standard_one_does(standard: Any) -> None:
    ours, theirs = Value("a", parts=("x",)), standard("a", parts=("x",))
    assert repr(ours) == repr(theirs)
    assert Value.__match_args__ == standard.__match_args__
    assert [each.name for each in dataclasses.fields(ours)] == list(standard.__slots__)
    assert ours == Value("a", 1.5, ("x",)) and ours != Value("b", 1.5, ("x",))
    assert ours != theirs and ours != ("a", 1.5, ("x",), {})
    assert hash(Pair(1, "b")) == hash(Pair(1, "b")) == hash((1, "b"))
    assert ours.double == 3.0 and Value.KIND == "value"


def test_defaults_are_each_ones_own() -> None:
    assert Value("a").found == {} and Value("a").found is not Value("a").found
    assert Value("a", found={"x": 1}).found == {"x": 1}
    with pytest.raises(TypeError, match="name"):
        Value()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="other"):
        Value("a", other=1)  # type: ignore[call-arg]


def test_it_stays_as_it_is() -> None:
    value = Value("a")
    with pytest.raises(FrozenInstanceError, match="assign to field 'name'"):
        value.name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        value.new = 1  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError, match="delete field 'name'"):
        del value.name


def test_it_can_be_replaced_copied_pickled_and_matched() -> None:
    value = Value("a", 2.0, ("x",), {"y": 1})
    assert dataclasses.replace(value, name="b") == Value("b", 2.0, ("x",), {"y": 1})
    assert copy.deepcopy(value) == pickle.loads(pickle.dumps(value)) == value
    match value:
        case Value(name, size):
            assert (name, size) == ("a", 2.0)


@quick.dataclass(frozen=True, slots=True)
class Pair:
    """Two of a kind."""

    a: int
    b: str


@quick.dataclass(frozen=True, slots=True)
class Derived(Pair):
    """A pair with more."""

    c: int = field(default=0, compare=False)


@quick.dataclass(frozen=True, slots=True)
class Empty:
    """Nothing."""


@quick.dataclass(frozen=True, slots=True)
class Own:
    """A class that says some things itself."""

    a: int
    b: int = field(default=2, kw_only=True)

    def __repr__(self) -> str:
        return f"own {self.a} {self.b}"


def test_what_a_class_says_itself_stays() -> None:
    assert repr(Own(1, b=3)) == "own 1 3"
    with pytest.raises(TypeError):
        Own(1, 3)  # type: ignore[misc]
    assert Value.__init__.__module__ == __name__


def test_what_is_special_is_left_to_the_standard_decorator() -> None:
    assert Derived(1, "b", 2) == Derived(1, "b", 3) != Derived(2, "b", 2)
    assert repr(Derived(1, "b")) == "Derived(a=1, b='b', c=0)"
    assert Empty() == Empty() and repr(Empty()) == "Empty()"
    with pytest.raises(ValueError, match="mutable default"):
        quick.dataclass(frozen=True, slots=True)(
            type("Bad", (), {"__annotations__": {"a": "list"}, "a": []})
        )
