"""What several commands need: registry, policy and deck, read from where the arguments say."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.flows.fixture import Fixture
    from ac_tui.flows.simulation import Simulation


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


def read_deck(path: Path | None = None, variant: str = "") -> Deck:
    """The deck of a folder, the project's own if None; raises AssetError or DeckError."""
    from ac_tui.deck.load import load_deck

    return load_deck(path, variant)


def fixture_from(args: argparse.Namespace) -> Fixture:
    """Registry, policy and deck as the arguments of `add_world_arguments` say; raises what reading them raises."""
    from ac_tui.flows.fixture import read_fixture

    return read_fixture(args.registry, args.screens, getattr(args, "variant", ""))


def make_simulation(args: argparse.Namespace) -> Simulation:
    """A simulation as the arguments of `add_world_arguments` describe it."""
    return fixture_from(args).simulation(getattr(args, "seed", 0))
