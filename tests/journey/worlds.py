"""Small worlds for the journey's tests: a few customers, a clock that is told the time, a phone in somebody's hand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

from pydantic import SecretStr

from ac_tui.journey import events as ev
from ac_tui.journey.advance import IGNORED, Transition, advance, begin
from ac_tui.journey.decision import CHECKS, Check
from ac_tui.journey.facts import FACTS, NOTICES
from ac_tui.journey.forms import field_of, submitted
from ac_tui.journey.model import Account, Challenge, ContactKind, Delivery, Journey, Message, Pending, Profile, WayIn
from ac_tui.journey.moment import Moment
from ac_tui.journey.policy import Policy
from ac_tui.journey.table import edges, rows_for
from ac_tui.journey.world import World
from ac_tui.registry import Customer, Registry
from ac_tui.registry.tax import personal_code

EDGES = frozenset(edges())
SOURCE = re.compile(r"guide \d{1,2}[ABC]|assumption")
START = datetime(2026, 1, 15, 9, 41, tzinfo=UTC)
PASSWORD = "Prova1234"
OTHER_PASSWORD = "Altra5678"


def customer(customer_id: str, profile: Profile = "person", **data: Any) -> Customer:
    """A customer as the registry has it, with one active policy unless told otherwise."""
    data.setdefault("policies", [{"number": "350001"}])
    return Customer.model_validate({"id": customer_id, "profile": profile, **data})


def with_account(
    known: Customer, username: str, password: str = PASSWORD, *, first_access_done: bool = True
) -> Customer:
    """The customer with an account already in the registry."""
    account = {"username": username, "password": password, "first_access_done": first_access_done}
    return Customer.model_validate({**known.model_dump(), "account": account})


MARIO = customer(
    "mario-rossi",
    first_name="Mario",
    last_name="Rossi",
    tax_code=personal_code("Mario", "Rossi", year=1985, month=8, day=1, female=False),
    client_code="0001234567",
    emails=["mario.rossi@mail.it"],
    mobiles=["+393201234519"],
)
GIULIA = customer(  # an email, no mobile
    "giulia-bianchi",
    first_name="Giulia",
    last_name="Bianchi",
    tax_code=personal_code("Giulia", "Bianchi", year=1988, month=5, day=23, female=True),
    client_code="0001234583",
    emails=["giulia.bianchi@example.com"],
)
GERACI = customer(  # a surveyor with Codice Fiscale and Partita IVA
    "franco-geraci",
    "professional",
    first_name="Franco",
    last_name="Geraci",
    tax_code=personal_code("Franco", "Geraci", year=1968, month=6, day=9, female=False),
    vat_number="99999020011",
    client_code="0002234501",
    emails=["geom.geraci@example.com"],
    mobiles=["+393201234546"],
)
WELLION = customer(
    "wellion",
    "company",
    company_name="Wellion",
    tax_code="99999010012",
    vat_number="99999010012",
    client_code="0003234501",
    emails=["info@wellion.example", "ufficio@wellion.example"],
    mobiles=["+393201234550"],
)
GALLO_SNC = customer(  # shares the owner's email
    "gallo-snc",
    "company",
    company_name="Gallo & Figli S.n.c.",
    tax_code="99999060017",
    client_code="0003234503",
    emails=["pietro.gallo@example.com"],
    mobiles=["+393201234551"],
)
PIETRO = customer(
    "pietro-gallo",
    first_name="Pietro",
    last_name="Gallo",
    tax_code=personal_code("Pietro", "Gallo", year=1970, month=12, day=5, female=False),
    client_code="0001234589",
    emails=["pietro.gallo@example.com"],
    mobiles=["+393201234535"],
)
PAOLO = with_account(  # somebody who registered long ago
    customer(
        "paolo-ferri",
        first_name="Paolo",
        last_name="Ferri",
        tax_code=personal_code("Paolo", "Ferri", year=1974, month=1, day=17, female=False),
        client_code="0001234598",
        emails=["famiglia.ferri@example.com"],
        mobiles=["+393201234541"],
    ),
    "famiglia.ferri@example.com",
)
LAURA = customer(  # her email is her husband's user name
    "laura-conti",
    first_name="Laura",
    last_name="Conti",
    tax_code=personal_code("Laura", "Conti", year=1976, month=9, day=30, female=True),
    client_code="0001234588",
    emails=["famiglia.ferri@example.com"],
    mobiles=["+393201234526"],
)
EVERYBODY = (MARIO, GIULIA, GERACI, WELLION, GALLO_SNC, PIETRO, PAOLO, LAURA)


@dataclass
class Watch:
    """A clock that shows what it is told."""

    moment: datetime = START

    def now(self) -> datetime:
        return self.moment


@dataclass(frozen=True)
class Numbered:
    """Codes and tokens that tell which sending they are of, and that stand nowhere else in these worlds."""

    def code(self, serial: int) -> str:
        return f"97{serial:04}"

    def token(self, serial: int) -> str:
        return f"token{serial:04}"


def make_world(*customers: Customer, **policy: Any) -> World:
    """A world of these customers, everybody if none is named."""
    return World(Registry(customers or EVERYBODY), Policy(**policy), Watch(), Numbered())


@dataclass
class Phone:
    """A phone in somebody's hand: every method is one thing a person does; `last` is what came of it."""

    world: World = field(default_factory=make_world)

    def __post_init__(self) -> None:
        self.state: Journey = begin(self.world)
        self.last = Transition(self.state)
        self.path: list[str] = [self.state.step]
        self.log: list[ev.Event | timedelta] = []

    def send(self, event: ev.Event) -> Transition:
        self.log.append(event)
        self.last = advance(self.state, event, self.world)
        told_apart(self.state, event, self.world, self.last)
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
        self.send(ev.Back())
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
        self.send(ev.Tick())
        self.log[-1] = timedelta(**span)
        return self

    def choose(self, profile: Profile) -> Phone:
        """From anywhere with `Registrati` to the name screen."""
        if self.step in ("welcome", "login"):
            self.send(ev.Register())
        self.send(ev.ChooseProfile(profile))
        return self

    def say_name(self, first: str = "Mario", last: str = "Rossi") -> Phone:
        self.send(ev.SubmitIdentity(first, last))
        return self

    def say_company(self, name: str = "Wellion") -> Phone:
        self.send(ev.SubmitCompany(name))
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
        self.send(ev.SubmitContact(kind, address, SecretStr(password), privacy, prefix))
        return self

    def register(self, who: Customer, address: str = "", password: str = PASSWORD) -> Phone:
        """From welcome or login to the code, as this customer by their first contact."""
        self.introduce(who)
        return self.submit_contact(address or first_contact(who), password)

    def submit_code(self, code: str) -> Phone:
        self.send(ev.SubmitCode(SecretStr(code)))
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
        self.send(ev.ResendCode())
        return self

    def open_link(self, link: str = "") -> Phone:
        self.send(ev.OpenLink(link or self.link))
        return self

    def log_in(self, user: str, password: str = PASSWORD, *, remember: bool = False) -> Phone:
        if self.step == "welcome":
            self.send(ev.GoLogin())
        self.send(ev.SubmitLogin(user, SecretStr(password), remember))
        return self

    def enter(self, who: Customer, password: str = PASSWORD) -> Phone:
        """Register, confirm and pass the first access: from welcome to home."""
        self.register(who, password=password).confirm().log_in(first_contact(who), password).confirm()
        assert self.step == "home"
        return self

    def submit_tax_code(self, code: str) -> Phone:
        self.send(ev.SubmitTaxCode(code))
        return self

    def to_tax_code(self, who: Customer, password: str = PASSWORD) -> Phone:
        """By a contact that nobody left at the Agenzia, through 1C, to 2C."""
        self.introduce(who).submit_contact("nessuno@example.net", password)
        return self.say_again(who)

    def to_choice(self, who: Customer, password: str = PASSWORD) -> Phone:
        return self.to_tax_code(who, password).submit_tax_code(who.tax_code)

    def pick(self, option: str) -> Phone:
        self.send(ev.SubmitChoice(option))
        return self

    def recover(self, contact: str) -> Phone:
        """From welcome or login to the recovery's code."""
        if self.step == "welcome":
            self.send(ev.GoLogin())
        self.send(ev.GoRecover())
        self.send(ev.SubmitRecovery(contact))
        return self

    def start_operation(self) -> Phone:
        self.send(ev.StartOperation())
        return self

    def deliver(self, delivery: Delivery | None) -> Phone:
        self.send(ev.SetDelivery(delivery))
        return self

    def close(self) -> Phone:
        self.send(ev.CloseApp())
        return self

    def open(self, *, clear_state: bool = False) -> Phone:
        self.send(ev.OpenApp(clear_state))
        return self

    def service(self, *, up: bool) -> Phone:
        self.send(ev.SetService(up))
        return self


