"""What is doubtful about a registry that loads: findings for whoever keeps it; none stops it from being used."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from ac_tui.registry.faults import Fault, Level, in_order
from ac_tui.registry.index import Registry, mark, shared_by
from ac_tui.registry.keys import client_key, email_key, user_key
from ac_tui.registry.load import customer_lines
from ac_tui.registry.model import Customer
from ac_tui.registry.numbers import mobile_key
from ac_tui.registry.passwords import ticks
from ac_tui.registry.phones import is_mobile, maybe_in_use
from ac_tui.registry.rows import Rows
from ac_tui.registry.tax import invented, name_letters, place_code, tax_code_fault

_ALLOWED: Final = re.compile(r"#\s*allow\s+([a-z]+(?:-[a-z]+)*)\s*:\s*\S")
_NAMED_AT_MOST: Final = 3


class _Finding(Struct, frozen=True):
    """A doubt about the customer at place `index` of the file, at a key path within it."""

    index: int
    path: tuple[str | int, ...]
    rule: str
    message: str
    level: Level = "warning"


def check_registry(
    registry: Registry, data: str | bytes, name: str, *, password_min: int = 8, password_max: int = 16
) -> list[Fault]:
    """Everything doubtful in a registry, with the lines of the text it was read from, in file order.

    Rules: `client-code-twice`, `tax-code-twice`, `contact-shared`, `contact-twice`,
    `username-twice`, `username` (none of the customer's contacts), `password` (against the rules), `tax-code`, `vat-
    number` (wrong check characters), `real-person`, `real-company` (codes that may be somebody's); as suggestions
    `landline`, `real-mobile` (a number that may be somebody's), `tax-name` and `ended`. In TOML a comment `# allow
    RULE: reason` on the line, or alone on the line above, says that a finding is meant; one that silences nothing is
    itself a suggestion, `allow-unused`.
    """
    jsonl = isinstance(registry.customers, Rows)  # has no comments
    text = "" if jsonl else data if isinstance(data, str) else data.decode(errors="replace")
    found, indexes = list[_Finding](), [array("q") for _ in _TO_COMPARE]
    for index, customer in enumerate(registry):
        found += _alone(index, customer)
        found += _password(index, customer, password_min, password_max)
        for (_, _, keys), marks in zip(_TO_COMPARE, indexes, strict=True):
            for key in keys(customer):
                if key:
                    marks.append(mark(key, index))
    line_of = customer_lines(registry, text, name)
    faults = (
        Fault(name, line_of(f.index, f.path), f.rule, f.message, f.level)
        for f in [*found, *_between(registry, indexes)]
    )
    return list(in_order(_not_allowed(faults, text, name)))


def _password(index: int, customer: Customer, least: int, most: int) -> Iterator[_Finding]:
    account = customer.account
    if account and not ticks(account.password.get_secret_value(), least, most).complete:
        yield _Finding(index, ("account", "password"), "password", "`account.password` breaks the rules of a password")


def _alone(index: int, customer: Customer) -> Iterator[_Finding]:
    """What can be said of a customer by itself."""
    yield from _codes(index, customer)
    for place, number in enumerate(customer.mobiles):
        if not is_mobile(number):
            message = f"{number} is no mobile: it can receive no code"
            yield _Finding(index, ("mobiles", place), "landline", message, "suggestion")
        elif maybe_in_use(number):
            message = f"{number} may be somebody's: take a prefix that no operator has, such as +39394 or +39395"
            yield _Finding(index, ("mobiles", place), "real-mobile", message, "suggestion")
    for key, contacts in (("emails", map(email_key, customer.emails)), ("mobiles", map(mobile_key, customer.mobiles))):
        for contact, times in Counter(contacts).items() if len(getattr(customer, key)) > 1 else ():
            if times > 1:
                yield _Finding(index, (key,), "contact-twice", f"{contact} stands here {times} times")
    for place, policy in enumerate(customer.policies):
        if not policy.active and policy.ended is None:
            message = f"policy {policy.number} is not active: say since when, with `ended`"
            yield _Finding(index, ("policies", place), "ended", message, "suggestion")
    if customer.account and user_key(customer.account.username) not in {
        *map(email_key, customer.emails),
        *map(mobile_key, customer.mobiles),
    }:
        message = f"{customer.account.username} is none of the customer's contacts"
        yield _Finding(index, ("account", "username"), "username", message)


def _codes(index: int, customer: Customer) -> Iterator[_Finding]:
    """Codice Fiscale and Partita IVA: check characters, and whether they may be a real person's or company's."""
    for key, code in (("tax_code", customer.tax_code), ("vat_number", customer.vat_number)):
        if not code:
            continue
        fault = tax_code_fault(code)
        if fault:
            what = "the check character is wrong" if fault == "check" else "the shape is wrong"
            yield _Finding(index, (key,), key.replace("_", "-"), f"{code}: {what}")
        if not invented(code):
            yield _maybe_real(index, key, code)
    if place_code(customer.tax_code) and customer.profile != "company":
        letters = name_letters(customer.first_name, customer.last_name)
        if not customer.tax_code.startswith(letters):
            message = f"{customer.tax_code} begins otherwise than {letters}, for {customer.display_name}"
            yield _Finding(index, ("tax_code",), "tax-name", message, "suggestion")


def _maybe_real(index: int, key: str, code: str) -> _Finding:
    if len(code) == 11:
        return _Finding(index, (key,), "real-company", f"{code} may belong to a real company: begin it with 99999")
    return _Finding(index, (key,), "real-person", f"{code} may belong to a real person: use place code Z999")


def _between(registry: Registry, indexes: Sequence[array[int]]) -> Iterator[_Finding]:
    """What customers had better not have in common; that no two have one `id` is seen to when they are read."""
    customers = registry.customers
    for (rule, path, keys), index_of_keys in zip(_TO_COMPARE, indexes, strict=True):
        for places in shared_by(customers, keys, index_of_keys):
            for index in places:
                others = [customers[other].id for other in places if other != index][: _NAMED_AT_MOST + 1]
                named = ", ".join(others[:_NAMED_AT_MOST]) + (" …" if len(others) > _NAMED_AT_MOST else "")
                yield _Finding(index, path, rule, f"`{'.'.join(path)}`: also of {named}")


_Keys = Callable[[Customer], Iterable[str]]
_TO_COMPARE: Final[tuple[tuple[str, tuple[str, ...], _Keys], ...]] = (
    ("client-code-twice", ("client_code",), lambda c: (client_key(c.client_code),)),
    ("tax-code-twice", ("tax_code",), lambda c: (c.tax_code,)),
    ("tax-code-twice", ("vat_number",), lambda c: (c.vat_number,)),
    ("contact-shared", ("emails",), lambda c: map(email_key, c.emails)),
    ("contact-shared", ("mobiles",), lambda c: map(mobile_key, c.mobiles)),
    ("username-twice", ("account", "username"), lambda c: (user_key(c.account.username),) if c.account else ()),
)


def _not_allowed(faults: Iterable[Fault], text: str, name: str) -> Iterator[Fault]:
    """The faults that no comment of the file allows, and the comments that allow nothing."""
    allowed = _allowances(text)
    used: set[tuple[int, str]] = set()
    for fault in faults:
        if fault.level != "error" and (fault.line, fault.rule) in allowed:
            used.add((fault.line, fault.rule))
        else:
            yield fault
    for (line, rule), comment_line in allowed.items():
        if (line, rule) not in used:
            yield Fault(name, comment_line, "allow-unused", f"nothing here needs `allow {rule}`", "suggestion")


def _allowances(text: str) -> dict[tuple[int, str], int]:
    """What comments allow: (line it holds for, rule) to the line of the comment."""
    if "allow" not in text:
        return {}  # large registries are generated, and have no comments
    allowed = {}
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _ALLOWED.finditer(line):
            alone = line.lstrip().startswith("#")
            allowed[number + alone, match[1]] = number
    return allowed
