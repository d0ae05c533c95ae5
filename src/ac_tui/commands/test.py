"""`ac-tui test`: play flows, and say what came of them; `ac-tui review`: the screenshots that are not as before."""

from __future__ import annotations

import argparse
import difflib
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from io import TextIOWrapper
from pathlib import Path
from time import perf_counter

from ac_tui.assets import AssetError, fixtures_dir, refuse_unwritable, write_text
from ac_tui.commands import FINDINGS, NOTHING, USAGE, fixture_from, given_variables, say
from ac_tui.deck.deck import Deck
from ac_tui.deck.view import View
from ac_tui.flows import snapshots
from ac_tui.flows.load import collect
from ac_tui.flows.results import FlowResult, Run, Shot
from ac_tui.flows.run import Plan, play_all
from ac_tui.flows.snapshots import Snapshots
from ac_tui.registry.faults import FileError, printable
from ac_tui.reports.run import as_html, as_json, as_junit, as_text, in_lines, one_line, result_lines
from ac_tui.testing.playing import opener


def test(args: argparse.Namespace) -> int:
    """Play, report; 0 when all passed, 1 when one did not, 2 when one cannot be played, 5 without any to play."""
    if not args.watch:
        return _played(args)
    from ac_tui.deck.files import Watch

    while True:
        watch, there = Watch(args.screens, _watched(args)), _flow_files(args)
        try:
            _played(args)
        except (AssetError, FileError) as error:
            sys.stderr.write(f"{error}\n")
        except OSError as error:
            say(USAGE, f"{error.filename or ''}: {error.strerror}")
        say(0, "ac-tui test: waiting for a change (Ctrl+C ends)")
        sys.stderr.flush()
        while not watch.look() and _flow_files(args) == there:
            time.sleep(0.3)


def _played(args: argparse.Namespace) -> int:
    collected = collect(args.paths, args.include_tags, args.exclude_tags)
    if args.last_failed:
        failed = snapshots.read_failed()
        found = [flow for flow in collected.flows if snapshots.as_meant(flow.file) in failed]
        collected.flows = found or collected.flows
        if not found:
            say(0, "ac-tui test: none of these flows failed last time, so all of them are played")
    if not collected.flows:
        return say(NOTHING, "ac-tui test: no flow to play")
    fixture, given = fixture_from(args), given_variables(args)
    refused = collected.refused(fixture, given)
    faults = (fault for flow in collected.flows for fault in collected.faults.get(flow.file, ()))
    sys.stderr.writelines(f"{fault}\n" for fault in dict.fromkeys(faults))
    if args.output is not None:
        refuse_unwritable(args.output)
    started, began = datetime.now(UTC).replace(microsecond=0), perf_counter()
    mode: snapshots.Mode = "update" if args.snapshot_update else "new" if args.snapshot_update_new_only else "compare"

    @lru_cache(maxsize=1024)  # which is kept with each difference, in many repeats of a flow the same
    def picture(view: View, focus: str) -> str:
        from ac_tui.surfaces.web.html import document

        return document(view, fixture.deck, focus)

    plan = Plan(
        open=opener(args.surface),
        given=given,
        repeat=args.repeat_each,
        retries=args.retries,
        jobs=min(args.jobs, 64),
        fail_fast=args.fail_fast,
        shuffle=args.shuffle,
        keep=args.format == "html",
        screenshots=Snapshots(mode, picture, args.require_baselines),
        refused=refused,
        first=collected.first,
        go_on=collected.go_on,
    )
    aloud = args.format == "text" and args.output is None
    results: list[FlowResult] = []
    for result in play_all(collected.flows, fixture, plan):
        results.append(result)
        if aloud and result.status != "skipped":
            print("\n".join(result_lines(result)), flush=True)
    place = {flow.file: number for number, flow in enumerate(collected.flows)}
    results.sort(key=lambda result: (place[result.file], result.attempt))
    notes = [*collected.notes, *dict.fromkeys(note for result in results for note in result.notes)]
    notes += _tidy(args, results)
    beside = perf_counter() - began - sum(result.duration_s for result in results)
    if beside > 1:
        notes.append(f"{beside:.1f} s more went by between the flows: starting the surface, telling, comparing")
    played, skipped = ([one for one in results if (one.status == "skipped") is left_out] for left_out in (False, True))
    run = Run(played, notes, skipped)
    if aloud:
        print(as_text(run, told=True))
    else:
        run = _write(args.format, run, started, fixture.deck, args.output)
    _remember(run)
    return USAGE if refused else FINDINGS if run.failed else 0


