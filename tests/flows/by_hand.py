"""Sessions by hand, for recordings: the way to the contact and on to the code, and the commands these become."""

from __future__ import annotations

from ac_tui.flows.record import Recording
from ac_tui.flows.simulation import Simulation
from tests.flows.sessions import Person


def commands_of(recording: Recording | None) -> list[str]:
    assert recording is not None
    return [line.removeprefix("- ") for line in recording.text.partition("\n---\n")[2].splitlines()]


def to_contact(person: Person) -> Simulation:
    simulation = person.simulation
    simulation.tap("register")
    simulation.tap("person")
    simulation.write("first_name", "Mario")
    simulation.write("last_name", "Rossi")
    simulation.tap("continue")
    return simulation


def to_code(person: Person, password: str = "Segreta1") -> Simulation:
    simulation = to_contact(person)
    simulation.write("email", "mario.rossi@mail.it")
    simulation.write("password", password)
    simulation.tap("privacy")
    simulation.tap("register")
    return simulation


TO_CONTACT = [
    *("launchApp", "tapOn: Registrati", "tapOn: Persone"),
    *("tapOn: Nome", "inputText: Mario", "tapOn: Cognome", "inputText: Rossi", "tapOn: Continua"),
]
TO_CODE = [
    *(*TO_CONTACT, "tapOn: Indirizzo email", "inputText: ${CUSTOMER_EMAIL}"),
    *("tapOn: Password", "inputText: ${PASSWORD}"),
    "tapOn: Dichiaro di aver preso visione dell'informativa privacy",
    "tapOn: Registrati",
]
