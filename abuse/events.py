"""Half a million random events against `advance`: those that a screen hears, those it does not, with whatever text."""

from __future__ import annotations

import types
from collections import Counter
from random import Random
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from abuse import Report, _nasty, at_most, in_parts, told
from ac_tui.journey import events as ev
from ac_tui.journey.advance import begin
from ac_tui.journey.forms import FORMS
from ac_tui.registry.model import SecretStr
from tests.journey.filled import Deed, Filled
from tests.journey.lives import Life, read_choices
from tests.journey.witness import STEPS_OF_A_LIFE, Witness, crowd

COUNT = 500_000
WILD = 0.2
"""The share of events that no screen asked for."""
SLOW = 2.0
"""Seconds that no event may take."""

_KINDS = (
    *(tap for tap in ev.Tap if tap is not ev.Tap.tick),
    *(kind for kind in get_args(ev.Event) if kind is not ev.Tap),
)
_FIELDS = tuple(field for fields in FORMS.values() for field in fields)
_BLOCKS = tuple(field.id for field in _FIELDS)
_HINTS: dict[str, type] = {"secret": SecretStr, "code": SecretStr, "checkbox": bool}


def run(seed: int, count: int) -> Report:
    """Live through `count` events, a hundred a life; what a witness of a life must see holds after each."""
    return in_parts(_lives, seed, -(-count // STEPS_OF_A_LIFE), 50)


def _lives(seed: int, numbers: range) -> Report:
    counts: Counter[str] = Counter()
    failures = []
    for number in numbers:
        witness, failure = _life(Random(f"{seed} {number}"))
        counts.update(events=len(witness.events), lives=1)
        counts.update({f"at {step}": times for step, times in witness.seen.items()})
        if failure:
            failures.append(f"life {number}, event {len(witness.events)}, {witness.events[-1]!a:.300}: {failure}")
    return Report(counts, failures)


def _life(random: Random) -> tuple[Witness, str]:
    world = crowd()
    witness, life = Witness(world, begin(world)), Life(world)
    choices = read_choices(random.randbytes(6 * STEPS_OF_A_LIFE))
    try:
        for event in life.prelude(choices[0]):
            witness.live(event)
        for choice in choices:
            event = _wild(random) if random.random() < WILD else life.event(witness.journey, choice)
            with at_most(SLOW):
                witness.live(event)
    except Exception as error:
        return witness, told(error)
    return witness, ""


def _wild(random: Random) -> Deed:
    if random.random() < 0.3:
        block = random.choice(_BLOCKS) if random.random() < 0.8 else _nasty.text(random)
        return ev.Edit(block, _value(random, str | bool | SecretStr))
    kind: Any = random.choice([kind for kind in _KINDS if kind is not ev.Tap.tick])
    if isinstance(kind, ev.Tap):
        if not kind.name.startswith("submit"):
            return kind
        fields = random.sample(_FIELDS, 5)
        return Filled(kind, {field.id: _value(random, _HINTS.get(field.kind, str)) for field in fields})
    hints = {name: hint for name, hint in get_type_hints(kind, vars(ev)).items() if name != "name"}
    event: ev.Event = kind(**{name: _value(random, hint) for name, hint in hints.items()})
    return event


def _value(random: Random, hint: Any) -> Any:
    """Any value of a type."""
    if get_origin(hint) in (Union, types.UnionType):
        return _value(random, random.choice(get_args(hint)))
    if get_origin(hint) is Literal:
        return random.choice(get_args(hint))
    if hint is bool:
        return random.random() < 0.5
    if hint is types.NoneType:
        return None
    text = _nasty.text(random)
    return SecretStr(text) if hint is SecretStr else text
