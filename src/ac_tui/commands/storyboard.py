"""`ac-tui storyboard -o DIR`: every screen in every state that flows reach, on one page."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final, TextIO

from ac_tui.commands.worlds import add_world_arguments, read_deck
from ac_tui.flows.stage import read_policy, read_registry

if TYPE_CHECKING:
    from ac_tui.reports.storyboard.make import Phase, World

FAILED, USAGE, NOTHING = 1, 2, 5
PAGE: Final = "index.html"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the page goes, what it is made from, in whose words."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="the folder for the page")
    parser.add_argument(
        "--variant",
        type=_names,
        default=("",),
        metavar="A,B",
        help="in the words of these, side by side; it: the original",
    )
    parser.add_argument("--flows", type=Path, nargs="+", metavar="PATH", help="what to play (the library of flows)")
    parser.add_argument(
        "--jobs", type=_jobs, default=0, metavar="N", help="processes to work in (as many as are worth it)"
    )
    add_world_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Make the page; 1 when a flow did not pass (what it reached is there all the same), 5 without flows."""
    from ac_tui.assets import fixtures_dir
    from ac_tui.deck.replace import UnwrittenError, refuse_unwritable, replace_all
    from ac_tui.flows.run import load_flows, refuse_unplayable
    from ac_tui.reports.storyboard.make import Order, best_jobs, make
    from ac_tui.reports.storyboard.type_face import licence

    if args.output.exists() and not args.output.is_dir():
        sys.stderr.write(f"{args.output}: is no folder\n")
        return USAGE
    started = perf_counter()
    flows = load_flows(args.flows or [fixtures_dir() / "flows"])
    if not flows:
        sys.stderr.write("ac-tui storyboard: no flow to play\n")
        return NOTHING
    load = partial(read_world, args.registry, args.screens, args.variant)
    world = load()
    refuse_unplayable(flows, world.stage, {})
    names = [deck.variant or world.decks[0].words("storyboard.original") for deck in world.decks]
    order = Order(flows, names, args.screens, load, args.jobs or best_jobs(len(flows)))
    target = args.output / PAGE
    teller = _Teller(sys.stderr)
    try:
        refuse_unwritable(target)
        made = make(order, world, teller.tell)
        replace_all({target: made.html.encode(), args.output / "OFL.txt": licence().encode()})
    except UnwrittenError as error:
        sys.stderr.write(f"{error}\n")
        return USAGE
    finally:
        teller.end()
    for result in made.results:
        if result.failure is not None:
            failure = result.failure
            sys.stderr.write(f"{failure.file}:{failure.line}: {failure.command}: {failure.message}\n")
    size, took = len(made.html.encode()) / 1e6, perf_counter() - started
    sys.stderr.write(
        f"{target}: {made.states} states of {len(flows)} flows, {made.pictures} pictures, "
        f"{size:.1f} MB in {took:.1f} s\n"
    )
    return FAILED if any(result.status != "passed" for result in made.results) else 0


def read_world(registry: Path | None, screens: Path | None, variants: Sequence[str]) -> World:
    """The stage that flows are played on and the decks that are shown; raises what reading them raises."""
    from ac_tui.flows.stage import Stage
    from ac_tui.reports.storyboard.make import World

    stage = Stage(read_registry(registry), read_policy(), read_deck(screens))
    return World(stage, tuple(read_deck(screens, name) if name else stage.deck for name in variants))


class _Teller:
    """Tells how far the work is: on a terminal in one line written over, elsewhere in a line for each quarter."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._live = out.isatty()
        self._told = ("", 0)

    def tell(self, phase: Phase, done: int, of: int) -> None:
        """So much is done."""
        what = {"playing": "flows played", "drawing": "phones drawn"}[phase]
        line = f"{done} of {of} {what}"
        if self._live:
            self._out.write(f"\r{line}\x1b[K")
        elif self._told != (phase, quarter := 4 * done // of):
            self._told = (phase, quarter)
            self._out.write(f"{line}\n")
        self._out.flush()

    def end(self) -> None:
        """There is no more to tell."""
        if self._live:
            self._out.write("\r\x1b[K")
            self._out.flush()


def _names(text: str) -> tuple[str, ...]:
    """The variants to show, each once; `it` is the original, as the language it is written in."""
    from ac_tui.deck.lint.texts import ITALIAN

    names = [name.strip() for name in text.split(",")]
    if not all(names):
        raise argparse.ArgumentTypeError("write the names of variants with a comma between: it,en")
    return tuple(dict.fromkeys("" if name == ITALIAN else name for name in names))


def _jobs(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of processes")
    return int(text)
