"""`ac-tui record`: play by hand, get a flow."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ac_tui.commands.simulate import NEEDS_TERMINAL, ask, ended_by_signals, is_terminal, play, session_for
from ac_tui.commands.worlds import add_world_arguments, make_simulation
from ac_tui.registry.faults import printable

if TYPE_CHECKING:
    from ac_tui.flows.record import Recorder

USAGE, NOTHING = 2, 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to write, in which world to play, and how."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the flow file to write")
    parser.add_argument("--force", action="store_true", help="write over a file that is there already")
    parser.add_argument("--plain", action="store_true", help="prompts instead of a picture: screen readers, pipes")
    add_world_arguments(parser, seed=True)


def run(args: argparse.Namespace) -> int:
    """Play until the simulator is closed, and write what was done; 5 where nothing was.

    The flow is written however the playing ends: also when the simulator stops on an error, or by a signal.
    """
    file: Path = args.output
    if file.is_dir() or (file.exists() and not args.force):
        what = "is a folder" if file.is_dir() else "is there already; --force writes over it"
        sys.stderr.write(f"ac-tui record: {printable(str(file))} {what}\n")
        return USAGE
    if not file.parent.is_dir():
        sys.stderr.write(f"ac-tui record: there is no folder {printable(str(file.parent))}\n")
        return USAGE
    simulation = make_simulation(args)
    if not (args.plain or is_terminal()):
        sys.stderr.write(f"ac-tui record: {NEEDS_TERMINAL}\n")
        return USAGE
    session = session_for(args, simulation, file)
    try:
        with ended_by_signals():
            code = ask(session) if args.plain else play(session)
    finally:
        written = _write(session.recorder)
    return code if code or written else NOTHING


def _write(recorder: Recorder) -> bool:
    saved = recorder.save(str)
    if saved is None:
        sys.stderr.write("ac-tui record: nothing was done, so there is no flow\n")
        return False
    print(f"{saved.recording.commands} commands in {printable(str(saved.file))}; to play them: {saved.how_to_play}")
    return True
