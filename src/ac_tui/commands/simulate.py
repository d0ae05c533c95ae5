"""`ac-tui`: the simulator."""

from __future__ import annotations

import argparse
import gc
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from ac_tui.assets import AssetError
from ac_tui.commands.worlds import add_world_arguments, fixture_from, make_simulation, world_options
from ac_tui.journey.model import STEPS
from ac_tui.registry.faults import FileError

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

    from ac_tui.deck.deck import Deck
    from ac_tui.desk.memory import Memory
    from ac_tui.desk.session import Session
    from ac_tui.flows.model import Flow
    from ac_tui.flows.simulation import Simulation

USAGE = 2
_ENDS = (signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP)
"""Signals that end a program: somebody ends it, or closes its terminal."""
LARGE = 8 << 20
"""Bytes of a registry that takes longer to read than a person waits for the first screen."""
NEEDS_TERMINAL = "the simulator needs a terminal; --plain works without one"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the default command."""
    parser.add_argument("--story", metavar="FLOW", help="a flow to play step by step (a file, or its name)")
    parser.add_argument("--step", choices=STEPS, metavar="STEP", help="open on this screen")
    add_world_arguments(parser, seed=True)
    parser.add_argument("--watch", action="store_true", help="show every saved screen, variant and style at once")
    parser.add_argument("--plain", action="store_true", help="prompts instead of a picture: screen readers, pipes")


def run(args: argparse.Namespace) -> int:
    """Open the simulator; 0 when it was closed, 1 when it stopped on an error of its own, 2 without a terminal."""
    from ac_tui.desk.memory import Memory, user_folder

    memory = Memory(user_folder())
    simulation = _simulation_as_before(args, memory)
    if simulation is None:
        sys.stderr.write(f"ac-tui: no customer of this registry reaches {args.step}\n")
        return USAGE
    story = load_story(args.story) if args.story else None
    session = session_for(args, simulation, memory=memory)
    if args.plain:
        gc.enable()  # a surface that paints does it once its first screen is there
        with ended_by_signals():
            return ask(session, story=story)
    if not is_terminal():
        sys.stderr.write(f"ac-tui: {NEEDS_TERMINAL}\n")
        return USAGE
    return play(session, watch=args.watch, story=story, registry=args.registry if _read_later(args) else None)


def session_for(
    args: argparse.Namespace, simulation: Simulation, record_to: Path | None = None, memory: Memory | None = None
) -> Session:
    """A session for the surface that the arguments ask for, on a simulation made of the same arguments."""
    from ac_tui.desk.session import Session

    return Session(
        simulation,
        screens=args.screens,
        options=world_options(args),
        record_to=record_to,
        names=_names(args),
        memory=memory,
    )


def _simulation_as_before(args: argparse.Namespace, memory: Memory) -> Simulation | None:
    """The simulation that was asked for; where nobody says which customers, with the registry that was used last.

    One that can no longer be used is passed over with one line.
    """
    from pathlib import Path

    last = next(iter(memory.settings.registries), "")
    if not last or args.registry or args.story or args.step or args.plain:
        return simulation_at(args)
    args.registry = Path(last)
    try:
        return simulation_at(args)
    except (AssetError, FileError) as error:
        sys.stderr.write(f"ac-tui: the registry of before is not used: {str(error).splitlines()[0]}\n")
        args.registry = None
        return simulation_at(args)


def _names(args: argparse.Namespace) -> Callable[[Deck], Mapping[str, str]]:
    """How commands are called there: by slash words, or by keys."""
    if args.plain:
        from ac_tui.surfaces.plain.slash import slash_names

        return slash_names
    from ac_tui.desk.commands import key_names

    return key_names


def load_story(name: str) -> Flow:
    """A flow by its file, or by the name of one of the library's; raises FlowError for one that cannot be read."""
    from pathlib import Path

    from ac_tui.assets import fixtures_dir
    from ac_tui.flows.load import load_flow

    known = fixtures_dir() / "flows" / f"{name.removesuffix('.yaml')}.yaml"
    return load_flow(known if known.is_file() and not Path(name).is_file() else Path(name))


def simulation_at(args: argparse.Namespace) -> Simulation | None:
    """A simulation at the step asked for, reached by a real path with a fitting customer; None where there is none."""
    if _read_later(args):
        from ac_tui.flows.fixture import empty_fixture

        return empty_fixture(args.screens, args.variant).simulation(args.seed)
    if args.step in (None, STEPS[0]):
        return make_simulation(args)
    from ac_tui.flows.goals import Goal
    from ac_tui.flows.paths import reach

    fixture = fixture_from(args)
    path = reach(Goal(args.step), fixture, args.seed)
    return None if path is None else path.go(fixture.simulation(args.seed))


def _read_later(args: argparse.Namespace) -> bool:
    """Whether the registry is so large that the first screen is shown before it is read."""
    file: Path | None = args.registry
    waits = args.plain or getattr(args, "story", None) or args.step not in (None, STEPS[0])
    if file is None or waits or file.suffix.lower() != ".jsonl":
        return False
    try:
        return file.stat().st_size > LARGE
    except (OSError, ValueError):
        return False


def is_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def play(session: Session, *, watch: bool = False, story: Flow | None = None, registry: Path | None = None) -> int:
    """Show a session in this terminal until it is closed; the app's exit code.

    `watch` follows the files of its screens; `story` is a flow to play step by step; `registry` is to be read
    once the first screen is there.
    """
    from ac_tui.surfaces.tui.app import AcTui

    app = AcTui(session, live=True, watch=watch, story=story, registry=registry)
    app.run()
    return app.return_code or 0


def ask(session: Session, *, story: Flow | None = None) -> int:
    """Play by questions and answers until they end; through a pipe no time passes by itself. `story` is begun first."""
    from ac_tui.surfaces.plain.app import run_plain

    try:
        run_plain(session, sys.stdin, sys.stdout, time.monotonic if sys.stdin.isatty() else None, story)
    except OSError:
        raise
    except Exception as error:  # its words, and those of a traceback, may quote what was typed
        from ac_tui.flows.crash import crash_report

        sys.stderr.write(f"{crash_report(error)}\n")
        return 1
    return 0


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let a signal end the playing as closing the simulator does, so that nothing is lost."""

    def end(number: int, _: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, end) for number in _ENDS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
