"""What one can ask the way to: a step, a text on it, an arrow of the transition table."""

from __future__ import annotations

import re
from typing import NamedTuple

from ac_tui.deck.deck import Deck
from ac_tui.deck.find import BLANK
from ac_tui.deck.view import View
from ac_tui.journey.model import STEPS
from ac_tui.journey.table import ANY, TABLE, Edge, Row, edges


class Goal(NamedTuple):
    """A step, and where `block` is given a text on it (its `BLANK`s stand for anything); or an arrow, by its `edge`."""

    step: str = ""
    block: str = ""
    text: str = ""
    edge: Edge | None = None

    def shown(self, view: View) -> bool:
        """Whether a screen is it; no screen is an arrow."""
        if view.step != self.step or not view.open:
            return False
        if not self.block:
            return True
        said = (text for block, text in view.texts() if block.partition(".")[0] == self.block)
        pattern = ".*".join(map(re.escape, self.text.split(BLANK)))
        return any(re.fullmatch(pattern, text, re.DOTALL) for text in said)

    def __str__(self) -> str:
        return self.step if self.edge is None else str(self.edge)


def goals(deck: Deck) -> list[Goal]:
    """Every step and every arrow, those apart that no screen lets happen."""
    return [*(Goal(step) for step in STEPS), *(Goal(edge=edge) for edge in reachable_edges(deck))]


def reachable_edges(deck: Deck) -> list[Edge]:
    """The arrows of the table, those apart that no screen lets happen."""
    unreachable = {Edge(row.step, row.event, row.guard, row.to) for row in unreachable_rows(deck)}
    return [edge for edge in dict.fromkeys(edges()) if edge not in unreachable]


def unreachable_rows(deck: Deck) -> set[Row]:
    """The rows that no screen lets happen: their guard cannot hold while what sends their event is enabled."""

    def dead(row: Row) -> bool:
        senders = [block for block in deck.screens[row.step].body.values() if getattr(block, "sends", "") == row.event]
        return bool(senders) and all("can_resend" in getattr(block, "enabled", ()) for block in senders)

    return {row for row in TABLE if row.guard == "too_soon" and dead(row)}  # it never is while that fact holds


def parse_goal(text: str, deck: Deck) -> Goal | None:
    """The goal that a step's name means, or an arrow as `ac-tui coverage` writes it; None for neither."""
    return next((goal for goal in goals(deck) if str(goal) == text.strip()), None)


def similar(text: str, deck: Deck) -> str:
    """A clause with what a text that is no goal may mean: the arrows between two steps, the nearest goal, or ""."""
    from ac_tui.deck.text import meant

    between = re.fullmatch(r"\s*(\*|\w+)\s*(?:[-=]*>|→|\bto\b)\s*(\w+)\s*", text)
    if between is None:
        return meant(text, map(str, goals(deck)), "'")
    named = [str(edge) for edge in reachable_edges(deck) if edge.source in (between[1], ANY) and edge.to == between[2]]
    arrows = f": {', '.join(map(repr, named))}" if named else ", and none leads from one to the other at once"
    return f"; a transition is written 'a --event--> b'{arrows}"


def file_name(goal: Goal) -> str:
    """A file name for the flow to a goal: "login-back-from_help-to-help.yaml"."""
    return "-".join(re.findall(r"\w+", str(goal).replace(ANY, "any").replace("-->", " to "))) + ".yaml"
