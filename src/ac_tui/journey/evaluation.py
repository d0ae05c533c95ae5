"""One event at one state: what the guards ask of it, each found out once, its checks kept in the order made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final, TypeVar

from msgspec import Struct, field

from ac_tui.journey import challenges, recognise
from ac_tui.journey import events as ev
from ac_tui.journey.decision import ASSUMPTION, Check, Effect
from ac_tui.journey.forms import field_checks, read_fields, read_given, read_user, typed
from ac_tui.journey.model import Account, Applicant, Challenge, Contact, Journey, Pending, Purpose
from ac_tui.journey.rules import read_code, read_tax_code
from ac_tui.journey.world import World
from ac_tui.registry.keys import user_key
from ac_tui.registry.model import Customer, SecretStr, as_compared

_T = TypeVar("_T")


def known(found: _T | None) -> _T:
    """What the row of the table, or a guard before, has made sure of."""
    assert found is not None
    return found


class Evaluation(Struct, dict=True):
    """What happened and what it means; guards read it, effects act on it and say in `effects` whom they touched."""

    state: Journey
    event: ev.Event
    world: World
    checks: list[Check] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)

    def noted(self, check: Check) -> Check:
        """The check, kept as made."""
        self.checks.append(check)
        return check

    @property
    def asked(self) -> bool:
        """Whether the screen asks for this now: a tap that comes too late, or twice, is not asked for any more."""
        if self.event in (ev.Tap.submit_code, ev.Tap.resend_code):
            return self.challenge is not None
        stages = {"submit_recovery": "ask", "submit_new_password": "password"}
        return self.state.stage == stages.get(self.event.name, self.state.stage)

    @cached_property
    def errors(self) -> dict[str, str]:
        """The field errors of what was submitted, by block."""
        errors = read_fields(self.event, self.state, self.world.policy)
        self.checks.extend(field_checks(self.state, errors, self.world.policy))
        return errors

    @cached_property
    def down(self) -> bool:
        """Whether the service does not answer."""
        return not self.state.service.up and not self.noted(Check("service", False, ASSUMPTION, "down")).passed

    @cached_property
    def enquiry(self) -> recognise.Enquiry:
        """Who the customer says to be, and whether that is somebody."""
        state = self.state
        if state.profile == "company":
            who = Applicant("company", company_name=typed(state, "company_name", "company"))
        else:
            who = Applicant(state.profile, *(typed(state, name, "identity") for name in ("first_name", "last_name")))
        return recognise.Enquiry(state, self.world, who)

    @cached_property
    def contact(self) -> Contact | None:
        """The contact that was submitted, normalised."""
        return read_given(self.state)[0]

    @cached_property
    def password(self) -> SecretStr:
        """The password that was submitted, as it is compared."""
        return SecretStr(as_compared(self.state.draft.secret(self.state.step, "password").get_secret_value()))

    @cached_property
    def recognition(self) -> recognise.Finding:
        """Whether contact and name belong to one customer who may register (1C otherwise)."""
        found = self.enquiry.by_contact(known(self.contact))
        self.checks.extend(found.checks)
        return found

    @cached_property
    def identification(self) -> recognise.Finding:
        """Whom the tax code identifies within the profile (2C)."""
        found = self.enquiry.by_tax_code(read_tax_code(typed(self.state, "tax_code")).value)
        self.checks.extend(found.checks)
        return found

    @cached_property
    def challenge(self) -> Challenge | None:
        """The code that this screen asks for, or offers to send again: one of its purpose."""
        return challenges.asked_for(self.state)

    @cached_property
    def verdict(self) -> challenges.Verdict:
        """What the submitted code is worth."""
        typed_code = self.state.draft.secret(self.state.step, "code").get_secret_value()
        code, _ = read_code(typed_code, self.world.policy.code_digits)
        verdict, checks = challenges.judge_code(known(self.challenge), code, self.state, self.world)
        self.checks.extend(checks)
        return verdict

    @cached_property
    def sending(self) -> Check:
        """Whether the code of this screen may be sent again."""
        return self.noted(challenges.may_send(known(self.challenge), self.state, self.world))

    @cached_property
    def code_asked_for(self) -> tuple[Purpose, Customer | None, Contact] | None:
        """The code that going on from here needs, where it needs one: for what, whose, to which contact."""
        purpose: Purpose = "registration"
        match self.event:
            case ev.Tap.submit_recovery:
                if self.contact is None:
                    return None
                customer, check = self.enquiry.recovered_by(self.contact)
                self.checks.append(check)
                return "recovery", customer, self.contact  # nobody is told whether there is an account
            case ev.Tap.submit_contact:
                customer, contact = self.recognition.customer, self.contact
            case ev.Tap.submit_choice:
                customer = self.world.registry.get(self.state.customer_id)
                contact = self.state.offered.get(typed(self.state, "contact"))
            case event:
                purpose = "access" if event is ev.Tap.submit_login else "operation"
                customer = self.logged_in if purpose == "operation" or (self.login and self.first_access) else None
                contact = self.mobile if customer else None
        return (purpose, customer, contact) if customer and contact else None

    @cached_property
    def out_of_codes(self) -> bool:
        """Whether the code needed to go on was sent as often as may be, and the last one opens nothing any more."""
        asked = self.code_asked_for
        challenge = self.state.service.challenges.get(challenges.challenge_key(*asked)) if asked else None
        if challenge is None or challenges.standing(challenge, self.state) == "alive":
            return False
        sending = challenges.may_send(challenge, self.state, self.world)
        return sending.reason == "exhausted" and not self.noted(sending).passed

    @cached_property
    def link(self) -> tuple[challenges.LinkVerdict, Challenge | None]:
        """What the opened link is worth, and the code it came with."""
        assert isinstance(self.event, ev.OpenLink)
        verdict, challenge, check = challenges.judge_link(self.state, self.event.link, self.world)
        self.checks.append(check)
        return verdict, challenge

    @cached_property
    def confirmed(self) -> Challenge | None:
        """The code that was right, or that came with the link, where that is valid."""
        if isinstance(self.event, ev.OpenLink):
            return self.link[1] if self.link[0] == "valid" else None
        return self.challenge if self.verdict == "right" else None

    @cached_property
    def taken(self) -> bool:
        """Whether the contact that was confirmed is somebody's user name by now (assumption)."""
        challenge = self.confirmed
        owner = self.enquiry.owner_of_username(challenge.contact.value) if challenge else None
        if challenge is None or owner is None:
            return False
        customer = self.world.registry.get(challenge.customer_id)
        evidence = {"contact": challenge.contact.shown, "owner": owner.display_name}
        evidence |= {"customer": customer.display_name} if customer else {}
        return not self.noted(Check("contact_free", False, ASSUMPTION, "user_name_of_other", evidence)).passed

    @cached_property
    def user(self) -> str:
        """The user name that was submitted."""
        return typed(self.state, "user")

    @cached_property
    def login_key(self) -> str:
        """What wrong logins by this user name are counted by: its account, by whatever name, else the name."""
        found = next(self.enquiry.accounts_for(self.user), None)
        return found[0].id if found else f"user:{user_key(self.user)}"

    @cached_property
    def waiting(self) -> Pending | None:
        """The unconfirmed registration that user name and password belong to, if they open no account."""
        pendings, registry = self.state.service.pending.values(), self.world.registry
        accounts = self.enquiry.accounts_for(self.user)
        if not pendings or any(account.password == self.password for _, account in accounts):
            return None
        contact, owners = read_user(self.user)[0], {customer.id for customer in registry.by_client_code(self.user)}
        named = (pending for pending in pendings if contact == pending.contact or pending.customer_id in owners)
        found = next((pending for pending in named if pending.password == self.password), None)
        self.checks += [Check("user_known", False, ASSUMPTION, "unconfirmed")] if found else []
        return found

    @cached_property
    def login(self) -> tuple[Customer, Account] | None:
        """The customer and account that user name and password open, or None."""
        found = list(self.enquiry.accounts_for(self.user))
        if not found:
            unnamed = recognise.Enquiry(self.state, self.world)  # whatever name stands in the fields of a registration
            self.checks.append(unnamed.unknown_user(self.user))
            return None
        customer, account = found[0]
        right = next((pair for pair in found if pair[1].password == self.password), None)
        reason, others = "", ""
        if right is None:  # what would recover the account, by trying
            contacts = self.enquiry.recovering_contacts(customer)
            reason, others = "wrong", ", ".join(contact.shown for contact in contacts)
            if all(contact.value != account.username for contact in contacts):
                reason = "wrong_other_contact" if others else "wrong_no_recovery"
        evidence = {"known": others} if reason == "wrong_other_contact" else {}
        self.noted(recognise.on(customer, "user_known", "guide 8A"))
        self.noted(recognise.on(customer, "password_right", "guide 8A", reason, (), **evidence))
        return right

    @cached_property
    def logged_in(self) -> Customer | None:
        """Who is at home, or who just logged in."""
        if self.event is ev.Tap.submit_login:
            return self.login[0] if self.login else None
        return self.world.registry.get(self.state.logged_in)

    @cached_property
    def mobile(self) -> Contact | None:
        """The mobile that security codes go to (guide 9A): the user name if it is one, else the first registered."""
        customer = self.logged_in
        if customer is None:
            return None
        self.checks.append(recognise.mobile_check(customer))
        account, mobiles = self.enquiry.account(customer), customer.usable_mobiles
        first = account.username if account and account.username in mobiles else next(iter(mobiles), "")
        return Contact("mobile", first) if first else None

    @cached_property
    def first_access(self) -> bool:
        """Whether the login is the account's first (guide 9A)."""
        return self.noted(recognise.first_access_check(*known(self.login))).reason == "first"


