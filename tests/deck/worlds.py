"""Journeys and worlds for the deck's tests, made by hand: nothing here goes through the transition table."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from ac_tui import assets
from ac_tui.deck.deck import Deck
from ac_tui.deck.load import deck_faults, load_deck
from ac_tui.deck.render import render
from ac_tui.deck.view import View
from ac_tui.journey.model import Challenge, Contact, Draft, Journey, Message, Service, Step
from ac_tui.journey.world import Policy, SeededCodes, World
from ac_tui.registry.index import Registry
from ac_tui.registry.load import customer_of
from ac_tui.registry.model import SecretStr

NOW = datetime(2026, 1, 15, 9, 41, tzinfo=UTC)
EMAIL = Contact("email", "mario.rossi@mail.it")
MOBILE = Contact("mobile", "+393201234519")
MARIO = customer_of(
    {
        "id": "mario-rossi",
        "profile": "person",
        "first_name": "Mario",
        "last_name": "Rossi",
        "tax_code": "RSSMRA85M01Z999U",
        "emails": [EMAIL.value],
        "mobiles": [MOBILE.value],
        "policies": [{"number": "350001"}, {"number": "350002", "active": False}, {"number": "350003"}],
    }
)


class StillClock:
    """A clock that always shows the same time."""

    def now(self) -> datetime:
        return NOW


WORLD = World(Registry((MARIO,)), Policy(), StillClock(), SeededCodes(7))


@cache
def deck(variant: str = "") -> Deck:
    """The deck that ac-tui ships, read once."""
    return load_deck(variant=variant)


def at(step: Step, **fields: Any) -> Journey:
    """A journey at a step."""
    return replace(Journey(now=NOW, step=step), **fields)


def draft(step: Step, **values: str | bool) -> Draft:
    """A draft with these values in the fields of a step."""
    return Draft({f"{step}.{block}": value for block, value in values.items()})


def secret(step: Step, block: str, text: str) -> Draft:
    """A draft with a secret in a field of a step."""
    return Draft(secrets={f"{step}.{block}": SecretStr(text)})


def challenge(contact: Contact = EMAIL, **fields: Any) -> Challenge:
    """A code on its way since a moment ago."""
    made = Challenge(
        key="registration:mario-rossi",
        purpose="registration",
        customer_id="mario-rossi",
        contact=contact,
        code=SecretStr("823456"),
        link="",
        sent_at=NOW,
        expires_at=NOW + timedelta(minutes=10),
        attempts_left=5,
        sends=1,
    )
    return replace(made, **fields)


def waiting(step: Step, asked: Challenge, **fields: Any) -> Journey:
    """A journey whose screen asks for a code."""
    return at(step, challenge=asked.key, service=Service(challenges={asked.key: asked}), **fields)


def message(asked: Challenge, **fields: Any) -> Message:
    """The message of a challenge, arrived as it was sent."""
    made = Message(
        serial=1,
        purpose=asked.purpose,
        contact=asked.contact,
        code=asked.code,
        link=f"{Policy().link_address}{asked.link}" if asked.link else "",
        sent_at=asked.sent_at,
        arrives_at=asked.sent_at,
        expires_at=asked.expires_at,
        challenge=asked.key,
    )
    return replace(made, **fields)


def view(journey: Journey, world: World = WORLD) -> View:
    """The screen of a journey in the shipped words."""
    return render(deck(), journey, world)


def texts(journey: Journey, world: World = WORLD) -> list[str]:
    """Every text of a journey's screen."""
    return [text for _, text in view(journey, world).texts()]


def screens_copy(folder: Path) -> Path:
    """A copy of the shipped screens to plant something in."""
    return shutil.copytree(assets.screens_dir(), folder / "screens")


def plant(screens: Path, place: str, old: str, new: str) -> Path:
    """Replace a text in a file of the screens, once; the file."""
    path = screens / place
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} does not stand in {place}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


class Planted(NamedTuple):
    """A defect to plant: in a file, one text for another; `at` stands on the line of the finding (`new` if empty)."""

    rule: str
    place: str
    old: str
    new: str
    says: str
    at: str = ""


def only_findings(screens: Path, planted: Sequence[Planted]) -> None:
    """Plant defects, one a file at a time: each must give one, of its rule, at its place, saying what it should.

    Those of variants come by themselves: a variant is looked at when its original is right.
    """
    left = list(planted)
    while left:
        of_variants = [defect for defect in left if defect.place.startswith("variants/")]
        together = {defect.place: defect for defect in of_variants or left}
        files = {place: (screens / place).read_text(encoding="utf-8") for place in together}
        expected = sorted((_finding(screens, defect), defect.says) for defect in together.values())
        found = sorted((fault.file, fault.line, fault.rule, fault.message) for fault in deck_faults(screens))
        assert [place for *place, _ in found] == [list(place) for place, _ in expected], found
        for (*_, message), (_, says) in zip(found, expected, strict=True):
            assert says in message, (says, message)
        for place, text in files.items():
            (screens / place).write_text(text, encoding="utf-8")
        left = [defect for defect in left if defect not in together.values()]


def _finding(screens: Path, planted: Planted) -> tuple[str, int, str]:
    """Plant a defect; the file, line and rule of what is to be found."""
    path = plant(screens, planted.place, planted.old, planted.new)
    lines = path.read_text(encoding="utf-8").split("\n")
    wanted = (planted.at or planted.new).split("\n")[0]
    return str(path), next(number for number, text in enumerate(lines, start=1) if wanted in text), planted.rule
