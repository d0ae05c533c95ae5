"""The real app, driven by keys alone from `welcome` to the end of each part of the guide."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.tui.driver import running
from tests.tui.scripts import CONFIRM_BUSINESS, PROFESSIONAL, RIGHT

LOGIN_MARIO = "mario.rossi@mail.it<Tab>Prova1234<Enter>"

JOURNEYS = {
    "A to home, by email": (
        (
            f"<Enter><Enter>Mario<Tab>Rossi<Enter>mario.rossi@mail.it<Tab>{RIGHT}<Enter>"
            f"<Ctrl+G><Enter>{LOGIN_MARIO}<Ctrl+G><Enter>"
        ),
        ["profile", "identity", "contact", "confirm_contact", "login", "confirm_identity", "home"],
    ),
    "A to home, by mobile, names as they are typed": (
        (
            "<Enter><Enter>nicolo<Tab>DANGELO<Enter>"
            f"<BackTab><Right><Tab><Tab>394 123 4521<Tab>{RIGHT}<Enter>"
            "<Ctrl+G><Enter>394-1234521<Tab>Prova1234<Enter><Ctrl+G><Enter>"
        ),
        ["profile", "identity", "contact", "confirm_contact", "login", "confirm_identity", "home"],
    ),
    "A to no_mobile, then assistance": (
        (
            f"<Enter><Enter>Giulia<Tab>Bianchi<Enter>giulia.bianchi@example.com<Tab>{RIGHT}<Enter>"
            "<Ctrl+G><Enter>giulia.bianchi@example.com<Tab>Prova1234<Enter><Enter>"
        ),
        ["profile", "identity", "contact", "confirm_contact", "login", "no_mobile", "assistance"],
    ),
    "A home, then an operation that asks for a code again": (
        "<Tab><Enter>famiglia.ferri@example.com<Tab>Prova1234<Enter><Enter><Ctrl+G><Enter>",
        ["login", "home", "confirm_identity", "home"],
    ),
    "B professional, by code": (
        (
            f"{PROFESSIONAL}Franco<Tab>Geraci<Enter>geom.geraci@example.com<Tab>{RIGHT}<Enter>"
            "<Ctrl+G><Enter>geom.geraci@example.com<Tab>Prova1234<Enter><Ctrl+G><Enter>"
        ),
        ["profile", "identity", "contact", "confirm_contact", "login", "confirm_identity", "home"],
    ),
    "B company, by link from the messages": (
        f"{CONFIRM_BUSINESS}<F2><Enter>info@wellion.example<Tab>Prova1234<Enter><Ctrl+G><Enter>",
        ["profile", "company", "contact", "confirm_contact", "login", "confirm_identity", "home"],
    ),
    "B company, code copied from the messages and pasted": (
        f"{CONFIRM_BUSINESS}<F2><Down><Enter><Ctrl+V><Enter>info@wellion.example<Tab>Prova1234<Enter><Ctrl+G><Enter>",
        ["profile", "company", "contact", "confirm_contact", "login", "confirm_identity", "home"],
    ),
    "B company, by an expired link and a new code": (
        f"{CONFIRM_BUSINESS}<F8><Ctrl+O><Enter><Ctrl+G><Enter>info@wellion.example<Tab>Prova1234<Enter><Ctrl+G><Enter>",
        [
            *("profile", "company", "contact", "confirm_contact", "link_expired"),
            *("confirm_contact", "login", "confirm_identity", "home"),
        ],
    ),
    "C to home": (
        (
            f"<Enter><Enter>Anna<Tab>Re<Enter>anna.re@nuova.example<Tab>{RIGHT}<Enter>"
            "<Enter>REX NNA 91S42 Z999H<Enter><Down><Enter><Enter>"
            "<Ctrl+G><Enter>+393941234532<Tab>Prova1234<Enter><Ctrl+G><Enter>"
        ),
        [
            *("profile", "identity", "contact", "identity", "tax_code", "choose_contact"),
            *("confirm_contact", "login", "confirm_identity", "home"),
        ],
    ),
    "C to assistance": (
        (
            f"<Enter><Enter>Oreste<Tab>Serra<Enter>oreste@altra.example<Tab>{RIGHT}<Enter>"
            "<Enter>SRRRST53P01Z999Y<Enter><Down><Enter><Tab><Tab><Enter>"
        ),
        ["profile", "identity", "contact", "identity", "tax_code", "choose_contact", "assistance"],
    ),
    "recover": (
        (
            "<Tab><Enter><Tab><Tab><Enter>+393941234543<Enter><Ctrl+G><Enter>Nuova1234<Enter>"
            "+393941234543<Tab>Nuova1234<Enter>"
        ),
        ["login", "recover", "login", "home"],
    ),
}


@pytest.mark.parametrize(("script", "steps"), JOURNEYS.values(), ids=JOURNEYS)
def test_by_keys_from_welcome_to_the_end(script: str, steps: list[str]) -> None:
    with running() as person:
        seen = ["welcome"]
        person.simulation.subscribe(lambda: seen.append(person.simulation.view.step))
        person.press(script)
        assert [step for before, step in pairwise(seen) if step != before] == steps
        assert person.step == steps[-1]


def test_a_whole_registration_arrives_in_one_burst() -> None:
    with running() as person:
        person.press("<Enter>")
        person.press("<Enter>")
        person.press(f"Mario<Tab>Rossi<Enter>mario.rossi@mail.it<Tab>{RIGHT}<Enter>", apart=0)
        assert person.step == "confirm_contact"
        person.press("<Ctrl+G>")
        person.press(f"<Enter>{LOGIN_MARIO}", apart=0)
        assert person.step == "confirm_identity"


def test_keys_behind_a_command_follow_it_wherever_it_leads() -> None:
    with running() as person:
        person.press("<Enter>")
        person.press("<Enter>")
        person.press("Mario<F2><Esc><Tab>Rossi<F1><Esc>ni<Ctrl+P>annulla<Esc><BackTab>A", apart=0)
        draft = person.simulation.journey.draft
        assert draft.text("identity", "first_name") == "A"
        assert draft.text("identity", "last_name") == "Rossini"
