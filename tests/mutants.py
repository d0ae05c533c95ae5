"""Mutation testing of the journey: break one thing at a time, and see whether a test notices.

    python -m tests.mutants [MODULE ...] [--jobs N] [--random] [--show N] [--skip TEXT]

Every comparison, condition, row, guard, effect, entry, number, text and keyword of the journey's modules is changed,
taken away or turned round, one at a time; the plain tests of tests/journey run on each. A mutant that no test notices
survives and is printed: a rule without a test, code without a purpose, or a way of saying the same thing. `--random`
gives survivors to the random lives too.

Nothing is written to disk: a mutant is compiled from its changed syntax tree in a process of its own.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.machinery
import importlib.util
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType

ROOT = Path(__file__).parent.parent
MODULES = (
    "ac_tui.journey.table",
    "ac_tui.journey.guards",
    "ac_tui.journey.effects",
    "ac_tui.journey.moment",
    "ac_tui.journey.challenges",
    "ac_tui.journey.recognise",
    "ac_tui.journey.accounts",
    "ac_tui.journey.advance",
    "ac_tui.journey.fields",
    "ac_tui.journey.forms",
    "ac_tui.journey.facts",
    "ac_tui.journey.model",
    "ac_tui.flows.simulation",
)
WORDY = {f"ac_tui.journey.{name}" for name in ("effects", "moment", "challenges", "recognise", "advance", "fields")}
"""Modules whose texts are reasons, notices and evidence: there a changed text is a mutant of its own."""
SIMULATION = ["tests/journey/test_simulation.py"]
RANDOM = ["tests/journey/test_random.py"]
PLAIN = ["tests/journey", *(f"--ignore={path}" for path in (*RANDOM, *SIMULATION))]
SECONDS = 120
"""After so long a mutant counts as noticed: it does not end."""

Path_ = tuple[tuple[str, int | None], ...]
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


@dataclass(frozen=True)
class Mutant:
    """One change to one module: where, and what."""

    module: str
    line: int
    what: str
    where: Path_
    index: int

    def __str__(self) -> str:
        return f"{self.module.removeprefix('ac_tui.')}:{self.line} {self.what}"


def source_of(module: str) -> Path:
    """The file of a module."""
    return ROOT / "src" / Path(*module.split(".")).with_suffix(".py")


def mutants_of(module: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree = ast.parse(source_of(module).read_text())
    for where, node in _walk(tree, ()):
        for index, (what, _) in enumerate(_changes(node)):
            if what.startswith("other text") and module not in WORDY:
                continue
            yield Mutant(module, getattr(node, "lineno", 0), what, where, index)


def mutated(mutant: Mutant) -> ast.Module:
    """The module's syntax tree with the mutant's change."""
    tree = ast.parse(source_of(mutant.module).read_text())
    parent: ast.AST = tree
    for field, index in mutant.where[:-1]:
        value = getattr(parent, field)
        parent = value[index] if index is not None else value
    field, index = mutant.where[-1]
    holder = getattr(parent, field)
    node = holder[index] if index is not None else holder
    changed = _changes(node)[mutant.index][1](copy.deepcopy(node))
    if index is None:
        setattr(parent, field, changed)
    elif changed is None:
        del holder[index]
    else:
        holder[index] = changed
    return ast.fix_missing_locations(tree)


def _walk(node: ast.AST, where: Path_) -> Iterator[tuple[Path_, ast.AST]]:
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "type_comment"} or _is_left_alone(node, field):
            continue
        entries = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, child in entries:
            if isinstance(child, ast.AST) and not _is_docstring(node, field, index, child):
                here = (*where, (field, index))
                yield here, child
                yield from _walk(child, here)


def _is_left_alone(node: ast.AST, field: str) -> bool:
    """Imports under TYPE_CHECKING, asserts (they say what cannot happen), type aliases, generic parameters."""
    if isinstance(node, ast.Assert | ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return True
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"cast", "isinstance"}:
        return field == "args" and node.func.id == "cast"
    return isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id[0].isupper()


def _is_docstring(node: ast.AST, field: str, index: int | None, child: ast.AST) -> bool:
    del node, index
    return field == "body" and isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)


def _changes(node: ast.AST) -> list[tuple[str, Change]]:  # noqa: C901, PLR0912
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


# Running --------------------------------------------------------------------------------------------------------------


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads one module from a changed tree."""

    tree: ast.Module

    def get_code(self, fullname: str) -> CodeType | None:
        return compile(self.tree, str(source_of(fullname)), "exec")


