"""A large registry, read while the desk is already on show: it says how far it is, and stops when told to."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from ac_tui.assets import AssetError
from ac_tui.flows.fixture import registry_text
from ac_tui.registry import load
from ac_tui.registry.faults import FileError
from ac_tui.registry.index import Registry
from ac_tui.surfaces.tui.desk_screen import DeskScreen

_EVERY = 0.5
"""Seconds between two words on how far it is."""
_TURN = 0.0005
"""Seconds that the thread goes on for before the desk has its turn: a key waits for several of them."""


class _StoppedError(Exception):
    """Nobody waits for it any more."""


async def read_registry(desk: DeskScreen, file: Path) -> None:
    """Fill the session's registry, empty meanwhile, from a file of JSON Lines, in a thread while the desk goes on."""
    done, saying, stopped = 0, "said.registry_reading", False

    def stop() -> None:
        nonlocal stopped
        stopped = True

    def progress(number: int) -> None:
        nonlocal done
        done = number
        if stopped:
            raise _StoppedError

    def read() -> Registry:
        nonlocal saying
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_TURN)
        try:
            registry = load.parse_registry(registry_text(file), str(file), progress)
            saying = "said.registry_ordering"
            registry.prepare(progress)
        finally:
            sys.setswitchinterval(usual)
        return registry

    desk.stop_reading = stop
    telling = desk.set_interval(_EVERY, lambda: desk.say(saying, n=done))
    try:
        registry = await asyncio.to_thread(read)
        desk.session.fill_registry(registry)
        desk.say("said.registry_read", n=len(registry))
    except _StoppedError:
        desk.say("said.registry_stopped", n=done)
    except (AssetError, FileError) as error:
        desk.say("case.bad_file", why=str(error).splitlines()[0])
    finally:
        stop()  # the app may end meanwhile, and Python waits for the thread
        desk.stop_reading = None
        telling.stop()
