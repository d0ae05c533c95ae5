"""One event at one state: what the guards ask of it, each found out once, its checks kept in the order made."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ac_tui.journey import events as ev
from ac_tui.journey.accounts import account_of, accounts_for, login_key, logins_left, owner_of_username
from ac_tui.journey.challenges import (
    LinkVerdict,
    Sending,
    Verdict,
    asked_for,
    challenge_key,
    judge_code,
    judge_link,
    may_send,
    standing,
)
from ac_tui.journey.decision import Check, Effect
from ac_tui.journey.facts import offer_by_id
from ac_tui.journey.forms import field_checks, read_contact, read_fields, read_user, typed
from ac_tui.journey.guide import ASSUMPTION, for_customer
from ac_tui.journey.model import Account, Challenge, Contact, Journey, Pending, Purpose, Stage
from ac_tui.journey.recognise import Applicant, Finding, contacts_of, identify, mobile_check, recognise
from ac_tui.journey.rules.credentials import read_code
from ac_tui.journey.rules.tax_codes import read_tax_code
from ac_tui.journey.users import first_access_check, login_check, password_check, recovered_by, unknown_user
from ac_tui.registry.secret import SecretStr

if TYPE_CHECKING:
    from ac_tui.journey.world import World
    from ac_tui.registry.model import Customer

_STAGES: dict[type[ev.Event], Stage] = {
    ev.SubmitRecovery: "ask",
    ev.SubmitCode: "code",
    ev.ResendCode: "code",
    ev.SubmitNewPassword: "password",
}


class Evaluation:
    """What happened and what it means; guards read it, effects act on it."""

    def __init__(self, state: Journey, event: ev.Event, world: World) -> None:
        self.state = state
        self.event = event
        self.world = world
        self.checks: list[Check] = []
        self.effects: list[Effect] = []

    @cached_property
    def asked(self) -> bool:
        """Whether the screen asks for this now: a code where there is one to ask for, on recover what its stage asks.

        A tap that comes too late, or twice, is not asked for any more.
        """
        if self.state.step == "recover" and self.state.stage != _STAGES.get(type(self.event), self.state.stage):
            return False
        return self.challenge is not None if isinstance(self.event, ev.SubmitCode | ev.ResendCode) else True

    @cached_property
    def errors(self) -> dict[str, str]:
        """The field errors of what was submitted, by block."""
        errors = read_fields(self.event, self.world.policy)
        if errors:
            business = self.state.profile not in (None, "person")
            self.checks.extend(field_checks(self.event, errors, self.world.policy, business=business))
        return errors

    @cached_property
    def down(self) -> bool:
        """Whether the service does not answer."""
        if not self.state.service.up:
            self.checks.append(Check("service", False, ASSUMPTION, "down"))
        return not self.state.service.up

    @cached_property
    def applicant(self) -> Applicant:
        """Who the customer says to be."""
        state = self.state
        if state.profile == "company":
            return Applicant("company", company_name=typed(state, "company_name", "company"))
        first, last = typed(state, "first_name", "identity"), typed(state, "last_name", "identity")
        return Applicant(state.profile, first, last)

    @cached_property
    def contact(self) -> Contact | None:
        """The contact that was submitted, normalised."""
        event = self.event
        if isinstance(event, ev.SubmitContact):
            return read_contact(event.kind, event.address, event.prefix).contact
        if isinstance(event, ev.SubmitRecovery):
            return read_user(event.contact).contact
        return None

    @cached_property
    def recognition(self) -> Finding:
        """Whether contact and name belong to one customer who may register (1C otherwise)."""
        assert self.contact is not None
        found = recognise(self.applicant, self.contact, self.state, self.world)
        self.checks.extend(found.checks)
        return found

    @cached_property
    def identification(self) -> Finding:
        """Whom the tax code identifies within the profile (2C)."""
        assert isinstance(self.event, ev.SubmitTaxCode)
        code = read_tax_code(self.event.tax_code).value
        found = identify(self.applicant, code, self.state, self.world)
        self.checks.extend(found.checks)
        return found

    @cached_property
    def challenge(self) -> Challenge | None:
        """The code that this screen asks for, or offers to send again: one of its purpose."""
        return asked_for(self.state)

    @cached_property
    def verdict(self) -> Verdict:
        """What the submitted code is worth."""
        assert isinstance(self.event, ev.SubmitCode)
        assert self.challenge is not None
        reading = read_code(self.event.code.get_secret_value(), digits=self.world.policy.code_digits)
        verdict, checks = judge_code(self.challenge, reading.secret, self.state, self.world)
        self.checks.extend(checks)
        return verdict

    @cached_property
    def sending(self) -> Sending:
        """Whether the code of this screen may be sent again."""
        assert self.challenge is not None
        sending = may_send(self.challenge, self.state, self.world)
        self.checks.append(sending.check)
        return sending

    @cached_property
    def code_asked_for(self) -> tuple[Purpose, Customer | None, Contact] | None:
        """The code that going on from here needs, where it needs one: for what, whose, to which contact."""
        event, contact = self.event, None
        purpose: Purpose = "registration"
        if isinstance(event, ev.SubmitContact):
            customer, contact = self.recognition.customer, self.contact
        elif isinstance(event, ev.SubmitChoice):
            customer, contact = self.world.registry.get(self.state.customer_id), self.chosen
        elif isinstance(event, ev.SubmitRecovery):
            return ("recovery", self.recovering, self.contact) if self.contact else None
        else:
            purpose = "access" if isinstance(event, ev.SubmitLogin) else "operation"
            customer = self.logged_in if purpose == "operation" or (self.login and self.first_access) else None
            contact = self.mobile if customer else None
        return (purpose, customer, contact) if customer and contact else None

    @cached_property
    def out_of_codes(self) -> bool:
        """Whether the code needed to go on was sent as often as may be, and the last one opens nothing any more."""
        asked = self.code_asked_for
        challenge = self.state.service.challenges.get(challenge_key(*asked)) if asked else None
        if challenge is None or standing(challenge, self.state) == "alive":
            return False
        sending = may_send(challenge, self.state, self.world)
        if sending.check.reason != "exhausted":
            return False
        self.checks.append(sending.check)
        return True

    @cached_property
    def link(self) -> tuple[LinkVerdict, Challenge | None]:
        """What the opened link is worth, and the code it came with."""
        assert isinstance(self.event, ev.OpenLink)
        verdict, challenge, check = judge_link(self.state, self.event.link, self.world)
        self.checks.append(check)
        return verdict, challenge

    @cached_property
    def taken(self) -> bool:
        """Whether the contact that a right code or link confirms is somebody's user name by now (assumption)."""
        if isinstance(self.event, ev.OpenLink):
            challenge = self.link[1] if self.link[0] == "valid" else None
        else:
            challenge = self.challenge if self.verdict == "right" else None
        owner = owner_of_username(self.state, self.world, challenge.contact.value) if challenge else None
        if challenge is None or owner is None:
            return False
        customer = self.world.registry.get(challenge.customer_id)
        evidence = {"contact": challenge.contact.shown, "owner": owner.display_name}
        evidence |= {"customer": customer.display_name} if customer else {}
        self.checks.append(Check("contact_free", False, ASSUMPTION, "user_name_of_other", evidence))
        return True

    @cached_property
    def login_key(self) -> str:
        """What wrong logins by this user name are counted by."""
        assert isinstance(self.event, ev.SubmitLogin)
        return login_key(self.state, self.world, self.event.user)

    @cached_property
    def login_blocked(self) -> bool:
        """Whether no login is taken for the user name, after too many wrong ones."""
        if logins_left(self.state, self.world, self.login_key) > 0:
            return False
        self.checks.append(login_check(0, self.world))
        return True

    @cached_property
    def waiting(self) -> Pending | None:
        """The unconfirmed registration that user name and password belong to, if they open no account."""
        assert isinstance(self.event, ev.SubmitLogin)
        pendings, user, password = self.state.service.pending.values(), self.event.user, self.event.password
        if not pendings or any(
            account.password == password for _, account in accounts_for(self.state, self.world, user)
        ):
            return None
        contact = read_user(user).contact
        known = {customer.id for customer in self.world.registry.by_client_code(user)}
        for pending in pendings:
            if (contact == pending.contact or pending.customer_id in known) and pending.password == password:
                self.checks.append(Check("user_known", False, ASSUMPTION, "unconfirmed"))
                return pending
        return None

    @cached_property
    def login(self) -> tuple[Customer, Account] | None:
        """The customer and account that user name and password open, or None."""
        assert isinstance(self.event, ev.SubmitLogin)
        found = list(accounts_for(self.state, self.world, self.event.user))
        if not found:
            self.checks.append(unknown_user(self.state, self.world, self.event.user))
            return None
        customer = found[0][0]
        source = for_customer("guide 8A", customer.business)
        self.checks.append(Check("user_known", True, source, evidence={"customer": customer.display_name}))
        right = next((pair for pair in found if pair[1].password == self.event.password), None)
        username = found[0][1].username
        self.checks.append(password_check(customer, right is not None, username, self.state, self.world))
        return right

    @cached_property
    def logged_in(self) -> Customer | None:
        """Who is at home, or who just logged in."""
        if isinstance(self.event, ev.SubmitLogin):
            return self.login[0] if self.login else None
        return self.world.registry.get(self.state.logged_in)

    @cached_property
    def mobile(self) -> Contact | None:
        """The mobile that security codes go to (guide 9A): the user name if it is one, else the first registered."""
        customer = self.logged_in
        if customer is None:
            return None
        mobiles = [contact for contact in contacts_of(customer) if contact.kind == "mobile"]
        account = account_of(self.state, customer)
        mobiles.sort(key=lambda contact: account is None or contact.value != account.username)
        self.checks.append(mobile_check(customer))
        return mobiles[0] if mobiles else None

    @cached_property
    def first_access(self) -> bool:
        """Whether the login is the account's first (guide 9A)."""
        assert self.login is not None
        check = first_access_check(*self.login)
        self.checks.append(check)
        return check.reason == "first"

    @cached_property
    def recovering(self) -> Customer | None:
        """Whose account a recovery by this contact is for; None without telling anybody."""
        assert self.contact is not None
        customer, check = recovered_by(self.contact, self.state, self.world)
        self.checks.append(check)
        return customer

    @cached_property
    def chosen(self) -> Contact | None:
        """The contact on offer that was chosen, if one was."""
        assert isinstance(self.event, ev.SubmitChoice)
        return offer_by_id(self.state.offers, self.event.contact)

    @property
    def password(self) -> SecretStr:
        """The password that was submitted."""
        assert isinstance(self.event, ev.SubmitContact | ev.SubmitNewPassword)
        return self.event.password

    def did(self, name: str, subject: str) -> None:
        """Keep that an effect took place: what, and to whom (an id, never a contact)."""
        self.effects.append(Effect(name, subject))
