"""`ac-tui find TEXT`: tells which screen says this."""

from __future__ import annotations

import argparse
import json

from ac_tui.commands.worlds import read_deck
from ac_tui.deck.find import find

FINDINGS = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The text, and how the answer is printed."""
    from pathlib import Path

    parser.add_argument("text", nargs="+", metavar="TEXT", help="what the caller reads aloud")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="at most this many (10)")
    parser.add_argument("--screens", type=Path, metavar="DIR", help="the folder of the screens")
    parser.add_argument("--variant", default="", metavar="NAME", help="a variant of the screens")


def run(args: argparse.Namespace) -> int:
    """Print the matches, best first; 0 if there is one, else 1."""
    matches = find(read_deck(args.screens, args.variant), " ".join(args.text), max(1, args.limit))
    if args.format == "json":
        print(json.dumps({"matches": [match.as_json() for match in matches]}, ensure_ascii=False, indent=2))
    else:
        for match in matches:
            print(f"{match.score:5.0%}  {match.step}  {match.id}  {match.text}")
    return 0 if matches else FINDINGS
