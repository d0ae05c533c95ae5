"""Run every benchmark of this folder, or those whose names are given, and print one table.

A benchmark is a module `bench_NAME.py` with a function `run() -> list[tuple[str, float, str]]`: what was measured, the
value, its unit. Exit codes: 0 done, 2 a name that is no benchmark, 5 nothing to run.
"""

import importlib
import pkgutil
import sys
from collections.abc import Callable, Sequence
from typing import cast

import benchmarks

PREFIX = "bench_"

Run = Callable[[], list[tuple[str, float, str]]]


def names() -> list[str]:
    """The benchmarks there are, without the prefix of their modules, sorted."""
    found = (module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    return sorted(name.removeprefix(PREFIX) for name in found if name.startswith(PREFIX))


def main(wanted: Sequence[str]) -> int:
    """Run the benchmarks named in `wanted`, all where it is empty; return the exit code."""
    known = names()
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)} (there are: {', '.join(known) or 'none'})", file=sys.stderr)
        return 2
    if not known:
        print("no benchmark to run", file=sys.stderr)
        return 5
    for name in wanted or known:
        run = cast(Run, importlib.import_module(f"benchmarks.{PREFIX}{name}").run)
        for label, value, unit in run():
            print(f"{name:<12} {label:<56} {value:>12.3f} {unit}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
