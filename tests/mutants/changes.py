"""What can be done to one node of a syntax tree: each change with the words that tell it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

Change = Callable[[ast.AST], ast.AST | None]
_OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_TURNED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
}
_SWAPPED = {"any": "all", "all": "any", "min": "max", "max": "min"}


def changes(node: ast.AST) -> list[tuple[str, Change]]:  # noqa: C901, PLR0912
    """What can be done to a node: a description, and the change (None: take the node away)."""
    found: list[tuple[str, Change]] = []
    match node:
        case ast.Compare(ops=[op, *_]) if type(op) in _OPPOSITES:
            found.append((f"turn {ast.unparse(node)!r}", _with_op))
        case ast.BoolOp():
            found.append((f"and/or in {ast.unparse(node)!r}", _other_boolop))
            for n, value in enumerate(node.values):
                found.append((f"without {ast.unparse(value)!r} in a condition", _without_operand(n)))
        case ast.UnaryOp(op=ast.Not()):
            found.append((f"no not in {ast.unparse(node)!r}", lambda n: n.operand))  # type: ignore[attr-defined]
        case ast.BinOp(op=op) if type(op) in _TURNED:
            found.append((f"turn {ast.unparse(node)!r}", _other_binop))
        case ast.IfExp():
            found.append((f"always {ast.unparse(node.body)!r}", lambda n: n.body))  # type: ignore[attr-defined]
            found.append((f"always {ast.unparse(node.orelse)!r}", lambda n: n.orelse))  # type: ignore[attr-defined]
        case ast.If() if ast.unparse(node.test) != "TYPE_CHECKING":
            found += [(f"if {value} for {ast.unparse(node.test)!r}", _test(value)) for value in (True, False)]
        case ast.Expr(value=ast.Call()):
            found.append((f"without {ast.unparse(node)!r}", lambda _: ast.Pass()))
        case ast.AugAssign():
            found.append((f"without {ast.unparse(node)!r}", lambda _: ast.Pass()))
        case ast.Return(value=ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()) | ast.Attribute() | ast.Call()):
            if not isinstance(node.value, ast.Call) or ast.unparse(node.value.func) in {"any", "all", "bool"}:
                said = ast.unparse(node)
                found += [(f"return {value} for {said!r}", _constant(value, ast.Return)) for value in (True, False)]
        case ast.Constant(value=bool() as value):
            found.append((f"not {value}", _constant(not value)))
        case ast.Constant(value=int() as number):
            found.append((f"{number} + 1", _constant(number + 1)))
        case ast.Constant(value=str() as text):
            found.append((f"other text than {text!r}", _constant(f"{text}?")))
        case ast.Name(id=name) if name in _SWAPPED:
            found.append((f"{_SWAPPED[name]} for {name}", _name(_SWAPPED[name])))
        case ast.Call():
            found += _call_changes(node)
        case ast.Tuple(ctx=ast.Load()) | ast.Set() | ast.List(ctx=ast.Load()):
            for n, value in enumerate(node.elts):
                found.append((f"without entry {ast.unparse(value)!r}", _without_entry(n)))
        case ast.Dict():
            for n, key in enumerate(node.keys):
                said = ast.unparse(key) if key else f"**{ast.unparse(node.values[n])}"
                found.append((f"without key {said!r}", _without_key(n)))
    return found


def _call_changes(node: ast.Call) -> Iterator[tuple[str, Change]]:
    name = ast.unparse(node.func)
    if name == "Row":
        said = " ".join(ast.unparse(arg) for arg in node.args)
        if ast.unparse(node.args[2]) != "None":
            yield f"row without its guard: {said}", _row_argument(2)
        if len(node.args) > 4:
            yield f"row without its effect: {said}", _row_argument(4)
    for n, keyword in enumerate(node.keywords):
        yield f"without {ast.unparse(keyword)} in {name}()", _without_keyword(n)
    if isinstance(node.func, ast.Attribute) and not node.args and not node.keywords:
        yield f"without .{node.func.attr}() on {ast.unparse(node.func.value)}", lambda n: n.func.value  # type: ignore[attr-defined]
    if (
        len(node.args) == 1
        and not node.keywords
        and isinstance(node.func, ast.Name)
        and node.func.id[0] in "_abcdefghijklmnopqrstuvwxyz"
    ):
        yield f"without {name}() around {ast.unparse(node.args[0])!r}", lambda n: n.args[0]  # type: ignore[attr-defined]


def _with_op(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Compare)
    node.ops[0] = _OPPOSITES[type(node.ops[0])]()
    return node


def _other_boolop(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.BoolOp)
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    return node


def _other_binop(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.BinOp)
    node.op = _TURNED[type(node.op)]()
    return node


def _constant(value: object, around: Callable[[ast.expr], ast.AST] = lambda node: node) -> Change:
    return lambda _: around(ast.Constant(value))  # type: ignore[arg-type]


def _name(name: str) -> Change:
    return lambda _: ast.Name(name, ast.Load())


def _without_operand(n: int) -> Change:
    def change(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.BoolOp)
        del node.values[n]
        return node.values[0] if len(node.values) == 1 else node

    return change


def _test(value: bool) -> Change:
    def change(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.If)
        node.test = ast.Constant(value)
        return node

    return change


def _row_argument(n: int) -> Change:
    def change(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.Call)
        node.args[n] = ast.Constant(None)
        return node

    return change


def _without_keyword(n: int) -> Change:
    def change(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.Call)
        del node.keywords[n]
        return node

    return change


def _without_entry(n: int) -> Change:
    def change(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.Tuple | ast.Set | ast.List)
        del node.elts[n]
        return node

    return change


def _without_key(n: int) -> Change:
    def change(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.Dict)
        del node.keys[n], node.values[n]
        return node

    return change
