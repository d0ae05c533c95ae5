"""`ac-tui`, the simulator; `ac-tui record`, the same to get a flow of what was done."""

from __future__ import annotations

import argparse
import gc
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final, NoReturn

from ac_tui.assets import AssetError
from ac_tui.commands import NOTHING, USAGE, fixture_from, say
from ac_tui.desk.memory import Memory, user_folder
from ac_tui.desk.session import Session
from ac_tui.flows.fixture import read_fixture
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.model import STEPS
from ac_tui.registry.faults import FileError, printable
from ac_tui.registry.index import Registry

if TYPE_CHECKING:
    from ac_tui.flows.model import Flow

LARGE = 8 << 20  # bytes of a registry that takes longer to read than a person waits for the first screen
_NEEDS_TERMINAL: Final = "the simulator needs a terminal; --plain works without one"


def simulate(args: argparse.Namespace) -> int:
    """Open the simulator; 0 when it was closed, 1 when it stopped on an error of its own, 2 without a terminal."""
    memory = Memory(user_folder())
    # Where nobody says which customers, they are those of the registry used last, if it can still be used.
    last = next(iter(memory.settings.registries), "")
    as_before = last and not (args.registry or args.story or args.step or args.plain)
    try:
        args.registry = Path(last) if as_before else args.registry
        simulation = simulation_at(args)
    except (AssetError, FileError) as error:
        if not as_before:
            raise
        say(USAGE, f"ac-tui: the registry of before is not used: {str(error).splitlines()[0]}")
        args.registry = None
        simulation = simulation_at(args)
    if simulation is None:
        return say(USAGE, f"ac-tui: no customer of this registry reaches {args.step}")
    story = None
    if args.story:
        from ac_tui.flows.load import load_named

        story = load_named(args.story)
    if not _has_surface(args):
        return say(USAGE, f"ac-tui: {_NEEDS_TERMINAL}")
    session = session_for(args, simulation, memory=memory)
    if args.plain:
        gc.enable()  # a surface that paints does it once its first screen is there
    with _ended_by_signals() if args.plain else nullcontext():
        return _play(session, args, story, args.registry if _read_later(args) else None)


def record(args: argparse.Namespace) -> int:
    """Play until the simulator is closed, however that happens, and write what was done; 5 where nothing was."""
    file: Path = args.output
    refused = {
        f"{file} is a folder": file.is_dir(),
        f"{file} is there already; --force writes over it": file.exists() and not args.force,
        f"there is no folder {file.parent}": not file.parent.is_dir(),
        _NEEDS_TERMINAL: not _has_surface(args),
    }
    for said in (said for said, so in refused.items() if so):
        return say(USAGE, f"ac-tui record: {said}")
    session = session_for(args, fixture_from(args).simulation(args.seed), file)
    try:
        with _ended_by_signals():
            code = _play(session, args)
    finally:
        nothing = 0
        if saved := session.recorder.save(str):
            print(f"{saved.commands} commands in {printable(str(saved.file))}; to play them: {saved.how_to_play}")
        else:
            nothing = say(NOTHING, "ac-tui record: nothing was done, so there is no flow")
    return code or nothing


def session_for(
    args: argparse.Namespace, simulation: Simulation, record_to: Path | None = None, memory: Memory | None = None
) -> Session:
    """A session for the surface that the arguments ask for, on a simulation made of the same arguments."""
    if args.plain:
        from ac_tui.surfaces.plain.lines import slash_names as names
    else:
        from ac_tui.desk.commands import key_names as names
    # What brings another command to the same customers and screens, as one types it.
    given = {"--registry": args.registry, "--screens": args.screens}
    options = tuple(word for option, value in given.items() if value for word in (option, str(value)))
    return Session(simulation, screens=args.screens, options=options, record_to=record_to, names=names, memory=memory)


def simulation_at(args: argparse.Namespace) -> Simulation | None:
    """A simulation at the step asked for, reached by a real path with a fitting customer; None where there is none."""
    fixture = read_fixture(Registry() if _read_later(args) else args.registry, args.screens, args.variant)
    if args.step in (None, STEPS[0]):
        return fixture.simulation(args.seed)
    from ac_tui.flows.paths import Goal, reach

    path = reach(Goal(args.step), fixture, args.seed)
    return None if path is None else path.go(fixture.simulation(args.seed))


def _read_later(args: argparse.Namespace) -> bool:
    file: Path | None = args.registry
    waits = args.plain or getattr(args, "story", None) or args.step not in (None, STEPS[0])
    if file is None or waits or file.suffix.lower() != ".jsonl" or not file.is_file():
        return False
    return file.stat().st_size > LARGE


def _has_surface(args: argparse.Namespace) -> bool:
    return args.plain or (sys.stdin.isatty() and sys.stdout.isatty())


def _play(session: Session, args: argparse.Namespace, story: Flow | None = None, registry: Path | None = None) -> int:
    """Play until it is closed, a `story` first; a `registry` is to be read once the first screen is there."""
    if not args.plain:
        from ac_tui.surfaces.tui.app import AcTui

        app = AcTui(session, live=True, watch=getattr(args, "watch", False), story=story, registry=registry)
        app.run()
        return app.return_code or 0
    from ac_tui.surfaces.plain.prompts import run_plain

    try:  # through a pipe no time passes by itself
        run_plain(session, sys.stdin, sys.stdout, time.monotonic if sys.stdin.isatty() else None, story)
    except OSError:
        raise
    except Exception as error:  # its words, and those of a traceback, may quote what was typed
        from ac_tui.flows.results import crash_report

        sys.stderr.write(f"{crash_report(error)}\n")
        return 1
    return 0


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let a signal end the playing as closing the simulator does, so that nothing is lost."""

    def end(number: int, _: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    with ExitStack() as before:
        for number in (signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP):
            before.callback(signal.signal, number, signal.signal(number, end))
        yield
