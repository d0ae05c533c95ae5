"""A journey being lived: its clock, its history, its View. Every surface sits on one and holds no rule itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from ac_tui.deck.deck import Deck
from ac_tui.deck.render import MessageView, message_views, render
from ac_tui.deck.view import Block, View
from ac_tui.journey import events as ev
from ac_tui.journey.advance import Transition, advance, begin
from ac_tui.journey.decision import Decision
from ac_tui.journey.forms import intent
from ac_tui.journey.model import Journey
from ac_tui.journey.world import Policy, SeededCodes, World
from ac_tui.registry import index
from ac_tui.registry.index import Registry
from ac_tui.registry.model import Customer, SecretStr

if TYPE_CHECKING:
    from ac_tui.deck.redaction import Redactor

SECOND = timedelta(seconds=1)
START = datetime(2026, 1, 15, 9, 41, tzinfo=UTC)
"""When a simulation begins unless told otherwise: the guide's phones all show 9:41 AM."""


class ManualClock:
    """A clock that moves only when it is told to."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start

    def now(self) -> datetime:
        """The moment it shows."""
        return self._now

    def advance(self, span: timedelta) -> None:
        """Move it on; ValueError for a span that is negative or leads past the calendar's end."""
        if span < timedelta(0):
            raise ValueError("time only moves forward")
        try:
            self._now += span
        except OverflowError:
            raise ValueError("that is past the end of the calendar") from None

    def set(self, moment: datetime) -> None:
        """Put it where it was: undo and redo move the clock too."""
        self._now = moment


class HistoryEntry(Struct, frozen=True):
    """One step of a simulation's history: the event, and what came of it."""

    event: ev.Event
    transition: Transition
    before: Journey


class SavedState(Struct, frozen=True):
    """Where a simulation stood and what had led there, to go on from; `about` is what its users kept with it."""

    world: World
    journey: Journey
    history: tuple[HistoryEntry, ...] = ()
    about: Mapping[str, Any] = {}


Turn = tuple[SavedState, int]  # what was done at one stroke: its other side, and how long the history was then


