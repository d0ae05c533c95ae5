"""The storyboard of the whole library: every state, from the flows' files to the page."""

from time import perf_counter

from ac_tui.assets import fixtures_dir
from ac_tui.flows.load import load_flows
from ac_tui.reports.storyboard.page import StoryboardResult, make, read_request

LIMIT = 20.0
"""Seconds that the library may take."""


def run() -> list[tuple[str, float, str]]:
    """Time from the flows' files to the page, in the original's words and beside the English ones."""
    measured: list[tuple[str, float, str]] = []
    for variants, said in ((("",), "one deck"), (("", "en"), "two decks")):
        made, seconds = _made(variants)
        measured.append((f"whole library, {said}", seconds, "s"))
        measured.append((f"states, {said}", made.states, "states"))
        measured.append((f"phones, {said}", made.phones, "phones"))
        measured.append((f"page, {said}", len(made.html.encode()) / 1e6, "MB"))
    return measured


def _made(variants: tuple[str, ...]) -> tuple[StoryboardResult, float]:
    started = perf_counter()
    made = make(read_request(load_flows([fixtures_dir() / "flows"]), None, None, variants))
    seconds = perf_counter() - started
    if seconds > LIMIT:
        raise SystemExit(f"the storyboard took {seconds:.1f} s, and may take {LIMIT:.0f} s")
    return made, seconds
