"""Hands for the tests: a simulation on the fixtures, a time that tests move, keys written as people say them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ac_tui.assets import fixtures_dir, read_text
from ac_tui.deck.deck import Deck
from ac_tui.deck.load import load_deck
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.policy import Policy, parse_policy
from ac_tui.journey.world import SeededCodes
from ac_tui.registry.index import Registry
from ac_tui.registry.load import parse_registry

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from ac_tui.surfaces.tui.app import AcTui
    from ac_tui.surfaces.tui.hand import Hand
    from ac_tui.surfaces.tui.screens.desk import Desk


@cache
def the_registry() -> Registry:
    path = fixtures_dir() / "registry.toml"
    return parse_registry(read_text(path), str(path))


@cache
def the_policy() -> Policy:
    return parse_policy(read_text(fixtures_dir() / "policy.toml"), "policy.toml")


@cache
def the_deck() -> Deck:
    return load_deck()


def simulation(seed: int = 7) -> Simulation:
    """A simulation on the fixtures."""
    return Simulation(the_registry(), the_policy(), SeededCodes(seed), the_deck())


@dataclass
class Time:
    """Seconds that only a test moves on."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@dataclass(frozen=True)
class Key:
    """A key as Textual names it, and what it types."""

    name: str
    character: str | None = None


@dataclass(frozen=True)
class Pasted:
    """Text that arrives by a paste."""

    text: str


_TOKEN = re.compile(r"<([A-Za-z0-9+]+)>|«([^»]*)»|(.)", re.DOTALL)
_NAMES = {
    "Esc": "escape",
    "Up": "up",
    "Down": "down",
    "Left": "left",
    "Right": "right",
    "Tab": "tab",
    "BackTab": "shift+tab",
}


def keys(script: str) -> Iterator[Key | Pasted]:
    """The keys of a script: text as typed, `<Tab>`, `<BackTab>`, `<Enter>`, `<F5>`, `<Ctrl+G>`; `«text»` is pasted."""
    from textual.keys import _character_to_key

    for token in _TOKEN.finditer(script):
        name, pasted, character = token.groups()
        if pasted is not None:
            yield Pasted(pasted)
        elif name is None:
            yield Key(_character_to_key(character), character)
        elif name == "Enter":
            yield Key("enter", "\r")
        elif name == "Space":
            yield Key("space", " ")
        else:
            yield Key(_NAMES.get(name, name.lower()))


def press(hand: Hand, script: str, time: Time, *, apart: float = 1.0) -> None:
    """Press a script's keys on a hand, so many seconds apart (0: all in one burst)."""
    for key in keys(script):
        time.seconds += apart
        if isinstance(key, Pasted):
            hand.paste(key.text)
        else:
            hand.key(key.name, key.character)


def reach(script: str) -> Desk:
    """A desk on which a script's keys have been pressed, a second apart, without a running app."""
    from ac_tui.surfaces.tui.app import make_app

    time = Time()
    desk = make_app(simulation(), now=time).desk
    for key in keys(script):
        time.seconds += 1
        if isinstance(key, Pasted):
            desk.front.paste(key.text)
        else:
            desk.stroke(key.name, key.character)
    return desk


@dataclass
class Fingers:
    """Hands on a running app: every key goes the whole way, from the app's queue on."""

    app: AcTui
    time: Time

    async def type(self, script: str, *, apart: float = 1.0) -> None:
        """Press keys so many seconds apart, as the app sees the time; 0 puts all of them in its queue at once."""
        for key in keys(script):
            self.time.seconds += apart
            self.send(key)
            if apart:
                await self.done()
        await self.done()

    def send(self, key: Key | Pasted) -> None:
        """Put a key into the app's queue."""
        from textual.events import Key as KeyEvent
        from textual.events import Paste

        event = Paste(key.text) if isinstance(key, Pasted) else KeyEvent(key.name, key.character)
        self.app.post_message(event)

    async def done(self) -> None:
        """Wait until the app, then the desk, have dealt with everything that was sent so far."""
        done = asyncio.Event()
        self.app.call_later(lambda: self.app.desk.call_later(done.set))
        await asyncio.wait_for(done.wait(), 10)

    @property
    def step(self) -> str:
        """The screen the phone shows."""
        return self.app.simulation.view.step

    @property
    def picture(self) -> str:
        """What the terminal shows, as text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


@asynccontextmanager
async def running(size: tuple[int, int] = (80, 24), *, seed: int = 7) -> AsyncIterator[tuple[Fingers, Pilot[None]]]:
    """The real app, headless, with hands on it."""
    from ac_tui.surfaces.tui.app import make_app

    time = Time()
    app = make_app(simulation(seed), now=time)
    async with app.run_test(size=size) as pilot:
        yield Fingers(app, time), pilot