class Simulation:
    """One customer's phone: events go in, Views come out, and every step can be undone.

    `view` is rendered when it is asked for, once for each state. `begun` is the state it began in, `about` what its
    users keep with it, by their names: undone with the turn in which it changed. Listeners are called after a change.
    """

    def __init__(
        self, registry: Registry, policy: Policy, codes: SeededCodes, deck: Deck, clock: ManualClock | None = None
    ) -> None:
        self.clock = clock or ManualClock()
        self.world = World(registry, policy, self.clock, codes)
        self.journey = self.begun = begin(self.world)
        self.history: list[HistoryEntry] = []
        self.about: Mapping[str, Any] = {}
        self._turns: list[Turn] = []
        self._undone: list[HistoryEntry | Turn] = []
        self._sealed = False
        self._deck = deck
        self._view: View | None = None
        self._listeners: list[Callable[[], None]] = []

    @property
    def deck(self) -> Deck:
        """The words on show; setting it redraws with the same journey."""
        return self._deck

    @deck.setter
    def deck(self, deck: Deck) -> None:
        self._deck = deck
        self._changed()

    @property
    def view(self) -> View:
        """What the phone shows now."""
        if self._view is None:
            self._view = render(self._deck, self.journey, self.world)
        return self._view

    @property
    def messages(self) -> tuple[MessageView, ...]:
        """The messages that have arrived, oldest first."""
        return message_views(self._deck, self.journey, self.world)

    @property
    def decision(self) -> Decision | None:
        """Why the last thing that happened went as it did; None before anything was decided."""
        return next(self._decisions(), None)

    @property
    def last_checked(self) -> Decision | None:
        """The last decision that needed checks: what still explains the screen after steps that needed none."""
        return next((decision for decision in self._decisions() if decision.checks), None)

    def _decisions(self) -> Iterator[Decision]:
        return (one for moved in reversed(self.history) if (one := moved.transition.decision) is not None)

    def send(self, event: ev.Event, *, kept: bool = True) -> Transition:
        """Let an event happen; what was undone before it can no longer be redone. `kept` makes it a step of history."""
        before = self.journey
        transition = advance(before, event, self.world)
        self.journey = transition.state
        if kept:
            self._undone.clear()
            if self.history and not self._sealed and _writes_on(self.history[-1], event, before):
                before = self.history.pop().before
            self._sealed = False
            self.history.append(HistoryEntry(event, transition, before))
        self._changed()
        return transition

    def seal(self) -> None:
        """Make what is written next a step of its own, even in the same field: something refers to how things stand."""
        self._sealed = True

    def tap(self, block_id: str, option: str = "") -> Block | None:
        """Act on a block as a finger does, on an `option` of tabs and choices; None where it cannot be acted on."""
        block = self.view.block(block_id)
        if block is None or not block.interactive:
            return None
        if block.kind in ("button", "link"):
            self.send(intent(block.sends, block.argument))
        elif block.kind == "checkbox":
            self.send(ev.Edit(block_id, not block.checked))
        elif option and any(known.id == option for known in block.options):
            self.send(ev.Edit(block_id, option))
        return block

    def write(self, block_id: str, text: str, *, pasted: bool = False) -> Block | None:
        """Replace what stands in a field, and return the block; None if there is no such field to write in.

        Text `pasted` in place of a code gives its digits where it has just as many as one, else the error says why not.
        """
        block = self.view.block(block_id)
        if block is None or not block.writable or (pasted and block.kind != "code"):
            return None
        self._sealed = self._sealed or pasted
        self.send(ev.Edit(block_id, SecretStr(text) if block.kind in ("secret", "code") else text, pasted=pasted))
        return block

    def written(self, block_id: str) -> str:
        """What stands in a field, in clear: for editing it, never for showing a secret."""
        block = self.view.block(block_id)
        if block is None:
            return ""
        if block.kind in ("secret", "code"):
            return self.journey.draft.secret(self.journey.step, block_id).get_secret_value()
        return block.value

    def back(self) -> Transition:
        """The phone's way back."""
        return self.send(ev.Tap.back)

    def close(self) -> Transition:
        """Close the app."""
        return self.send(ev.Tap.close_app)

    def open(self, *, clear_state: bool = False) -> Transition:
        """Open the app; where it is open it is closed first, as a phone does."""
        if self.journey.app_open:
            self.close()
        return self.send(ev.OpenApp(clear_state=clear_state))

    def advance_clock(self, span: timedelta) -> None:
        """Let time pass at once; it is a step of history. ValueError for a span that cannot be."""
        self.clock.advance(span)
        self.send(ev.Tap.tick)

    def tick(self, span: timedelta) -> None:
        """Let a moment pass as it does by itself: no step of history."""
        self.clock.advance(span)
        self.send(ev.Tap.tick, kept=False)

    def undo(self) -> bool:
        """Take the last step or turn back, with its time; False if there is none."""
        if self._turns and len(self.history) <= self._turns[-1][1]:
            self._undone.append(self._swap(self._turns.pop()))
        elif self.history:
            moved = self.history.pop()
            self._undone.append(replace(moved, transition=replace(moved.transition, state=self.journey)))
            self._restore(moved.before)
        else:
            return False
        return True

    def redo(self) -> bool:
        """Do again what was undone last; False if there is nothing."""
        if not self._undone:
            return False
        moved = self._undone.pop()
        if isinstance(moved, tuple):
            self._turns.append(self._swap(moved))
        else:
            self.history.append(moved)
            self._restore(moved.transition.state)
        return True

    def turn(self, before: SavedState) -> None:
        """Have all that was done since `before` undone at one stroke; what was undone can no longer be redone."""
        self._turns.append((before, len(self.history)))
        self._undone.clear()
        self.seal()
        self._changed()

    def restart(self) -> None:
        """Begin again, as if nothing had happened."""
        self.resume(SavedState(self.world, self.begun))

    def keep(self) -> SavedState:
        """Where it stands."""
        return SavedState(self.world, self.journey, tuple(self.history), self.about)

    def resume(self, kept: SavedState) -> None:
        """Stand where it stood when it was kept, whatever it is about; what was undone can no longer be redone."""
        self.world, self.history = kept.world, list(kept.history)
        self._undone.clear()
        self._restore(kept.journey)

    def _swap(self, turn: Turn) -> Turn:
        here, (there, floor) = self.keep(), turn
        self.world, self.history, self.about = there.world, list(there.history), there.about
        self._restore(there.journey)
        return here, floor

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every change; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _restore(self, state: Journey) -> None:
        """Stand where it stood; what is written from here on is a step of its own."""
        self.seal()
        self.clock.set(state.now)
        self.journey = state
        self._changed()

    def _changed(self) -> None:
        self._view = None
        self.refresh()

    def refresh(self) -> None:
        """Have every listener called: something beside the phone is another."""
        for listener in tuple(self._listeners):
            listener()


