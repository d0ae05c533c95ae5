"""`ac-tui why`: what the registry would answer for what a caller says, check by check, and what to do about it."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import get_args

from ac_tui.commands.worlds import add_world_arguments, read_deck, read_policy, read_registry
from ac_tui.deck.explain import Explanation, explain
from ac_tui.flows.simulation import ManualClock
from ac_tui.journey.applicant import Applicant
from ac_tui.journey.model import STEPS, Profile
from ac_tui.journey.why import NOTHING_TO_CHECK, Question, diagnose
from ac_tui.journey.world import SeededCodes, World

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
    add_world_arguments(parser)


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
    found = explain(read_deck(args.screens), decision)
    print(json.dumps(as_json(found), ensure_ascii=False, indent=2) if args.format == "json" else as_text(found))
    return 0


def as_json(found: Explanation) -> dict[str, object]:
    """The explanation in the form other tools read."""
    checks = [asdict(check) for check in found.checks]
    return {"outcome": found.outcome, "step": found.step, "checks": checks, "advice": list(found.advice)}


def as_text(found: Explanation) -> str:
    """The explanation for people: one line a check, then the advice."""
    lines = [f"{found.outcome} -> {found.step}"]
    for check in found.checks:
        lines.append(f"  {'✓' if check.passed else '✗'} {check.id}: {check.evidence} ({check.source})")
        if check.hint:
            lines.append(f"    {check.hint}")
    lines += [f"  - {line}" for line in found.advice]
    return "\n".join(lines)
