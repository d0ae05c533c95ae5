"""The hand on the phone: where the focus is, what keys, taps and pastes do. Pure but for the simulation it acts on.

Every key is dealt with at once, against the View in force: after a transition the next key finds the next screen, so
that text typed ahead lands where it was meant, however fast it arrives.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from unicodedata import category

from ac_tui.deck.layout import BACK, NOWHERE, Focus, fit
from ac_tui.deck.layout_sheet import Hit, Sheet, index_at
from ac_tui.deck.view import Block, View
from ac_tui.flows.simulation import Simulation
from ac_tui.surfaces.tui.editor import Line
from ac_tui.surfaces.tui.guard import Guard, Spot

ENTER = Spot("enter")

OPEN = "@open"
"""The stop of the focus on a phone whose app is closed."""


class Stop(NamedTuple):
    """A place the focus can be: a block, or an option of a choice."""

    block: str = ""
    option: str = ""


class Hand:
    """A person's hand on a simulation's phone.

    `now` tells seconds that only grow; it serves to tell a double press from two. `stop` and `cursor` say where the
    focus and, in a field, the text cursor are; `selected` says that typing replaces all of the field's text, as in any
    form that one goes through by Tab. `fresh` is set when there is something new to read from the top, `dropped` while
    what was typed last went nowhere.
    """

    def __init__(self, simulation: Simulation, now: Callable[[], float]) -> None:
        self.simulation = simulation
        self.guard = Guard(now)
        self.stop = Stop()
        self.cursor = 0
        self.selected = False
        self.fresh = True
        self.dropped = False
        self._step = ""
        self._notice: Block | None = None
        self._shown: View | None = None
        self.settle()

    @property
    def block(self) -> Block | None:
        """The block that has the focus."""
        return self.simulation.view.block(self.stop.block)

    def sheet(self, width: int, height: int, *, focus: bool = True) -> Sheet:
        """The page as it stands; focus and cursor are on it unless the hand is elsewhere."""
        self.settle()
        place = Focus(self.stop.block, self.stop.option, self.cursor, self.selected) if focus else NOWHERE
        return fit(self.simulation.view, width, height, place)

    def settle(self) -> None:
        """Find the focus its place after anything may have happened: a screen that opens puts it where one begins."""
        view = self.simulation.view
        if view is self._shown:
            return
        self._shown = view
        opened = view.step != self._step or not view.open
        self._step = view.step if view.open else ""
        notice = view.notice
        said, self._notice = self._notice, notice
        if opened or self.stop not in stops(view):
            self.fresh = True
            self._go(opening(view))
            return
        self.fresh = self.fresh or (notice is not None and notice != said)
        block = self.block
        if block is not None and block.writable:
            self.cursor = min(self.cursor, len(block.value))

    def key(self, key: str, character: str | None = None) -> bool:
        """Press a key; `character` is what it types, if anything. Whether the phone had a use for it."""
        self.settle()
        if not self._admits(_typed(key, character), deliberate=key in _DELIBERATE):
            return True
        if key == "enter":
            return self._enter()
        if key == "space" and not self._writing:
            return self._press(Spot("space"))
        self.guard.something_else()
        if key in _MOVES:
            return self.move(_MOVES[key], around="tab" in key)
        block = self.block
        if block is not None and block.writable:
            return self._edit(block, key, character)
        if block is not None and block.kind == "tabs" and key in ("left", "right"):
            return self._turn(block, 1 if key == "right" else -1)
        if _typed(key, character):
            self.guard.astray()
        return False

    def paste(self, text: str) -> bool:
        """Insert pasted text. Line breaks and tabs become spaces; a password and a code say what they drop."""
        self.settle()
        if not self._admits(text):
            return True
        self.guard.something_else()
        block = self.block
        if block is None or not block.writable:
            self.guard.astray()
            return False
        if block.kind == "code":
            self.simulation.paste_code(block.id, text)
            self._go(Stop(block.id))
            self.settle()
            return True
        if block.kind == "field":
            text = "".join(" " if char.isspace() else char for char in text.replace("\r\n", "\n")).strip()
        self._write(block, self._receiving(block).insert(text))
        return True

    def tap(self, hit: Hit, x: int, place: tuple[int, int]) -> None:
        """Tap on a part of the page at cell `x`; `place` is where on the glass, to know a double tap by."""
        self.settle()
        spot = Spot("tap", *place)
        if not self.guard.admits_press(spot):
            return
        self.guard.looked()
        if hit.block in (BACK, OPEN):
            self.act(spot, self.simulation.back if hit.block == BACK else self.simulation.open)
            return
        block = self.simulation.view.block(hit.block)
        if block is None or not block.interactive:
            return
        if block.writable:
            self._go(Stop(block.id))
            self.cursor = index_at(block.value, hit, x)
            self.selected = False
        elif block.kind == "tabs":
            self._go(Stop(block.id))
            self._tap(block, hit.option)
        else:
            self._go(Stop(block.id, hit.option))
            self._tap(block, hit.option, spot)

    def fill(self, block_id: str, text: str) -> bool:
        """Put text in a field as if it had been typed there, and stay in it; False if there is no such field now."""
        block = self.simulation.view.block(block_id)
        if block is None or not block.writable:
            return False
        self._go(Stop(block_id))
        self._write(block, Line(text, len(text)))
        return True

    def visit(self, block_id: str, option: str = "") -> bool:
        """Put the focus on a block, or on an option of it; False where one cannot go there now."""
        stop = Stop(block_id, option)
        if stop not in stops(self.simulation.view):
            return False
        self._go(stop)
        return True

    def move(self, by: int, *, around: bool = True) -> bool:
        """Move the focus by so many stops; `around` goes on at the other end. Whether it moved."""
        places = stops(self.simulation.view)
        if not places:
            return False
        index = places.index(self.stop) if self.stop in places else -1 if by > 0 else 0
        target = index + by
        if not around and not 0 <= target < len(places):
            return False
        self._go(places[target % len(places)])
        return True

    def _admits(self, text: str, *, deliberate: bool = False) -> bool:
        """Whether a key or a paste is meant for this screen; text that is not stays `dropped` until one is."""
        admitted = self.guard.admits_typing(deliberate=deliberate)
        self.dropped = not admitted and (self.dropped or bool(text))
        return admitted

    @property
    def _writing(self) -> bool:
        block = self.block
        return block is not None and block.writable

    def _go(self, stop: Stop) -> None:
        self.stop = stop
        block = self.block
        self.cursor = len(block.value) if block is not None and block.writable else 0
        unfinished = block is not None and block.kind == "code" and len(block.value) < block.digits
        self.selected = self.cursor > 0 and not unfinished  # the next digit completes the code

    def _enter(self) -> bool:
        """Enter takes what is under the focus; in a field, or on what is taken already, it goes on."""
        block = self.block
        if block is None:
            return self._press(ENTER)
        taken = (
            block.checked
            if block.kind == "checkbox"
            else any(o.id == self.stop.option and o.checked for o in block.options)
        )
        if not (block.writable or taken):
            return self._press(ENTER)
        main = next((b for b in self.simulation.view.blocks if b.kind == "button" and b.enabled), None)
        if main is None or not self.guard.admits_press(ENTER):
            return main is None
        self._tap(main, "", ENTER)
        return True

    def _press(self, spot: Spot) -> bool:
        """Act on what has the focus."""
        if not self.guard.admits_press(spot):
            return True
        if self.stop.block == OPEN:
            self.act(spot, self.simulation.open)
            return True
        block = self.block
        if block is None:
            return False
        if block.kind == "tabs":
            return self._turn(block, 1, around=True)
        self._tap(block, self.stop.option, spot)
        return True

    def _turn(self, block: Block, by: int, *, around: bool = False) -> bool:
        """Open the next or the last tab."""
        ids = [option.id for option in block.options]
        target = next((n for n, option in enumerate(block.options) if option.checked), 0) + by
        if not around and not 0 <= target < len(ids):
            return False
        self._tap(block, ids[target % len(ids)])
        return True

    def _tap(self, block: Block, option: str, spot: Spot | None = None) -> None:
        if spot is not None and block.kind in ("button", "link"):
            self.act(spot, lambda: self.simulation.tap(block.id, option))
        else:
            self.guard.something_else()
            self.simulation.tap(block.id, option)
            self.settle()
            if spot is not None and (block.kind == "checkbox" or spot.what != "tap"):
                self.guard.pressed(spot, changed=True, refused=False)

    def act(self, spot: Spot, act: Callable[[], object]) -> None:
        """Do what a press at this spot asks for, and mind what follows it."""
        before = self.simulation.view
        act()
        view = self.simulation.view
        decision = self.simulation.decision
        refused = decision is not None and decision.failed is not None
        self.guard.pressed(spot, changed=view != before, refused=refused)
        self.settle()
        if refused and view.step == before.step:
            faulty = next((b for b in view.blocks if b.error and b.interactive), None)
            if faulty is not None and faulty.id != self.stop.block:
                self._go(next(stop for stop in stops(view) if stop.block == faulty.id))
            elif faulty is not None:
                self._go(self.stop)

    def _line(self, block: Block) -> Line:
        text = self.simulation.written(block.id)
        return Line(text, min(self.cursor, len(text)))

    def _receiving(self, block: Block) -> Line:
        """The line that takes what is typed: an empty one where all is selected."""
        return Line("", 0) if self.selected else self._line(block)

    def _edit(self, block: Block, key: str, character: str | None) -> bool:
        if self.selected and key in _ERASING:
            self._write(block, Line("", 0))
            return True
        edited = self._line(block).edit(key)
        if edited is None:
            typed = _typed(key, character)
            if not typed:
                return False
            edited = self._receiving(block).insert(typed)
        self._write(block, edited)
        return True

    def _write(self, block: Block, line: Line) -> None:
        """Put a line in a field; what the field makes of it, the cursor follows."""
        self.selected = False
        if line.text != self.simulation.written(block.id):
            self.simulation.write(block.id, line.text)
        self.cursor = line.replaced(self.simulation.written(block.id)).cursor
        self.settle()


_ERASING = ("backspace", "ctrl+h", "delete", "ctrl+d")
_DELIBERATE = (*_ERASING, "up", "down", "left", "right", "home", "end", "shift+tab")
"""Keys that nobody types ahead to fill in a form."""
_MODIFIERS = ("ctrl+", "alt+", "super+", "hyper+", "meta+")
_MOVES = {"tab": 1, "down": 1, "shift+tab": -1, "up": -1}


def _typed(key: str, character: str | None) -> str:
    """What a key puts into a field, "" for nothing; a space of any width is a space."""
    if not character or key.startswith(_MODIFIERS):
        return ""
    return " " if category(character[0]) == "Zs" else character if character.isprintable() else ""


def stops(view: View) -> list[Stop]:
    """Every place the focus can be, in screen order."""
    if not view.open:
        return [Stop(OPEN)]
    places: list[Stop] = []
    for block in view.blocks:
        if not block.interactive:
            continue
        if block.kind == "choice":
            places += [Stop(block.id, option.id) for option in block.options]
        else:
            places.append(Stop(block.id))
    return places


def opening(view: View) -> Stop:
    """Where the focus is when a screen opens: where it says, else the first field to fill in, choice or button."""
    if view.focus and (named := view.block(view.focus)) is not None and named.interactive:
        return Stop(view.focus)
    places = stops(view)

    def first(test: Callable[[Block], bool]) -> Stop | None:
        return next((s for s in places if (block := view.block(s.block)) is not None and test(block)), None)

    empty = first(lambda b: b.writable and not b.value)
    found = (
        empty
        or first(lambda b: b.writable)
        or first(lambda b: b.kind == "choice")
        or first(lambda b: b.kind == "button")
    )
    return found or (places[0] if places else Stop())
