"""Which states there are: every one that flows reach, each once, in the guide's order."""

from __future__ import annotations

from dataclasses import replace

from ac_tui.deck.view import View
from ac_tui.flows.model_surface import ModelSurface
from ac_tui.flows.play import Player
from ac_tui.reports.storyboard.forms import form_of, key_deck
from ac_tui.reports.storyboard.stills import PARTS, Camera, Still, developed
from tests.storyboard.worlds import everything, flows, stills, world

STAGE = world().stage


def of(step: str, part: str = "A") -> list[Still]:
    return [still for still in stills() if (still.step, still.part) == (step, part) and still.form.open]


def reached() -> set[View]:
    """Every screen that the flows show, seen by other means: the time of day left out."""
    seen: set[View] = set()
    for flow in flows():
        surface = ModelSurface(STAGE.simulation_for(flow))
        Player(flow, surface, observer=lambda played: seen.add(replace(played.view, clock="9:41 AM"))).play()
    return seen


def test_every_screen_that_flows_show_is_there_and_no_other() -> None:
    assert {still.views[0] for still in everything()} == reached()


def test_every_state_is_there_once() -> None:
    states = [(still.part, still.form) for still in stills()]
    assert len(states) == len(set(states))
    for still in stills():
        data = [one.views for one in (still, *still.others)]
        assert len(data) == len(set(data))
        assert all(other.form == still.form and other.place > still.place for other in still.others)


def test_the_same_state_of_two_customers_is_one() -> None:
    (filled,) = (still for still in of("identity") if still.form.filled == 2)
    names = {tuple(block.value for block in one.views[0].blocks if block.value) for one in (filled, *filled.others)}
    assert names == {("Anna-Maria", "Bellini-Colombo"), ("Giulia", "Bianchi"), ("Mario", "Rossi")}


def test_other_words_are_another_state() -> None:
    errors = [sorted(still.form.remarks) for still in of("identity") if still.form.rank == 3]
    assert errors == [
        ["body.first_name.error.empty", "body.last_name.error.empty"],
        ["body.last_name.error.empty"],
    ]
    kinds = {still.form.keys & {"words.destination.email", "words.destination.mobile"} for still in stills()}
    assert kinds == {frozenset(), frozenset({"words.destination.email"}), frozenset({"words.destination.mobile"})}


def test_the_parts_come_in_the_guides_order() -> None:
    parts = [still.part for still in stills()]
    assert parts == sorted(parts, key=PARTS.index)
    assert set(parts) == set(PARTS)
    steps = {part: list(dict.fromkeys(s.step for s in stills() if s.part == part and s.form.open)) for part in PARTS}
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
        for tab in {still.form.blocks for still in of(step)}:
            ranks = [still.form.rank for still in of(step) if still.form.blocks == tab]
            assert ranks == sorted(ranks)
    assert [still.form.filled for still in of("identity")] == [0, 1, 2, 0, 1]
    recover = [next(stage for stage in STAGES if stage in still.form.keys) for still in of("recover", "own")]
    assert recover == sorted(recover, key=STAGES.index)


STAGES = ("body.ask.text", "body.sent_if_known.text", "body.new.text")


def test_a_closed_app_comes_last() -> None:
    assert [still.form.open for still in stills()].index(False) == len(stills()) - 1


def test_who_reached_a_state() -> None:
    numbers = {flow.name: number for number, flow in enumerate(flows())}
    assert of("no_mobile")[0].flows == {numbers["Cliente privata senza cellulare"]}
    assert len(of("welcome")[0].flows) == len(flows()) - 1  # one of them begins as a company: part B


def test_codes_and_passwords_are_in_no_state() -> None:
    text = repr(stills())
    for secret in ("Prova1234", "Nuova5678", "Sbagliata1", "111111", "12345'"):
        assert secret not in text


def test_the_order_in_which_flows_are_played_changes_nothing() -> None:
    camera = Camera(*world())
    pieces = []
    for number, flow in reversed(list(enumerate(flows()))):
        camera.play(number, flow)
        pieces += camera.take()
    assert developed(pieces, STAGE.deck) == stills()


def test_keys_stand_for_texts() -> None:
    deck = key_deck(STAGE.deck)
    assert deck.screens["welcome"].heading == "⟦heading⟧"
    sent = deck.screens["confirm_contact"].body["sent"]
    assert getattr(sent, "text", "") == "⟦body.sent.text⟧{destination}"
    assert deck.screens["welcome"].desk == STAGE.deck.screens["welcome"].desk
    simulation = STAGE.simulation()
    assert "heading" in form_of(replace(simulation.view, heading="⟦heading⟧")).keys
