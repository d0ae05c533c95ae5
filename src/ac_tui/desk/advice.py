"""What to say now: the advice for where a call stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ac_tui.deck.deck import Advice, Deck
from ac_tui.deck.text import fill_plain
from ac_tui.deck.words import span
from ac_tui.journey.decision import Decision
from ac_tui.journey.events import Back
from ac_tui.journey.model import Journey
from ac_tui.journey.policy import Policy
from ac_tui.journey.standing import TELLS_OF_MESSAGE, facts, situation, standing, values

if TYPE_CHECKING:
    from ac_tui.journey.world import World

GUIDE_NUMBERS: Final = Policy()
"""The numbers that the guide says, for advice that nobody gives a world to."""
_MOST_SAID = 3
"""No more sentences than can be said in one breath."""


_ABOUT_WHAT_WAS_TYPED = ("code_wrong", "fields_wrong", "contact_taken")
"""Outcomes that the session's knowledge of the message does not replace: what was typed comes first."""


def advice_now(
    deck: Deck,
    journey: Journey,
    decision: Decision | None,
    checked: Decision | None = None,
    world: World | None = None,
) -> Advice:
    """The advice for what came out last, while the customer is still where that led; else the advice for the step.

    `checked` is the last decision that made any checks: on the name screen of 1C, however it was come back to, what
    matters is why the notice is there. With the world, everything else that the session knows counts too.
    """
    said = _on_what_came_out(deck, journey, decision, checked)
    if world is None:
        return filled(deck, said, GUIDE_NUMBERS.numbers)
    typed = decision is not None and decision.to == journey.step and decision.outcome in _ABOUT_WHAT_WAS_TYPED
    said = _on_standing(deck, said, standing(journey, world), typed=typed)
    return filled(deck, _with_facts(deck, said, facts(journey, world)), values(journey, world))


def _on_standing(deck: Deck, said: Advice, stands: str | None, *, typed: bool) -> Advice:
    """What the session knows, in place of what is said of the step or of what came out there."""
    if stands is None:
        return said
    known = deck.standings[stands]
    instead = Advice(known.say, known.check, known.next, known.never or said.never)
    if not typed or stands not in TELLS_OF_MESSAGE:
        return instead
    say = (said.say[0], *instead.say)[:_MOST_SAID]
    return Advice(say, (*said.check, *instead.check), instead.next, said.never)


def _with_facts(deck: Deck, said: Advice, names: Iterable[str]) -> Advice:
    besides = [deck.facts[name] for name in names]
    check = dict.fromkeys((*said.check, *(text for fact in besides for text in fact.check)))
    following = dict.fromkeys((*said.next, *(text for fact in besides for text in fact.next)))
    return said._replace(check=tuple(check), next=tuple(following))


def filled(deck: Deck, said: Advice, given: Mapping[str, int | str | timedelta]) -> Advice:
    """The advice with its values filled in; spans of time are worded as the deck words them."""
    fill = {name: span(deck, value) if isinstance(value, timedelta) else str(value) for name, value in given.items()}
    return Advice(*(tuple(fill_plain(text, fill) for text in part) for part in said))


def _on_what_came_out(deck: Deck, journey: Journey, decision: Decision | None, checked: Decision | None) -> Advice:
    here, step = situation(journey), journey.step
    onward = decision is not None and decision.event != Back.name
    if decision is not None and onward and decision.to == step and deck.has_word_on(decision):
        if decision.outcome == "second_look" and checked is not None and checked.dead_end is not None:
            return deck.advice_on(checked)
        return deck.advice_on(decision, here)
    if journey.second_look and step in ("identity", "company"):
        if checked is not None and checked.step == "contact" and checked.to == step:
            return deck.advice_on(checked)
        return deck.advice("contact", "company_not_recognised" if step == "company" else "not_recognised")
    return deck.advice(step, situation=here)
