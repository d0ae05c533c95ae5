"""Random lives of a phone: a list of numbers becomes a list of events, most of them ones that the screen asks for.

Numbers, not events: an event that makes sense depends on the state it meets, and a list of numbers shrinks well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from msgspec.structs import replace

from ac_tui.journey import events as ev
from ac_tui.journey.facts import LISTS
from ac_tui.journey.forms import FORMS
from ac_tui.journey.model import Journey
from ac_tui.journey.table import rows_for
from ac_tui.journey.world import World
from ac_tui.registry.model import Customer, Delivery, Profile, SecretStr
from tests.journey import filled
from tests.journey.phone import Phone
from tests.journey.worlds import GALLO_SNC, GERACI, MARIO, PIETRO, WELLION, Watch

T = TypeVar("T")

PASSWORDS = ("Segreta1", "Zaffiro22", "Qu4drifoglio", "Tra monto 9", "corta1A", "senzanumeriA")
"""Canaries: none of them stands in any name, contact or word of a screen."""
SPANS = tuple(timedelta(seconds=s) for s in (1, 30, 59, 60, 61, 61, 599, 600, 3600, 86_400, 172_799, 172_800))
NAMES = (("Mario", "Rossi"), ("", ""), ("Anna", "Ve7di"), ("Rossi", "Mario"), ("Pietro", "Gallo"))
ADDRESSES = ("nessuno@example.net", "mario rossi@mail.it", "", "040 1234567", "+41 79 123 45 67", "gmail.con")
TAX_CODES = ("", "RSSMRA", "99999010012", "RSSMRA85M01Z999A")
DELIVERIES: tuple[Delivery | None, ...] = ("normal", "late", "spam", "lost", "duplicate", None)


def resent(there: Phone, times: int) -> Phone:
    for _ in range(times):
        there.wait(seconds=60).resend()
    return there


PRELUDES: tuple[Callable[[Phone], Phone], ...] = (
    lambda there: there,
    lambda there: there,
    lambda there: there.register(WELLION).to_welcome().wait(hours=47, minutes=59),
    lambda there: there.register(WELLION).wait(seconds=60).resend().to_welcome(),
    lambda there: there.register(GALLO_SNC).to_welcome().register(PIETRO),
    lambda there: there.register(MARIO).fail(5),
    lambda there: resent(there.register(WELLION), 4),
    lambda there: there.recover("famiglia.ferri@example.com").fail(5),
    lambda there: there.to_choice(GERACI),
    lambda there: resent(there.log_in("famiglia.ferri@example.com").start_operation(), 4),
)
"""How a life may have begun: where only a long way leads, so that what comes after is seen often enough."""

Choice = tuple[int, int, int]
"""Three numbers from 0 to 999: what to do, and two details of it."""


def read_choices(data: bytes) -> list[Choice]:
    """Six bytes a choice."""
    numbers = [int.from_bytes(data[i : i + 2]) % 1000 for i in range(0, len(data), 2)]
    return list(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))


def pick(options: Sequence[T], number: int) -> T:
    return options[number % len(options)]


def who_registers(journey: Journey, world: World) -> Customer | None:
    """The customer whose names stand in the fields, if they are anybody's."""
    draft = journey.draft
    if journey.profile == "company":
        found = world.registry.by_company(draft.text("company", "company_name"))
    else:
        found = world.registry.by_name(draft.text("identity", "first_name"), draft.text("identity", "last_name"))
    return next((customer for customer in found if customer.profile == journey.profile), None)


