"""Do one kind of abuse, or every kind, and print a table of counts.

    python -m abuse [NAME] [--seed N] [--scale X]

A kind is a module of this folder with a number `COUNT` and a function `run(seed, count) -> Report`. The same seed does
the same things; `--scale 0.1` does a tenth of them. Exit codes: 0 nothing broke, 1 something did, 2 no such kind.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
import time

import abuse


def main() -> int:
    """Run; the exit code."""
    kinds = sorted(module.name for module in pkgutil.iter_modules(abuse.__path__) if not module.name.startswith("_"))
    parser = argparse.ArgumentParser("python -m abuse", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("name", nargs="?", choices=kinds, metavar="NAME", help=f"{', '.join(kinds)}; all by default")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="what is done follows from it (1)")
    parser.add_argument("--scale", type=float, default=1.0, metavar="X", help="how much of it (1.0)")
    options = parser.parse_args()
    broken = 0
    for name in [options.name] if options.name else kinds:
        kind = importlib.import_module(f"abuse.{name}")
        started = time.monotonic()
        report = kind.run(options.seed, max(1, round(kind.COUNT * options.scale)))
        for what, number in sorted(report.counts.items()):
            print(f"{name:<8} {what:<40} {number:>9,}")
        print(f"{name:<8} {'seconds':<40} {time.monotonic() - started:>9,.0f}")
        print(f"{name:<8} {'broken':<40} {len(report.failures):>9,}", flush=True)
        for failure in report.failures:
            print(f"{name}: {failure}", file=sys.stderr)
        broken += len(report.failures)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
