"""What a large registry costs: making and checking a million, the first look-up, and a key in the list of customers.

Time is the processor's, so that what else the machine does leaves the figures alone.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from msgspec.structs import replace

from ac_tui.deck.load import load_deck
from ac_tui.desk.session import Session
from ac_tui.flows.fixture import Fixture, read_policy
from ac_tui.registry.generate import generate
from ac_tui.registry.index import Registry, to_jsonl
from ac_tui.registry.load import parse_registry
from ac_tui.registry.model import Customer
from benchmarks.bench_start import cost

MILLION = 1_000_000
MANY = 100_000
TYPED = ("r", "ro", "ros", "ross", "rossi", "rossi m", "rossi ma", "example.org", "0000012345")


def run() -> list[tuple[str, float, str]]:
    """What was measured, the value, its unit."""
    return [*_million(), *_look_ups(), *_keys(20_000, 100), *_keys(MANY, 150)]


def _million() -> list[tuple[str, float, str]]:
    with TemporaryDirectory() as folder:
        file, here = str(Path(folder) / "million.jsonl"), dict(os.environ)
        program = [sys.executable, "-m", "ac_tui", "registry"]
        made, _ = cost([*program, "generate", "-n", str(MILLION), "-o", file], here)
        checked, memory = cost([*program, "check", file], here)
    return [
        ("registry generate of a million", made / 1000, "s"),
        ("registry check of a million (at most 25)", checked / 1000, "s"),
        ("registry check of a million, memory (at most 1024)", memory, "MiB"),
    ]


def _look_ups() -> list[tuple[str, float, str]]:
    one = Customer("a", "person", "A", "B", emails=("a@mail.it",), mobiles=("+393201234519",))
    registry = Registry(replace(one, id=f"p{place}") for place in range(MANY))
    started = process_time()
    registry.by_email("a@mail.it")
    registry.by_mobile("+393201234519")
    spent = process_time() - started
    return [("first look-ups where a hundred thousand share a contact (at most 20)", spent, "s")]


def _keys(customers: int, most: int) -> list[tuple[str, float, str]]:
    text = "".join(to_jsonl(generate(customers, Random(7))))
    registry = parse_registry(text, "many.jsonl")
    session = Session(Fixture(registry, read_policy(), load_deck()).simulation())
    session.stories("")
    spent = []
    for typed in TYPED:
        started = process_time()
        session.stories(typed)
        spent.append((process_time() - started) * 1000)
    what = f"a key in the list of {customers} customers"
    return [(f"{what} (at most {most})", median(spent), "ms"), (f"{what}, at worst", max(spent), "ms")]
