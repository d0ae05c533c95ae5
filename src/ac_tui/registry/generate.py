"""Synthetic registries of any size: invented customers in every state that matters, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, product
from random import Random
from typing import Final

from msgspec import Struct, convert

from ac_tui.registry.keys import name_key
from ac_tui.registry.model import Agency, Customer, Delivery, InsurancePolicy, Profile, RegistryAccount, SecretStr
from ac_tui.registry.tax import personal_code, with_check_digit
from ac_tui.registry.toml import packaged_table


class State(Struct, frozen=True, kw_only=True):
    """A kind of customer: how many contacts of which sort, which policies, which account; `share` is its weight."""

    share: int = 1
    profile: Profile = "person"
    emails: int = 1
    mobiles: int = 1
    landline: bool = False
    foreign: bool = False
    provisional: bool = False
    vat_number: bool = False
    policies: str = "a"  # one letter a policy: `a` active, `l` lapsed, `c` corporate
    registered: bool = False
    first_access_done: bool = False
    delivery: Delivery = "normal"


_TABLE: Final = packaged_table("synthetic")
_AGENCIES: Final = convert(_TABLE["agencies"], list[Agency])
STATES: Final = convert(_TABLE["states"], list[State])
"""Every state, with its share of a large registry; a registry of this many customers or more has each of them."""

_BIRTHDAYS: Final = 24_000  # days from the first birthday to the last, in 2005: everybody is of age
_NUMBERS: Final = 10_000_000
_STEP: Final = 7_654_321  # no factor in common with the line above: every number comes once, in no visible order


def generate(n: int, rng: Random) -> Iterator[Customer]:
    """Make `n` invented customers, no two with one contact or code; raises ValueError beyond ten million.

    Check characters are right, place codes Z999, VAT numbers begin with 99999, domains are reserved, mobiles nobody's.
    """
    if not 0 <= n <= _NUMBERS:
        raise ValueError(f"a registry has 0 to {_NUMBERS} customers, not {n}")
    offset, numeric_codes, foreigners, taken = rng.randrange(_NUMBERS), _numeric_codes(), count(1), set[str]()
    shares = [state for state in STATES for _ in range(state.share)]
    first_of_each = list(STATES)
    rng.shuffle(first_of_each)
    domains = _TABLE["domains"]
    for serial in range(n):
        state = first_of_each[serial] if serial < len(first_of_each) else rng.choice(shares)
        female, company = rng.randrange(2) == 1, state.profile == "company"
        first, last = rng.choice(_TABLE["women" if female else "men"]), rng.choice(_TABLE["last_names"])
        trade, form = rng.choice(_TABLE["trades"]), rng.choice(_TABLE["forms"])
        slug = f"{name_key(trade if company else first)}-{name_key(last)}-{serial + 1}"
        numeric = next(numeric_codes, "") if company or state.vat_number or state.provisional else ""
        domain = rng.randrange(len(domains))
        emails = tuple(f"{slug}@{domains[(domain + at) % len(domains)]}" for at in range(state.emails))
        digits = f"{(offset + serial * _STEP) % _NUMBERS:07}"
        mobiles = _mobiles(state, digits, foreigners)
        account = None
        if state.registered:
            user, password = (*emails, *mobiles)[0], SecretStr("Prova1234")
            account = RegistryAccount(username=user, password=password, first_access_done=state.first_access_done)
        tax_code = numeric
        if not company and not state.provisional:  # the first free one from a random birthday on
            start = rng.randrange(_BIRTHDAYS)
            born = (date(1940, 1, 1) + timedelta(days=(start + later) % _BIRTHDAYS) for later in range(_BIRTHDAYS))
            codes = (personal_code(first, last, born=day, female=female) for day in born)
            tax_code = next((code for code in codes if code not in taken), "")
            taken.add(tax_code)
        policies = [_policy(f"{serial + 1:07}{place}", kind, rng) for place, kind in enumerate(state.policies)]
        yield Customer(
            id=slug,
            profile=state.profile,
            first_name="" if company else first,
            last_name="" if company else last,
            company_name=f"{trade} {last} {form}".strip() if company else "",
            tax_code=tax_code,
            vat_number=numeric if state.vat_number else "",
            client_code=f"{serial + 1:010}",
            emails=emails,
            mobiles=mobiles,
            policies=tuple(policies),
            agency=rng.choice(_AGENCIES),
            account=account,
            delivery=state.delivery,
        )


def _mobiles(state: State, digits: str, foreigners: Iterator[int]) -> tuple[str, ...]:
    if state.landline:
        return (f"+390400{digits}",)
    if state.foreign:
        return (f"+41756{next(foreigners):06}",)
    # Two numbers of one customer end alike, so that their masks are equal.
    return tuple(f"+39{start}{digits}" for start in ("395", "394")[: state.mobiles])


def _policy(number: str, kind: str, rng: Random) -> InsurancePolicy:
    ended = date(2024, 12, 31) - timedelta(days=rng.randrange(730)) if kind == "l" else None
    return InsurancePolicy(number, "corporate" if kind == "c" else "individual", active=ended is None, ended=ended)


def _numeric_codes() -> Iterator[str]:
    """Numbers of eleven digits from 99999 on, those of existing offices (001 to 100) first."""
    for offices in (range(1, 101), range(101, 1000)):
        for serial, office in product(range(100), offices):
            yield with_check_digit(f"99999{serial:02}{office:03}")
