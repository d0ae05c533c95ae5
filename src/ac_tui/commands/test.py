"""`ac-tui test`: play flows, and say what came of them."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final, TextIO

from ac_tui.assets import fixtures_dir, screens_dir
from ac_tui.commands.selection import add_selection_arguments, given_variables
from ac_tui.commands.worlds import add_world_arguments, fixture_from
from ac_tui.deck.deck import Deck
from ac_tui.deck.replace import refuse_unwritable, write_text
from ac_tui.deck.view import View
from ac_tui.flows import model as m
from ac_tui.flows.collect import Collected, collect
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.last_run import FOLDER, as_meant, read_failed, remember
from ac_tui.flows.results import FlowResult, Run
from ac_tui.flows.run import Plan, in_order, not_played, play_all
from ac_tui.flows.snapshots import Mode, Snapshots, forgotten, remove_baseline
from ac_tui.registry.faults import FileError
from ac_tui.reports.run import as_text, failure_lines, one_line, result_line, summary
from ac_tui.testing.playing import SURFACES, opener

if TYPE_CHECKING:
    from ac_tui.reports.trace_page import Traces

FAILED, USAGE, NOTHING = 1, 2, 5
FORMATS: Final = ("text", "json", "junit", "html")
_WORTH_TELLING_S: Final = 1.0
_MOST_JOBS: Final = 64


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to play, where, and how to tell of it."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="flow files, or folders of them")
    parser.add_argument("--surface", choices=SURFACES, default="model", help="where to play (model)")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to tell what came of it (text)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="where to write it (standard output)")
    add_selection_arguments(parser)
    order = parser.add_argument_group("order")
    order.add_argument("--last-failed", action="store_true", help="only what failed last time, if anything did")
    order.add_argument("--fail-fast", action="store_true", help="end at the first failure")
    order.add_argument("--repeat-each", type=_at_least_one, default=1, metavar="N", help="play every flow N times")
    order.add_argument("--retries", type=_number, default=0, metavar="N", help="try a flow that fails N times more (0)")
    order.add_argument("-j", "--jobs", type=_jobs, default=1, metavar="N", help="play N flows side by side (1)")
    order.add_argument("--watch", action="store_true", help="play again when flows, screens or customers are saved")
    order.add_argument("--shuffle", type=int, metavar="SEED", help="play in an order that follows from a number")
    screenshots = parser.add_argument_group("screenshots")
    screenshots.add_argument(
        "--require-baselines", action="store_true", help="a screenshot without a baseline fails its flow"
    )
    shots = screenshots.add_mutually_exclusive_group()
    shots.add_argument("--snapshot-update", action="store_true", help="keep every screenshot as the new baseline")
    shots.add_argument(
        "--snapshot-update-new-only", action="store_true", help="keep screenshots that have no baseline yet"
    )
    add_world_arguments(parser, variant=True)


def run(args: argparse.Namespace) -> int:
    """Play, report; 0 when all passed, 1 when one did not, 2 when one cannot be played, 5 without any to play."""
    if not args.watch:
        return _run(args)
    from ac_tui.commands.watch import again_and_again

    again_and_again(lambda: _run(args), lambda: _watched(args))
    return 0


def _run(args: argparse.Namespace) -> int:
    collected = collect(args.paths, args.include_tags, args.exclude_tags)
    flows = _last_failed(collected) if args.last_failed else collected.flows
    if not flows:
        sys.stderr.write("ac-tui test: no flow to play\n")
        return NOTHING
    fixture = fixture_from(args)
    given = given_variables(args)
    collected.refuse_unplayable(fixture, given)
    refused = collected.refused()
    for line in collected.lines():
        sys.stderr.write(f"{line}\n")
    if args.output is not None:
        refuse_unwritable(args.output)
    started, began = datetime.now(UTC).replace(microsecond=0), perf_counter()
    traces = None
    if args.format == "html":
        from ac_tui.reports.trace_page import Traces

        traces = Traces(fixture.deck)
    snapshots = Snapshots(_mode(args), partial(_picture, fixture.deck), args.require_baselines)
    plan = Plan(
        open=opener(args.surface),
        given=given,
        repeat=args.repeat_each,
        retries=args.retries,
        jobs=args.jobs,
        fail_fast=args.fail_fast,
        shuffle=args.shuffle,
        observe=traces.observer if traces else None,
        screenshots=snapshots,
        refused=refused,
        first=collected.first,
        go_on=collected.go_on,
    )
    results = _played(flows, fixture, plan, aloud=args.format == "text" and args.output is None)
    notes = [*collected.notes, *dict.fromkeys(note for result in results for note in result.notes)]
    try:
        notes += _tidy(args, snapshots, results)
    except OSError as error:  # the report is written all the same
        notes.append(f"baselines are not tidied: {error.filename}: {error.strerror}")
    beside = perf_counter() - began - sum(result.duration_s for result in results)
    if beside > _WORTH_TELLING_S:
        notes.append(f"{beside:.1f} s more went by between the flows: starting the surface, telling, comparing")
    run_of_all = Run(in_order(flows, results), notes, not_played(flows, plan, results))
    if args.format == "text" and args.output is None:
        print("\n".join([*(f"note: {one_line(note)}" for note in notes), summary(run_of_all)]))
    else:
        _tell(_report(args.format, run_of_all, started, traces), args.output)
    _remember(results, snapshots)
    if refused:
        return USAGE
    return FAILED if any(result.status != "passed" for result in results) else 0


def _watched(args: argparse.Namespace) -> list[Path]:
    """What `--watch` looks at: flows and what they run, words, customers, variables."""
    try:
        flows = collect(args.paths).files()
    except FileError:  # the settings of a folder, which are in it
        flows = []
    others = (args.screens or screens_dir(), args.registry or fixtures_dir(), *args.env_file)
    return list(dict.fromkeys((*args.paths, *flows, *others)))


def _picture(deck: Deck, view: View, focus: str) -> str:
    """A screenshot for people's eyes."""
    from ac_tui.surfaces.web.phone import document

    return document(view, deck, focus)


