"""A writer's room for the tests: a copy of the screens to spoil and mend, and a desk that reads from it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ac_tui.assets import screens_dir
from ac_tui.deck.load import load_deck
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.world import SeededCodes
from tests.tui.driver import Fingers, Time, the_policy, the_registry

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from ac_tui.surfaces.tui.app import AcTui


@dataclass
class Room:
    """A running app on a folder of screens; its files are looked at when a test says so, never by the clock."""

    fingers: Fingers
    pilot: Pilot[None]
    screens: Path

    @property
    def app(self) -> AcTui:
        return self.fingers.app

    async def looks(self, times: int) -> None:
        """Look at the files so often, as time would, and wait until all is painted."""
        for _ in range(times):
            await self.app.desk.workshop.live.look()
        await self.pilot.pause()

    async def settled(self) -> None:
        """Look until a save has been seen, read, and, where it is wrong, told."""
        await self.looks(4)

    async def picture(self) -> str:
        await self.pilot.pause()
        return self.fingers.picture


def replace(path: Path, old: str, new: str) -> None:
    """Save a file with words replaced; they must be there, or a test would see nothing happen and be glad."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} does not say {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def copied(folder: Path) -> Path:
    """A copy of the screens that ac-tui ships."""
    shutil.copytree(screens_dir(), folder / "screens")
    return folder / "screens"


def simulation(screens: Path, variant: str = "") -> Simulation:
    return Simulation(the_registry(), the_policy(), SeededCodes(7), load_deck(screens, variant))


@asynccontextmanager
async def room(folder: Path, size: tuple[int, int] = (100, 40), script: str = "") -> AsyncIterator[Room]:
    """The real app, headless, on a copy of the screens, after a script's keys; the files have been looked at once."""
    from ac_tui.surfaces.tui.app import make_app

    screens = copied(folder)
    time = Time()
    app = make_app(simulation(screens), now=time, screens=screens)
    async with app.run_test(size=size) as pilot:
        fingers = Fingers(app, time)
        await fingers.type(script)
        made = Room(fingers, pilot, screens)
        await made.settled()
        yield made
