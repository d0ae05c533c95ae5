"""What flows are played against: one registry, one policy, one deck; every flow gets a simulation of its own."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct

from ac_tui.assets import fixtures_dir, read_utf8
from ac_tui.cache import remembered
from ac_tui.deck.deck import Deck
from ac_tui.deck.ready import ready_deck
from ac_tui.flows.simulation import ManualClock, Simulation
from ac_tui.journey.world import Policy, SeededCodes
from ac_tui.registry.index import Registry, Rows, to_jsonl


def read_registry(path: Path | None = None) -> Registry:
    """The registry in a file, the fixtures' own if None; raises AssetError or FileError."""
    path = path or fixtures_dir() / "registry.toml"

    def made() -> Registry:
        from ac_tui.registry.load import parse_registry

        return parse_registry(read_utf8(path), str(path))

    if path.suffix.lower() == ".jsonl":  # read as it is looked at, and as large as one likes
        return made()
    return remembered(
        "registry",
        [path],
        made,
        lambda registry: "".join(to_jsonl(registry)),
        lambda lines: Registry(list(Rows(lines.encode()))),
    )


def read_policy() -> Policy:
    """The policy of the fixtures; raises FileError."""
    path = fixtures_dir() / "policy.toml"

    def made() -> Policy:
        from ac_tui.flows.formats import read_policy_file

        return read_policy_file(path)

    policy: Policy = remembered("policy", [path], made, msgspec.to_builtins, partial(msgspec.convert, type=Policy))
    return policy


def read_fixture(registry: Path | Registry | None = None, screens: Path | None = None, variant: str = "") -> Fixture:
    """Registry, policy and deck of these files, ac-tui's own where None; raises what reading them raises."""
    known = registry if isinstance(registry, Registry) else read_registry(registry)
    return Fixture(known, read_policy(), ready_deck(screens, variant))


class Fixture(Struct, frozen=True):
    """The parts that every flow of a run shares; nothing in them changes while flows are played."""

    registry: Registry
    policy: Policy
    deck: Deck

    def simulation(self, seed: int = 0) -> Simulation:
        """A fresh simulation at its first screen."""
        return Simulation(self.registry, self.policy, SeededCodes(seed), self.deck, ManualClock())
