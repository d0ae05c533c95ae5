"""What holds in every random life: nobody is let in without proof, no secret is shown, every move is of the flow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

from msgspec.structs import replace

from ac_tui.deck.deck import Deck
from ac_tui.deck.load import load_deck
from ac_tui.deck.render import message_views, render
from ac_tui.deck.view import View
from ac_tui.journey import events as ev
from ac_tui.journey.advance import IGNORED, Transition, advance, begin
from ac_tui.journey.forms import field_of
from ac_tui.journey.model import Challenge, Journey
from ac_tui.journey.recognise import Enquiry, contacts_of
from ac_tui.journey.rules import password_error
from ac_tui.journey.world import World
from tests.journey import filled
from tests.journey.invariants import EDGES, well_formed, well_told
from tests.journey.lives import PASSWORDS, Choice, Life, one_a_line
from tests.journey.worlds import EVERYBODY, MARIO, Watch, customer, make_world, with_account

CONTACTS = tuple(contact for known in EVERYBODY for contact in (*known.emails, *known.mobiles))
STEPS_OF_A_LIFE = 100
WHERE_NOBODY_IS_LOGGED_IN = {
    "welcome", "profile", "identity", "company", "contact", "privacy", "confirm_contact", "link_expired", "login",
    "tax_code", "choose_contact", "recover",
}  # fmt: skip
WITHOUT_A_NOTICE = {"profile", "contact", "privacy", "link_expired", "home"}
SIDE_STEPS = {"privacy", "assistance", "help", "service_error"}
CODE = re.compile(r"(?<![0-9])97[0-9]{4}(?![0-9])")
"""What codes look like in these worlds; nothing else does."""


def crowd() -> World:
    """Everybody, and a few with an account whose first access is still to come, with and without a mobile."""
    nobile = customer("ada-neri", first_name="Ada", last_name="Neri", client_code="09", emails=["ada@example.com"])
    return make_world(
        *EVERYBODY,
        with_account(nobile, "ada@example.com", PASSWORDS[1], first_access_done=True),
        with_account(
            customer("ugo-riva", first_name="Ugo", last_name="Riva", client_code="08", mobiles=["+393941234567"]),
            "+393941234567",
            PASSWORDS[0],
            first_access_done=False,
        ),
        customer("eva-riva", first_name="Eva", last_name="Riva", client_code="07", tax_code=MARIO.tax_code),
    )


@cache
def deck() -> Deck:
    return load_deck()


def happening(event: filled.Deed | timedelta, world: World) -> filled.Deed:
    """The event as the journey hears it: time passes first, where it is a span of time."""
    if not isinstance(event, timedelta):
        return event
    assert isinstance(world.clock, Watch)
    world.clock.moment += event
    return ev.Tap.tick


ASIDE = ("help", "privacy", "assistance", "service_error")
"""Side trips: what was typed before them, passwords too, is there again after them."""


@dataclass
class Witness:
    """Lives through events and remembers what must not come back."""

    world: World
    journey: Journey
    events: list[filled.Deed | timedelta] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def live(self, deed: filled.Deed | timedelta) -> None:
        self.events.append(deed)
        before, event, transition = filled.advanced(self.journey, happening(deed, self.world), self.world)
        self.journey = transition.state
        self.seen[self.journey.step] += 1
        self.moved_along_an_arrow(before, event, transition)
        self.is_well_formed(self.journey)
        self.keeps_secrets(event, transition)
        self.sent_what_may_be_sent(before, self.journey)
        self.counted_attempts(before, event, self.journey)
        self.made_accounts_rightly(before, event, self.journey)
        self.let_in_rightly(before, event, self.journey)
        if event is ev.Tap.back:
            self.went_back(before, transition)

    def moved_along_an_arrow(self, before: Journey, event: ev.Event, transition: Transition) -> None:
        after, decision, edge = transition.state, transition.decision, transition.edge
        assert after.now == self.world.clock.now()
        if decision is None:
            assert event.name in ("edit", "tick", "set_service", "set_delivery")
            assert after.step == before.step
            return
        assert (decision.step, decision.event) == (before.step, event.name)
        assert decision.to == after.step
        well_told(transition)
        if decision.outcome == IGNORED:
            assert edge is None
            assert transition.effects == ()
            assert Shown(after) == Shown(before)
            return
        assert edge in EDGES
        assert edge is not None
        assert (edge.source, edge.event, edge.to) in {(s, event.name, after.step) for s in (before.step, "*")}

    def is_well_formed(self, journey: Journey) -> None:
        well_formed(journey, self.world)
        assert bool(journey.trail) or journey.step not in SIDE_STEPS
        assert len(journey.trail) <= 5
        assert journey.challenge == "" or journey.challenge in journey.service.challenges
        if journey.step in ("confirm_contact", "link_expired"):
            current = journey.current
            assert current is not None
            assert current.purpose == "registration"
            assert journey.service.pending[current.customer_id].challenge == current.key
        assert not (journey.step in WITHOUT_A_NOTICE and journey.second_look)
        if journey.step in ("tax_code", "choose_contact"):
            assert journey.second_look
            assert password_is_fine(journey.kept_password.get_secret_value())
        if journey.step == "choose_contact":
            assert journey.offers
        if journey.step == "recover" and journey.stage == "password":
            assert journey.current is not None
            assert journey.current.used
        if journey.step == "home":
            assert journey.logged_in
        if journey.step in WHERE_NOBODY_IS_LOGGED_IN and journey.app_open:
            assert journey.logged_in == ""
        if not journey.app_open:
            assert journey.step == "welcome"
            assert journey.stay or not journey.logged_in
        for pending in journey.service.pending.values():
            known_customer = self.world.registry.get(pending.customer_id)
            assert known_customer is not None
            assert pending.contact in contacts_of(known_customer)
            assert Enquiry(journey, self.world).account(known_customer) is None
            assert password_is_fine(pending.password.get_secret_value())
            challenge = journey.service.challenges[pending.challenge]
            assert (challenge.customer_id, challenge.contact) == (pending.customer_id, pending.contact)
            assert pending.business is (known_customer.profile != "person")

    def keeps_secrets(self, event: ev.Event, transition: Transition) -> None:
        journey = transition.state
        view = render(deck(), journey, self.world)
        texts = [repr(event), repr(transition), *(text for _, text in view.texts())]
        texts += [repr(block) for block in view.blocks if block.kind != "code"]
        texts += [repr(message) for message in message_views(deck(), journey, self.world)[-1:]]
        everything = "\n".join(texts)
        assert not CODE.search(everything), CODE.search(everything)
        for password in PASSWORDS:
            assert password not in everything
        self.shows_what_it_must(journey, view)
        self.tells_nobodys_contact(journey, view)

    def shows_what_it_must(self, journey: Journey, view: View) -> None:
        assert view.step == journey.step
        assert view.open is journey.app_open
        assert bool(view.blocks) is journey.app_open
        assert "{" not in "".join(text for _, text in view.texts() if "{" not in str(journey.draft.values))
        if journey.app_open:
            for block, error in journey.errors.items():
                shown = view.block(block)
                assert shown is None or bool(shown.error) is bool(error)

    def tells_nobodys_contact(self, journey: Journey, view: View) -> None:
        """A screen shows a contact in full only in the field where it stands."""
        for block, text in view.texts():
            if any(contact in text for contact in CONTACTS):
                assert field_of(journey.step, block) is not None
                assert text in journey.draft.values.values()

    def sent_what_may_be_sent(self, before: Journey, after: Journey) -> None:
        policy = self.world.policy
        assert after.service.serial - before.service.serial in (0, 1)
        assert after.service.outbox[: len(before.service.outbox)] == before.service.outbox
        assert len(after.service.outbox) == len(before.service.outbox) or after.service.up
        for key, challenge in after.service.challenges.items():
            assert 0 <= challenge.attempts_left <= policy.code_attempts
            assert 1 <= challenge.sends <= policy.sends
            old = before.service.challenges.get(key)
            if old is not None and old.sent_at != challenge.sent_at:
                assert challenge.sent_at - old.sent_at >= policy.resend_cooldown
                counted = challenge.sent_at - old.sent_at < policy.sends_window
                assert challenge.sends == (old.sends + 1 if counted else 1)

    def counted_attempts(self, before: Journey, event: ev.Event, after: Journey) -> None:
        for key, old in before.service.challenges.items():
            new = after.service.challenges[key]
            if new.code != old.code:
                assert new.attempts_left == self.world.policy.code_attempts
            elif new.attempts_left != old.attempts_left:
                assert event is ev.Tap.submit_code
                assert key == before.challenge
                assert before.draft.secret(before.step, "code") != old.code or old.used or not old.customer_id
                assert new.attempts_left == old.attempts_left - 1
            assert not old.used or new.used or new.code != old.code

    def made_accounts_rightly(self, before: Journey, event: ev.Event, after: Journey) -> None:
        changed = {k: a for k, a in after.service.accounts.items() if before.service.accounts.get(k) != a}
        usernames = [
            account.username for known in self.world.registry if (account := Enquiry(after, self.world).account(known))
        ]
        assert len(set(usernames)) == len(usernames)
        for customer_id, account in changed.items():
            assert before.service.up
            owner = self.world.registry.get(customer_id)
            assert owner is not None
            assert password_is_fine(account.password.get_secret_value())
            old = Enquiry(before, self.world).account(owner)
            if old is None:
                assert Enquiry(before, self.world).owner_of_username(account.username) is None
                pending = before.service.pending[customer_id]
                challenge = before.service.challenges[pending.challenge]
                assert proves(before, event, challenge, self.world)
                assert not account.first_access_done
                assert (account.username, account.password) == (pending.contact.value, pending.password)
            elif event is ev.Tap.submit_new_password:
                assert account.password == before.draft.secret(before.step, "password")
                proof = before.current
                assert proof is not None
                assert (proof.purpose, proof.customer_id, proof.used) == ("recovery", customer_id, True)
            else:
                assert account == replace(old, first_access_done=True)
                assert proves(before, event, before.service.challenges[before.challenge], self.world)

    def let_in_rightly(self, before: Journey, event: ev.Event, after: Journey) -> None:
        if not after.logged_in or after.logged_in == before.logged_in:
            return
        owner = self.world.registry.get(after.logged_in)
        assert owner is not None
        account = Enquiry(after, self.world).account(owner)
        assert account is not None
        assert account.first_access_done
        if event is ev.Tap.submit_login:
            assert before.draft.secret(before.step, "password") == account.password
        else:
            assert event is ev.Tap.submit_code
            assert proves(before, event, before.service.challenges[before.challenge], self.world)

    def went_back(self, before: Journey, transition: Transition) -> None:
        after = transition.state
        if not before.app_open or before.step == "welcome":
            assert transition.edge is None
            return
        assert transition.edge is not None
        assert after.draft.values == before.draft.values
        if before.step in ASIDE:
            assert after.draft == before.draft
        else:
            assert all(not secret.get_secret_value() for secret in after.draft.secrets.values())
        assert (after.step, after.stage) != (before.step, before.stage)
        for _ in range(12):
            if after.step == "welcome":
                return
            after = advance(after, ev.Tap.back, self.world).state
        raise AssertionError("back and back again never leads to welcome")


@dataclass(frozen=True)
class Shown:
    """A state to compare where the clock may have moved."""

    journey: Journey

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shown) and self.journey == replace(other.journey, now=self.journey.now)

    __hash__ = None  # type: ignore[assignment]


def password_is_fine(password: str) -> bool:
    return not password_error(password)


def proves(before: Journey, event: ev.Event, challenge: Challenge, world: World) -> bool:
    """Whether the event brings the right, living code or link of this challenge."""
    alive = world.clock.now() < challenge.expires_at and not challenge.used and not challenge.void
    if isinstance(event, ev.OpenLink):
        return alive and bool(challenge.link) and event.link.endswith(challenge.link)
    if event is not ev.Tap.submit_code:
        return False
    typed = re.sub(r"[\s-]", "", before.draft.secret(before.step, "code").get_secret_value())
    right = typed == challenge.code.get_secret_value()
    return alive and right and challenge.attempts_left > 0 and before.challenge == challenge.key


def lived(choices: Sequence[Choice]) -> Witness:
    """A life to its end; where it breaks, the events that led there are told."""
    world = crowd()
    witness, life = Witness(world, begin(world)), Life(world)
    try:
        for event in life.prelude(choices[0]) if choices else ():
            witness.live(event)
        for choice in choices:
            witness.live(life.event(witness.journey, choice))
    except Exception as error:
        error.add_note(one_a_line(witness.events))
        raise
    return witness