class Life:
    """Makes the event that a choice means at a state of the world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.customers = tuple(world.registry)

    def prelude(self, choice: Choice) -> list[filled.Deed | timedelta]:
        """How this life began, in a world just like this one."""
        assert isinstance(self.world.clock, Watch)
        watch = Watch(self.world.clock.moment)
        there = Phone(replace(self.world, clock=watch))
        return pick(PRELUDES, choice[0])(there).log

    def event(self, journey: Journey, choice: Choice) -> filled.Deed | timedelta:
        """The next event, or a span of time that passes."""
        what, a, b = choice
        if not journey.app_open and what < 900:
            ways: tuple[ev.Event, ...] = ev.OpenApp(), ev.OpenApp(clear_state=True), ev.OpenLink(self._link(journey, a))
            return pick(ways, b)
        if what >= 760:
            return self._from_outside(journey, what - 760, a)
        if what < 600:
            return self._asked(journey, a, b)
        if what < 640:
            return self._anything(journey, a, b)
        return ev.Tap.back if what < 700 else self._edit(journey, a, b)

    def _from_outside(self, journey: Journey, what: int, a: int) -> filled.Deed | timedelta:
        """What happens around the screen: time passes, a link is opened, the app is closed, the desk does something."""
        if what < 40:
            return ev.OpenLink(self._link(journey, a))
        if what < 120:
            return pick(SPANS, a)
        if what < 150:
            return ev.Tap.resend_code
        if what < 170:
            return ev.Tap.close_app
        if what < 225:
            return ev.SetService(up=not journey.service.up or a % 2 == 0)
        return ev.SetDelivery(pick(DELIVERIES, a))

    def _asked(self, journey: Journey, a: int, b: int) -> filled.Deed:
        """Something that this screen hears; what asks for data comes up most often."""
        kinds = [kind for kind in self._MAKERS if rows_for(journey.step, kind) and kind != "open_link"]
        kinds = [kind for kind in kinds if kind not in ("close_app", "open_app")]
        forms = [kind for kind in kinds if kind.startswith("submit")] or kinds
        if "register" in kinds and a % 3 == 1:
            return ev.Tap.register
        kind = pick(forms if a % 3 else kinds, a // 3)
        return self._MAKERS[kind](self, journey, b)

    def _anything(self, journey: Journey, a: int, b: int) -> filled.Deed:
        return pick(tuple(self._MAKERS.values()), a)(self, journey, b)

    def _edit(self, journey: Journey, a: int, b: int) -> filled.Deed:
        fields = FORMS.get(journey.step) or FORMS["contact"]
        field = pick(fields, a)
        if field.kind in ("secret", "code"):
            text = pick((*PASSWORDS, "Segreta1\n"), b) if field.kind == "secret" else self._code(journey, b)
            return ev.Edit(field.id, SecretStr(text))
        if field.kind == "checkbox":
            return ev.Edit(field.id, b % 3 != 0)
        if field.kind in ("tabs", "choice"):
            return ev.Edit(field.id, pick((*field.options, "none", "email_1", "fax"), b))
        customer = pick(self.customers, b)
        return ev.Edit(
            field.id, pick((customer.display_name, *customer.emails, *customer.mobiles, "+39", "x@gmail.con"), a + b)
        )

    def _customer(self, journey: Journey, number: int) -> Customer:
        return (who_registers(journey, self.world) if number % 5 else None) or pick(self.customers, number // 5)

    def _password(self, number: int) -> SecretStr:
        return SecretStr(pick(PASSWORDS[: 2 if number % 4 else None], number // 4))

    def _identity(self, journey: Journey, number: int) -> filled.Deed:
        people = [c for c in self.customers if c.profile != "company" and c.profile in (journey.profile, "person")]
        person = pick(people, number // 4)
        first, last = (person.first_name, person.last_name) if number % 4 else pick(NAMES, number // 4)
        return filled.identity(first, last)

    def _company(self, _: Journey, number: int) -> filled.Deed:
        companies = [customer.company_name for customer in self.customers if customer.profile == "company"]
        return filled.company(pick((*companies, "", "Nessuna S.p.A."), number))

    def _contact(self, journey: Journey, number: int) -> filled.Deed:
        customer = self._customer(journey, number)
        address = pick((*customer.emails, *customer.mobiles) or ADDRESSES, number // 7)
        if number % 4 == 0:
            address = pick(ADDRESSES, number // 4)
        kind: Any = "email" if "@" in address or number % 11 == 0 else "mobile"
        return filled.contact(kind, address, self._password(number), number % 9 != 0)

    def _code(self, journey: Journey, number: int) -> str:
        current, messages = journey.current, journey.service.outbox
        if number % 2 and current is not None:
            return current.code.get_secret_value()
        if number % 4 and messages:
            return pick(messages, number // 6).code.get_secret_value()
        return pick(("111111", "1", "12345678", "12A456", "", "000000"), number // 6)

    def _link(self, journey: Journey, number: int) -> str:
        links = [message.link for message in journey.service.outbox if message.link]
        return (
            pick(links, number // 2)
            if links and number % 8
            else pick(("", "token9999", "https://altro.example/x"), number)
        )

    def _user(self, journey: Journey, number: int) -> str:
        accounts = [a.username for a in journey.service.accounts.values()]
        accounts += [p.contact.value for p in journey.service.pending.values()]
        accounts += [c.account.username for c in self.customers if c.account]
        if number % 4:
            return pick(accounts, number // 4) if accounts else ""
        customer = pick(self.customers, number // 4)
        return pick((customer.client_code, *customer.emails, *customer.mobiles, "boh"), number // 16)

    def _known_password(self, journey: Journey, user: str, number: int) -> SecretStr:
        known = [a.password for a in journey.service.accounts.values() if a.username == user]
        known += [p.password for p in journey.service.pending.values() if p.contact.value == user]
        known += [c.account.password for c in self.customers if c.account and c.account.username == user]
        return pick(known, number) if known and number % 5 else self._password(number)

    def _login(self, journey: Journey, number: int) -> filled.Deed:
        user = self._user(journey, number)
        return filled.login(user, self._known_password(journey, user, number), number % 3 == 0)

    def _tax_code(self, journey: Journey, number: int) -> filled.Deed:
        customer = self._customer(journey, number)
        code = pick((customer.tax_code, customer.vat_number or customer.tax_code), number // 5)
        return filled.tax_code(code if number % 4 else pick(TAX_CODES, number // 4))

    def _choice(self, journey: Journey, number: int) -> filled.Deed:
        offered = [key for kind in ("emails", "mobiles") for key, _ in LISTS[kind](journey, self.world)]
        return filled.choice(pick((*offered, *offered, "none", "", "email_9"), number))

    _MAKERS: dict[str, Callable[[Life, Journey, int], filled.Deed]] = {
        "register": lambda *_: ev.Tap.register,
        "go_login": lambda *_: ev.Tap.go_login,
        "choose_profile": lambda _, __, n: ev.ChooseProfile(pick(PROFILES, n)),
        "submit_identity": _identity,
        "submit_company": _company,
        "submit_contact": _contact,
        "submit_code": lambda life, journey, n: filled.code(SecretStr(life._code(journey, n))),
        "resend_code": lambda *_: ev.Tap.resend_code,
        "open_link": lambda life, journey, n: ev.OpenLink(life._link(journey, n)),
        "submit_login": _login,
        "start_operation": lambda *_: ev.Tap.start_operation,
        "logout": lambda *_: ev.Tap.logout,
        "submit_tax_code": _tax_code,
        "submit_choice": _choice,
        "ask_assistance": lambda *_: ev.Tap.ask_assistance,
        "open_privacy": lambda *_: ev.Tap.open_privacy,
        "open_help": lambda *_: ev.Tap.open_help,
        "go_recover": lambda *_: ev.Tap.go_recover,
        "submit_recovery": lambda life, journey, n: filled.recovery(life._user(journey, n)),
        "submit_new_password": lambda life, _, n: filled.new_password(life._password(n)),
        "retry": lambda *_: ev.Tap.retry,
        "restart": lambda *_: ev.Tap.restart,
        "back": lambda *_: ev.Tap.back,
        "close_app": lambda *_: ev.Tap.close_app,
        "open_app": lambda *_: ev.OpenApp(),
    }


PROFILES: tuple[Profile, ...] = ("person", "person", "professional", "company")


def one_a_line(events: Sequence[object]) -> str:
    """The events of a life that broke, for its report."""
    return "\n".join(f"{n:4} {event!r}" for n, event in enumerate(events, 1))
