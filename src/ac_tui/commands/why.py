"""`ac-tui why`: what the registry would answer for what a caller says, check by check, and what to do about it."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from typing import get_args

from ac_tui.commands.worlds import add_world_arguments
from ac_tui.deck.deck import Deck
from ac_tui.deck.ready import ready_deck
from ac_tui.deck.words import source
from ac_tui.desk.explain import Explanation, explain
from ac_tui.flows.fixture import read_policy, read_registry
from ac_tui.flows.simulation import ManualClock
from ac_tui.journey.model import STEPS, Applicant, Profile
from ac_tui.journey.why import NOTHING_TO_CHECK, Question, diagnose
from ac_tui.journey.world import SeededCodes, World
from ac_tui.registry.faults import json_text

USAGE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What a caller can say over the phone; any part may be missing."""
    parser.add_argument("--profile", choices=get_args(Profile), help="the profile chosen")
    parser.add_argument("--first-name", default="", metavar="N")
    parser.add_argument("--last-name", default="", metavar="N")
    parser.add_argument("--company", default="", metavar="N", help="the company's name")
    parser.add_argument("--email", default="", metavar="E")
    parser.add_argument("--mobile", default="", metavar="M")
    parser.add_argument("--tax-code", default="", metavar="C", help="Codice Fiscale or Partita IVA")
    parser.add_argument("--screen", choices=STEPS, metavar="STEP", help="the step the customer looks at")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_world_arguments(parser, variant=True)


def run(args: argparse.Namespace) -> int:
    """Print the answer; whatever it is, 0 says that there is one."""
    who = Applicant(args.profile, args.first_name.strip(), args.last_name.strip(), args.company.strip())
    question = Question(who, args.email, args.mobile, args.tax_code, args.screen)
    world = World(read_registry(args.registry), read_policy(), ManualClock(), SeededCodes())
    decision = diagnose(question, world)
    if decision.outcome == NOTHING_TO_CHECK and args.screen is None:
        sys.stderr.write(
            "ac-tui why: nothing to look up: give a name, an email, a mobile or a tax code (or a --screen)\n"
        )
        return USAGE
    deck = ready_deck(args.screens, args.variant)
    found = explain(deck, decision, world.policy)
    print(json_text(as_json(found)) if args.format == "json" else as_text(deck, found))
    return 0


def as_json(found: Explanation) -> dict[str, object]:
    """The explanation in the form other tools read: `advice` is what to tell the customer, `never_say` what not."""
    said = found.advice
    return {
        "outcome": found.outcome,
        "step": found.step,
        "checks": [asdict(check) for check in found.checks],
        "advice": list(said.say),
        "never_say": list(said.never),
        "check": list(said.check),
        "next": list(said.next),
    }


def as_text(deck: Deck, found: Explanation) -> str:
    """The explanation for people, in the operator's language: one line a check, then the advice by its parts."""
    here, there = (deck.words(f"screen.{step}") for step in (found.at, found.step))
    moved = deck.words("panel.why.moved", here=here, there=there)
    lines = [moved if here != there else deck.words("panel.why.stayed", here=here)]
    for check in found.checks:
        lines.append(f"  {'✓' if check.passed else '✗'} {check.evidence} · {source(deck, check.source)}")
        if check.hint:
            lines.append(f"    → {check.hint}")
    said = found.advice
    for part, texts in {"say": said.say, "never": said.never, "check": said.check, "next": said.next}.items():
        if texts:
            lines += ["", deck.words(f"panel.advice.{part}"), *(f"  - {text}" for text in texts)]
    return "\n".join(lines)
