"""What a customer of the registry may type: the right data for every form, and some that lead elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ac_tui.journey.forms import FORMS
from ac_tui.journey.model import Account, Journey
from ac_tui.journey.policy import Policy
from ac_tui.journey.world import World
from ac_tui.registry.model import Customer
from ac_tui.registry.numbers import usable_mobiles
from ac_tui.registry.secret import SecretStr

PASSWORD: Final = "Prova1234"

Answers = Mapping[str, str | bool | SecretStr]
"""What to type, tick or choose, by block."""

_WRONG: Final[Answers] = {
    "email": "nessuno@example.com",
    "user": "nessuno@example.com",
    "contact": "nessuno@example.com",
    "tax_code": "RSSMRA85M01Z999U",
    "password": SecretStr("Sbagliata9"),
    "first_name": "",
    "last_name": "",
    "company_name": "",
    "remember": True,
    "privacy": False,
}
"""What leads elsewhere than the right answer, by block."""


@dataclass(frozen=True, slots=True)
class Persona:
    """A customer of the registry with their data at hand."""

    customer: Customer

    def answers(self, journey: Journey, world: World) -> Iterator[Answers]:
        """Every right way to fill in the form on show; nothing where there is no form."""
        return _ANSWERS[journey.step](self, journey, world) if journey.step in _ANSWERS else iter(())

    def wrong_answers(self, journey: Journey, world: World) -> Iterator[Answers]:
        """Ways to fill it in that lead elsewhere: each with one thing wrong, and one with nothing filled in."""
        usual = next(self.answers(journey, world), {})
        wrong = {**_WRONG, "code": wrong_code(journey, world.policy.code_digits)}
        if journey.step == "choose_contact":
            wrong["contact"] = "none"
        mine = {field.id: wrong[field.id] for field in FORMS.get(journey.step, ()) if field.id in wrong}
        yield {}
        for name, value in mine.items():
            yield {**mine, **usual, **({"kind": "email"} if name == "email" else {}), name: value}

    def account(self, journey: Journey) -> Account | None:
        """The account, made in this journey or before it."""
        made = journey.service.accounts.get(self.customer.id)
        known = self.customer.account
        if made is not None or known is None:
            return made
        return Account(self.customer.id, known.username, known.password, known.first_access_done)


def wrong_code(journey: Journey, digits: int) -> SecretStr:
    """A code of so many digits that was never sent."""
    sent = {message.code.get_secret_value() for message in journey.service.outbox}
    return SecretStr(next(code for digit in "0123456789" if (code := digit * digits) not in sent))


def fitting(password: str, policy: Policy) -> SecretStr:
    """A password like this one, as long as the policy wants it."""
    longer = password.ljust(policy.password_min, password[-1])
    return SecretStr(longer[: policy.password_max - 1] + longer[-1] if len(longer) > policy.password_max else longer)


def _identity(persona: Persona, _: Journey, __: World) -> Iterator[Answers]:
    yield {"first_name": persona.customer.first_name, "last_name": persona.customer.last_name}


def _company(persona: Persona, _: Journey, __: World) -> Iterator[Answers]:
    yield {"company_name": persona.customer.company_name}


def _contact(persona: Persona, _: Journey, world: World) -> Iterator[Answers]:
    rest: Answers = {"password": fitting(PASSWORD, world.policy), "privacy": True}
    for email in persona.customer.emails:
        yield {"kind": "email", "email": email, **rest}
    for mobile in persona.customer.mobiles:
        yield {"kind": "mobile", "number": mobile.removeprefix("+39"), **rest}


def _code(_: Persona, journey: Journey, __: World) -> Iterator[Answers]:
    challenge = journey.current
    if challenge is not None and any(message.code == challenge.code for message in journey.inbox):
        yield {"code": challenge.code}


def _login(persona: Persona, journey: Journey, _: World) -> Iterator[Answers]:
    account = persona.account(journey)
    if account is not None:
        yield {"user": account.username, "password": account.password}
    pending = journey.service.pending.get(persona.customer.id)
    if pending is not None:
        yield {"user": pending.contact.value, "password": pending.password}


def _tax_code(persona: Persona, _: Journey, __: World) -> Iterator[Answers]:
    codes = (persona.customer.tax_code, persona.customer.vat_number)
    yield from ({"tax_code": code} for code in dict.fromkeys(code for code in codes if code))


def _choose_contact(_: Persona, journey: Journey, __: World) -> Iterator[Answers]:
    seen = {"email": 0, "mobile": 0}
    for offer in journey.offers:
        seen[offer.kind] += 1
        yield {"contact": f"{offer.kind}_{seen[offer.kind]}"}


def _recover(persona: Persona, journey: Journey, world: World) -> Iterator[Answers]:
    account = persona.account(journey)
    if journey.stage == "code":
        yield from _code(persona, journey, world)
    elif journey.stage == "password":
        yield {"password": fitting(PASSWORD, world.policy)}
    elif account is not None:
        yield {"contact": account.username}


_ANSWERS: Final[Mapping[str, Callable[[Persona, Journey, World], Iterator[Answers]]]] = {
    "identity": _identity,
    "company": _company,
    "contact": _contact,
    "confirm_contact": _code,
    "login": _login,
    "confirm_identity": _code,
    "tax_code": _tax_code,
    "choose_contact": _choose_contact,
    "recover": _recover,
}


def personas_of(world: World) -> list[Persona]:
    """One persona for every kind of customer there is, in the order of the registry.

    Customers are of one kind when nothing that decides a path differs: profile, contacts, policies, account, messages.
    """
    today = world.clock.now().date()
    found: dict[object, Persona] = {}
    for customer in world.registry:
        account = customer.account
        kind = (
            (customer.profile, bool(customer.emails), len(customer.mobiles), bool(usable_mobiles(customer))),
            bool(customer.tax_code or customer.vat_number),
            customer.insured_on(today),
            account is not None and account.first_access_done,
            account is not None,
            customer.delivery,
        )
        found.setdefault(kind, Persona(customer))
    return list(found.values())
