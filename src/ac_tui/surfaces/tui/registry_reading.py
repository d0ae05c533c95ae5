"""A large registry, read while the desk is already on show: it says how far it is, and stops when told to."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ac_tui.assets import AssetError
from ac_tui.registry.faults import FileError

if TYPE_CHECKING:
    from ac_tui.registry.index import Registry
    from ac_tui.surfaces.tui.desk_screen import DeskScreen

_EVERY = 0.5
"""Seconds between two words on how far it is."""

_TURN = 0.0005
"""Seconds that the thread goes on for before the desk has its turn: a key waits for several of them."""


class _StoppedError(Exception):
    """Nobody waits for it any more."""


class RegistryReading:
    """Fills the session's registry, which is empty meanwhile, from a file of JSON Lines."""

    def __init__(self, desk: DeskScreen, file: Path) -> None:
        self._desk = desk
        self._file = file
        self._done = 0
        self._saying = "said.registry_reading"
        self._stopped = False

    def stop(self) -> None:
        """Stop reading: the registry stays empty."""
        self._stopped = True

    async def run(self) -> None:
        """Read the file in a thread of its own, while the desk goes on."""
        desk, session = self._desk, self._desk.session
        desk.stop_reading = self.stop
        telling = desk.set_interval(_EVERY, lambda: desk.say(self._saying, n=self._done))
        try:
            registry = await asyncio.to_thread(self._read)
            session.fill_registry(registry)
            desk.say("said.registry_read", n=len(registry))
        except _StoppedError:
            desk.say("said.registry_stopped", n=self._done)
        except (AssetError, FileError) as error:
            desk.say("case.bad_file", why=str(error).splitlines()[0])
        finally:
            self.stop()  # the app may end meanwhile, and Python waits for the thread
            desk.stop_reading = None
            telling.stop()

    def _read(self) -> Registry:
        from ac_tui.flows.fixture import registry_text
        from ac_tui.registry.load import parse_registry

        usual = sys.getswitchinterval()
        sys.setswitchinterval(_TURN)
        try:
            registry = parse_registry(registry_text(self._file), str(self._file), self._progress)
            self._saying = "said.registry_ordering"
            registry.prepare(self._progress)
        finally:
            sys.setswitchinterval(usual)
        return registry

    def _progress(self, number: int) -> None:
        self._done = number
        if self._stopped:
            raise _StoppedError
