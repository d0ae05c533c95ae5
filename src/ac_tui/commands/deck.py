"""What writers do with the words: `ac-tui deck`, on a sheet or as PO and back; `ac-tui storyboard`, where they show."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

from ac_tui.assets import fixtures_dir, refuse_unwritable, replace_all, screens_dir
from ac_tui.commands import FINDINGS, NOTHING, USAGE, say
from ac_tui.deck.load import PSEUDO, load_deck, new_variant, variant_names
from ac_tui.deck.roundtrip import rows_of, take_in
from ac_tui.deck.sheets import read_sheet, write_sheet
from ac_tui.flows.fixture import Fixture, read_policy, read_registry
from ac_tui.registry.faults import json_text


def deck(args: argparse.Namespace) -> int:
    """Write a sheet or take one in, draft a variant, tell what gives way where there is little room; the exit code."""
    if args.action == "new-variant":
        written = new_variant(args.screens or screens_dir(), args.name)
        return say(0, f"{len(written)} drafts in {written[0].parent}")
    if args.action == "export":
        rows = rows_of(args.screens, args.variant)
        write_sheet(args.file, rows, args.separator, lambda: _contexts(args.screens, [row.key for row in rows]))
        return say(0, f"{len(rows)} texts in {args.file}")
    if args.action == "stress":
        return _stress(args)
    outcome = take_in(read_sheet(args.file), str(args.file), args.screens, write=not args.dry_run)
    print(end="".join(f"{key}\n" for key in outcome.changed))
    code = FINDINGS if outcome.refused else 0
    for fault in outcome.refused:
        say(code, str(fault))
    told = f"{len(outcome.changed)} changed in {len(outcome.files)} files, {len(outcome.refused)} refused"
    return say(code, f"{told}{' (nothing written)' if args.dry_run else ''}")


def _contexts(screens: Path | None, keys: Iterable[str]) -> dict[str, dict[str, str]]:
    """What a translator is told of each text: its step, the steps of the guide, the first state with it."""
    from ac_tui.flows.load import load_flows
    from ac_tui.reports.storyboard.states import StateCollector

    fixture = Fixture(read_registry(), read_policy(), load_deck(screens))
    collector = StateCollector(fixture, [fixture.deck])
    for number, flow in enumerate(load_flows([fixtures_dir() / "flows"])):
        collector.play(number, flow)
    states: dict[str, str] = {}
    for state in collector.states():
        for key in state.keys:
            states.setdefault(f"{state.step}.{key}", f"#state={state.address}")
    found = {}
    for key in keys:
        step = key.partition(".")[0]
        if screen := fixture.deck.screens.get(step):
            found[key] = {"step": step, "guide": ", ".join(screen.guide), "state": states.get(key, "")}
    return found


def _stress(args: argparse.Namespace) -> int:
    """0 when nothing gives way but in the pseudo-locale, whose cuts are only told; else 1."""
    from ac_tui.deck.lint.check import read_settings
    from ac_tui.deck.lint.fitting import strains

    widths = read_settings(args.screens or screens_dir()).phone.widths
    registry, policy = read_registry(args.registry), read_policy()
    decks = (load_deck(args.screens, name) for name in args.variant or ["", *variant_names(args.screens), PSEUDO])
    found = [strain for deck in decks for strain in strains(deck, registry, policy, widths)]
    if args.format == "json":
        print(json_text({"strains": [strain._asdict() for strain in found]}))
    else:
        for variant, key, cut, text in found:
            how = f"cut at {', '.join(map(str, cut))}" if cut else "not marked"
            print(f"{variant or 'original'}: {key}: {how}: {text}")
    if only_told := sum(strain.variant == PSEUDO and bool(strain.widths) for strain in found):
        say(0, f"{only_told} cut in the pseudo-locale, which is longer than any language: only told, and no findings")
    return FINDINGS if len(found) > only_told else 0


def storyboard(args: argparse.Namespace) -> int:
    """Make the page; 1 when a flow did not pass (what it reached is there all the same), 5 without flows."""
    from rich.console import Console
    from rich.progress import track

    from ac_tui.flows.load import load_flows, refuse_unplayable
    from ac_tui.reports.storyboard.page import make, read_request

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