class _Finder(importlib.abc.MetaPathFinder):
    """Finds one module, changed, before anybody else finds it as it is."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        del path, target
        if fullname != self._mutant.module:
            return None
        loader = _Loader(fullname, str(source_of(fullname)))
        loader.tree = mutated(self._mutant)
        return importlib.util.spec_from_file_location(fullname, source_of(fullname), loader=loader)


def _too_long(*_: object) -> None:
    os._exit(1)


def noticed(mutant: Mutant, tests: Sequence[str]) -> bool:
    """Whether a test fails with this mutant; runs in a process of its own, which it leaves changed."""
    import pytest

    sys.meta_path.insert(0, _Finder(mutant))
    options = [
        "-x",
        "-q",
        "--assert=plain",
        "--noconftest",
        "-c",
        os.devnull,
        f"--rootdir={ROOT}",
        "--import-mode=importlib",
    ]
    plugins = [
        "-p",
        "no:cacheprovider",
        "-p",
        "no:textual-snapshot",
        "-p",
        "no:xdist",
        "-p",
        "no:syrupy",
        "-p",
        "no:asyncio",
    ]
    return pytest.main([*options, *plugins, *tests]) != pytest.ExitCode.OK


def in_a_process(mutant: Mutant, tests: Sequence[str]) -> bool:
    """Fork, try, and tell; a process that dies or does not end has noticed."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, _too_long)
        signal.alarm(SECONDS)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        status = 1
        try:
            status = int(noticed(mutant, tests))
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) != 0


def _try(mutant: Mutant) -> tuple[Mutant, bool]:
    return mutant, in_a_process(mutant, SIMULATION if mutant.module.startswith("ac_tui.flows") else PLAIN)


def _try_random(mutant: Mutant) -> tuple[Mutant, bool]:
    return mutant, in_a_process(mutant, RANDOM)


def _warm_up() -> None:
    """Import once, before forking, what no mutant changes."""
    import email_validator  # noqa: F401
    import hypothesis
    import phonenumbers  # noqa: F401
    import pydantic  # noqa: F401
    import pytest  # noqa: F401
    from stdnum.it import codicefiscale  # noqa: F401

    settings = hypothesis.settings
    settings.register_profile("mutants", deadline=None, derandomize=True, database=None)
    settings.load_profile("mutants")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(argv: Sequence[str] | None = None) -> int:
    """Run; exit code 1 when a mutant survives."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as journey.guards; all by default")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--random", action="store_true", help="give survivors to the random lives")
    parser.add_argument("--only", default="", metavar="TEXT", help="only mutants whose description contains this")
    options = parser.parse_args(argv)
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    modules = [f"ac_tui.{m.removeprefix('ac_tui.')}" for m in options.modules] or MODULES
    mutants = [mutant for module in modules for mutant in mutants_of(module) if options.only in str(mutant)]
    _warm_up()
    started = time.monotonic()
    survivors = []
    with multiprocessing.get_context("fork").Pool(options.jobs) as pool:
        for mutant, seen in pool.imap(_try, mutants):
            if not seen:
                survivors.append(mutant)
                _say(f"survives  {mutant}")
        if options.random:
            for mutant, seen in pool.imap(_try_random, survivors):
                _say(f"{'noticed by random lives' if seen else 'survives random lives'}  {mutant}")
    spent = time.monotonic() - started
    _say(f"{len(mutants)} mutants, {len(mutants) - len(survivors)} noticed, {len(survivors)} survive, {spent:.0f} s")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
