"""`ac-tui storyboard -o DIR`: every screen in every state that flows reach, on one page."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.progress import track

from ac_tui.assets import fixtures_dir
from ac_tui.commands.shared import FINDINGS, NOTHING, USAGE, say
from ac_tui.deck.load import load_deck
from ac_tui.deck.replace import refuse_unwritable, replace_all
from ac_tui.flows.collect import load_flows, refuse_unplayable
from ac_tui.flows.fixture import Fixture, read_policy, read_registry
from ac_tui.flows.model import Flow
from ac_tui.reports.storyboard.page import StoryboardRequest, make


def storyboard(args: argparse.Namespace) -> int:
    """Make the page; 1 when a flow did not pass (what it reached is there all the same), 5 without flows."""
    if args.output.exists() and not args.output.is_dir():
        return say(USAGE, f"{args.output}: is no folder")
    started = perf_counter()
    flows = load_flows(args.flows or [fixtures_dir() / "flows"])
    if not flows:
        return say(NOTHING, "ac-tui storyboard: no flow to play")
    request = read_request(flows, args.registry, args.screens, args.variant, args.page or "")
    refuse_unplayable(flows, request.fixture, {})
    target, console = args.output / "index.html", Console(stderr=True)
    refuse_unwritable(target)
    made = make(request, lambda flows: track(flows, "flows", console=console, disable=not console.is_terminal))
    replace_all({target: made.html.encode()})
    for failure in filter(None, (result.failure for result in made.results)):
        say(FINDINGS, f"{failure.file}:{failure.line}: {failure.command}: {failure.message}")
    code = FINDINGS if any(result.status != "passed" for result in made.results) else 0
    size, took = len(made.html.encode()) / 1e6, perf_counter() - started
    counts = f"{made.states} states of {len(flows)} flows, {made.phones} phones"
    return say(code, f"{target}: {counts}, {size:.1f} MB in {took:.1f} s")


def read_request(
    flows: Sequence[Flow], registry: Path | None, screens: Path | None, variants: Iterable[str], page: str = ""
) -> StoryboardRequest:
    """What the storyboard of these flows is made from, in the words of variants; raises what reading them raises."""
    fixture = Fixture(read_registry(registry), read_policy(), load_deck(screens))
    decks = [load_deck(screens, name) if name else fixture.deck for name in variants]
    names = [deck.variant or decks[0].words("storyboard.original") for deck in decks]
    return StoryboardRequest(flows, fixture, decks, names, screens, page)
