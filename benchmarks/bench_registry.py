"""What a large registry costs: reading it, and the first look-up, which builds the index.

Time is the processor's, so that what else the machine does leaves the figures alone.
"""

from __future__ import annotations

from random import Random
from time import process_time

from msgspec.structs import replace

from ac_tui.registry.generate import generate, to_jsonl
from ac_tui.registry.index import Registry
from ac_tui.registry.load import parse_registry
from ac_tui.registry.model import Customer

MANY = 100_000


def run() -> list[tuple[str, float, str]]:
    """Seconds for a hundred thousand customers, and for as many who all share one contact."""
    text = "".join(to_jsonl(generate(MANY // 10, Random(7))))
    started = process_time()
    parse_registry(text, "many.jsonl")
    read = process_time() - started
    one = Customer(
        id="a", profile="person", first_name="A", last_name="B", emails=("a@mail.it",), mobiles=("+393201234519",)
    )
    registry = Registry(replace(one, id=f"p{place}") for place in range(MANY))
    started = process_time()
    registry.by_email("a@mail.it")
    registry.by_mobile("+393201234519")
    return [
        ("reading ten thousand customers of JSON Lines", read, "s"),
        ("first look-ups where a hundred thousand share a contact (at most 20)", process_time() - started, "s"),
    ]
