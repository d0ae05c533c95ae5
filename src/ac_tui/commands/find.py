"""`ac-tui find TEXT`: tells which screen says this."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from ac_tui.deck.deck import Deck
from ac_tui.deck.find import TextMatch, finder
from ac_tui.deck.ready import ready_deck
from ac_tui.journey.model import STEPS
from ac_tui.registry.faults import json_text, printable

FINDINGS = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The text, and how the answer is printed."""
    from pathlib import Path

    parser.add_argument("text", nargs="+", metavar="TEXT", help="what the caller reads aloud")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--screen", choices=STEPS, default="", metavar="STEP", help="the step the customer looks at")
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="at most this many (10)")
    parser.add_argument("--screens", type=Path, metavar="DIR", help="the folder of the screens")
    parser.add_argument("--variant", default="", metavar="NAME", help="a variant of the screens")


def run(args: argparse.Namespace) -> int:
    """Print the matches, best first; 0 if there is one, else 1."""
    deck = ready_deck(args.screens, args.variant)
    matches = finder(deck).find(" ".join(args.text), max(1, args.limit), args.screen)
    if args.format == "json":
        print(json_text({"matches": [match.as_json() for match in matches]}))
    else:
        print("\n".join(_lines(deck, matches)) or deck.words("find.none"))
    return 0 if matches else FINDINGS


def _lines(deck: Deck, matches: Sequence[TextMatch]) -> Iterator[str]:
    """One line a text: where several screens say the same, all of them, the likeliest first; weak ones under their own
    heading.
    """
    groups: dict[tuple[float, str], list[TextMatch]] = {}
    for match in matches:
        groups.setdefault((match.score, match.text), []).append(match)
    weak = False
    for (score, text), same in groups.items():
        if same[0].weak and not weak:
            weak = True
            yield deck.words("find.weak")
        steps = ", ".join(dict.fromkeys(match.step for match in same))
        yield printable(f"{score:5.0%}  {steps}  {same[0].id or same[0].part}  {text}")
