"""What somebody on a call asks: `ac-tui find`, which screen says this; `ac-tui why`, what the registry would answer."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from ac_tui.commands import FINDINGS, USAGE, fixture_from, say
from ac_tui.deck.deck import Deck, source
from ac_tui.deck.find import TextMatch, finder
from ac_tui.deck.ready import ready_deck
from ac_tui.registry.faults import json_text, printable


def find(args: argparse.Namespace) -> int:
    """Print the matches, best first; 0 if there is one, else 1."""
    deck = ready_deck(args.screens, args.variant)
    matches = finder(deck).find(" ".join(args.text), max(1, args.limit), args.screen)
    if args.format == "json":
        found = [{"step": one.step, "id": one.id, "text": one.text, "score": one.score} for one in matches]
        print(json_text({"matches": found}))
    else:
        print("\n".join(_lines(deck, matches)) or deck.words("find.none"))
    return 0 if matches else FINDINGS


def _lines(deck: Deck, matches: Sequence[TextMatch]) -> Iterator[str]:
    """One line a text, with all screens that say it, the likeliest first; weak ones under their own heading."""
    groups: dict[tuple[float, str], list[TextMatch]] = {}
    for match in matches:
        groups.setdefault((match.score, match.text), []).append(match)
    weak = next((same[0] for same in groups.values() if same[0].weak), None)
    for (score, text), same in groups.items():
        if same[0] is weak:
            yield deck.words("find.weak")
        steps = ", ".join(dict.fromkeys(match.step for match in same))
        yield printable(f"{score:5.0%}  {steps}  {same[0].id or same[0].part}  {text}")


def why(args: argparse.Namespace) -> int:
    """Print the answer; whatever it is, 0 says that there is one."""
    from ac_tui.desk.explain import explain, filled
    from ac_tui.journey.model import Applicant
    from ac_tui.journey.why import NOTHING_TO_CHECK, Question, diagnose

    who = Applicant(args.profile, args.first_name.strip(), args.last_name.strip(), args.company.strip())
    question = Question(who, args.email, args.mobile, args.tax_code, args.screen)
    fixture = fixture_from(args)
    decision = diagnose(question, fixture.simulation().world)
    if decision.outcome == NOTHING_TO_CHECK and args.screen is None:
        wanted = "give a name, an email, a mobile or a tax code (or a --screen)"
        return say(USAGE, f"ac-tui why: nothing to look up: {wanted}")
    found, words = explain(fixture.deck, decision), fixture.deck.words
    advice = filled(fixture.deck, fixture.deck.advice_on(decision, decision.situation), fixture.policy.numbers)
    told = {part: getattr(advice, part) for part in ("say", "never", "check", "next")}
    if args.format == "json":
        said = {"outcome": decision.outcome, "step": decision.to, "checks": [check._asdict() for check in found.checks]}
        said |= {"advice": told["say"], "never_say": told["never"], "check": told["check"], "next": told["next"]}
        print(json_text(said))
        return 0
    print(found.where)
    for check in found.checks:
        print(f"  {'✓' if check.passed else '✗'} {check.evidence} · {source(fixture.deck, check.source)}")
        if check.hint:
            print(f"    → {check.hint}")
    for part, texts in told.items():
        if texts:
            print("", words(f"panel.advice.{part}"), *(f"  - {text}" for text in texts), sep="\n")
    return 0
