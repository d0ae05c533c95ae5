"""`ac-tui export`: copies of flows that a device takes."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ac_tui.assets import AssetError, read_text, replace_all
from ac_tui.commands import FINDINGS, NOTHING, fixture_from, given_variables, say
from ac_tui.flows import model as m
from ac_tui.flows.device import MARK, ONLY_HERE, Copy, device_copy
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.load import Collected, collect, load_flow, unplayable
from ac_tui.flows.run import Plan, play_flow
from ac_tui.flows.snapshots import as_meant
from ac_tui.registry.faults import Fault, printable

_Copies = dict[Path, Copy]  # the copies of a flow and of what it runs, by the file they are made of


def export(args: argparse.Namespace) -> int:
    """Write what can go, say by line what cannot; 1 where something could not, 5 where there is no flow."""
    fixture, given = fixture_from(args), given_variables(args)
    faults: list[Fault] = []
    targets: dict[Path, tuple[Path, str]] = {}
    asked: Counter[str] = Counter()
    number = written = 0
    for path in args.paths:
        collected = collect([path], args.include_tags, args.exclude_tags)
        number += len(collected.flows)
        made = list(_made(collected, fixture, given, faults))
        # The folder whose place DIR takes: PATH's own, or one that also holds the files that its flows run.
        own = as_meant(path if path.is_dir() else path.parent)
        root = Path(os.path.commonpath([own, *(file.parent for _, copies in made for file in copies)]))
        for flow, copies in made:
            places = {args.output / file.relative_to(root): (file, copy.text) for file, copy in copies.items()}
            wrong = [Fault(flow.file, 1, "exists", said) for said in _in_the_way(places, targets)]
            faults += wrong
            if not wrong:
                targets |= places
                written += 1
                asked.update([*dict.fromkeys(name for copy in copies.values() for name in copy.asks)])
    replace_all({place: text.encode() for place, (_, text) in targets.items()})
    sys.stderr.writelines(f"{fault}\n" for fault in dict.fromkeys(faults))
    if not number:
        return say(NOTHING, "ac-tui export: no flow to export")
    print(f"{written} of {number} flows written to {printable(str(args.output))}")
    for name, count in asked.items():
        print(f"note: {count} of them use ${{{name}}}, which nothing gives on a device but -e {name}=…")
    return FINDINGS if faults else 0


def _made(
    collected: Collected, fixture: Fixture, given: dict[str, str], faults: list[Fault]
) -> Iterator[tuple[m.Flow, _Copies]]:
    """The copies of each flow that can go; the reasons why another cannot go among the faults."""
    for flow in collected.flows:
        wrong = collected.faults.get(flow.file) or []
        copies: _Copies = {}
        if not wrong:
            files = list(dict.fromkeys(flow.files()))
            copies = {as_meant(file): device_copy(read_text(Path(file)), file) for file in files}
            wrong = [fault for copy in copies.values() for fault in copy.faults]
            left_out = [(file, n) for file, copy in zip(files, copies.values(), strict=False) for n in copy.left_out]
            if left_out and not wrong:
                wrong = [*unplayable(flow, fixture.registry.get, given)] or _needed(flow, left_out, fixture, given)
        faults += wrong
        if not wrong:
            yield flow, copies


def _needed(flow: m.Flow, left_out: list[tuple[str, int]], fixture: Fixture, given: dict[str, str]) -> list[Fault]:
    """Faults for the commands that only the simulator knows, where the flow does not pass without them."""
    result = play_flow(load_flow(flow.file, simulated=False), fixture, Plan(given=given))
    if result.status == "passed":
        return []
    failure = result.failure
    why = f": {failure.file}:{failure.line}: {failure.message}" if failure is not None else ""
    message = f"only the simulator can do this, and {printable(flow.file)} does not pass without it{why}"
    return [Fault(file, line, ONLY_HERE, message) for file, line in left_out]


def _in_the_way(places: dict[Path, tuple[Path, str]], targets: dict[Path, tuple[Path, str]]) -> Iterable[str]:
    for place, copy in places.items():
        if place in targets and targets[place][0] != copy[0]:
            yield f"another flow of this export is written to {place}"
            continue
        try:
            foreign = place.exists() and not read_text(place).startswith(MARK)
        except AssetError:
            foreign = True
        if foreign:
            yield f"{place} is there already, and export did not write it"
