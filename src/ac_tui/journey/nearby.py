"""Who may be meant: customers whose name or contact is a slip away from what was said. For the desk, never a pass."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from ac_tui.journey.model import Applicant, Contact
from ac_tui.journey.rules import distance, near, near_company, same_name
from ac_tui.journey.world import World
from ac_tui.registry.companies import company_names, same_company
from ac_tui.registry.keys import name_key, tax_key
from ac_tui.registry.model import Customer

MOST: Final = 2000  # near names are looked for among so many customers at most, however large the registry
SLIPS: Final = 2  # contacts, or tax codes, further apart than this are two, not one misspelt
_FAR, _SHORTENED, _OTHER_KIND = 12, 3, 2
_ENDINGS: Final = ("it", "com", "net", "org", "eu", "info", "ch", "de", "fr", "es", "example")


def namesakes(who: Applicant, world: World) -> tuple[Customer, ...]:
    """Customers of exactly the name given."""
    if who.company_name:
        return world.registry.by_company(who.company_name)
    return world.registry.by_name(who.first_name, who.last_name)


def alike(who: Applicant, world: World) -> tuple[Customer, ...]:
    """Customers whose name may be the one given, misspelt, shortened or swapped; the nearest first."""
    possible = world.registry.named_like(who.first_name, who.last_name, who.company_name)
    found = [customer for customer in islice(possible, MOST) if may_be_called(who, customer)]
    return tuple(sorted(dict.fromkeys(found), key=lambda customer: name_gap(who, customer)))


def meant(who: Applicant, contact: Contact, world: World) -> tuple[Customer, ...]:
    """Who may have given a contact that nobody left, the likeliest first: by name if one was given, else by contact."""
    found = namesakes(who, world) or (alike(who, world) if who.full_name else ())
    if not found:
        look_up = world.registry.by_email if contact.kind == "email" else world.registry.by_mobile
        near_it = dict.fromkeys(customer for text in _one_slip(contact) for customer in look_up(text))
        found = tuple(
            c
            for c in near_it
            if may_be_called(who, c) or near(who.first_name, c.first_name) or near(who.last_name, c.last_name)
        )
    return tuple(sorted(found, key=lambda c: (contact_gap(contact, c)[0], name_gap(who, c))))


def name_gap(who: Applicant, customer: Customer | None) -> int:
    """How far the name given is from a customer's, in letters: a shortened one is near, one of the other kind not."""
    if customer is None or not who.full_name:
        return 0
    first, last = customer.first_name, customer.last_name
    if who.named_like(customer) and customer.profile != "company":
        swapped = 1 + _apart(who.first_name, last) + _apart(who.last_name, first)
        gap = min(_apart(who.first_name, first) + _apart(who.last_name, last), swapped, _FAR + 1)
    elif gap := not same_company(who.full_name, customer.display_name):
        given, known = (" ".join(company_names(n)[0].words) for n in (who.full_name, customer.display_name))
        gap = distance(name_key(given), name_key(known), _FAR)
    gap = min(gap, _SHORTENED) if gap and may_be_called(who, customer) else gap
    return gap if who.named_like(customer) else gap + _OTHER_KIND


def _apart(given: str, known: str) -> int:
    return 0 if not given or same_name(given, known) else distance(name_key(given), name_key(known), _FAR)


def contact_gap(contact: Contact, customer: Customer) -> tuple[int, Contact | None]:
    """How far the nearest contact of the same kind is from this one, and which; SLIPS + 1 and None where none is."""
    written = customer.emails if contact.kind == "email" else customer.mobiles
    known = (Contact.of(contact.kind, one) for one in written)
    gaps = ((1 if _other_ending(contact, one) else distance(contact.value, one.value, SLIPS), one) for one in known)
    gap, nearest = min(gaps, key=lambda found: (found[0], found[1].written), default=(SLIPS + 1, None))
    return (gap, nearest) if gap <= SLIPS else (SLIPS + 1, None)


def contact_slip(given: Contact, known: Contact) -> str:
    """How a contact differs from the one that is meant, as a reason of `contact_known`."""
    if distance(given.value, known.value, SLIPS) != 1:
        return "other_ending" if _other_ending(given, known) else "near"
    what, more = "letter" if given.kind == "email" else "digit", len(given.value) - len(known.value)
    if more:
        return f"{'missing' if more < 0 else 'extra'}_{what}"
    differing = sum(one != other for one, other in zip(given.value, known.value, strict=True))
    return f"swapped_{what}s" if differing == 2 else f"one_{what}"


def _other_ending(given: Contact, known: Contact) -> bool:
    """Whether two addresses differ in nothing but what follows the last dot: `mail.com` for `mail.it`."""
    one, other = given.value, known.value
    return given.kind == "email" and one != other and one.rpartition(".")[0] == other.rpartition(".")[0]


def misread(tax_code: str, customers: Iterable[Customer]) -> tuple[Customer, str] | None:
    """Whose Codice Fiscale or Partita IVA is a slip or two away from this one, and what it is; the nearest one."""
    codes = ((customer, code) for customer in customers for code in (customer.tax_code, customer.vat_number) if code)
    gaps = [(distance(tax_code, tax_key(code), SLIPS), customer, code) for customer, code in codes]
    gap, customer, code = min(gaps, key=lambda found: found[0], default=(SLIPS + 1, None, ""))
    return (customer, code) if customer is not None and gap <= SLIPS else None


def may_be_called(who: Applicant, customer: Customer) -> bool:
    """Whether who says this name may well be this customer: no name given, the right one, or a near one."""
    if not who.full_name:
        return True
    if customer.profile == "company":
        return near_company(who.full_name, customer.company_name)
    if not who.named_like(customer):
        return near(who.company_name, customer.display_name)
    first, last = who.first_name, who.last_name
    straight = (first, customer.first_name), (last, customer.last_name)
    swapped = (first, customer.last_name), (last, customer.first_name)
    return any(all(not given or near(given, known) for given, known in pairs) for pairs in (straight, swapped))


def _one_slip(contact: Contact) -> Iterator[str]:
    """What one slip makes of a contact: a few thousand texts, those with an ending taken for another one too."""
    text, signs = contact.value, string.digits + (f"{string.ascii_lowercase}.-_" if contact.kind == "email" else "")
    parts = [(text[:at], text[at:]) for at in range(len(text) + 1)]
    yield from (before + after[1:] for before, after in parts)
    yield from (before + after[1] + after[0] + after[2:] for before, after in parts if len(after) > 1)
    yield from (before + sign + after[skip:] for before, after in parts for sign in signs for skip in (0, 1))
    if contact.kind == "email":
        yield from (f"{text.rpartition('.')[0]}.{ending}" for ending in _ENDINGS)
