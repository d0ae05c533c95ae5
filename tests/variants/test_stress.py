"""Every screen in every variant, for the longest customers, at three widths: nothing is cut, lost or overlapping."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from ac_tui.deck.cells import cells
from ac_tui.deck.lint.fitting import situations, tight
from ac_tui.deck.view import View
from ac_tui.flows.fixture import read_policy, read_registry
from ac_tui.flows.simulation import Simulation
from ac_tui.flows.snapshots import WIDTH, picture
from ac_tui.journey.model import STEPS
from ac_tui.journey.world import SeededCodes
from ac_tui.registry.generate import generate
from ac_tui.registry.index import Registry
from ac_tui.registry.model import Customer
from tests.deck.worlds import deck

WIDTHS = (32, 36, 40)
VARIANTS = ("", "en", "gentile")
PASSWORD = "Prova1234"


@cache
def registry() -> Registry:
    """The fixtures' customers, and a crowd whose names, contacts and policies nobody chose."""
    return Registry((*read_registry(), *generate(300, Random(7))))


@cache
def found(variant: str) -> dict[View, View]:
    return situations(deck(variant), registry(), read_policy())


@pytest.mark.parametrize("variant", VARIANTS)
def test_nothing_is_cut(variant: str) -> None:
    assert tight(found(variant), deck(variant).screens, WIDTHS) == {}


@pytest.mark.parametrize("variant", [*VARIANTS, "pseudo"])
def test_nothing_overlaps_is_lost_or_hangs_over_the_edge(variant: str) -> None:
    assert [lost for view in found(variant) for lost in lost_of(view)] == []


def lost_of(view: View) -> list[str]:
    """Lines of a screen drawn in text that are wider than it, and texts that cannot be read on it from end to end."""
    drawn = picture(view)
    lines = [line for line in drawn.split("\n") if cells(line) > WIDTH]
    page = bare(drawn)
    values = {block.safe_value for block in view.blocks}
    return lines + [text for _, text in view.texts() if text not in values and bare(text) not in page]


def bare(text: str) -> str:
    """Letters and digits only: frames, signs and line breaks fall away."""
    return "".join(filter(str.isalnum, text))


def lives(customers: list[Customer], steps: int, seed: int) -> set[View]:
    """What phones show whose owners tap and write about, now and then with the right data."""
    chance = Random(seed)
    simulation = Simulation(registry(), read_policy(), SeededCodes(seed), deck())
    customer = customers[0]
    views: dict[View, None] = {}
    for _ in range(steps):
        view = simulation.view
        views[view] = None
        acting = [block for block in view.blocks if block.interactive]
        if not acting or chance.random() < 0.02:
            customer = chance.choice(customers)
            simulation.restart() if chance.random() < 0.5 else simulation.back()
            continue
        block = chance.choice(acting)
        if block.writable:
            simulation.write(block.id, right(simulation, customer, block.id) if chance.random() < 0.9 else "")
        elif block.options:
            simulation.tap(block.id, chance.choice(block.options).id)
        else:
            simulation.tap(block.id)
    return set(views)


def right(simulation: Simulation, customer: Customer, block: str) -> str:
    """What this customer would write into a field."""
    contacts = [*customer.emails, *customer.mobiles, ""]
    newest = simulation.messages[-1].code if simulation.messages else "000000"
    return {
        "first_name": customer.first_name,
        "last_name": customer.last_name,
        "company_name": customer.company_name,
        "email": next(iter(customer.emails), "a@b.it"),
        "number": next(iter(customer.mobiles), "333"),
        "tax_code": customer.tax_code or customer.vat_number,
        "password": PASSWORD,
        "user": contacts[0],
        "contact": contacts[0],
        "code": newest,
    }.get(block, "")


def test_no_life_loses_a_word() -> None:
    seen = lives(sorted(read_registry(), key=lambda c: -len(c.display_name))[:12], steps=3000, seed=3)
    assert {view.step for view in seen} > {"welcome", "profile", "contact", "login", "recover", "help"}
    assert len(seen) > 100
    known = {view.step for view in seen}
    assert known <= set(STEPS)
    assert [(view.step, lost) for view in seen for lost in lost_of(view)] == []
