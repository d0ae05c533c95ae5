"""The typing aid: the right data of whoever is on the line, at a key."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ac_tui.desk.phone import right_answers, to_fill, turn_tab, type_aid, type_for
from ac_tui.desk.session import Session
from ac_tui.flows.executor import main_button
from ac_tui.flows.simulation import START
from ac_tui.journey.forms import typed
from ac_tui.registry.keys import mobile_key
from ac_tui.registry.model import Customer
from tests.desk.table import customer, new_call
from tests.shipped import simulation, the_registry


def fill(call: Session) -> None:
    for block in list(to_fill(call.simulation.view)):
        type_for(call, block.id)


def live(call: Session) -> str:
    """Go as far as right data and main buttons lead; the step where that ends."""
    phone, teller = call.simulation, call.customer
    assert teller is not None
    phone.tap("login" if teller.account else "register")
    for _ in range(14):
        if phone.view.step == "profile":
            phone.tap(teller.profile)
            continue
        if phone.view.step == "contact" and not teller.emails and phone.view.block("email"):
            phone.tap("kind", "mobile")
        phone.advance_clock(timedelta(minutes=6 if teller.delivery == "late" else 0))
        fill(call)
        if phone.view.step in ("home", "no_mobile", "assistance"):
            break
        phone.tap(main_button(phone.view))
    return phone.view.step


def where_right_data_lead(teller: Customer) -> str:
    if teller.delivery == "lost" or not (teller.emails or teller.mobiles or teller.account):
        return ""
    taken = {account.username for other in the_registry() if (account := other.account) and other is not teller}
    if teller.account is None and (
        not teller.insured_on(START.date()) or taken.issuperset((*teller.emails, *teller.mobiles))
    ):
        return "assistance"
    later = teller.account is not None and teller.account.first_access_done
    return "home" if later or teller.usable_mobiles else "no_mobile"


@pytest.mark.parametrize("teller", [c for c in the_registry() if where_right_data_lead(c)], ids=lambda c: c.id)
def test_with_right_data_everybody_gets_as_far_as_they_can(teller: Customer) -> None:
    call = new_call()
    call.choose(teller)
    assert live(call) == where_right_data_lead(teller)


def test_a_free_contact_comes_before_one_that_is_somebodys_user_name() -> None:
    call = new_call()
    call.choose(customer("nadia-riva-studio"))
    other = customer("nadia-riva")
    call.simulation.tap("register")
    call.simulation.tap("professional")
    fill(call)
    call.simulation.tap("continue")
    type_for(call, "email")
    assert call.simulation.written("email") == other.emails[0]

    taken = new_call()
    taken.choose(other)
    assert live(taken) == "home"
    taken.choose(customer("nadia-riva-studio"))
    taken.simulation.tap("logout")
    taken.simulation.tap("register")
    taken.simulation.tap("professional")
    fill(taken)
    taken.simulation.tap("continue")
    type_for(taken, "email")
    assert taken.simulation.written("email") == "studio@riva.example"


def test_every_field_of_the_mobile_tab() -> None:
    call = new_call()
    call.choose(customer("lukas-meier"))
    phone = call.simulation
    phone.tap("register")
    phone.tap("person")
    fill(call)
    phone.tap("continue")
    phone.tap("kind", "mobile")
    assert type_for(call, "prefix")
    assert phone.written("prefix") == "+41"
    fill(call)
    assert phone.view.block("privacy") is not None
    assert not list(to_fill(phone.view))
    phone.tap("register")
    assert phone.view.step == "confirm_contact"


@pytest.mark.parametrize(
    "teller", [c for c in the_registry() if c.mobiles and not c.emails and not c.account], ids=lambda c: c.id
)
def test_who_left_only_a_mobile_is_led_to_its_tab(teller: Customer) -> None:
    session = Session(simulation())
    session.choose(teller)
    phone = session.simulation
    phone.tap("register")
    phone.tap(teller.profile)
    while next(to_fill(phone.view), None) is not None:
        type_aid(session)
    phone.tap("continue")
    outcome = type_aid(session, "")
    assert typed(phone.journey, "kind") == "mobile"
    while next(to_fill(phone.view), None) is not None:
        outcome = type_aid(session, outcome.focus)
    assert mobile_key(phone.written("number")) == teller.mobiles[0]
    assert not list(to_fill(phone.view))
    assert outcome.focus == "register"


def test_a_tab_with_a_contact_for_it_stays_as_it_is() -> None:
    call = new_call()
    for kind in ("mobile", "email"):
        call.simulation.tap("register")
        call.simulation.tap("person")
        fill(call)
        call.simulation.tap("continue")
        call.simulation.tap("kind", kind)
        assert not turn_tab(call)
        call.simulation.restart()


def test_password_and_privacy_are_there_for_who_left_no_contact() -> None:
    call = new_call()
    call.choose(customer("amici-del-bosco"))
    phone = call.simulation
    phone.tap("register")
    phone.tap("company")
    fill(call)
    phone.tap("continue")
    assert not type_for(call, "email")
    assert type_for(call, "password")
    assert type_for(call, "privacy")
    assert phone.view.block("privacy").checked  # type: ignore[union-attr]


def test_there_is_nothing_to_type_where_there_is_no_field() -> None:
    call = new_call()
    assert not type_for(call, "register")
    assert not type_for(call, "nothing")
    assert "register" not in right_answers(call)
    assert list(to_fill(call.simulation.view)) == []


def test_a_code_is_the_newest_that_arrived_and_none_before() -> None:
    call = new_call()
    call.choose(customer("carlo-lenti"))
    phone = call.simulation
    phone.tap("register")
    phone.tap("person")
    fill(call)
    phone.tap("continue")
    fill(call)
    phone.tap("register")
    assert phone.view.step == "confirm_contact"
    assert not type_for(call, "code"), "his messages are late"
    phone.advance_clock(timedelta(minutes=5))
    assert type_for(call, "code")
    phone.tap("continue")
    assert phone.view.step == "login"
