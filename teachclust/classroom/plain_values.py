"""The answers of a cell that are numbers, words or lists, read without running any code."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from types import EllipsisType
from typing import Any, Final

#: the largest number that arithmetic is done with
_LARGEST: Final = 1e15
_LARGEST_POWER: Final = 50
_MOST_IN_A_LIST: Final = 1_000

_BINARY: Final[Mapping[type, Callable[[Any, Any], Any]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_UNARY: Final[Mapping[type, Callable[[Any], Any]]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}


class NeedsRunning(Exception):  # noqa: N818
    """A value that only running the code would give."""


def answers_in(source: str, key: str) -> tuple[Any, ...] | None:
    """Return what a cell gives to ``check(key, ...)``; a blank is ``...``.

    None where there is no such call, the code can't be read, or an answer is more than numbers,
    words, lists of them and arithmetic: a function, a model, a computed array. Nothing is run. Of
    several calls the last one counts.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    names: dict[str, ast.expr | None] = {}
    found: tuple[Any, ...] | None = None
    try:
        for statement in tree.body:
            for call in _checks(statement, key):
                found = _values(call, names)
            _note_names(statement, names)
    except RecursionError:
        return None
    return found


def _checks(statement: ast.stmt, key: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(statement)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "check"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value == key
    ]


def _values(call: ast.Call, names: Mapping[str, ast.expr | None]) -> tuple[Any, ...] | None:
    try:
        return tuple(_value(one, names, 0) for one in call.args[1:])
    except NeedsRunning:
        return None


def _note_names(statement: ast.stmt, names: dict[str, ast.expr | None]) -> None:
    """Note what a name stands for; None for one that only running tells."""
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        for target in targets:
            if isinstance(target, ast.Name):
                names[target.id] = statement.value
            elif (
                isinstance(target, ast.Tuple)
                and isinstance(statement.value, ast.Tuple)
                and len(target.elts) == len(statement.value.elts)
            ):
                for one, value in zip(target.elts, statement.value.elts, strict=True):
                    if isinstance(one, ast.Name):
                        names[one.id] = value
        return
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names[node.id] = None
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names[node.name] = None


def _value(node: ast.expr | None, names: Mapping[str, ast.expr | None], depth: int) -> Any:
    """Return what an expression stands for, or raise `NeedsRunning`."""
    if depth > 50:
        raise NeedsRunning
    if isinstance(node, ast.Constant) and isinstance(
        node.value, str | int | float | EllipsisType | None
    ):
        return node.value
    if isinstance(node, ast.Name) and node.id in names:
        return _value(names[node.id], {k: v for k, v in names.items() if k != node.id}, depth + 1)
    if isinstance(node, ast.List | ast.Tuple) and len(node.elts) <= _MOST_IN_A_LIST:
        values = [_value(one, names, depth + 1) for one in node.elts]
        return values if isinstance(node, ast.List) else tuple(values)
    if isinstance(node, ast.Dict) and None not in node.keys and len(node.keys) <= _MOST_IN_A_LIST:
        keys = [_value(one, names, depth + 1) for one in node.keys]
        if not all(isinstance(one, str | int | float) for one in keys):
            raise NeedsRunning
        return dict(zip(keys, (_value(v, names, depth + 1) for v in node.values), strict=True))
    if isinstance(node, ast.UnaryOp) and type(node.op) in _UNARY:
        return _UNARY[type(node.op)](_number(_value(node.operand, names, depth + 1)))
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        left, right = (_number(_value(one, names, depth + 1)) for one in (node.left, node.right))
        if isinstance(node.op, ast.Pow) and abs(right) > _LARGEST_POWER:
            raise NeedsRunning
        try:
            return _number(_BINARY[type(node.op)](left, right))
        except (ArithmeticError, ValueError):
            raise NeedsRunning from None
    raise NeedsRunning


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NeedsRunning
    if not (abs(value) <= _LARGEST and math.isfinite(value)):
        raise NeedsRunning
    return value
