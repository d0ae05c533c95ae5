"""Synthetic registries of any size: invented customers in every state that matters, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, Protocol, TypeVar

from msgspec import Struct

from ac_tui.registry.letters import name_key
from ac_tui.registry.model import Agency, Customer, Delivery, InsurancePolicy, Profile, RegistryAccount
from ac_tui.registry.rows import to_jsonl, to_toml
from ac_tui.registry.secret import SecretStr
from ac_tui.registry.tax import personal_code, with_check_digit
from ac_tui.registry.toml import packaged_table

__all__ = ["STATES", "Rng", "State", "generate", "to_jsonl", "to_toml"]


class Rng(Protocol):
    """The randomness that is handed in; `random.Random` fits."""

    def randrange(self, stop: int, /) -> int:
        """A number from 0 to `stop` - 1."""


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


STATES: Final = (
    State(share=60),
    State(share=8, emails=2, mobiles=2),
    State(share=8, emails=0),
    State(share=5, mobiles=0),
    State(share=2, mobiles=0, landline=True),
    State(share=1, emails=0, mobiles=0),
    State(share=2, emails=0, foreign=True),
    State(share=1, provisional=True),
    State(share=4, policies="c"),
    State(share=4, policies="l"),
    State(share=4, policies="la"),
    State(share=2, policies=""),
    State(share=20, registered=True, first_access_done=True, policies="aa"),
    State(share=3, registered=True),
    State(share=2, registered=True, mobiles=0),
    State(share=1, delivery="late"),
    State(share=1, delivery="spam"),
    State(share=1, delivery="lost"),
    State(share=1, delivery="duplicate"),
    State(share=8, profile="professional", vat_number=True),
    State(share=2, profile="professional"),
    State(share=8, profile="company", vat_number=True),
    State(share=2, profile="company", vat_number=True, mobiles=0),
    State(share=1, profile="company", emails=0, mobiles=0),
    State(share=3, profile="company", vat_number=True, registered=True, first_access_done=True),
)
"""Every state, with its share of a large registry; a registry of this many customers or more has each of them."""

_NAMES: Final = packaged_table("names")["invented"]
_FORMS: Final = ("S.r.l.", "S.r.l.s.", "S.p.A.", "S.n.c.", "S.a.s.", "Società Cooperativa", "")
_AGENCIES: Final = (
    Agency(name="Agenzia Prova", phone="+390400000000"),
    Agency(name="Agenzia del Porto", phone="+390400000001"),
    Agency(name="Agenzia del Lago", phone="+390400000002"),
)
_DOMAINS: Final = ("example.com", "example.net", "example.org")
_FIRST_DAY: Final = date(1940, 1, 1)
_BIRTHDAYS: Final = 24_000
"""Days from the first birthday to the last, in 2005: everybody is of age."""
_LAST_END: Final = date(2024, 12, 31)
_NUMBERS: Final = 10_000_000
_STEP: Final = 7_654_321
"""Without a factor in common with the line above: every number comes once, in no visible order."""

_T = TypeVar("_T")


def generate(n: int, rng: Rng) -> Iterator[Customer]:
    """Make `n` invented customers, the same for the same `rng`; no two share a contact or a code.

    Check characters are right, place codes Z999, VAT numbers begin with 99999, domains are reserved for examples,
    mobile numbers are in +39 394, +39 395 and +41 756, where no operator is known to be. Raises ValueError for a
    negative `n`, and for more than ten million: there are no more numbers.
    """
    if not 0 <= n <= _NUMBERS:
        raise ValueError(f"a registry has 0 to {_NUMBERS} customers, not {n}")
    maker = _Maker(rng)
    shares = [state for state in STATES for _ in range(state.share)]
    first = _shuffled(STATES, rng)
    for serial in range(n):
        yield maker.customer(serial, first[serial] if serial < len(first) else _pick(shares, rng))


class _Maker:
    """Makes one customer after the other, and remembers the codes it has given out."""

    def __init__(self, rng: Rng) -> None:
        self._rng = rng
        self._offset = rng.randrange(_NUMBERS)
        self._numeric_codes = _numeric_codes()
        self._personal_codes: set[str] = set()
        self._foreigners = 0

    def customer(self, serial: int, state: State) -> Customer:
        female = self._rng.randrange(2) == 1
        first, last = self._pick(_NAMES["women" if female else "men"]), self._pick(_NAMES["last_names"])
        trade, form = self._pick(_NAMES["trades"]), self._pick(_FORMS)
        company = state.profile == "company"
        slug = f"{name_key(trade if company else first)}-{name_key(last)}-{serial + 1}"
        numeric = next(self._numeric_codes, "") if company or state.vat_number or state.provisional else ""
        emails, mobiles = self._emails(slug, state), self._mobiles(serial, state)
        return Customer(
            id=slug,
            profile=state.profile,
            first_name="" if company else first,
            last_name="" if company else last,
            company_name=f"{trade} {last} {form}".strip() if company else "",
            tax_code=numeric if company or state.provisional else self._personal_code(first, last, female),
            vat_number=numeric if state.vat_number else "",
            client_code=f"{serial + 1:010}",
            emails=emails,
            mobiles=mobiles,
            policies=tuple(self._policy(f"{serial + 1:07}{place}", kind) for place, kind in enumerate(state.policies)),
            agency=self._pick(_AGENCIES),
            account=_account((*emails, *mobiles)[0], state) if state.registered else None,
            delivery=state.delivery,
        )

    def _pick(self, items: Sequence[_T]) -> _T:
        return _pick(items, self._rng)

    def _emails(self, slug: str, state: State) -> tuple[str, ...]:
        first = self._rng.randrange(len(_DOMAINS))
        return tuple(f"{slug}@{_DOMAINS[(first + place) % len(_DOMAINS)]}" for place in range(state.emails))

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
        """A Codice Fiscale that nobody in this registry has yet: the next free birthday from a random one on."""
        start = self._rng.randrange(_BIRTHDAYS)
        for later in range(_BIRTHDAYS):
            day = _FIRST_DAY + timedelta(days=(start + later) % _BIRTHDAYS)
            code = personal_code(first, last, year=day.year, month=day.month, day=day.day, female=female)
            if code not in self._personal_codes:
                self._personal_codes.add(code)
                return code
        return ""


def _account(username: str, state: State) -> RegistryAccount:
    return RegistryAccount(
        username=username, password=SecretStr("Prova1234"), first_access_done=state.first_access_done
    )


def _numeric_codes() -> Iterator[str]:
    """Numbers of eleven digits from 99999 on, those of existing offices (001 to 100) first."""
    for offices in (range(1, 101), range(101, 1000)):
        for serial in range(100):
            for office in offices:
                yield with_check_digit(f"99999{serial:02}{office:03}")


def _pick(items: Sequence[_T], rng: Rng) -> _T:
    return items[rng.randrange(len(items))]


def _shuffled(items: Sequence[_T], rng: Rng) -> list[_T]:
    """The items in random order (Fisher and Yates)."""
    shuffled = list(items)
    for place in range(len(shuffled) - 1, 0, -1):
        other = rng.randrange(place + 1)
        shuffled[place], shuffled[other] = shuffled[other], shuffled[place]
    return shuffled
