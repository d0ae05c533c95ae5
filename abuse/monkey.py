"""A monkey at the terminal app: keys, mouse, pastes and sizes; what must hold is looked at each time."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable
from random import Random

from textual import events

from abuse import Report, _nasty, at_most, in_parts, told
from ac_tui.desk.commands import COMMANDS
from ac_tui.flows.simulation import Simulation
from ac_tui.surfaces.tui.phone.block import BlockWidget
from ac_tui.surfaces.tui.phone.choices import Choice, PhoneTabs, TickBox
from ac_tui.surfaces.tui.phone.fields import Secret, TextField
from tests.tui.driver import AppEndedError, Person, running

COUNT = 20_000
A_LIFE = 100
"""Actions at one app."""
SLOW = 20.0
"""Seconds that no action may take, on a loaded machine."""

_MOVES = ("Tab", "BackTab", "Enter", "Space", "Up", "Down", "Left", "Right", "Home", "End", "PageUp", "PageDown")
_EDITS = ("Backspace", "Delete", "Ctrl+U", "Ctrl+K", "Ctrl+W", "Ctrl+A", "Ctrl+C", "Ctrl+X", "Ctrl+V", "Shift+Left")
_KEYS = (*_MOVES, *_MOVES, *_MOVES, *_EDITS, *(one.shown_key for one in COMMANDS if one.keys and one.id != "quit"))
_WORDS = ("Mario", "Rossi", "mario.rossi@mail.it", "3201234519", "RSSMRA85M01Z999U", "350001", "823456", "codice", "1h")
_SIZES = ((80, 24), (100, 40), (160, 50), (44, 24), (1, 1), (20, 5), (300, 80))


class BrokenError(Exception):
    """Something that must hold does not."""


def run(seed: int, count: int) -> Report:
    """Let it do `count` things, a hundred at one app."""
    return in_parts(_lives, seed, -(-count // A_LIFE), 5)


def _lives(seed: int, numbers: range) -> Report:
    counts: Counter[str] = Counter()
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # notes and recordings are saved where one is
        for number in numbers:
            done, failure = _life(Random(f"{seed} {number}"))
            counts.update(actions=len(done), lives=1)
            counts.update(f"{action.partition(' ')[0]}" for action in done)
            if failure:
                failures.append(f"life {number}, after {len(done)} actions, the last {done[-6:]!a:.400}: {failure}")
    return Report(counts, failures)


def _life(random: Random) -> tuple[list[str], str]:
    done: list[str] = []
    canary = f"Qz{random.randrange(10**9)}xW"
    size = random.choice(_SIZES)
    try:
        with running(size) as person:
            while len(done) < A_LIFE and not person.app._exit:
                with at_most(SLOW):
                    _act(random, person, canary, done)
                    if not person.app._exit:
                        _look(person, canary)
    except AppEndedError:
        pass  # a click in the footer, or a choice of the palette, leaves the program
    except Exception as error:
        return done, told(error)
    return done, ""


def _act(random: Random, person: Person, canary: str, done: list[str]) -> None:
    """Do one thing, and note it before it is done."""
    apart = random.choice((0.0, 0.05, 1.0, 1.0))
    kind = random.choices(
        ("key", "word", "paste", "click", "widget", "scroll", "drag", "size"), (9, 4, 1, 3, 6, 1, 1, 1)
    )[0]
    focused = person.app.screen.focused
    if isinstance(focused, Secret) and focused.password and kind in ("key", "word", "paste"):
        done.append("password")
        person.press(canary if random.random() < 0.7 else f"«{canary}»", apart=apart)
        return
    match kind:
        case "key":
            script = "".join(f"<{random.choice(_KEYS)}>" for _ in range(random.choice((1, 1, 1, 3, 8))))
            done.append(f"key {script}")
            person.press(script, apart=apart)
        case "word":
            script = random.choice(_WORDS) + random.choice(("", "<Tab>", "<Enter>"))
            done.append(f"word {script}")
            person.press(script, apart=apart)
        case "paste":
            text = _nasty.text(random).replace("»", "")[:2000]
            done.append(f"paste {text!a:.40}")
            person.press(f"«{text}»")
        case "widget":
            seen = person.app.screen.region
            stops = [stop for stop in person.phone.page.stops if stop.region and seen.contains_region(stop.region)]
            if stops:
                stop = random.choice(stops)
                x, y = stop.region.x + random.randrange(stop.region.width), stop.region.y
                done.append(f"widget {stop.block.id} {x},{y}")
                person.time.seconds += apart
                person.click_at(x, y)
        case "size":
            size = random.choice(_SIZES)
            done.append(f"size {size}")
            person.resize(*size)
        case _:
            _mouse(random, person, kind, done)


def _mouse(random: Random, person: Person, kind: str, done: list[str]) -> None:
    width, height = person.app.size
    x, y = random.randrange(max(1, width)), random.randrange(max(1, height))
    done.append(f"{kind} {x},{y}")
    person.time.seconds += random.random()
    if kind == "click":
        person.click_at(x, y, times=random.choice((1, 1, 2)))
        return
    if kind == "scroll":
        person.mouse(random.choice((events.MouseScrollDown, events.MouseScrollUp)), x, y)
    else:
        person.mouse(events.MouseDown, x, y)
        person.mouse(events.MouseMove, random.randrange(max(1, width)), random.randrange(max(1, height)))
        person.mouse(events.MouseUp, random.randrange(max(1, width)), random.randrange(max(1, height)))
    person.rest()


def _look(person: Person, canary: str) -> None:
    """What must hold at rest: a focus where one may be, widgets that agree with the View, no password to be read."""
    app, desk, page = person.app, person.desk, person.phone.page
    _hold(person.phone.view == desk.view, "the phone shows another View")
    focused = app.screen.focused
    if app.screen is not desk:
        _hold(focused is not None, "no focus in a dialog")
    elif desk.front == "phone":
        _hold(focused in page.stops if page.stops else focused is None, f"the focus is at {focused}")
    else:
        _hold(
            focused is not None and desk.board is not None and desk.board.front == desk.front, "no focus in the panel"
        )
    for widget in page.blocks:
        _agrees(widget, person.simulation)
    picture = person.picture
    _hold(len(picture.split("\n")) == app.size.height, "a picture of another size")
    for name, text in (("screen", picture), ("clipboard", app.clipboard), ("notes", app.session.notes())):
        _hold(canary not in text.replace("\n", ""), f"a password on the {name}")


def _agrees(widget: BlockWidget, simulation: Simulation) -> None:
    block = simulation.view.block(widget.block.id)
    if block is None:
        return  # a phone whose app is closed has a block of its own
    _hold(widget.block == block._replace(value=widget.block.value), f"another block: {block.id}")
    _hold(widget.disabled is not block.enabled, f"enabled: {block.id}")
    chosen = next((option.id for option in block.options if option.checked), "")
    agrees: Callable[[], bool] = lambda: True  # noqa: E731
    if isinstance(widget, TextField):
        agrees = lambda: widget.value == simulation.written(block.id)  # noqa: E731
    elif isinstance(widget, TickBox):
        agrees = lambda: widget.value is bool(block.checked)  # noqa: E731
    elif isinstance(widget, Choice | PhoneTabs):
        agrees = lambda: widget.current == chosen  # noqa: E731
    _hold(agrees(), f"what stands in {block.id}")


def _hold(holds: bool, what: str) -> None:
    if not holds:
        raise BrokenError(what)
