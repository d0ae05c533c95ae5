"""Stories: each customer has one that ends where its line says; played step by step, back, and on by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from ac_tui.deck.load import load_deck
from ac_tui.desk.story import Story, readable, told
from ac_tui.flows.load import own_story
from ac_tui.flows.model import Flow
from ac_tui.registry.model import Customer
from tests.desk.table import customer, flow, new_call, the_flows
from tests.shipped import simulation, the_deck, the_registry

HOME = "a1-persone-con-email-fino-alla-home"

ENDS = {
    "assistance": {"amici-del-bosco", "bruno-neri", "cooperativa-onda", "fabio-persi", "giulia-bianchi", "ion-popescu",
                   "leo-orsini", "nora-vitali", "oreste-serra", "sara-villa", "viola-pace"},
    "no_mobile": {"irene-basile", "nadia-riva-studio", "officine-prova-srl", "olga-ferro",
                  "rosa-greco"},
}  # fmt: skip
"""Where the stories end that do not end at home, as their lines say."""


def told_to_end_at(teller: Customer) -> str:
    return next((step for step, whose in ENDS.items() if teller.id in whose), "home")


def test_each_customer_has_a_story_that_ends_where_its_line_says() -> None:
    for teller in the_registry():
        own = own_story(teller, the_flows())
        assert own is not None, teller.id
        story = Story(own, simulation())
        assert story.to_the_end(), story.trouble
        assert story.simulation.view.step == told_to_end_at(teller), teller.story


def test_the_lines_say_it_in_words() -> None:
    """So that the table above cannot drift away from the registry: who stops says where, nobody else names a stop."""
    for teller in the_registry():
        line, end = teller.story.casefold(), told_to_end_at(teller)
        assert line, teller.id
        if end == "assistance":
            assert "assistenza" in line or "agenzia" in line, teller.id
        elif end == "no_mobile":
            assert "cellulare" in line or "si ferma" in line, teller.id
        else:
            assert "si ferma" not in line, teller.id
            assert "assistenza" not in line, teller.id


def test_every_flow_plays_step_by_step_and_back_to_the_beginning() -> None:
    for which in the_flows():
        story = Story(which, simulation())
        views = [story.simulation.view]
        while story.next():
            views.append(story.simulation.view)
        assert story.place.over, which.file
        assert story.place.played == len(story.steps), which.file
        for view in reversed(views[:-1]):
            assert story.back(), which.file
            assert story.simulation.view == view, which.file
        assert not story.back(), which.file


def test_every_step_of_a_story_shows_something_new() -> None:
    story = Story(flow(HOME), simulation())
    seen = (story.simulation.view, story.place.focus)
    while story.next():
        assert (story.simulation.view, story.place.focus) != seen
        seen = (story.simulation.view, story.place.focus)


def test_hands_may_take_over_and_the_story_goes_on_from_there() -> None:
    story = Story(flow(HOME), simulation())
    held = []
    while story.simulation.view.step != "identity":
        story.next()
        held.append(story.in_hand)
    story.simulation.write("first_name", "Maria")
    held.append(story.in_hand)
    while story.simulation.view.step == "identity":
        assert story.next()
        held.append(story.in_hand)
    assert held == [False, False, True, *[False] * (len(held) - 3)]
    assert story.simulation.journey.draft.text("identity", "last_name") == "Rossi"


def test_a_story_that_cannot_go_on_says_why_and_goes_back() -> None:
    story = Story(flow(HOME), simulation())
    while story.simulation.view.step != "identity":
        story.next()
    played, view = story.place.played, story.simulation.view
    story.simulation.tap("login")
    assert not story.next()
    assert "Nome" in story.trouble
    assert not story.next()
    assert story.back()
    assert (story.place.played, story.simulation.view, story.trouble) == (played, view, "")
    assert story.to_the_end()


def test_going_back_takes_back_what_hands_did_first() -> None:
    story = Story(flow(HOME), simulation())
    story.next()
    story.next()
    played, view = story.place.played, story.simulation.view
    story.simulation.back()
    assert story.back()
    assert (story.place.played, story.simulation.view) == (played, view)


def test_a_story_tells_no_password_and_no_code() -> None:
    for which in the_flows():
        for step in Story(which, simulation()).steps:
            line = told(the_deck(), step, {})
            assert line
            assert "Prova1234" not in line
            assert "${" not in line


def test_nested_steps_are_told_with_their_own_words() -> None:
    lines = [told(the_deck(), step, {}) for step in Story(flow("k-laura-conti"), simulation()).steps]
    assert "Scrive «Laura»" in lines
    assert "Scrive «la password»" in lines
    assert any("il codice arrivato" in line for line in lines)


def lines_in(which: Flow, variant: str) -> Sequence[str]:
    story = Story(which, simulation())
    story.simulation.deck = load_deck(variant=variant)
    return story.lines()


def test_steps_are_told_in_the_words_on_show() -> None:
    told = lines_in(flow(HOME), "en")
    assert told[1:4] == ["Taps “Register”", "Taps “People”", "Taps “First name”"]
    assert "Types “the password”" in told
    assert "Tocca «Registrati»" in lines_in(flow(HOME), "")


def test_what_is_not_on_show_is_told_in_the_words_on_show_too() -> None:
    stem = next(
        which.file.rpartition("/")[2].removesuffix(".yaml")
        for which in the_flows()
        if "Ti abbiamo inviato un nuovo codice" in unseen(which)
    )
    assert "Does not see “We have sent you a new code”" in lines_in(flow(stem), "en")


def unseen(which: Flow) -> list[str]:
    steps = Story(which, simulation()).steps
    texts = (
        s.command.args.selector.text for s in steps if s.command.name == "assertNotVisible" and s.command.args.selector
    )
    return [*filter(None, texts)]


@pytest.mark.parametrize("variant", ["", "en"])
def test_no_step_shows_a_regular_expression(variant: str) -> None:
    for which in the_flows():
        for line in lines_in(which, variant):
            assert not re.search(r"\\|(?<!mt)\.\*|\[0-9|\+[»”]", line), line


@pytest.mark.parametrize(
    ("source", "read"),
    [
        (r".*inviato alla email mar\*\*\*@ma\*\.it", "…inviato alla email mar***@ma*.it"),
        ("Ti restano [0-9]+ tentativi.", "Ti restano … tentativi."),
        ("•+", "•••"),
        ("Hai bisogno di aiuto?", "Hai bisogno di aiuto?"),
        ("+39 (Italia)", "+39 (Italia)"),
        (".....519", ".....519"),
    ],
)
def test_an_expression_is_read_as_words(source: str, read: str) -> None:
    assert readable(source) == read


@pytest.mark.parametrize("stem", [HOME, "k-laura-conti", "b3-aziende-con-il-link-fino-alla-home"])
def test_a_story_plays_in_any_variant_and_through_a_change_of_it(stem: str) -> None:
    english = load_deck(variant="en")
    phone = simulation()
    phone.deck = english
    story = Story(flow(stem), phone)
    assert story.to_the_end(), story.trouble
    assert phone.view.heading == english.screens["home"].heading

    changing = simulation()
    story = Story(flow(stem), changing)
    while story.next():
        changing.deck = english if changing.deck is the_deck() else the_deck()
    assert story.place.over


def test_a_call_knows_whose_story_it_tells() -> None:
    call = new_call()
    assert call.customer is customer("mario-rossi"), "the first of the registry, while nobody is chosen"
    call.tell(flow("k-laura-conti"))
    assert call.customer is customer("laura-conti")
    assert call.state.story is not None
