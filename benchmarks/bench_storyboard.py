"""The storyboard of the whole library: under a minute on two cores, by one process and by two."""

from functools import partial
from time import perf_counter

from ac_tui.assets import fixtures_dir
from ac_tui.commands.storyboard import read_world
from ac_tui.flows.run import load_flows
from ac_tui.reports.storyboard.make import Made, Order, best_jobs, make

LIMIT = 60.0
"""Seconds that the library may take."""


def run() -> list[tuple[str, float, str]]:
    """Time from the flows' files to the page, in the original's words and beside the English ones."""
    measured: list[tuple[str, float, str]] = []
    for variants, said in ((("",), "one deck"), (("", "en"), "two decks")):
        made, seconds = _made(variants, 1)
        measured.append((f"whole library, {said}, 1 process", seconds, "s"))
        measured.append((f"whole library, {said}, 2 processes", _made(variants, 2)[1], "s"))
        measured.append((f"states, {said}", made.states, "states"))
        measured.append((f"pictures, {said}", made.pictures, "pictures"))
        measured.append((f"page, {said}", len(made.html.encode()) / 1e6, "MB"))
    measured.append(("processes chosen by itself", best_jobs(len(load_flows([fixtures_dir() / "flows"]))), "processes"))
    return measured


def _made(variants: tuple[str, ...], jobs: int) -> tuple[Made, float]:
    started = perf_counter()
    flows = load_flows([fixtures_dir() / "flows"])
    load = partial(read_world, None, None, variants)
    made = make(Order(flows, variants, None, load, jobs), load(), lambda *_: None)
    seconds = perf_counter() - started
    if seconds > LIMIT:
        raise SystemExit(f"the storyboard took {seconds:.1f} s, and may take {LIMIT:.0f} s")
    return made, seconds
