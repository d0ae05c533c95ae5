"""What several commands need: registry, policy and deck, read from where the arguments say."""

from __future__ import annotations

import argparse
from pathlib import Path

from ac_tui.assets import fixtures_dir, read_text
from ac_tui.deck.load import Deck, load_deck
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.policy import Policy, parse_policy
from ac_tui.journey.world import SeededCodes
from ac_tui.registry.index import Registry
from ac_tui.registry.load import parse_registry


def add_world_arguments(parser: argparse.ArgumentParser, *, variant: bool = False, seed: bool = False) -> None:
    """`--registry` and `--screens`; with `variant` also `--variant`, with `seed` that and `--seed`."""
    parser.add_argument("--registry", type=Path, metavar="FILE", help="the customers, .toml or .jsonl")
    parser.add_argument("--screens", type=Path, metavar="DIR", help="the folder of the screens")
    if variant or seed:
        parser.add_argument("--variant", default="", metavar="NAME", help="a variant of the screens")
    if seed:
        parser.add_argument("--seed", type=int, default=0, metavar="N", help="what the codes follow from (0)")


def world_options(args: argparse.Namespace) -> tuple[str, ...]:
    """The arguments that bring another command to the same customers and screens, as one types them."""
    given = (("--registry", args.registry), ("--screens", args.screens))
    return tuple(word for option, value in given if value for word in (option, str(value)))


def read_registry(path: Path | None = None) -> Registry:
    """The registry in a file, the fixtures' own if None; raises AssetError or RegistryError."""
    path = path or fixtures_dir() / "registry.toml"
    return parse_registry(read_text(path), str(path))


def read_policy() -> Policy:
    """The policy of the fixtures; raises AssetError or PolicyError."""
    path = fixtures_dir() / "policy.toml"
    return parse_policy(read_text(path), str(path))


def read_deck(path: Path | None = None, variant: str = "") -> Deck:
    """The deck of a folder, the project's own if None; raises AssetError or DeckError."""
    return load_deck(path, variant)


def make_simulation(args: argparse.Namespace) -> Simulation:
    """A simulation as the arguments of `add_world_arguments` describe it."""
    deck = read_deck(args.screens, getattr(args, "variant", ""))
    return Simulation(read_registry(args.registry), read_policy(), SeededCodes(getattr(args, "seed", 0)), deck)
