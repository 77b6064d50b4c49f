"""The faults a package can have: small changes of its text, as a slip of the hand would make."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

UNSEEN = ("maintenance", "__main__.py")  # run by hand only

SWAPPED: dict[type[ast.AST], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "/",
    ast.Div: "*",
    ast.FloorDiv: "*",
    ast.And: "or",
    ast.Or: "and",
}


class Fault(Struct, frozen=True):
    """A stretch of a module's text and what it is replaced by; offsets count bytes."""

    path: str
    line: int
    start: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.before!r} → {self.after!r}"


class _Faults(ast.NodeVisitor):
    """Collects the faults that a module can have; annotations and docstrings have none."""

    def __init__(self, path: str, source: bytes) -> None:
        self.path = path
        self.source = source
        self.faults: list[Fault] = []
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def visit_Compare(self, node: ast.Compare) -> None:
        operands = [node.left, *node.comparators]
        for left, operator, right in zip(operands, node.ops, operands[1:], strict=False):
            self._between(left, right, SWAPPED[type(operator)])
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if type(node.op) in SWAPPED:
            self._between(node.left, node.right, SWAPPED[type(node.op)])
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        for left, right in zip(node.values, node.values[1:], strict=False):
            self._between(left, right, SWAPPED[type(node.op)])
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self._add(node, self._at(node), self._at(node.operand), "")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self._add(node, self._at(node), self._until(node), str(not node.value))
        elif isinstance(node.value, int | float):
            self._add(node, self._at(node), self._until(node), repr(node.value + 1))

    def visit_If(self, node: ast.If | ast.IfExp) -> None:
        start, end = self._at(node.test), self._until(node.test)
        text = self.source[start:end].decode()
        self._add(node.test, start, end, f"(not ({text}))")
        self.generic_visit(node)

    visit_IfExp = visit_If  # noqa: N815

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Leave f-strings alone: positions inside them are told only from Python 3.12 on."""

    def visit_keyword(self, node: ast.keyword) -> None:
        """Leave ``zip(strict=True)`` alone: it says what holds anyway."""
        if node.arg != "strict":
            self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> None:
        """Leave annotations of arguments alone."""

    def _between(self, left: ast.expr, right: ast.expr, operator: str) -> None:
        """Replace the operator between two operands; brackets around them stay."""
        start, end = self._until(left), self._at(right)
        text = self.source[start:end].decode()
        closing = text[: len(text) - len(text.lstrip(") \n"))]
        opening = text[len(text.rstrip("( \n")) :]
        self._add(left, start, end, f"{closing.rstrip()} {operator} {opening.lstrip()}")

    def _add(self, node: ast.expr, start: int, end: int, after: str) -> None:
        before = self.source[start:end].decode()
        if "#" not in before:  # a comment inside would swallow the rest
            self.faults.append(Fault(self.path, node.lineno, start, end, before, after))

    def _at(self, node: ast.expr) -> int:
        return self._starts[node.lineno - 1] + node.col_offset

    def _until(self, node: ast.expr) -> int:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self._starts[node.end_lineno - 1] + node.end_col_offset


def all_faults(package: Path) -> Iterator[Fault]:
    """Yield every fault the package can have, that still compiles."""
    for file in sorted(package.rglob("*.py")):
        path = file.relative_to(package).as_posix()
        if path.split("/")[0] in UNSEEN:
            continue
        source = file.read_bytes()
        visitor = _Faults(path, source)
        visitor.visit(ast.parse(source))
        yield from (fault for fault in visitor.faults if _compiles(source, fault))


def mutated(source: bytes, fault: Fault) -> bytes:
    """Return a module's text with one fault in it."""
    return source[: fault.start] + fault.after.encode() + source[fault.end :]


def _compiles(source: bytes, fault: Fault) -> bool:
    try:
        ast.parse(mutated(source, fault))
    except SyntaxError:
        return False
    return True
