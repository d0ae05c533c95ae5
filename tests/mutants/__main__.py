"""Mutation testing of the journey: break one thing at a time, and see whether a test notices.

    python -m tests.mutants [MODULE ...] [--jobs N] [--random] [--only TEXT]

Every comparison, condition, row, guard, effect, entry, number, text and keyword of the journey's modules is changed,
taken away or turned round, one at a time; the plain tests of tests/journey run on each. A mutant that no test notices
survives and is printed: a rule without a test, code without a purpose, or a way of saying the same thing. `--random`
gives survivors to the random lives too.

Nothing is written to disk: a mutant is compiled from its changed syntax tree in a process of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Sequence

from tests.mutants.mutant import ROOT, mutants_of
from tests.mutants.trying import try_plain, try_random, warm_up

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


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(argv: Sequence[str] | None = None) -> int:
    """Run; exit code 1 when a mutant survives."""
    parser = argparse.ArgumentParser("python -m tests.mutants", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as journey.guards; all by default")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--random", action="store_true", help="give survivors to the random lives")
    parser.add_argument("--only", default="", metavar="TEXT", help="only mutants whose description contains this")
    options = parser.parse_args(argv)
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    modules = [f"ac_tui.{m.removeprefix('ac_tui.')}" for m in options.modules] or MODULES
    mutants = [mutant for module in modules for mutant in mutants_of(module) if options.only in str(mutant)]
    warm_up()
    started = time.monotonic()
    survivors = []
    with multiprocessing.get_context("fork").Pool(options.jobs) as pool:
        for mutant, seen in pool.imap(try_plain, mutants):
            if not seen:
                survivors.append(mutant)
                _say(f"survives  {mutant}")
        if options.random:
            for mutant, seen in pool.imap(try_random, survivors):
                _say(f"{'noticed by random lives' if seen else 'survives random lives'}  {mutant}")
    spent = time.monotonic() - started
    _say(f"{len(mutants)} mutants, {len(mutants) - len(survivors)} noticed, {len(survivors)} survive, {spent:.0f} s")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
