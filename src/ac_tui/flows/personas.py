"""What a customer of the registry would rightly type, tick or choose, form by form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Final

from ac_tui.journey.model import Journey
from ac_tui.journey.world import Policy
from ac_tui.registry.model import Customer, SecretStr

PASSWORD: Final = "Prova1234"

Answers = Mapping[str, str | bool | SecretStr]  # what to type, tick or choose, by block


def answers(customer: Customer, journey: Journey, policy: Policy) -> Iterator[Answers]:
    """Every right way to fill in the form on show; nothing where there is no form."""
    account = journey.service.accounts.get(customer.id) or customer.account  # made in this journey, or before it
    match journey.step, journey.stage:
        case "identity", _:
            yield {"first_name": customer.first_name, "last_name": customer.last_name}
        case "company", _:
            yield {"company_name": customer.company_name}
        case "contact", _:
            rest: Answers = {"password": fitting(PASSWORD, policy), "privacy": True}
            yield from ({"kind": "email", "email": email, **rest} for email in customer.emails)
            numbers = (mobile.removeprefix("+39") for mobile in customer.mobiles)
            yield from ({"kind": "mobile", "number": number, **rest} for number in numbers)
        case ("confirm_contact" | "confirm_identity", _) | ("recover", "code"):
            challenge = journey.current
            if challenge is not None and any(message.code == challenge.code for message in journey.inbox):
                yield {"code": challenge.code}
        case "login", _:  # by an account, and by a registration that waits for its code
            pending = journey.service.pending.get(customer.id)
            users = [(account.username, account.password)] if account is not None else []
            users += [(pending.contact.value, pending.password)] if pending is not None else []
            for user, password in users:
                yield {"user": user, "password": password}
        case "tax_code", _:
            codes = filter(None, (customer.tax_code, customer.vat_number))
            yield from ({"tax_code": code} for code in dict.fromkeys(codes))
        case "choose_contact", _:
            places = {"email": count(1), "mobile": count(1)}
            yield from ({"contact": f"{offer.kind}_{next(places[offer.kind])}"} for offer in journey.offers)
        case "recover", "password":
            yield {"password": fitting(PASSWORD, policy)}
        case "recover", _ if account is not None:
            yield {"contact": account.username}


def fitting(password: str, policy: Policy) -> SecretStr:
    """A password like this one, as long as the policy wants it."""
    longer = password.ljust(policy.password_min, password[-1])
    return SecretStr(longer[: policy.password_max - 1] + longer[-1] if len(longer) > policy.password_max else longer)
