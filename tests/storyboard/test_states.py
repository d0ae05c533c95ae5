"""Which states there are: every one that flows reach, each once, in the guide's order."""

from __future__ import annotations

import re

from msgspec.structs import replace

from ac_tui.deck.load import key_deck
from ac_tui.deck.view import View
from ac_tui.flows.executor import Surface
from ac_tui.flows.play import Player
from ac_tui.reports.storyboard.states import PARTS, ScreenState, outline_of
from tests.storyboard.worlds import everything, flows, library, order, states

STAGE = order().fixture


def of(step: str, part: str = "A") -> list[ScreenState]:
    return [state for state in states() if (state.step, state.part) == (step, part) and state.open]


def reached() -> set[View]:
    """Every screen that the flows show, seen by other means: the time of day left out."""
    seen: set[View] = set()
    for flow in flows():
        surface = Surface(STAGE.simulation(flow.setting.seed))
        played = Player(flow, surface, keep=True).play().played
        seen.update(replace(one.view, clock="9:41 AM") for one in played)
    return seen


def blocks(state: ScreenState) -> tuple[str, ...]:
    return tuple(name for name, *_ in state.parts)


def told(state: ScreenState) -> tuple[object, ...]:
    """What makes it another state than others."""
    return state.part, state.step, state.open, state.back, state.parts


def test_every_screen_that_flows_show_is_there_and_no_other() -> None:
    assert {state.views[0] for state in everything()} == reached()


def test_every_state_is_there_once() -> None:
    found = [told(state) for state in states()]
    assert len(found) == len(set(found))
    for state in states():
        data = [one.views for one in (state, *state.others)]
        assert len(data) == len(set(data))
        assert all(told(other) == told(state) and other.first > state.first for other in state.others)


def test_the_same_state_of_two_customers_is_one() -> None:
    (filled,) = (state for state in of("identity") if state.filled == 2)
    names = {tuple(block.value for block in one.views[0].blocks if block.value) for one in (filled, *filled.others)}
    assert names == {("Anna-Maria", "Bellini-Colombo"), ("Giulia", "Bianchi"), ("Mario", "Rossi")}


def test_other_words_are_another_state() -> None:
    errors = [sorted(state.remarks) for state in of("identity") if state.rank == 3]
    assert errors == [
        ["body.first_name.error.empty", "body.last_name.error.empty"],
        ["body.last_name.error.empty"],
    ]
    kinds = {state.keys & {"words.destination.email", "words.destination.mobile"} for state in states()}
    assert kinds == {frozenset(), frozenset({"words.destination.email"}), frozenset({"words.destination.mobile"})}


def test_the_parts_come_in_the_guides_order() -> None:
    parts = [state.part for state in states()]
    assert parts == sorted(parts, key=PARTS.index)
    assert set(parts) == set(PARTS)
    steps = {part: list(dict.fromkeys(s.step for s in states() if s.part == part and s.open)) for part in PARTS}
    end = ["confirm_identity", "home"]
    assert steps["A"] == ["welcome", "profile", "identity", "contact", "confirm_contact", "login", *end, "no_mobile"]
    assert steps["B"] == [
        *("welcome", "profile", "company", "contact", "confirm_contact", "link_expired", "login"),
        *end,
    ]
    assert steps["C"] == ["identity", "tax_code", "choose_contact", "confirm_contact"]
    assert steps["own"] == ["privacy", "assistance", "help", "recover", "service_error"]


def test_within_a_screen_the_way_it_opens_comes_first_and_errors_last() -> None:
    for step in ("identity", "contact", "confirm_contact", "recover"):
        for tab in {blocks(state) for state in of(step)}:
            ranks = [state.rank for state in of(step) if blocks(state) == tab]
            assert ranks == sorted(ranks)
    assert [state.filled for state in of("identity")] == [0, 1, 2, 0, 1]
    recover = [next(stage for stage in STAGES if stage in state.keys) for state in of("recover", "own")]
    assert recover == sorted(recover, key=STAGES.index)


STAGES = ("body.ask.text", "body.sent_if_known.text", "body.new.text")


def test_a_closed_app_comes_last() -> None:
    assert [state.open for state in states()].index(False) == len(states()) - 1


def test_who_reached_a_state() -> None:
    numbers = {flow.name: number for number, flow in enumerate(flows())}
    assert of("no_mobile")[0].flows == {numbers["Cliente privata senza cellulare"]}
    assert len(of("welcome")[0].flows) == len(flows()) - 1  # one of them begins as a company: part B


def test_codes_and_passwords_are_in_no_state() -> None:
    text = repr(states())
    for secret in ("Prova1234", "Nuova5678", "Sbagliata1", "111111", "12345'"):
        assert secret not in text


def test_every_state_has_an_address_of_its_own() -> None:
    """It tells the part, the step and what is remarked on, and can stand in a link as it is."""
    addresses = [state.address for state in library()]
    assert len(addresses) == len(set(addresses)) > 200
    assert all(re.fullmatch(r"[a-z0-9_.-]+", address) for address in addresses)
    (wrong, *_) = (state for state in of("confirm_contact") if "body.code.error.wrong" in state.remarks)
    assert re.fullmatch(r"a\.confirm_contact\.code-error-wrong\.[0-9a-f]{6}", wrong.address)


def test_an_address_stays_whatever_other_states_there_are() -> None:
    everywhere = {told(state): state.address for state in library()}
    both = [state for state in states() if told(state) in everywhere]
    assert len(both) > 30
    assert all(everywhere[told(state)] == state.address for state in both)


def test_keys_stand_for_texts() -> None:
    deck = key_deck(STAGE.deck)
    assert deck.screens["welcome"].heading == "⟦heading⟧"
    sent = deck.screens["confirm_contact"].body["sent"]
    assert getattr(sent, "text", "") == "⟦body.sent.text⟧{destination}"
    assert deck.screens["welcome"].desk == STAGE.deck.screens["welcome"].desk
    simulation = STAGE.simulation()
    assert "⟦heading⟧" in repr(outline_of(replace(simulation.view, heading="⟦heading⟧")))
