"""People at the phone: a list of numbers becomes what somebody does there, whatever is on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import NamedTuple, TypeVar

from hypothesis import strategies as st
from msgspec.structs import replace

from ac_tui.deck.redaction import mask_codes
from ac_tui.deck.render import render
from ac_tui.deck.view import Block, View
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.record import Recorder
from ac_tui.flows.simulation import Simulation, collect_secrets
from ac_tui.journey import events as ev
from ac_tui.registry.model import Delivery
from tests.shipped import the_deck, the_policy, the_registry

T = TypeVar("T")

Deed = tuple[int, int, int]
"""What to do, and two details of it."""

DEEDS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99)), max_size=60)

PASSWORDS = ("Segreta1", "Zaffiro22", "corta1A", "", "Zaff", "Segreta1\n", "\n")
"""Canaries among them: none of the long ones stands in any name, contact or word of a screen."""
TEXTS = (
    "",
    "x",
    "nessuno@example.net",
    "mario@gmail.con",
    "+39",
    "${NOME}",
    "/aiuto",
    "è: [vero], #sì",
    "Segreta1",
    " \x07 e\u0301 ",
)
SPANS = tuple(timedelta(seconds=seconds) for seconds in (1, 30, 59, 60, 61, 300, 599, 600, 3600, 172_800))
DELIVERIES: tuple[Delivery, ...] = ("normal", "late", "spam", "lost", "duplicate")


class Who(NamedTuple):
    """What a customer writes where it is asked for."""

    profile: str
    first_name: str
    last_name: str
    contact: str
    tax_code: str
    company_name: str = ""


PEOPLE = (
    Who("person", "Mario", "Rossi", "mario.rossi@mail.it", "RSSMRA85M01Z99VJ"),
    Who("professional", "Franco", "Geraci", "geom.geraci@example.com", "99999010012"),
    Who("company", "", "", "info@wellion.example", "99999010012", "Wellion"),
    Who("person", "Anna", "Re", "anna.re@nuova.example", "REXNNA91S42Z999H"),
    Who("person", "Rossi", "Ve7di", "famiglia.ferri@example.com", "RSSMRA"),
)


@cache
def fixture() -> Fixture:
    return Fixture(the_registry(), the_policy(), the_deck())


def pick(options: Sequence[T], number: int) -> T:
    return options[number % len(options)]


class Person:
    """Somebody with a phone, and with a recorder beside it."""

    def __init__(self, seed: int = 7) -> None:
        self.who = PEOPLE[0]
        self.simulation = fixture().simulation(seed)
        self.recorder = Recorder(self.simulation, collect_secrets(self.simulation))

    def live(self, deeds: Sequence[Deed]) -> None:
        """Do it all; the first deed also says who it is, and how far all goes well."""
        if deeds:
            self.who = pick(PEOPLE, deeds[0][2])
            for _ in range(deeds[0][1] % 12):
                self._fill_in(self.simulation.view, 0)
        for deed in deeds:
            self.do(*deed)

    def do(self, what: int, one: int, two: int) -> None:
        simulation, view = self.simulation, self.simulation.view
        if what < 50:
            self._fill_in(view, one)
        elif what < 63:
            self._write(view, one, two)
        elif what < 73:
            self._tap(view, one, two)
        elif what < 77 and view.back:
            simulation.back()
        elif what < 80:
            simulation.close() if view.open else simulation.open()
        elif what < 83:
            links = [message.link for message in simulation.messages if message.link]
            simulation.send(ev.OpenLink(pick([*links, *links[-1:], "0" * 16], one)))
        else:
            self._beside(what, one)

    def _beside(self, what: int, one: int) -> None:
        """What happens beside the phone."""
        simulation = self.simulation
        if what < 86:
            simulation.advance_clock(pick(SPANS, one))
        elif what < 90:
            simulation.tick(timedelta(seconds=one))
        elif what < 92:
            simulation.send(ev.SetService(one % 3 > 0))
        elif what < 93:
            simulation.send(ev.SetDelivery(pick(DELIVERIES, one)))
        elif what < 95:
            simulation.undo()
        elif what < 96:
            simulation.redo()
        elif self.recorder.visible():
            assert self.recorder.check(pick(self.recorder.visible(), one))

    def _fill_in(self, view: View, number: int) -> None:
        """Fill in the whole screen as somebody would who knows what to write, and go on."""
        for block in view.blocks:
            if block.writable:
                self.simulation.write(block.id, self._right(block, number))
            elif block.kind == "choice":
                self.simulation.tap(block.id, pick(block.options, number).id)
            elif block.kind == "checkbox" and not block.checked:
                self.simulation.tap(block.id)
        buttons = [block for block in view.blocks if block.kind == "button"]
        mine = [block for block in buttons if block.id == self.who.profile] or buttons[:1]
        if buttons:
            self.simulation.tap(pick(buttons if number % 10 == 9 else mine, number).id)

    def _right(self, block: Block, number: int) -> str:
        """What belongs in a field, if not all goes wrong."""
        who = pick(PEOPLE, number) if number % 10 == 9 else self.who
        if block.kind == "secret":
            return "Prova1234" if number % 10 == 8 else "Segreta1"
        if block.kind == "code":
            return next((message.code for message in reversed(self.simulation.messages)), "000000")
        known = {**who._asdict(), "prefix": "+39", "number": "3201234519"}
        return str(known.get(block.id, who.contact))

    def _write(self, view: View, one: int, two: int) -> None:
        fields = [block for block in view.blocks if block.writable]
        if not fields:
            return
        block = pick(fields, one)
        if block.kind == "secret":
            text = pick(PASSWORDS, two)
        elif block.kind == "code":
            codes = [message.code for message in self.simulation.messages]
            text = pick(("12345", "12345a", "00 00-00", *codes, *codes[-1:]), two)
        else:
            newest = [message.code for message in self.simulation.messages][-1:]
            text = pick((*TEXTS, *newest, self._right(block, two)), two)
        self.simulation.write(block.id, text)

    def _tap(self, view: View, one: int, two: int) -> None:
        active = [block for block in view.blocks if block.interactive and not block.writable]
        if active:
            block = pick(active, one)
            self.simulation.tap(block.id, pick(block.options, two).id if block.options else "")


def turning_points(simulation: Simulation) -> list[View]:
    """The screens between which something happened but writing and time, and what was written last; codes as bullets.

    Time that passed after all is left out: nobody saw what it did. So are the clock in the status bar and countdowns.
    """
    still = ("edit", "tick", "set_delivery", "set_service")
    moves = [moved for moved in simulation.history if moved.event.name not in still]
    journeys = [moved.before for moved in moves]
    if moves:
        after = moves[-1].transition.state
        journeys += [after, replace(simulation.journey, now=after.now)]
    views = (mask_codes(render(simulation.deck, journey, simulation.world)) for journey in journeys)
    return [_without_time(view) for view in views]


def _without_time(view: View) -> View:
    blocks = (block._replace(text="") if block.kind == "text" else block for block in view.blocks)
    return replace(view, clock="", blocks=tuple(blocks))
