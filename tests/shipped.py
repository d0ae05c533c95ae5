"""What ac-tui ships, read once: the customers, the policy, the words; and a phone that stands on them."""

from __future__ import annotations

from functools import cache

from ac_tui.assets import fixtures_dir, read_text
from ac_tui.deck.deck import Deck
from ac_tui.deck.load import load_deck
from ac_tui.flows.formats import read_policy_file
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.world import Policy, SeededCodes
from ac_tui.registry.index import Registry
from ac_tui.registry.load import parse_registry


@cache
def the_registry() -> Registry:
    """The shipped customers."""
    path = fixtures_dir() / "registry.toml"
    return parse_registry(read_text(path), str(path))


@cache
def the_policy() -> Policy:
    """The shipped policy."""
    return read_policy_file(fixtures_dir() / "policy.toml")


@cache
def the_deck() -> Deck:
    """The shipped words."""
    return load_deck()


def simulation(seed: int = 7) -> Simulation:
    """A phone that has not been touched."""
    return Simulation(the_registry(), the_policy(), SeededCodes(seed), the_deck())
