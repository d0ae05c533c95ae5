"""Advice knows what the session knows: where the message is, what is left of code and sends, clock, service, app."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from ac_tui.deck.deck import Advice
from ac_tui.deck.load import load_deck
from ac_tui.desk.explain import advice_now
from ac_tui.desk.notes import take_notes
from ac_tui.flows.simulation import Simulation
from ac_tui.journey import events as ev
from ac_tui.journey.events import Tap
from ac_tui.journey.rules import is_pec
from ac_tui.journey.standing import FACTS, STANDINGS, facts, standing
from ac_tui.journey.world import SeededCodes, World
from ac_tui.registry.index import Registry
from ac_tui.registry.load import customer_of
from ac_tui.registry.model import Delivery, InsurancePolicy
from tests.shipped import the_deck, the_policy

EMAIL, PEC, MOBILE = "ugo.prova@mail.example", "ugo@pec.studio.example", "+393941234567"
BOTH, ONE_EMAIL, ONE_PEC, ONE_MOBILE = ((EMAIL,), (MOBILE,)), ((EMAIL,), ()), ((PEC,), ()), ((), (MOBILE,))
Contacts = tuple[tuple[str, ...], tuple[str, ...]]


def registered(contacts: Contacts, delivery: Delivery, *, profile: str = "person", by: str = "") -> Simulation:
    """Somebody with these contacts who has just pressed «Registrati», by the first of them."""
    emails, mobiles = contacts
    customer = customer_of(
        {
            "id": "ugo-prova",
            "profile": profile,
            "first_name": "Ugo",
            "last_name": "Prova",
            "emails": emails,
            "mobiles": mobiles,
            "policies": (InsurancePolicy(number="1"),),
            "delivery": delivery,
            "agency": {"name": "Agenzia Prova", "phone": "+390400000000"},
        }
    )
    phone = Simulation(Registry((customer,)), the_policy(), SeededCodes(7), the_deck())
    for tap in ("register", profile):
        phone.tap(tap)
    phone.write("first_name", "Ugo")
    phone.write("last_name", "Prova")
    phone.tap("continue")
    if by == "mobile" or not emails:
        phone.tap("kind", "mobile")
        phone.write("number", mobiles[0].removeprefix("+39"))
    else:
        phone.write("email", emails[0])
    phone.write("password", "Prova1234")
    phone.tap("privacy")
    phone.tap("register")
    assert phone.view.step == "confirm_contact"
    return phone


def now(phone: Simulation) -> Advice:
    return advice_now(phone)


def wrong(phone: Simulation, times: int = 1) -> None:
    right = phone.journey.service.outbox[-1].code.get_secret_value()
    for _ in range(times):
        phone.write("code", "000000" if right != "000000" else "111111")
        phone.tap("continue")


def sends_gone(phone: Simulation) -> None:
    for _ in range(the_policy().sends - 1):
        phone.advance_clock(the_policy().resend_cooldown)
        phone.tap("resend")


def nothing(_: Simulation) -> None:
    """The code was sent just now."""


def too_soon(phone: Simulation) -> None:
    phone.tap("resend")


def blocked(phone: Simulation) -> None:
    wrong(phone, the_policy().code_attempts)


def blocked_long_ago(phone: Simulation) -> None:
    blocked(phone)
    phone.advance_clock(the_policy().resend_cooldown)


def blocked_for_good(phone: Simulation) -> None:
    sends_gone(phone)
    blocked(phone)


def expired(phone: Simulation) -> None:
    phone.advance_clock(the_policy().code_lifetime_private)


def expired_for_good(phone: Simulation) -> None:
    sends_gone(phone)
    expired(phone)


def service_down(phone: Simulation) -> None:
    phone.send(ev.SetService(False))


def closed(phone: Simulation) -> None:
    phone.close()


Case = tuple[str, Contacts, Delivery, Callable[[Simulation], None]]
CASES: dict[str, Case] = {
    "late": ("late", BOTH, "late", nothing),
    "an email lost, another contact": ("lost_email_other", BOTH, "lost", nothing),
    "an email lost, no other": ("lost_email", ONE_EMAIL, "lost", nothing),
    "an SMS lost, no other contact": ("lost_sms", ONE_MOBILE, "lost", nothing),
    "spam": ("spam", BOTH, "spam", nothing),
    "an SMS filtered": ("sms_filtered", ONE_MOBILE, "spam", nothing),
    "a PEC": ("pec", ONE_PEC, "normal", nothing),
    "late, then asked again too soon": ("late", BOTH, "late", too_soon),
    "blocked, just sent": ("blocked_wait", BOTH, "normal", blocked),
    "blocked, a while ago": ("blocked", BOTH, "normal", blocked_long_ago),
    "blocked, nothing left to send": ("blocked_no_sends", BOTH, "normal", blocked_for_good),
    "expired": ("expired", BOTH, "normal", expired),
    "expired, nothing left to send": ("expired_no_sends", BOTH, "normal", expired_for_good),
    "the service is down": ("service_down", BOTH, "late", service_down),
    "the app is closed": ("app_closed", BOTH, "late", closed),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@pytest.mark.parametrize("variant", ["", "en"])
def test_what_the_session_knows_is_what_is_said(case: Case, variant: str) -> None:
    name, contacts, delivery, then = case
    phone = registered(contacts, delivery)
    phone.deck = load_deck(variant=variant)
    then(phone)
    assert standing(phone.journey, phone.world) == name
    assert now(phone).say == phone.deck.standings[name].say
    notes = take_notes(phone)
    assert notes.say == now(phone).say
    assert notes.next == now(phone).next


def test_every_standing_of_a_message_was_tried() -> None:
    tried = {name for name, *_ in CASES.values()}
    assert set(STANDINGS) - tried == {"lost_sms_other"}
    phone = registered(BOTH, "lost", by="mobile")
    assert standing(phone.journey, phone.world) == "lost_sms_other"


@pytest.mark.parametrize(("delivery", "contacts"), [("late", BOTH), ("lost", BOTH), ("lost", ONE_MOBILE)])
def test_no_code_is_said_to_have_been_sent_that_has_not_arrived(delivery: Delivery, contacts: Contacts) -> None:
    phone = registered(contacts, delivery)
    assert not any("ti abbiamo inviato" in text.casefold() for text in now(phone).say)
    phone.advance_clock(the_policy().resend_cooldown)
    phone.tap("resend")
    assert not any("ti abbiamo inviato" in text.casefold() for text in now(phone).say)


def test_once_a_late_message_has_arrived_the_step_has_its_words_again() -> None:
    phone = registered(BOTH, "late")
    assert "non chiederne un altro" in " ".join(now(phone).say).casefold()
    assert any("5 minuti" in text for text in now(phone).check)
    phone.advance_clock(the_policy().late_delivery)
    assert standing(phone.journey, phone.world) is None
    assert "arrived" in facts(phone.journey, phone.world)


def test_a_wrong_code_is_told_first_and_then_where_the_message_is() -> None:
    phone = registered(BOTH, "spam")
    wrong(phone)
    said = now(phone).say
    assert "non è corretto" in said[0]
    assert set(the_deck().standings["spam"].say) < set(said)


def test_attempts_and_sends_are_counted() -> None:
    phone = registered(BOTH, "normal")
    assert not {"few_attempts", "last_attempt", "last_send", "no_sends"} & set(facts(phone.journey, phone.world))
    wrong(phone)
    assert "Tentativi rimasti su questo codice: 4." in now(phone).check
    wrong(phone, 3)
    assert "last_attempt" in facts(phone.journey, phone.world)
    sends_gone(phone)
    assert any("24 ore" in text for text in now(phone).next)
    phone.advance_clock(the_policy().resend_cooldown)
    phone.tap("resend")
    assert phone.view.step == "assistance"
    assert any("24 ore" in text for text in now(phone).next)


def test_a_link_confirms_too() -> None:
    phone = registered(BOTH, "late", profile="professional")
    assert "with_link" in facts(phone.journey, phone.world)
    assert any("link" in text for text in now(phone).next)


def test_on_the_page_of_help_the_code_is_still_the_point() -> None:
    phone = registered(BOTH, "late")
    phone.send(Tap.open_help)
    assert phone.view.step == "help"
    assert now(phone).say == the_deck().standings["late"].say


def test_the_window_of_sends_is_the_policy_s() -> None:
    phone = registered(BOTH, "normal")
    sends_gone(phone)
    policy = replace(phone.world.policy, sends_window=timedelta(hours=5))
    phone.world = World(phone.world.registry, policy, phone.world.clock, phone.world.codes)
    assert any("5 ore" in text for text in advice_now(phone).next)


def test_another_contact_is_offered_only_where_the_rules_take_it() -> None:
    wife = customer_of(
        {
            "id": "ada-prova",
            "profile": "person",
            "first_name": "Ada",
            "last_name": "Prova",
            "mobiles": (MOBILE,),
            "account": {"username": MOBILE, "password": "Prova1234"},
        }
    )
    phone = registered(BOTH, "lost")
    registry = Registry((*phone.world.registry, wife))
    world = World(registry, phone.world.policy, phone.world.clock, phone.world.codes)
    assert standing(phone.journey, phone.world) == "lost_email_other"
    assert standing(phone.journey, world) == "lost_email"


@pytest.mark.parametrize("variant", ["", "en"])
def test_there_are_words_for_everything_the_session_may_know(variant: str) -> None:
    deck = load_deck(variant=variant)
    assert set(deck.standings) == set(STANDINGS)
    assert set(deck.facts) == set(FACTS)


@pytest.mark.parametrize(
    ("email", "pec"),
    [
        ("a@pec.it", True),
        ("a@pec.rossi.example", True),
        ("a@legalmail.it", True),
        ("a@arubapec.it", True),
        ("a@rossi-pec.example", True),
        ("a@postacert.it", True),
        ("pec@rossi.example", False),
        ("a@peccioli.example", False),
        ("a@mail.it", False),
        ("a@specialisti.example", False),
    ],
)
def test_a_certified_mailbox_is_known_by_its_domain(email: str, pec: bool) -> None:
    assert is_pec(email) is pec