GUARDS: Final[Mapping[str, Callable[[Evaluation], bool]]] = {
    "": lambda _: True,
    "fields_wrong": lambda m: bool(m.errors),
    "service_down": lambda m: m.down,
    # Aziende, chosen now or before (guide 2B); the name screen came back with the notice of 1C
    "company": lambda m: (m.event if isinstance(m.event, ev.ChooseProfile) else m.state).profile == "company",
    "second_look": lambda m: m.state.second_look,
    "recognised": lambda m: m.recognition.customer is not None,
    "company_not_recognised": lambda m: m.state.profile == "company" and m.recognition.customer is None,
    "not_recognised": lambda m: m.state.profile != "company" and m.recognition.customer is None,
    "contact_taken": lambda m: m.taken,
    "code_right": lambda m: m.verdict == "right",
    "code_expired": lambda m: m.verdict == "expired",
    "code_blocked": lambda m: m.verdict == "blocked",
    "code_wrong": lambda m: m.verdict == "wrong",
    "sends_exhausted": lambda m: m.sending.reason == "exhausted",
    "too_soon": lambda m: m.sending.reason == "too_soon",
    "may_send": lambda m: m.sending.passed,
    "no_code_left": lambda m: m.out_of_codes,
    # how the code's screen was reached: from choose_contact (guide 4C), or by logging in before confirming
    "came_by_choice": lambda m: m.state.way_in == "choice",
    "came_by_login": lambda m: m.state.way_in == "login",
    "link_valid": lambda m: m.link[0] == "valid",
    "link_used": lambda m: m.link[0] == "used",
    "link_expired": lambda m: m.link[0] == "expired",
    "known_link_but_down": lambda m: not m.state.service.up and m.link[0] != "unknown" and m.down,
    "unconfirmed": lambda m: m.waiting is not None,
    "login_blocked": lambda m: (
        not (m.enquiry.logins_left(m.login_key) or m.noted(m.enquiry.login_check(m.login_key)).passed)
    ),
    "bad_credentials": lambda m: m.login is None,
    # the first access takes a code to the mobile (guide 9A), where there is one (guide 10A)
    "first_access_without_mobile": lambda m: m.first_access and m.mobile is None,
    "first_access": lambda m: m.first_access and m.mobile is not None,
    "later_access": lambda m: not m.first_access,
    "stepping_up": lambda m: bool(m.state.logged_in),
    "without_mobile": lambda m: m.logged_in is not None and m.mobile is None,
    "with_mobile": lambda m: m.mobile is not None,
    "unidentified": lambda m: m.identification.customer is None,
    "identified_without_contact": lambda m: m.identification.customer is not None and not m.identification.offers,
    "identified": lambda m: bool(m.identification.offers),
    # `Nessuno di questi` (guide 6C), or one of the contacts on offer (guide 3C)
    "none_of_these": lambda m: typed(m.state, "contact") == "none",
    "contact_chosen": lambda m: typed(m.state, "contact") in m.state.offered,
    "recovery_proved": lambda m: (c := m.state.current) is not None and c.purpose == "recovery" and c.used,
    "past_asking": lambda m: m.state.stage != "ask",
    "opened_by_link": lambda m: bool(m.state.trail),
    # `Rimani collegato` was ticked, and the app still knows
    "stays_connected": lambda m: m.state.stay and bool(m.state.logged_in) and m.event != ev.OpenApp(clear_state=True),
}
"""The conditions of the transition table, by name; each reads the evaluation and decides nothing."""