def _watched(args: argparse.Namespace) -> Iterable[Path]:
    """The flows, what they run, customers and variables; words are looked at too."""
    files = [*_flow_files(args), *(path for path in args.paths if not path.is_dir()), *args.env_file]
    with suppress(FileError):  # the settings of a folder, which are looked at too
        files += (Path(file) for flow in collect(args.paths).flows for file in flow.files())
    return dict.fromkeys([*files, args.registry or fixtures_dir() / "registry.toml", fixtures_dir() / "policy.toml"])


def _flow_files(args: argparse.Namespace) -> set[Path]:
    """The flows and settings in the folders that are named, and beside the files; nothing that a run writes there."""
    found = (path.rglob("*.y*ml") if path.is_dir() else path.parent.glob("*.y*ml") for path in args.paths)
    return {file for files in found for file in files}


def _remember(run: Run) -> None:
    """Leave what failed and what differs for the next run, where the folder one is in can be written to."""
    try:
        snapshots.remember(run.results)
    except OSError as error:
        place = one_line(str(error.filename or snapshots.FOLDER))
        say(0, f"ac-tui test: this run is not remembered: {place}: {error.strerror}")


def _tidy(args: argparse.Namespace, results: list[FlowResult]) -> list[str]:
    folders = [path for path in args.paths if path.is_dir()]
    filtered = args.include_tags or args.exclude_tags or args.last_failed or len(folders) < len(args.paths)
    whole = not filtered and all(result.status == "passed" for result in results)
    written = (shot.baseline for result in results for shot in result.shots if shot.written)
    notes = [f"baseline kept: {path}" for path in dict.fromkeys(written)]
    try:
        for path in snapshots.unused(results, folders):
            if args.snapshot_update and whole:
                snapshots.remove_baseline(path)
                notes.append(f"unused baseline removed: {path}")
            else:
                notes.append(f"unused baseline: {path}")
    except OSError as error:  # the report is written all the same
        notes.append(f"baselines are not tidied: {error.filename}: {error.strerror}")
    return notes


def _write(kind: str, run: Run, started: datetime, deck: Deck, output: Path | None) -> Run:
    """Write the report, and return the run as it is told there."""
    if kind == "html":
        report, run = as_html(run, deck, started)
    else:
        report = as_json(run) if kind == "json" else as_junit(run, started) if kind == "junit" else as_text(run)
    text = report.rstrip("\n") + "\n"
    if output is not None:
        write_text(output, text)
    else:
        if isinstance(sys.stdout, TextIOWrapper):  # for programs in UTF-8, whatever the terminal's encoding
            sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(text)
    return run


def review(args: argparse.Namespace) -> int:
    """Ask about each difference; 0 when all were accepted, 1 when some were not, 5 when there are none."""
    pending = snapshots.read_pending()
    if not pending:
        said = "the last run in this folder left nothing to review"
        return say(NOTHING, f"ac-tui review: {said} (looked in {snapshots.PENDING.resolve()})")
    if args.list:
        print("\n".join(map(_title, pending)))
        return FINDINGS
    answers: list[str] = []
    for number, difference in enumerate(pending, start=1):
        answers.append("q" if answers[-1:] == ["q"] else _ask(difference, f"{number} of {len(pending)}"))
        if answers[-1] == "a":
            snapshots.write_baseline(difference.baseline, difference.text, difference.picture)
    left = [difference for difference, answer in zip(pending, answers, strict=True) if answer in ("s", "q")]
    snapshots.write_pending(left)
    print(f"{answers.count('a')} accepted, {answers.count('r')} rejected, {len(left)} left")
    return FINDINGS if left or "r" in answers else 0


def _ask(difference: Shot, place: str) -> str:
    """The answer for one difference: "a", "r", "s", or "q" also where nobody answers."""
    was, now = difference.was, difference.text
    compared = difflib.unified_diff((was or "").split("\n"), now.split("\n"), "baseline", "now", lineterm="", n=2)
    print(f"\n{place}: {_title(difference)}")
    print(in_lines("\n".join(compared) if was is not None else now))
    while True:
        print("[a]ccept, [r]eject, [s]kip, [n]ew, [o]ld, [q]uit? ", end="", flush=True)
        line = sys.stdin.readline()
        answer = line.strip().lower()[:1]
        if not line or answer in ("a", "r", "s", "q"):
            return answer or "q"
        if answer in ("n", "o"):
            print(in_lines(now if answer == "n" else was or "(no baseline)"))


def _title(difference: Shot) -> str:
    new = " (new)" if difference.was is None else ""
    return printable(f"{difference.baseline}: '{difference.name}' of {difference.flow}") + new
