"""The map of the flow: all of the transition table, every step once, a way to its phones."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations

from ac_tui.journey.model import STEPS
from ac_tui.journey.table import ANY, RETURN, TABLE
from ac_tui.reports.storyboard.diagram import CARD_H, CARD_W, GAP_X, diagram, flow_map, lines
from tests.storyboard.worlds import order

DECK = order().fixture.deck
PLAN = flow_map()


def test_every_step_has_one_place() -> None:
    assert sorted([*PLAN.corners, *PLAN.sides]) == sorted(STEPS)
    assert len(set(PLAN.corners.values())) == len(PLAN.corners)
    assert PLAN.sides == ("privacy", "assistance", "help", "service_error")


def test_every_way_of_the_table_can_be_seen() -> None:
    arrows = {(arrow.source, arrow.to): arrow.events for arrow in PLAN.arrows}
    for row in TABLE:
        if row.step == ANY:
            assert row.to in PLAN.anywhere[row.event]
        elif row.to not in (RETURN, row.step) and row.event != "back":
            drawn = row.event in arrows.get((row.step, row.to), ())
            assert drawn or row.to in PLAN.refers[row.step], row
    for steps in (*PLAN.refers.values(), *PLAN.anywhere.values()):
        assert set(steps) <= set(PLAN.badges)


def test_no_arrow_stands_for_nothing() -> None:
    ways = {(row.step, row.event, row.to) for row in TABLE}
    assert all((arrow.source, event, arrow.to) in ways for arrow in PLAN.arrows for event in arrow.events)


def test_ways_on_lead_on() -> None:
    """Read as a page is: to the right above, back to the left below."""

    def far(step: str) -> int:
        x, y = PLAN.corners[step]
        return x if y < PLAN.corners["login"][1] else 10_000 - x

    for arrow in PLAN.arrows:
        assert (far(arrow.to) > far(arrow.source)) is not arrow.back, arrow


def test_cards_do_not_touch() -> None:
    for one, other in combinations(PLAN.corners.values(), 2):
        assert abs(one[0] - other[0]) >= CARD_W + GAP_X or abs(one[1] - other[1]) > CARD_H


def test_no_two_arrows_begin_or_end_in_one_place() -> None:
    numbers = [re.findall(r"[\d.]+", line) for _, line in lines(PLAN)]
    ends = [tuple(found[:2]) for found in numbers] + [tuple(found[-2:]) for found in numbers]
    assert len(ends) == len(set(ends))


def test_a_step_leads_to_its_phones_and_one_without_says_so() -> None:
    svg = ET.fromstring(diagram(DECK, {"contact": {"a": 5, "b": 2}, "welcome": {"a": 1}}))
    groups = {group.attrib["data-step"]: group for group in svg.iter("g") if "data-step" in group.attrib}
    assert set(groups) == set(STEPS)
    links = {step: [link.attrib["href"] for link in group.iter("a")] for step, group in groups.items()}
    assert links["contact"] == ["#a-contact", "#a-contact", "#b-contact"]  # the card, then 4A 5A, then 4B 5B
    assert links["home"] == []
    assert groups["home"].attrib["class"] == "step none"
    words = {step: "".join(group.itertext()) for step, group in groups.items()}
    assert "7 schermate" in words["contact"]
    assert "1 schermata" in words["welcome"]
    assert "0 schermate" in words["home"]
