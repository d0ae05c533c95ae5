"""Who plays a path, and what they may type: right and wrong data for every form, from the registry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pydantic import SecretStr

from ac_tui.journey.model import Account, Journey
from ac_tui.journey.policy import Policy
from ac_tui.journey.world import World
from ac_tui.registry.model import Customer

PASSWORD: Final = "Prova1234"
PARTNERS_PASSWORD: Final = "Prova5678"
WRONG_PASSWORD: Final = "Sbagliata9"
UNKNOWN_EMAIL: Final = "nessuno@example.com"

Fill = Mapping[str, str | bool | SecretStr]
"""What to type or tick, by block."""


@dataclass(frozen=True, slots=True)
class Player:
    """A customer of the registry with their data at hand.

    `stranger` is another one, with a tax code; `partner` somebody who gave the same contact, and plays along.
    """

    customer: Customer
    stranger: Customer | None
    partner: Player | None = None
    password: str = PASSWORD

    def fills(self, journey: Journey, world: World, *, wrong: bool) -> Iterator[Fill]:
        """Every way to fill in the form on show: the right ones, and with `wrong` those that lead elsewhere."""
        yield from _FORMS.get(journey.step, _nothing)(self, journey, world, wrong)
        if self.partner is not None and journey.step in _FORMS:
            yield from self.partner.fills(journey, world, wrong=False)

    def account(self, journey: Journey) -> Account | None:
        """The account, made in this journey or before it."""
        made = journey.service.accounts.get(self.customer.id)
        known = self.customer.account
        if made is not None or known is None:
            return made
        return Account(self.customer.id, known.username, known.password, known.first_access_done)


Form = Iterator[Fill]


def _nothing(_: Player, __: Journey, ___: World, ____: bool) -> Form:
    yield {}


def _identity(player: Player, _: Journey, __: World, wrong: bool) -> Form:
    yield {"first_name": player.customer.first_name, "last_name": player.customer.last_name}
    if wrong:
        yield {"first_name": "", "last_name": ""}


def _company(player: Player, _: Journey, __: World, wrong: bool) -> Form:
    yield {"company_name": player.customer.company_name}
    if wrong:
        yield {"company_name": ""}


def _contact(player: Player, _: Journey, world: World, wrong: bool) -> Form:
    rest: Fill = {"password": fitting(player.password, world.policy), "privacy": True}
    for email in player.customer.emails:
        yield {"kind": "email", "email": email, **rest}
    for mobile in player.customer.mobiles:
        yield {"kind": "mobile", "number": mobile.removeprefix("+39"), **rest}
    if wrong:
        yield {"kind": "email", "email": UNKNOWN_EMAIL, **rest}
        yield {"password": SecretStr(""), "privacy": False}


def _code(_: Player, journey: Journey, world: World, wrong: bool) -> Form:
    challenge = journey.current
    if challenge is not None and any(message.code == challenge.code for message in journey.inbox):
        yield {"code": challenge.code}
    if wrong:
        yield {"code": wrong_code(journey, world.policy.code_digits)}
        yield {"code": SecretStr("")}


def wrong_code(journey: Journey, digits: int) -> SecretStr:
    """A code of so many digits that was never sent."""
    sent = {message.code.get_secret_value() for message in journey.service.outbox}
    return SecretStr(next(code for digit in "0123456789" if (code := digit * digits) not in sent))


def fitting(password: str, policy: Policy) -> SecretStr:
    """A password like this one, as long as the policy wants it."""
    longer = password.ljust(policy.password_min, password[-1])
    return SecretStr(longer[: policy.password_max - 1] + longer[-1] if len(longer) > policy.password_max else longer)


def _login(player: Player, journey: Journey, _: World, wrong: bool) -> Form:
    account = player.account(journey)
    if account is not None:
        yield {"user": account.username, "password": account.password}
    pending = journey.service.pending.get(player.customer.id)
    if pending is not None:
        yield {"user": pending.contact.value, "password": pending.password}
    if wrong:
        if account is not None:
            yield {"user": account.username, "password": account.password, "remember": True}
        yield {"user": UNKNOWN_EMAIL, "password": SecretStr(WRONG_PASSWORD)}
        yield {"user": "", "password": SecretStr("")}


def _tax_code(player: Player, _: Journey, __: World, wrong: bool) -> Form:
    codes = (player.customer.tax_code, player.customer.vat_number)
    for code in dict.fromkeys(code for code in codes if code):
        yield {"tax_code": code}
    if wrong:
        if player.stranger is not None:
            yield {"tax_code": player.stranger.tax_code}
        yield {"tax_code": ""}


def _choose_contact(_: Player, journey: Journey, __: World, wrong: bool) -> Form:
    seen = {"email": 0, "mobile": 0}
    for offer in journey.offers:
        seen[offer.kind] += 1
        yield {"contact": f"{offer.kind}_{seen[offer.kind]}"}
    if wrong:
        yield {"contact": "none"}
        yield {}


def _recover(player: Player, journey: Journey, world: World, wrong: bool) -> Form:
    if journey.stage == "code":
        yield from _code(player, journey, world, wrong)
    elif journey.stage == "password":
        yield {"password": fitting(player.password, world.policy)}
        if wrong:
            yield {"password": SecretStr("")}
    else:
        account = player.account(journey)
        if account is not None:
            yield {"contact": account.username}
        if wrong:
            yield {"contact": UNKNOWN_EMAIL}
            yield {"contact": ""}


_FORMS: Final = {
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


def cast_of(world: World) -> list[Player]:
    """One player for every kind of customer there is, in the order of the registry.

    Customers are of one kind when nothing that decides a path differs: profile, contacts, policies, account, messages.
    """
    customers, today = list(world.registry), world.clock.now().date()
    givers = Counter(contact for customer in customers for contact in {*customer.emails, *customer.mobiles})
    found: dict[tuple[object, ...], Player] = {}
    for customer in customers:
        shared = any(givers[contact] > 1 for contact in (*customer.emails, *customer.mobiles))
        if customer.account is None and shared:  # a path of its own, not the plainest one
            continue
        account = customer.account
        kind = (
            customer.profile,
            bool(customer.emails),
            len(customer.mobiles),
            any(len(mobile) > 11 for mobile in customer.mobiles),
            bool(customer.tax_code or customer.vat_number),
            customer.insured_on(today),
            account is not None and account.first_access_done,
            account is not None,
            customer.delivery,
        )
        found.setdefault(kind, Player(customer, _stranger(customer, customers)))
    return [*found.values(), *_pairs(customers, today)]


def _pairs(customers: list[Customer], today: date) -> list[Player]:
    """The first two customers who gave the same email, both without an account: who comes first takes it."""
    free = [customer for customer in customers if customer.account is None and customer.insured_on(today)]
    givers: dict[str, list[Customer]] = {}
    for customer in free:
        for email in dict.fromkeys(customer.emails):
            givers.setdefault(email, []).append(customer)
    for one in free:
        other = next((giver for email in one.emails for giver in givers[email] if giver is not one), None)
        if other is not None:
            return [Player(one, None, Player(other, None, password=PARTNERS_PASSWORD))]
    return []


def _stranger(customer: Customer, customers: list[Customer]) -> Customer | None:
    return next((other for other in customers if other.tax_code and other.tax_code != customer.tax_code), None)
