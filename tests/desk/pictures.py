"""The pictures of the operator's guides, made by the program itself: `make pictures`."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    # As tests/conftest.py has it: nobody's terminal or taste may colour a picture, and Textual reads this once.
    for name in [name for name in os.environ if name.startswith("TEXTUAL_") or name == "NO_COLOR"]:
        del os.environ[name]
    os.environ |= {"TEXTUAL_ANIMATIONS": "none", "TERM": "xterm-256color", "COLORTERM": "truecolor"}

from textual.widgets import Input

from ac_tui.deck.load import load_deck
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.world import SeededCodes
from tests.shipped import the_policy, the_registry
from tests.tui.driver import running

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"

LARGE, SMALL = (150, 42), (80, 24)
RIGHT = "Prova1234<Tab><Space><Enter>"
CONFIRM = f"<Enter><Enter>Mario<Tab>Rossi<Enter>mario.rossi@mail.it<Tab>{RIGHT}"
ROSI = f"<Enter><Enter>Mario<Tab>Rosi<Enter>mario.rossi@mail.it<Tab>{RIGHT}"
EXPIRED = f"<Enter><Down><Down><Enter>Wellion<Enter>info@wellion.example<Tab>{RIGHT}<F8><F6><Ctrl+O>"
NO_MOBILE = "<Tab><Enter>irene.basile@example.com<Tab>Prova1234<Enter>"
NOTES = "<F2>" * 5
_OUTSIDE = re.compile(r",?\s*url\(\"https?://[^)]*\)[^,;]*")


class Picture(NamedTuple):
    """What to press, on a terminal of which size; `|` is a rest between keys."""

    script: str
    size: tuple[int, int] = LARGE


PICTURES = {
    "desk": Picture(CONFIRM),
    "help": Picture("<F1>", SMALL),
    "ask": Picture("<Ctrl+K>{says}", SMALL),
    "ask-question": Picture("<Ctrl+K>{no_code}<Enter>", SMALL),
    "cause": Picture("<Ctrl+K>{says}<Enter>", (80, 32)),
    "case": Picture(f"{NO_MOBILE}<Alt+A>", SMALL),
    "case-done": Picture(f"{NO_MOBILE}<Alt+A><Enter>"),
    "caller": Picture("<Ctrl+P>{caller}<Enter><Enter>", SMALL),
    "training": Picture("<Ctrl+P>{train}<Enter>"),
    "find": Picture(f"{CONFIRM}<F3>", SMALL),
    "find-found": Picture("<F3>{misread}", SMALL),
    "stories": Picture("<F9>", SMALL),
    "story": Picture("<F9>laura conti<Enter>" + "<Ctrl+N>" * 14),
    "not-recognised": Picture(ROSI),
    "not-recognised-small": Picture(ROSI, SMALL),
    "not-recognised-small-why": Picture(f"{ROSI}<Alt+P>", SMALL),
    "link-expired": Picture(EXPIRED),
    "no-mobile": Picture(NO_MOBILE),
    "lost": Picture("<Ctrl+P>{lost}<Enter>" + CONFIRM + "<F2>", SMALL),
    "time": Picture("<Ctrl+T>{hours}", SMALL),
    "notes": Picture(f"{ROSI}{NOTES}|{{remark}}<Enter>", SMALL),
}
"""What is typed in the operator's own language stands in braces."""

TYPED = {
    "": {
        "misread": "il codice non e coretto",
        "lost": "consegna persa",
        "hours": "1 ora e 5 min",
        "says": "è l'email di mia moglie",
        "no_code": "nun m'arriva o' codice",
        "caller": "cliente nuovo",
        "train": "caso di prova",
        "remark": "richiama domani",
    },
    "en": {
        "misread": "not correct, the code",
        "lost": "delivery lost",
        "hours": "1 hour and 5 min",
        "says": "it is my wife's email",
        "no_code": "the code never comes",
        "caller": "new caller",
        "train": "training case",
        "remark": "calls back tomorrow",
    },
}


def draw(name: str, variant: str = "") -> str:
    """A picture as SVG: the app's own, its type face asked of nobody outside."""
    picture, deck = PICTURES[name], load_deck(variant=variant)
    simulation = Simulation(the_registry(), the_policy(), SeededCodes(7), deck)
    with running(picture.size, on=simulation) as person:
        for keys in picture.script.format_map(TYPED[variant]).split("|"):
            person.press(keys)
            person.rest(1.0)  # what waits for the keys to rest has its turn
        svg = person.screenshot(deck.words("simulation.invented"))
    return _OUTSIDE.sub("", svg) + "\n"


def place(name: str, variant: str = "") -> Path:
    """Where a picture lies."""
    return FOLDER / (variant or "it") / f"{name}.svg"


def main() -> int:
    """Draw every picture again, in both languages; those that nobody draws any more go."""
    vars(Input)["cursor_blink"]._default = False  # as tests/conftest.py has it
    for variant in TYPED:
        place("x", variant).parent.mkdir(parents=True, exist_ok=True)
        for stale in set(place("x", variant).parent.glob("*.svg")) - {place(name, variant) for name in PICTURES}:
            stale.unlink()
        for name in PICTURES:
            place(name, variant).write_text(draw(name, variant), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(TYPED) * len(PICTURES)} pictures in {FOLDER}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
