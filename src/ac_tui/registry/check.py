"""What is doubtful about a registry that loads: findings for whoever keeps it; none stops it from being used."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Final

from ac_tui.registry.faults import Fault, Level, in_order
from ac_tui.registry.index import KEYS, Rows, mark, shared_by
from ac_tui.registry.keys import user_key
from ac_tui.registry.load import parse_registry
from ac_tui.registry.model import Customer
from ac_tui.registry.numbers import is_mobile, maybe_in_use
from ac_tui.registry.secret import ticks
from ac_tui.registry.tax import invented, tax_code_fault
from ac_tui.registry.toml import locate_toml, not_allowed

_NAMED_AT_MOST: Final = 3
_Doubt = tuple[tuple[str | int, ...], str, str, Level]
"""Where in a customer's table, the rule, the message, and how bad it is."""
_TO_COMPARE: Final[tuple[tuple[str, tuple[str, ...], Callable[[Customer], Iterable[str]]], ...]] = (
    ("client-code-twice", ("client_code",), KEYS["client_codes"]),
    ("tax-code-twice", ("tax_code",), lambda c: (c.tax_code,)),
    ("tax-code-twice", ("vat_number",), lambda c: (c.vat_number,)),
    ("contact-shared", ("emails",), KEYS["emails"]),
    ("contact-shared", ("mobiles",), KEYS["mobiles"]),
    ("username-twice", ("account", "username"), KEYS["usernames"]),
)
"""What customers had better not have in common; that no two have one `id` is seen to when they are read."""


def check_registry(data: str | bytes, name: str, *, password_min: int = 8, password_max: int = 16) -> list[Fault]:
    """Everything doubtful in the text of a registry, with its lines, in file order; raises as `parse_registry` does."""
    doubts: list[tuple[int, _Doubt]] = []
    marks_of, places = [array("q") for _ in _TO_COMPARE], count()

    def look(customer: Customer) -> None:
        place = next(places)
        doubts.extend((place, doubt) for doubt in _doubts(customer, password_min, password_max))
        for (_, _, keys), marks in zip(_TO_COMPARE, marks_of, strict=True):
            marks.extend([mark(key, place) for key in keys(customer) if key])

    registry = parse_registry(data, name, look=look)
    for (rule, path, keys), marks in zip(_TO_COMPARE, marks_of, strict=True):
        for sharing in shared_by(registry, keys, marks):
            for place in sharing:
                others = [other for other in sharing[: _NAMED_AT_MOST + 1] if other != place][:_NAMED_AT_MOST]
                named = ", ".join(registry.customers[other].id for other in others)
                more = " …" if len(sharing) > _NAMED_AT_MOST + 1 else ""
                doubts.append((place, (path, rule, f"`{'.'.join(path)}`: also of {named}{more}", "warning")))
    rows = registry.customers if isinstance(registry.customers, Rows) else None
    text = "" if rows else data if isinstance(data, str) else data.decode(errors="replace")  # rows have no comments
    faults = (
        Fault(name, rows.line(at) if rows else locate_toml(text, ("customers", at, *path)), rule, message, level)
        for at, (path, rule, message, level) in doubts
    )
    return list(in_order(not_allowed(faults, {name: text})))


def _doubts(customer: Customer, password_min: int, password_max: int) -> Iterator[_Doubt]:
    for key, code in (("tax_code", customer.tax_code), ("vat_number", customer.vat_number)):
        if code and (fault := tax_code_fault(code)):
            what = "the check character is wrong" if fault == "check" else "the shape is wrong"
            yield (key,), key.replace("_", "-"), f"{code}: {what}", "warning"
        if code and not invented(code):
            who, how = ("company", "begin it with 99999") if len(code) == 11 else ("person", "use place code Z999")
            yield (key,), f"real-{who}", f"{code} may belong to a real {who}: {how}", "warning"
    for place, number in enumerate(customer.mobiles):
        if not is_mobile(number):
            yield ("mobiles", place), "landline", f"{number} is no mobile: it can receive no code", "suggestion"
        elif maybe_in_use(number):
            message = f"{number} may be somebody's: take a prefix that no operator has, such as +39394 or +39395"
            yield ("mobiles", place), "real-mobile", message, "suggestion"
    for place, policy in enumerate(customer.policies):
        if not policy.active and policy.ended is None:
            message = f"policy {policy.number} is not active: say since when, with `ended`"
            yield ("policies", place), "ended", message, "suggestion"
    if account := customer.account:
        known = (key for name in ("emails", "mobiles") for key in KEYS[name](customer))
        if user_key(account.username) not in known:
            message = f"{account.username} is none of the customer's contacts"
            yield ("account", "username"), "username", message, "warning"
        if not all(ticks(account.password.get_secret_value(), password_min, password_max)):
            yield ("account", "password"), "password", "`account.password` breaks the rules of a password", "warning"
