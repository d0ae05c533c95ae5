"""Trying a mutant: the tests run on it in a process of its own, which tells no more than whether one of them failed."""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import os
import signal
import sys
from collections.abc import Sequence
from types import CodeType, ModuleType

from tests.mutants.mutant import ROOT, Mutant, mutated, source_of

SIMULATION = ["tests/journey/test_simulation.py", "tests/journey/test_undo.py"]
RANDOM = ["tests/journey/test_random.py"]
PLAIN = ["tests/journey", *(f"--ignore={path}" for path in (*RANDOM, *SIMULATION))]
SECONDS = 120
"""After so long a mutant counts as noticed: it does not end."""


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


def try_plain(mutant: Mutant) -> tuple[Mutant, bool]:
    return mutant, in_a_process(mutant, SIMULATION if mutant.module.startswith("ac_tui.flows") else PLAIN)


def try_random(mutant: Mutant) -> tuple[Mutant, bool]:
    return mutant, in_a_process(mutant, RANDOM)


def warm_up() -> None:
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
