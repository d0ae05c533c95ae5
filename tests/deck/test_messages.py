"""SMS and emails as the customer would read them, and what the desk adds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from ac_tui.deck.render import MessageView, message_views
from ac_tui.journey.model import Challenge, Contact, Journey, Message, Pending, Purpose, Service
from ac_tui.registry.model import SecretStr
from tests.deck.worlds import EMAIL, MOBILE, NOW, WORLD, at, challenge, deck, message


def inbox(asked: Challenge, *sent: Message, later: timedelta = timedelta(0)) -> Journey:
    """A journey with these messages of one challenge, some time later."""
    pending = Pending(asked.customer_id, asked.contact, SecretStr("Prova1234"), bool(asked.link), asked.key)
    service = Service(challenges={asked.key: asked}, pending={asked.customer_id: pending}, outbox=sent)
    return at("confirm_contact", now=NOW + later, service=service)


def shown(asked: Challenge, *, later: timedelta = timedelta(0), **fields: Any) -> MessageView:
    """The one message of a challenge, some time later."""
    [view] = message_views(deck(), inbox(asked, message(asked, **fields), later=later), WORLD)
    return view


WAYS: list[tuple[Purpose, Contact]] = [
    ("registration", EMAIL),
    ("registration", MOBILE),
    ("access", MOBILE),
    ("operation", MOBILE),
    ("recovery", EMAIL),
    ("recovery", MOBILE),
]


@pytest.mark.parametrize(("purpose", "contact"), WAYS)
def test_every_message_carries_its_code_and_how_long_it_lasts(purpose: Purpose, contact: Contact) -> None:
    view = shown(challenge(contact, purpose=purpose))
    assert view.channel == contact.kind
    assert "823456" in view.body
    assert "10 minuti" in view.body
    assert bool(view.subject) is (contact.kind == "email")
    assert view.sender
    assert "{" not in view.body + view.subject + view.sender


@pytest.mark.parametrize("contact", [EMAIL, MOBILE])
def test_a_business_registration_carries_the_link_as_well(contact: Contact) -> None:
    view = shown(challenge(contact, link="f00d", expires_at=NOW + timedelta(hours=48)))
    assert view.link == "https://areaclienti.example/conferma/f00d"
    assert view.link in view.body
    assert "823456" in view.body
    assert "48 ore" in view.body


def test_each_message_says_what_it_is_for() -> None:
    bodies = {shown(challenge(MOBILE, purpose=purpose)).body for purpose, contact in WAYS if contact == MOBILE}
    assert len(bodies) == 4


def test_the_address_is_masked() -> None:
    assert shown(challenge(EMAIL)).to == "mar*****@ma***.it"
    assert shown(challenge(MOBILE)).to == "+39 320 *****19"


def test_code_link_and_body_stay_out_of_the_repr() -> None:
    text = repr(shown(challenge(link="f00d")))
    assert "823456" not in text
    assert "f00d" not in text
    assert "mario.rossi@mail.it" not in text


@pytest.mark.parametrize(
    ("later", "age"),
    [(0, "adesso"), (59, "adesso"), (60, "1 min fa"), (3599, "59 min fa"), (7200, "2 h fa"), (200_000, "2 g fa")],
)
def test_a_message_grows_older(later: int, age: str) -> None:
    assert shown(challenge(), later=timedelta(seconds=later)).age == age


@pytest.mark.parametrize(
    ("fields", "later", "life"),
    [
        ({}, 0, "vale ancora 10 minuti"),
        ({}, 30, "vale ancora 9 minuti 30 secondi"),
        ({}, 599, "vale ancora 1 secondo"),
        ({}, 600, "scaduto"),
        ({"used": True}, 30, "già usato"),
        ({"attempts_left": 0}, 30, "bloccato: tentativi finiti"),
        ({"expires_at": NOW + timedelta(hours=48)}, 61, "vale ancora 47 ore 58 minuti"),
    ],
)
def test_a_message_tells_what_its_code_is_worth(fields: dict[str, Any], later: int, life: str) -> None:
    assert shown(challenge(**fields), later=timedelta(seconds=later)).life == life


def test_only_the_newest_code_counts() -> None:
    first = challenge()
    second = replace(first, code=SecretStr("111111"), sent_at=NOW + timedelta(minutes=1), sends=2)
    journey = inbox(second, message(first), message(second, serial=2), later=timedelta(minutes=2))
    views = message_views(deck(), journey, WORLD)
    assert [view.number for view in views] == [1, 2]
    assert [view.life for view in views] == ["sostituito da uno più recente", "vale ancora 8 minuti"]
    assert [(view.attempts_left, view.sends_left) for view in views] == [(None, None), (5, 3)]


def test_two_sends_of_the_same_fixed_code_are_told_apart() -> None:
    first = challenge()
    second = replace(first, sent_at=NOW + timedelta(minutes=1), sends=2)
    journey = inbox(second, message(first), message(second, serial=2), later=timedelta(minutes=2))
    lives = [view.life for view in message_views(deck(), journey, WORLD)]
    assert lives == ["sostituito da uno più recente", "vale ancora 8 minuti"]


def test_a_code_is_lost_with_its_registration() -> None:
    journey = at("welcome", service=Service(outbox=(message(challenge()),)))
    [view] = message_views(deck(), journey, WORLD)
    assert (view.life, view.attempts_left) == ("perso con la registrazione", None)


def test_the_message_of_a_registration_that_gave_way_to_another_no_longer_counts() -> None:
    asked = challenge()
    journey = inbox(asked, message(asked))
    elsewhere = replace(journey.service.pending["mario-rossi"], contact=MOBILE, challenge="another")
    service = replace(journey.service, pending={"mario-rossi": elsewhere})
    [view] = message_views(deck(), replace(journey, service=service), WORLD)
    assert view.life == "non conta: il codice ora è quello per un altro contatto"


def test_messages_come_in_the_order_they_arrive_and_only_once_they_have() -> None:
    asked = challenge()
    late = message(asked, serial=1, arrives_at=NOW + timedelta(minutes=5))
    lost = message(asked, serial=2, arrives_at=None)
    spam = message(asked, serial=3, arrives_at=NOW + timedelta(minutes=1), folder="spam")

    def arrived(minutes: int) -> list[str]:
        journey = inbox(asked, late, lost, spam, later=timedelta(minutes=minutes))
        return [view.folder for view in message_views(deck(), journey, WORLD)]

    assert (arrived(0), arrived(1), arrived(5)) == ([], ["spam"], ["spam", "inbox"])
    assert shown(asked, folder="spam").folder == "spam"


def test_a_message_delivered_twice_is_two_messages() -> None:
    asked = challenge()
    views = message_views(deck(), inbox(asked, message(asked), message(asked)), WORLD)
    assert [(view.number, view.code) for view in views] == [(1, "823456"), (2, "823456")]