def well_told(transition: Transition) -> None:
    """Whatever happens is told in words that the deck has, with a source, along an arrow of the flow."""
    if transition.decision is None:
        return
    for check in transition.decision.checks:
        assert SOURCE.fullmatch(check.source), check
        assert check.reason in ("", *CHECKS[check.id]), check
    assert transition.edge is None or transition.edge in EDGES
    assert (transition.edge is None) is (transition.decision.outcome == IGNORED)


def well_formed(journey: Journey, world: World) -> None:
    """What stands under fields and above them is declared, so that the deck has words for it."""
    for block, error in journey.errors.items():
        known = field_of(journey.step, block)
        assert known is not None, (journey.step, block)
        assert error in known.errors, (journey.step, block, error)
    for block, hint in journey.hints.items():
        known = field_of(journey.step, block)
        assert known is not None, (journey.step, block)
        assert hint.key in known.hints, (journey.step, block, hint.key)
    raised = {name for name in NOTICES if FACTS[name](journey, world)}
    assert journey.notice in ("", *raised)
    assert raised <= {journey.notice, "not_recognised"}
    assert journey.way_in in get_args(WayIn)


FIRST_OF_ALL = {"fields_wrong", "service_down", "known_link_but_down", "contact_taken", "unconfirmed"}
"""Guards that come before others which may hold as well: their rows stand first in the table."""


def told_apart(before: Journey, event: ev.Event, world: World, transition: Transition) -> None:
    """Of the guards of a step and event only the one that let it through holds: but for the first, no order matters."""
    decision = transition.decision
    if decision is None or decision.outcome in FIRST_OF_ALL | {IGNORED}:
        return
    for row in rows_for(before.step, type(event)):
        if row.guard is not None and row.guard_name not in FIRST_OF_ALL:
            moment = Moment(*submitted(replace(before, now=world.clock.now()), event), world)
            try:
                holds = row.guard(moment)
            except AssertionError:
                holds = False  # it asks for what another guard has ruled out
            assert holds is (row.guard_name == decision.outcome), row.guard_name


def first_contact(who: Customer) -> str:
    return (*who.emails, *who.mobiles)[0]


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
