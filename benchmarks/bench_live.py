"""From a save to what is painted: files followed in a running app, a password half typed."""

from __future__ import annotations

import asyncio
import shutil
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from ac_tui.assets import read_text, screens_dir
from ac_tui.deck.load import load_deck
from ac_tui.flows.fixture import read_policy, read_registry
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.world import SeededCodes
from ac_tui.surfaces.tui.app import make_app

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.app import AcTui

SAVES = 25
MOST = 200.0
"""Milliseconds within which a save is to be seen."""

TO_CONTACT = ("enter", "enter", *"Mario", "tab", *"Rossi", "enter")
HALF = ("tab", *"Prov")


def run() -> list[tuple[str, float, str]]:
    """The median and the slowest of many saves, of words and of the style, and their share of the limit."""
    rows = []
    for variant, two, what in (("", False, "original"), ("en", False, "en"), ("", True, "two phones")):
        with TemporaryDirectory() as folder:
            screens = Path(folder, "screens")
            shutil.copytree(screens_dir(), screens)
            rows += _rows(what, asyncio.run(_saves(screens, variant, two=two)))
    with TemporaryDirectory() as folder:
        rows += _rows("style", asyncio.run(_styles(Path(folder, "phone.tcss"))))
    return rows


def _rows(what: str, spent: list[float]) -> list[tuple[str, float, str]]:
    return [
        (f"save to screen, {what}, median", median(spent), "ms"),
        (f"save to screen, {what}, slowest (at most {MOST:.0f})", max(spent), "ms"),
        (f"save to screen, {what}, slowest to the limit", max(spent) / MOST, "x"),
    ]


async def _styles(style: Path) -> list[float]:
    """Milliseconds from each save of the style to the painted colours."""
    simulation = Simulation(read_registry(), read_policy(), SeededCodes(0), load_deck())
    ticks = iter(range(1_000_000))
    app = make_app(simulation, now=lambda: float(next(ticks)), watch=True)
    shipped = next(Path(path) for path in app.css_path if Path(path).name == style.name)
    good = read_text(shipped)
    _save(style, good)
    app.css_path = [style if Path(path) == shipped else path for path in app.css_path]
    spent = []
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause(0.5)
        for number in range(SAVES):
            await asyncio.sleep(0.2 + 0.08 * number / SAVES)
            wordmark = app.desk.query_one("#phone-wordmark")
            before = wordmark.styles.color
            painted = asyncio.Event()
            started = perf_counter()
            _save(
                style, good.replace("color: $accent; text-style: bold;", f"color: #1234{number:02}; text-style: bold;")
            )
            while wordmark.styles.color == before:  # noqa: ASYNC110 - nobody tells of a new style
                await asyncio.sleep(0.001)
            _when_painted(app, painted)
            await painted.wait()
            spent.append((perf_counter() - started) * 1000)
    return spent


async def _saves(screens: Path, variant: str, *, two: bool) -> list[float]:
    """Milliseconds from each save to the painted words."""
    simulation = Simulation(read_registry(), read_policy(), SeededCodes(0), load_deck(screens, variant))
    ticks = iter(range(1_000_000))
    app = make_app(simulation, now=lambda: float(next(ticks)), screens=screens, watch=True)
    file = screens / ("variants/en" if variant else "") / "contact.toml"
    good = file.read_text(encoding="utf-8")
    heading = next(line for line in good.splitlines() if line.startswith("heading"))
    spent = []
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press(*TO_CONTACT, *HALF)
        if two:
            await pilot.press("alt+d")
        await pilot.pause(0.5)
        for number in range(SAVES):
            words = f"Account {number}"
            # Anywhere between two looks at the files.
            await asyncio.sleep(0.2 + 0.08 * number / SAVES)
            changed = asyncio.Event()
            end = simulation.subscribe(partial(_when_painted, app, changed))
            started = perf_counter()
            file.write_text(good.replace(heading, f'heading = "{words}"'), encoding="utf-8")
            await changed.wait()
            spent.append((perf_counter() - started) * 1000)
            end()
            assert words in _painted(app)
        assert simulation.written("password") == "Prov"
    return spent


def _save(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def _when_painted(app: AcTui, changed: asyncio.Event) -> None:
    """Tell when what has just changed is on the screen."""
    app.desk.call_after_refresh(changed.set)


def _painted(app: AcTui) -> str:
    """What the screen shows."""
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())


if __name__ == "__main__":
    for label, value, unit in run():
        print(f"{label:<56} {value:>12.3f} {unit}")
