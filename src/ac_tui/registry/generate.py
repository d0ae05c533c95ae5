"""Synthetic registries of any size: invented customers in every state that matters, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct, convert

from ac_tui.registry.keys import name_key
from ac_tui.registry.model import Agency, Customer, Delivery, InsurancePolicy, Profile, RegistryAccount
from ac_tui.registry.secret import SecretStr
from ac_tui.registry.tax import personal_code, with_check_digit
from ac_tui.registry.toml import packaged_table

if TYPE_CHECKING:
    from random import Random


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
    policies: str = "a"
    """One letter a policy: `a` active, `l` lapsed, `c` corporate."""
    registered: bool = False
    first_access_done: bool = False
    delivery: Delivery = "normal"


_TABLE: Final = packaged_table("synthetic")
_AGENCIES: Final = convert(_TABLE["agencies"], list[Agency])
STATES: Final = convert(_TABLE["states"], list[State])
"""Every state, with its share of a large registry; a registry of this many customers or more has each of them."""

_FIRST_DAY: Final = date(1940, 1, 1)
_BIRTHDAYS: Final = 24_000
"""Days from the first birthday to the last, in 2005: everybody is of age."""
_LAST_END: Final = date(2024, 12, 31)
_NUMBERS: Final = 10_000_000
_STEP: Final = 7_654_321
"""Without a factor in common with the line above: every number comes once, in no visible order."""


def generate(n: int, rng: Random) -> Iterator[Customer]:
    """Make `n` invented customers, no two with one contact or code; raises ValueError beyond ten million.

    Check characters are right, place codes Z999, VAT numbers begin with 99999, domains are reserved, mobiles nobody's.
    """
    if not 0 <= n <= _NUMBERS:
        raise ValueError(f"a registry has 0 to {_NUMBERS} customers, not {n}")
    maker = _Maker(rng)
    shares = [state for state in STATES for _ in range(state.share)]
    first = list(STATES)
    rng.shuffle(first)
    for serial in range(n):
        yield maker.customer(serial, first[serial] if serial < len(first) else rng.choice(shares))


class _Maker:
    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._offset = rng.randrange(_NUMBERS)
        self._numeric_codes = _numeric_codes()
        self._personal_codes: set[str] = set()
        self._foreigners = 0

    def customer(self, serial: int, state: State) -> Customer:
        female = self._rng.randrange(2) == 1
        first, last = self._rng.choice(_TABLE["women" if female else "men"]), self._rng.choice(_TABLE["last_names"])
        trade, form = self._rng.choice(_TABLE["trades"]), self._rng.choice(_TABLE["forms"])
        company = state.profile == "company"
        slug = f"{name_key(trade if company else first)}-{name_key(last)}-{serial + 1}"
        numeric = next(self._numeric_codes, "") if company or state.vat_number or state.provisional else ""
        domains = _TABLE["domains"]
        domain = self._rng.randrange(len(domains))
        emails = [f"{slug}@{domains[(domain + at) % len(domains)]}" for at in range(state.emails)]
        mobiles = self._mobiles(serial, state)
        account = None
        if state.registered:
            user, password = (*emails, *mobiles)[0], SecretStr("Prova1234")
            account = RegistryAccount(username=user, password=password, first_access_done=state.first_access_done)
        return Customer(
            id=slug,
            profile=state.profile,
            first_name="" if company else first,
            last_name="" if company else last,
            company_name=f"{trade} {last} {form}".strip() if company else "",
            tax_code=numeric if company or state.provisional else self._personal_code(first, last, female),
            vat_number=numeric if state.vat_number else "",
            client_code=f"{serial + 1:010}",
            emails=tuple(emails),
            mobiles=mobiles,
            policies=tuple(self._policy(f"{serial + 1:07}{place}", kind) for place, kind in enumerate(state.policies)),
            agency=self._rng.choice(_AGENCIES),
            account=account,
            delivery=state.delivery,
        )

    def _mobiles(self, serial: int, state: State) -> tuple[str, ...]:
        """Two numbers of one customer end alike, so that their masks are equal."""
        digits = f"{(self._offset + serial * _STEP) % _NUMBERS:07}"
        if state.landline:
            return (f"+390400{digits}",)
        if state.foreign:
            self._foreigners += 1
            return (f"+41756{self._foreigners:06}",)
        return tuple(f"+39{start}{digits}" for start in ("395", "394")[: state.mobiles])

    def _policy(self, number: str, kind: str) -> InsurancePolicy:
        if kind == "l":
            ended = _LAST_END - timedelta(days=self._rng.randrange(730))
            return InsurancePolicy(number=number, active=False, ended=ended)
        return InsurancePolicy(number=number, kind="corporate" if kind == "c" else "individual")

    def _personal_code(self, first: str, last: str, female: bool) -> str:
        """Of the next free birthday from a random one on: nobody in this registry has it yet."""
        start = self._rng.randrange(_BIRTHDAYS)
        for later in range(_BIRTHDAYS):
            day = _FIRST_DAY + timedelta(days=(start + later) % _BIRTHDAYS)
            code = personal_code(first, last, year=day.year, month=day.month, day=day.day, female=female)
            if code not in self._personal_codes:
                self._personal_codes.add(code)
                return code
        return ""


def _numeric_codes() -> Iterator[str]:
    """Numbers of eleven digits from 99999 on, those of existing offices (001 to 100) first."""
    for offices in (range(1, 101), range(101, 1000)):
        for serial in range(100):
            for office in offices:
                yield with_check_digit(f"99999{serial:02}{office:03}")
