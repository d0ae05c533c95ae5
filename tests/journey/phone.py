"""A phone in somebody's hand: what a person does with it, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from ac_tui.journey import events as ev
from ac_tui.journey.advance import Transition, begin
from ac_tui.journey.decision import Check
from ac_tui.journey.model import Account, Challenge, ContactKind, Journey, Message, Pending
from ac_tui.journey.world import World
from ac_tui.registry.model import Customer, Delivery, Profile, SecretStr
from tests.journey import filled
from tests.journey.invariants import told_apart, well_formed, well_told
from tests.journey.worlds import PAOLO, PASSWORD, START, Watch, first_contact, make_world


@dataclass
class Phone:
    """A phone in somebody's hand: every method is one thing a person does; `last` is what came of it."""

    world: World = field(default_factory=make_world)

    def __post_init__(self) -> None:
        self.state: Journey = begin(self.world)
        self.last = Transition(self.state)
        self.path: list[str] = [self.state.step]
        self.log: list[filled.Deed | timedelta] = []

    def send(self, deed: filled.Deed) -> Transition:
        self.log.append(deed)
        before, event, self.last = filled.advanced(self.state, deed, self.world)
        told_apart(before, event, self.world, self.last)
        self.state = self.last.state
        well_told(self.last)
        well_formed(self.state, self.world)
        self.path.append(self.state.step)
        return self.last

    # what it shows and knows

    @property
    def step(self) -> str:
        return self.state.step

    @property
    def outcome(self) -> str:
        assert self.last.decision is not None
        return self.last.decision.outcome

    @property
    def checks(self) -> tuple[Check, ...]:
        return self.last.decision.checks if self.last.decision else ()

    @property
    def why(self) -> tuple[str, str]:
        """The first check that failed and its reason."""
        failed = self.last.decision.failed if self.last.decision else None
        return (failed.id, failed.reason) if failed else ("", "")

    @property
    def effects(self) -> list[tuple[str, str]]:
        return [(effect.name, effect.subject) for effect in self.last.effects]

    @property
    def messages(self) -> tuple[Message, ...]:
        return self.state.service.outbox

    @property
    def code(self) -> str:
        """The code of the newest message, whether it arrived or not."""
        return self.messages[-1].code.get_secret_value()

    @property
    def link(self) -> str:
        return self.messages[-1].link

    @property
    def challenge(self) -> Challenge:
        assert self.state.current is not None
        return self.state.current

    def challenge_of(self, who: Customer) -> Challenge:
        """The code sent for the registration of a customer, by their first contact."""
        return next(c for c in self.state.service.challenges.values() if c.customer_id == who.id)

    def pending(self, who: Customer) -> Pending | None:
        return self.state.service.pending.get(who.id)

    def account(self, who: Customer) -> Account | None:
        return self.state.service.accounts.get(who.id)

    @property
    def secrets(self) -> list[str]:
        """Every password and code that stands in a field."""
        return [text for secret in self.state.draft.secrets.values() if (text := secret.get_secret_value())]

    # what a person does

    def edit(self, block: str, value: str | bool | SecretStr) -> Phone:
        self.send(ev.Edit(block, value))
        return self

    def write_secret(self, block: str, text: str) -> Phone:
        return self.edit(block, SecretStr(text))

    def back(self) -> Phone:
        self.send(ev.Tap.back)
        return self

    def to_welcome(self) -> Phone:
        """Back, as often as it takes."""
        for _ in range(12):
            if self.step == "welcome":
                return self
            self.back()
        raise AssertionError(f"back never leads to welcome: {self.path}")

    def wait(self, **span: float) -> Phone:
        assert isinstance(self.world.clock, Watch)
        self.world.clock.moment += timedelta(**span)
        self.send(ev.Tap.tick)
        self.log[-1] = timedelta(**span)
        return self

    def choose(self, profile: Profile) -> Phone:
        """From anywhere with `Registrati` to the name screen."""
        if self.step in ("welcome", "login"):
            self.send(ev.Tap.register)
        self.send(ev.ChooseProfile(profile))
        return self

    def say_name(self, first: str = "Mario", last: str = "Rossi") -> Phone:
        self.send(filled.identity(first, last))
        return self

    def say_company(self, name: str = "Wellion") -> Phone:
        self.send(filled.company(name))
        return self

    def introduce(self, who: Customer) -> Phone:
        """From welcome or login to the contact screen, as this customer."""
        self.choose(who.profile)
        return self.say_again(who)

    def say_again(self, who: Customer) -> Phone:
        return (
            self.say_company(who.company_name)
            if who.profile == "company"
            else self.say_name(who.first_name, who.last_name)
        )

    def submit_contact(
        self,
        address: str,
        password: str = PASSWORD,
        *,
        privacy: bool = True,
        prefix: str = "+39",
        kind: ContactKind | None = None,
    ) -> Phone:
        kind = kind or ("email" if "@" in address else "mobile")
        self.send(filled.contact(kind, address, SecretStr(password), privacy, prefix))
        return self

    def register(self, who: Customer, address: str = "", password: str = PASSWORD) -> Phone:
        """From welcome or login to the code, as this customer by their first contact."""
        self.introduce(who)
        return self.submit_contact(address or first_contact(who), password)

    def submit_code(self, code: str) -> Phone:
        self.send(filled.code(SecretStr(code)))
        return self

    def confirm(self) -> Phone:
        """Submit the newest code."""
        return self.submit_code(self.code)

    def fail(self, times: int = 1) -> Phone:
        """Submit a wrong code."""
        for _ in range(times):
            self.submit_code("111111")
        return self

    def resend(self) -> Phone:
        self.send(ev.Tap.resend_code)
        return self

    def open_link(self, link: str = "") -> Phone:
        self.send(ev.OpenLink(link or self.link))
        return self

    def log_in(self, user: str, password: str = PASSWORD, *, remember: bool = False) -> Phone:
        if self.step == "welcome":
            self.send(ev.Tap.go_login)
        self.send(filled.login(user, SecretStr(password), remember))
        return self

    def enter(self, who: Customer, password: str = PASSWORD) -> Phone:
        """Register, confirm and pass the first access: from welcome to home."""
        self.register(who, password=password).confirm().log_in(first_contact(who), password).confirm()
        assert self.step == "home"
        return self

    def submit_tax_code(self, code: str) -> Phone:
        self.send(filled.tax_code(code))
        return self

    def to_tax_code(self, who: Customer, password: str = PASSWORD) -> Phone:
        """By a contact that nobody left at the Agenzia, through 1C, to 2C."""
        self.introduce(who).submit_contact("nessuno@example.net", password)
        return self.say_again(who)

    def to_choice(self, who: Customer, password: str = PASSWORD) -> Phone:
        return self.to_tax_code(who, password).submit_tax_code(who.tax_code)

    def pick(self, option: str) -> Phone:
        self.send(filled.choice(option))
        return self

    def recover(self, contact: str) -> Phone:
        """From welcome or login to the recovery's code."""
        if self.step == "welcome":
            self.send(ev.Tap.go_login)
        self.send(ev.Tap.go_recover)
        self.send(filled.recovery(contact))
        return self

    def recover_again(self) -> Phone:
        """On recover, ask for a code to the contact that stands there."""
        self.send(filled.recovery(self.state.draft.text("recover", "contact")))
        return self

    def new_password(self, password: str = PASSWORD) -> Phone:
        self.send(filled.new_password(SecretStr(password)))
        return self

    def start_operation(self) -> Phone:
        self.send(ev.Tap.start_operation)
        return self

    def deliver(self, delivery: Delivery | None) -> Phone:
        self.send(ev.SetDelivery(delivery))
        return self

    def close(self) -> Phone:
        self.send(ev.Tap.close_app)
        return self

    def open(self, *, clear_state: bool = False) -> Phone:
        self.send(ev.OpenApp(clear_state))
        return self

    def service(self, *, up: bool) -> Phone:
        self.send(ev.SetService(up))
        return self


def phone(*customers: Customer, **policy: Any) -> Phone:
    """A phone in a world of these customers, everybody if none is named."""
    return Phone(make_world(*customers, **policy))


def home(who: Customer = PAOLO, *, remember: bool = False) -> Phone:
    """Somebody who registered long ago, logged in."""
    there = phone().log_in(who.account.username if who.account else "", remember=remember)
    assert there.step == "home"
    return there


def same_but_for_the_clock(one: Journey, other: Journey) -> bool:
    return replace(one, now=START) == replace(other, now=START)


def reasons(checks: Iterable[Check]) -> list[tuple[str, str]]:
    return [(check.id, check.reason) for check in checks if not check.passed]
