"""What to say: for every step and for everything that can come out, and never too much at once."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from itertools import product
from typing import Any

import pytest
from msgspec.structs import replace

from ac_tui.deck.deck import Advice, Deck
from ac_tui.deck.load import load_deck
from ac_tui.deck.rules import reasons_to_tell
from ac_tui.desk.explain import advice_here, filled
from ac_tui.desk.story import Story
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.advance import begin
from ac_tui.journey.decision import Check, Decision
from ac_tui.journey.events import OpenApp, Tap
from ac_tui.journey.model import STEPS, Journey, Step
from ac_tui.journey.standing import SITUATIONS
from ac_tui.journey.table import ANY, TABLE
from ac_tui.journey.world import Policy
from tests.desk.table import flow, new_call, the_flows
from tests.shipped import simulation, the_deck

OUTCOMES = sorted(
    {
        (step, row.guard)
        for row in TABLE
        for step in (STEPS if row.step == ANY else (row.step,))
        if row.guard and row.event not in ("back", "choose_profile")
    }
)
VARIANTS = ("", "en")


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_step_has_something_to_say_to_check_and_to_do(variant: str) -> None:
    for step in STEPS:
        for situation in ("", *SITUATIONS.get(step, ())):
            speakable(deck_of(variant).advice(step, situation=situation))


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_outcome_of_the_table_has_advice_of_its_own(variant: str) -> None:
    deck = deck_of(variant)
    for step, outcome in OUTCOMES:
        assert deck.outcome_advice(step, outcome), (step, outcome)
        speakable(deck.advice(step, outcome))


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_failed_reason_has_advice_of_its_own(variant: str) -> None:
    deck = deck_of(variant)
    failed = (Check(check, False, "assumption", reason) for check, reason in reasons_to_tell())
    for check, (step, outcome) in product(failed, (("contact", "not_recognised"), ("tax_code", "unidentified"))):
        said = deck.advice_on(Decision(step, "submit", outcome, "x", (check,)))
        assert said.say != deck.advice(step, outcome).say, check
        speakable(said)


def speakable(advice: Advice) -> None:
    """Two or three spoken sentences, something to check, somewhere to go."""
    assert 2 <= len(advice.say) <= 3, advice
    assert advice.check, advice
    assert advice.next, advice
    assert all(text.endswith((".", "?")) for part in advice for text in part), advice


@cache
def deck_of(variant: str) -> Deck:
    return load_deck(variant=variant)


def test_there_is_advice_on_every_arrow() -> None:
    for row in TABLE:
        decision = Decision("welcome" if row.step == ANY else row.step, row.event, row.guard, "welcome")
        assert filled(the_deck(), the_deck().advice_on(decision), Policy().numbers).say, row


def at(step: Step, **fields: Any) -> Journey:
    return replace(begin(simulation().world), step=step, **fields)


def test_the_advice_is_for_what_came_out_while_the_customer_is_where_that_led() -> None:
    came_out = Decision("contact", "submit_contact", "not_recognised", "identity")
    assert advice_here(the_deck(), at("identity"), came_out, None) == the_deck().advice("contact", "not_recognised")
    assert advice_here(the_deck(), at("tax_code"), came_out, None) == the_deck().advice("tax_code")
    assert advice_here(the_deck(), at("identity"), None, None) == the_deck().advice("identity")


def test_an_outcome_without_words_of_its_own_leaves_those_of_the_step() -> None:
    moved = Decision("welcome", "register", "", "profile")
    assert advice_here(the_deck(), at("profile"), moved, None) == the_deck().advice("profile")


def test_there_are_words_wherever_the_library_leads() -> None:
    assert now(simulation()).say
    for which in the_flows():
        story = Story(which, simulation())
        while story.next():
            assert now(story.simulation).say, (which.file, story.place.played)


def now(phone: Simulation) -> Advice:
    """What the desk would say."""
    told = advice_here(phone.deck, phone.journey, phone.decision, phone.last_checked)
    return filled(phone.deck, told, Policy().numbers)


def said(phone: Simulation) -> str:
    advice = now(phone)
    speakable(advice)
    return " ".join((*advice.say, *advice.next))


def registering(profile: str, name: dict[str, str], email: str) -> Simulation:
    """Somebody who pressed «Registrati» with these data."""
    phone = simulation()
    for tap in ("register", profile):
        phone.tap(tap)
    for block, text in name.items():
        phone.write(block, text)
    phone.tap("continue")
    for block, text in (("email", email), ("password", "Prova1234")):
        phone.write(block, text)
    phone.tap("privacy")
    phone.tap("register")
    return phone


MARIO = {"first_name": "Mario", "last_name": "Rossi"}
WELLION = {"company_name": "Wellion"}


def test_a_private_registration_lost_with_the_app_is_begun_anew() -> None:
    phone = registering("person", MARIO, "mario.rossi@mail.it")
    phone.send(Tap.close_app)
    assert "è andata persa" in said(phone)
    phone.send(OpenApp())
    assert "è andata persa" in said(phone)
    phone.tap("register")
    assert "è andata persa" not in said(phone)


def test_a_business_registration_outlives_the_app() -> None:
    phone = registering("company", WELLION, "info@wellion.example")
    assert "Tieni aperta" not in said(phone)
    assert "48 ore" in said(phone)
    phone.send(Tap.close_app)
    phone.send(OpenApp())
    assert "tocca «Accedi»" in said(phone)
    assert "Registrati" not in said(phone)


def test_the_recovery_says_what_its_stage_asks_for() -> None:
    phone = simulation()
    phone.tap("login")
    phone.tap("recover")
    asking = said(phone)
    phone.write("contact", "elena.marchetti@example.com")
    phone.tap("continue")
    assert "codice di sei cifre" in said(phone)
    code = phone.journey.service.outbox[-1].code
    phone.write("code", code.get_secret_value())
    phone.send(Tap.submit_code)
    assert "nuova password" in said(phone)
    phone.send(Tap.back)
    assert said(phone) == asking


@pytest.mark.parametrize(
    ("name", "email", "helps"),
    [
        ({"first_name": "Paolo", "last_name": "Ferri"}, "famiglia.ferri@example.com", "tocca «Accedi»"),
        ({"first_name": "Bruno", "last_name": "Neri"}, "bruno.neri@example.com", "Agenzia"),
    ],
)
def test_no_tax_code_is_offered_as_help_where_it_is_none(name: dict[str, str], email: str, helps: str) -> None:
    phone = registering("person", name, email)
    for _ in range(2):
        assert helps in said(phone)
        assert "non serve" in said(phone)
        phone.tap("continue")  # the name again, then the tax code
    assert phone.journey.step == "tax_code"


def test_at_the_tax_code_continue_no_longer_leads_to_it() -> None:
    phone = registering("person", {"first_name": "Mario", "last_name": "Rosi"}, "mario.rossi@mail.it")
    phone.tap("continue")
    assert phone.journey.step == "tax_code"
    assert "porta" not in said(phone)


def test_a_stopped_service_does_not_promise_that_the_password_stays() -> None:
    assert any("password" in text for text in the_deck().advice("contact", "service_down").say)


@pytest.mark.parametrize(
    ("reason", "words"), [("expired", "48 ore"), ("superseded", "più recente"), ("replaced", "altro contatto")]
)
def test_an_expired_link_is_told_by_its_reason(reason: str, words: str) -> None:
    check = Check("link_live", False, "guide 6B", reason)
    decision = Decision("welcome", "open_link", "link_expired", "link_expired", (check,))
    told = advice_here(the_deck(), at("link_expired"), decision, None)
    assert words in " ".join(filled(the_deck(), told, Policy().numbers).say)


def test_going_back_from_the_notice_is_advised_for_the_screen_gone_back_to() -> None:
    phone = registering("person", {"first_name": "Bruno", "last_name": "Neri"}, "altro@example.com")
    assert phone.view.step == "identity"
    phone.send(Tap.back)
    assert phone.view.step == "contact"
    assert "Codice Fiscale" not in said(phone)


def test_to_whom_no_code_was_sent_none_is_promised() -> None:
    phone = simulation()
    phone.tap("login")
    phone.tap("recover")
    phone.write("contact", "nessuno@example.com")
    phone.tap("continue")
    assert not phone.messages
    phone.advance_clock(timedelta(minutes=2))
    phone.tap("resend")
    assert not phone.messages
    assert phone.decision is not None
    assert phone.decision.outcome == "may_send"
    assert "Se non è arrivato nulla" in said(phone)
    assert "Ti abbiamo inviato" not in said(phone)


def test_who_has_an_account_is_not_sent_to_register_again() -> None:
    call = new_call()
    call.tell(flow("k-irene-basile"))
    while call.simulation.view.step != "no_mobile":
        assert not call.play("next").say
    call.simulation.tap("assistance")
    assert call.simulation.view.step == "assistance"
    assert "stesse credenziali" in said(call.simulation)
    assert "si registra di nuovo" not in said(call.simulation)


def test_an_operation_that_is_done_is_no_registration() -> None:
    phone = simulation()
    phone.tap("login")
    phone.write("user", "elena.marchetti@example.com")
    phone.write("password", "Perché?No1Domani")
    phone.tap("login")
    phone.tap("operation")
    phone.write("code", phone.messages[-1].code)
    phone.tap("continue")
    assert phone.journey.notice == "operation_done"
    assert "registrazione" not in said(phone)
