"""Mutants: every change to a module of the program, one at a time, and the module's syntax tree with it."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.changes import changes

ROOT = Path(__file__).parents[2]
WORDY = {f"ac_tui.journey.{name}" for name in ("effects", "moment", "challenges", "recognise", "advance", "fields")}
"""Modules whose texts are reasons, notices and evidence: there a changed text is a mutant of its own."""

Path_ = tuple[tuple[str, int | None], ...]


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
        for index, (what, _) in enumerate(changes(node)):
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
    changed = changes(node)[mutant.index][1](copy.deepcopy(node))
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