def _writes_on(last: HistoryEntry, event: ev.Event, now: Journey) -> bool:
    """Whether an event goes on writing in the same field, which is one step of history, however many keys it takes."""
    writes = isinstance(event, ev.Edit) and isinstance(last.event, ev.Edit) and last.event.block == event.block
    return writes and last.transition.state.step == now.step


def collect_secrets(simulation: Simulation) -> Redactor:
    """Every secret of a simulation from now on, those too that are written over, undone or left."""
    from ac_tui.deck.redaction import Redactor

    redactor = Redactor()
    writing: dict[str, str] = {}
    shrinking: set[str] = set()  # while a password grows it is none yet, nor by keys taken off its end

    def listen() -> None:
        nonlocal writing
        redactor.learn(_delivered(simulation))
        before = writing
        writing = {key: value.get_secret_value() for key, value in simulation.journey.draft.secrets.items()}
        for key, text in before.items():  # which is a secret where what is there now neither goes on nor takes it back
            now = writing.get(key, "")
            shorter = now not in (text, "") and text.startswith(now)
            if not now.startswith(text) and not (shorter and key in shrinking):
                redactor.learn_typed((text,))
            if shorter:
                shrinking.add(key)
            elif now != text:
                shrinking.discard(key)

    simulation.subscribe(listen)
    listen()
    return redactor


def secrets_of(simulation: Simulation) -> Iterator[str]:
    """Every password, code and link that a simulation has met: typed on the phone, kept for an account, sent."""
    typed = (moved.event.value for moved in simulation.history if isinstance(moved.event, ev.Edit))
    yield from (value.get_secret_value() for value in typed if isinstance(value, SecretStr))
    service = simulation.journey.service
    yield from (one.password.get_secret_value() for one in service.pending.values())
    yield from (one.password.get_secret_value() for one in service.accounts.values())
    yield from registered_passwords(simulation)
    yield from _delivered(simulation)


def registered_passwords(simulation: Simulation) -> Iterator[str]:
    """The passwords of the accounts that the registry has; where it has very many, of those met on the phone."""
    registry, journey = simulation.world.registry, simulation.journey
    customers: Iterable[Customer] = registry
    if len(registry) > index.MANY:
        ids = {journey.customer_id, *(one.customer_id for one in journey.service.challenges.values())}
        ids.update(moved.before.customer_id for moved in simulation.history)
        edits = [moved.event.value for moved in simulation.history if isinstance(moved.event, ev.Edit)]
        users = [registry.by_username(text) for text in edits if isinstance(text, str)]
        customers = chain(filter(None, map(registry.get, ids)), *users)
    return (one.account.password.get_secret_value() for one in customers if one.account is not None)


def _delivered(simulation: Simulation) -> Iterator[str]:
    for message in simulation.journey.service.outbox:
        yield from (message.code.get_secret_value(), message.link, message.link.rpartition("/")[2])