def _played(flows: Sequence[m.Flow], fixture: Fixture, plan: Plan, *, aloud: bool) -> list[FlowResult]:
    results = []
    for result in play_all(flows, fixture, plan):
        results.append(result)
        if aloud:
            print(result_line(result), flush=True)
            for line in failure_lines(result.failure) if result.failure else ():
                print(line)
            for warning in result.warnings:
                print(f"      warning: {one_line(warning)}")
    return results


def _last_failed(collected: Collected) -> list[m.Flow]:
    """The flows that failed last time; all of them, and a word about it, when none did."""
    flows = collected.flows
    failed = set(map(as_meant, read_failed()))
    found = [flow for flow in flows if as_meant(flow.file) in failed]
    if not found:
        sys.stderr.write("ac-tui test: none of these flows failed last time, so all of them are played\n")
    collected.flows = found or flows
    return collected.flows


def _remember(results: Sequence[FlowResult], snapshots: Snapshots) -> None:
    """Leave what failed and what differs for the next run, where the folder one is in can be written to."""
    failed = {result.file for result in results if result.status != "passed"}
    try:
        remember({result.file for result in results}, failed)
        snapshots.keep_for_review()
    except OSError as error:
        place = one_line(str(error.filename or FOLDER))
        sys.stderr.write(f"ac-tui test: this run is not remembered: {place}: {error.strerror}\n")


def _mode(args: argparse.Namespace) -> Mode:
    if args.snapshot_update:
        return "update"
    return "new" if args.snapshot_update_new_only else "compare"


def _tidy(args: argparse.Namespace, snapshots: Snapshots, results: list[FlowResult]) -> list[str]:
    """Name the baselines that were kept and the unused ones; remove these where a whole run updates."""
    folders = [path for path in args.paths if path.is_dir()]
    unused = [*snapshots.unused(results), *forgotten(folders)]
    filtered = args.include_tags or args.exclude_tags or args.last_failed or len(folders) < len(args.paths)
    whole = not filtered and all(result.status == "passed" for result in results)
    notes = [f"baseline kept: {path}" for path in dict.fromkeys(snapshots.taken.written)]
    for path in dict.fromkeys(unused):
        if args.snapshot_update and whole:
            remove_baseline(path)
            notes.append(f"unused baseline removed: {path}")
        else:
            notes.append(f"unused baseline: {path}")
    return notes


def _report(kind: str, run: Run, started: datetime, traces: Traces | None) -> str:
    if traces is not None:
        from ac_tui.reports.trace_page import trace_page

        return trace_page(run, traces, started)
    if kind == "json":
        from ac_tui.reports.run import as_json

        return as_json(run)
    if kind == "junit":
        from ac_tui.reports.run import as_junit

        return as_junit(run, started)
    return as_text(run)


def _tell(report: str, output: Path | None) -> None:
    text = report.rstrip("\n") + "\n"
    if output is None:
        _in_utf_8(sys.stdout).write(text)
        return
    write_text(output, text)


def _in_utf_8(stream: TextIO) -> TextIO:
    """The stream in the encoding that every report for programs is in, whatever the terminal's."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8")
    return stream


def _jobs(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of flows at once")
    return min(int(text), _MOST_JOBS)


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of times")
    return int(text)


def _at_least_one(text: str) -> int:
    number = _number(text)
    if not number:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of times")
    return number
