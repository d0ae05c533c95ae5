"""Small worlds for the journey's tests: a few customers, a clock that is told the time, codes that are numbered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from msgspec.structs import replace

from ac_tui.journey.world import Policy, SeededCodes, World
from ac_tui.registry.index import Registry
from ac_tui.registry.load import customer_of
from ac_tui.registry.model import Customer, Profile, RegistryAccount, SecretStr
from ac_tui.registry.tax import personal_code

START = datetime(2026, 1, 15, 9, 41, tzinfo=UTC)
PASSWORD = "Prova1234"
OTHER_PASSWORD = "Altra5678"


def customer(customer_id: str, profile: Profile = "person", **data: Any) -> Customer:
    """A customer as the registry has it, with one active policy unless told otherwise."""
    data.setdefault("policies", [{"number": "350001"}])
    return customer_of({"id": customer_id, "profile": profile, **data})


def with_account(
    known: Customer, username: str, password: str = PASSWORD, *, first_access_done: bool = True
) -> Customer:
    """The customer with an account already in the registry."""
    account = RegistryAccount(username, SecretStr(password), first_access_done)
    return replace(known, account=account)


def first_contact(who: Customer) -> str:
    return (*who.emails, *who.mobiles)[0]


MARIO = customer(
    "mario-rossi",
    first_name="Mario",
    last_name="Rossi",
    tax_code=personal_code("Mario", "Rossi", born=date(1985, 8, 1), female=False),
    client_code="0001234567",
    emails=["mario.rossi@mail.it"],
    mobiles=["+393201234519"],
)
GIULIA = customer(  # an email, no mobile
    "giulia-bianchi",
    first_name="Giulia",
    last_name="Bianchi",
    tax_code=personal_code("Giulia", "Bianchi", born=date(1988, 5, 23), female=True),
    client_code="0001234583",
    emails=["giulia.bianchi@example.com"],
)
GERACI = customer(  # a surveyor with Codice Fiscale and Partita IVA
    "franco-geraci",
    "professional",
    first_name="Franco",
    last_name="Geraci",
    tax_code=personal_code("Franco", "Geraci", born=date(1968, 6, 9), female=False),
    vat_number="99999020011",
    client_code="0002234501",
    emails=["geom.geraci@example.com"],
    mobiles=["+393941234546"],
)
WELLION = customer(
    "wellion",
    "company",
    company_name="Wellion",
    tax_code="99999010012",
    vat_number="99999010012",
    client_code="0003234501",
    emails=["info@wellion.example", "ufficio@wellion.example"],
    mobiles=["+393941234550"],
)
GALLO_SNC = customer(  # shares the owner's email
    "gallo-snc",
    "company",
    company_name="Gallo & Figli S.n.c.",
    tax_code="99999060017",
    client_code="0003234503",
    emails=["pietro.gallo@example.com"],
    mobiles=["+393941234551"],
)
PIETRO = customer(
    "pietro-gallo",
    first_name="Pietro",
    last_name="Gallo",
    tax_code=personal_code("Pietro", "Gallo", born=date(1970, 12, 5), female=False),
    client_code="0001234589",
    emails=["pietro.gallo@example.com"],
    mobiles=["+393941234535"],
)
PAOLO = with_account(  # somebody who registered long ago
    customer(
        "paolo-ferri",
        first_name="Paolo",
        last_name="Ferri",
        tax_code=personal_code("Paolo", "Ferri", born=date(1974, 1, 17), female=False),
        client_code="0001234598",
        emails=["famiglia.ferri@example.com"],
        mobiles=["+393941234541"],
    ),
    "famiglia.ferri@example.com",
)
LAURA = customer(  # her email is her husband's user name
    "laura-conti",
    first_name="Laura",
    last_name="Conti",
    tax_code=personal_code("Laura", "Conti", born=date(1976, 9, 30), female=True),
    client_code="0001234588",
    emails=["famiglia.ferri@example.com"],
    mobiles=["+393941234526"],
)
EVERYBODY = (MARIO, GIULIA, GERACI, WELLION, GALLO_SNC, PIETRO, PAOLO, LAURA)


@dataclass
class Watch:
    """A clock that shows what it is told."""

    moment: datetime = START

    def now(self) -> datetime:
        return self.moment


class Numbered(SeededCodes, frozen=True):
    """Codes and tokens that tell which sending they are of, and that stand nowhere else in these worlds."""

    def code(self, serial: int) -> str:
        return f"97{serial:04}"

    def token(self, serial: int) -> str:
        return f"token{serial:04}"


def make_world(*customers: Customer, **policy: Any) -> World:
    """A world of these customers, everybody if none is named."""
    return World(Registry(customers or EVERYBODY), Policy(**policy), Watch(), Numbered())
