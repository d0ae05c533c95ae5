"""`ac-tui export`: copies of flows that a device takes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ac_tui.assets import AssetError, read_text
from ac_tui.commands.selection import add_selection_arguments, given_variables
from ac_tui.commands.worlds import add_world_arguments, fixture_from
from ac_tui.deck.replace import replace_all
from ac_tui.flows import model as m
from ac_tui.flows.collect import Collected, collect, unplayable
from ac_tui.flows.device import ONLY_HERE
from ac_tui.flows.export import MARK, Copy, device_copy, without_simulation
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.last_run import as_meant
from ac_tui.flows.run import Plan, play_flow
from ac_tui.registry.faults import Fault, printable

LEFT, NOTHING = 1, 5


class _Made(NamedTuple):
    """The copies of a flow and of what it runs, by the file they are made of."""

    flow: m.Flow
    copies: dict[Path, Copy]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which flows, and where to."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="flow files, or folders of them")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="the folder to write to")
    add_selection_arguments(parser)
    add_world_arguments(parser, variant=True)


def run(args: argparse.Namespace) -> int:
    """Write what can go, say by line what cannot; 1 where something could not, 5 where there is no flow."""
    fixture, given = fixture_from(args), given_variables(args)
    faults: list[Fault] = []
    targets: dict[Path, tuple[Path, str]] = {}
    asked: dict[str, int] = {}
    number = written = 0
    for path in args.paths:
        collected = collect([path], args.include_tags, args.exclude_tags)
        number += len(collected.flows)
        made = [one for one in _made(collected, fixture, given, faults) if one is not None]
        root = _root(path, [file for one in made for file in one.copies])
        for flow, copies in made:
            places = {args.output / file.relative_to(root): (file, copy.text) for file, copy in copies.items()}
            wrong = [fault for place, copy in places.items() for fault in _in_the_way(flow, place, copy, targets)]
            faults += wrong
            if not wrong:
                targets |= places
                written += 1
                for name in dict.fromkeys(name for copy in copies.values() for name in copy.asks):
                    asked[name] = asked.get(name, 0) + 1
    replace_all({place: text.encode() for place, (_, text) in targets.items()})
    for fault in dict.fromkeys(faults):
        sys.stderr.write(f"{fault}\n")
    if not number:
        sys.stderr.write("ac-tui export: no flow to export\n")
        return NOTHING
    print(f"{written} of {number} flows written to {printable(str(args.output))}")
    for name, count in asked.items():
        print(f"note: {count} of them use ${{{name}}}, which nothing gives on a device but -e {name}=…")
    return LEFT if faults else 0


def _made(collected: Collected, fixture: Fixture, given: dict[str, str], faults: list[Fault]) -> Iterable[_Made | None]:
    """The copies of each flow; None, and the reasons among the faults, for one that cannot go."""
    for flow in collected.flows:
        wrong = collected.faults.get(flow.file) or []
        files = list(dict.fromkeys(flow.files()))
        copies: dict[Path, Copy] = {}
        if not wrong:
            copies = {as_meant(file): device_copy(read_text(Path(file)), file) for file in files}
            wrong = [fault for copy in copies.values() for fault in copy.faults]
        left_out = [(file, line) for file, copy in zip(files, copies.values(), strict=False) for line in copy.left_out]
        if left_out and not wrong:
            wrong = [*unplayable(flow, fixture, given)] or _needed(flow, left_out, fixture, given)
        faults += wrong
        yield None if wrong else _Made(flow, copies)


def _needed(flow: m.Flow, left_out: list[tuple[str, int]], fixture: Fixture, given: dict[str, str]) -> list[Fault]:
    """Faults for the commands that only the simulator knows, where the flow does not pass without them."""
    result = play_flow(without_simulation(flow), fixture, Plan(given=given))
    if result.status == "passed":
        return []
    failure = result.failure
    why = f": {failure.file}:{failure.line}: {failure.message}" if failure is not None else ""
    message = f"only the simulator can do this, and {printable(flow.file)} does not pass without it{why}"
    return [Fault(file, line, ONLY_HERE, message) for file, line in left_out]


def _root(path: Path, files: Iterable[Path]) -> Path:
    """The folder whose place DIR takes: PATH's own, or one that also holds the files that its flows run."""
    own = as_meant(path if path.is_dir() else path.parent)
    return Path(os.path.commonpath([own, *(file.parent for file in files)]))


def _in_the_way(
    flow: m.Flow, place: Path, copy: tuple[Path, str], targets: dict[Path, tuple[Path, str]]
) -> list[Fault]:
    """What keeps a copy from being written to its place."""
    if place in targets and targets[place][0] != copy[0]:
        return [Fault(flow.file, 1, "exists", f"another flow of this export is written to {place}")]
    try:
        foreign = place.exists() and not read_text(place).startswith(MARK)
    except AssetError:
        foreign = True
    if foreign:
        return [Fault(flow.file, 1, "exists", f"{place} is there already, and export did not write it")]
    return []
