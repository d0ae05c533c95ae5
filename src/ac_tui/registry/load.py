"""Reading a registry from TOML or JSON Lines, with every fault at once; what is doubtful about one that loads."""

from __future__ import annotations

import difflib
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from itertools import count
from types import SimpleNamespace, UnionType
from typing import Annotated, Any, Final, Literal, get_args, get_origin

import msgspec

from ac_tui.registry.faults import Fault, FileError, Level, in_order
from ac_tui.registry.index import KEYS, LONGEST_LINE, Registry, Rows, as_secret, encode_customer, mark, shared_by
from ac_tui.registry.keys import is_mobile, maybe_in_use, tax_key, user_key
from ac_tui.registry.model import Customer, RegistryRecord, ticks, tidy
from ac_tui.registry.tax import invented, tax_code_fault
from ac_tui.registry.toml import Path, dotted, locate_toml, not_allowed, read_toml

MOST_FAULTS: Final = 1000  # so many faults are told: who wrote more made one of them again and again
_WANTED: Final[Mapping[Any, str]] = {
    tuple: "must be a list",
    bool: "must be true or false",
    date: "must be a date, such as 2024-03-31",
}
_fields: Final = cache(msgspec.structs.fields)

Progress = Callable[[int], None]  # told, now and then, how many customers have been read
_Slip = tuple[Path, str, str]
_Readings = Iterator[tuple[Customer | None, list[_Slip]]]
"""What is read, one after the other: a customer, or what is wrong with it and where."""


def parse_registry(
    text: str | bytes, name: str, progress: Progress = lambda _: None, look: Callable[[Customer], None] = lambda _: None
) -> Registry:
    """Read a registry: JSON Lines where `name` ends in `.jsonl`, else TOML; raises FileError with every fault.

    Lines of JSON are checked once, and made into customers when looked at. `progress` may raise to end the reading;
    `look` is given each customer, in order.
    """
    customers: Rows | list[Customer]
    line_of: Callable[[Path], int]
    if name.lower().endswith(".jsonl"):
        customers = rows = Rows(text.encode(errors="replace") if isinstance(text, str) else text)
        found, line_of = _read_rows(rows, progress), lambda path: rows.line(int(path[1]))
    else:
        if isinstance(text, bytes):
            text = text.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
        customers, toml = [], text.removeprefix("\ufeff")
        found, line_of = _read_tables(toml, name, customers), partial(locate_toml, toml)
    faults, ids = list[Fault](), set[int]()
    for customer, slips in found:
        if customer is not None:
            ids.add(hash(customer.id))
            look(customer)
        faults += (Fault(name, line_of(path), rule, message) for path, rule, message in slips)
        if len(faults) > MOST_FAULTS:
            break
    if not faults and not customers:
        faults = [Fault(name, 1, "empty", "there is no customer in this registry")]
    if not faults and len(ids) < len(customers):
        first: dict[str, int] = {}
        for index, customer in enumerate(customers):
            if (earlier := first.setdefault(customer.id, index)) != index:
                said = f"`id` {customer.id} is already used at line {line_of(('customers', earlier, 'id'))}"
                faults.append(Fault(name, line_of(("customers", index, "id")), "duplicate-id", said))
    if len(faults) > MOST_FAULTS:
        faults[MOST_FAULTS:] = [Fault(name, faults[MOST_FAULTS].line, "too-many", "there are more faults from here on")]
    if faults:
        raise FileError(faults)
    return Registry(customers)


def customer_of(table: Mapping[str, Any]) -> Customer:
    """A customer from a table as a registry file has it, tidied; raises FileError."""
    customer, slips = _read(dict(table))
    if customer is None:
        raise FileError(Fault("customer", 1, rule, message) for _, rule, message in slips)
    return customer


def _read_rows(rows: Rows, progress: Progress) -> _Readings:
    for index in range(len(rows)):
        if index % 4096 == 0:
            progress(index)
        line = rows.text(index)
        try:
            customer: Customer | None = rows[index]
            more_keys = line.count(b'":') > encode_customer(customer).count(b'":')
            slips = _repeated_keys(line) if more_keys else []
        except ValueError:  # to be tidied, or to be explained
            customer, slips = _read_line(line)
            if customer is not None:
                rows.tidied[index] = customer
        yield customer, [(("customers", index, *path), rule, message) for path, rule, message in slips]


def _repeated_keys(line: bytes) -> list[_Slip]:
    import json

    tables: list[Counter[str]] = []
    json.loads(line, object_pairs_hook=lambda pairs: tables.append(Counter(key for key, _ in pairs)))
    repeated = ((key, times) for table in tables for key, times in table.items() if times > 1)
    return [((key,), "duplicate-key", f"{dotted((key,))} is given {times} times") for key, times in repeated]


def _read_line(line: bytes) -> tuple[Customer | None, list[_Slip]]:
    if len(line) > LONGEST_LINE:
        return None, [((), "too-long", f"a line has at most {LONGEST_LINE >> 20} MiB")]
    try:
        return _read(msgspec.json.decode(line))
    except RecursionError:
        return None, [((), "json-syntax", "values are nested too deeply")]
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return None, [((), "json-syntax", f"no JSON: {str(error).removeprefix('JSON is malformed: ')}")]


def _read_tables(text: str, name: str, customers: list[Customer]) -> _Readings:
    data = read_toml(text, name)
    tables, said = data.pop("customers", []), "unknown key {}; customers stand in [[customers]]"
    slips: list[_Slip] = [((key,), "unknown-key", said.format(dotted((key,)))) for key in data]
    if not isinstance(tables, list):
        slips.append((("customers",), "bad-value", "write [[customers]], one a customer"))
        tables = []
    yield None, slips
    for index, table in enumerate(tables):
        customer, slips = _read(table)
        customers += [customer] if customer is not None else []
        yield customer, [(("customers", index, *path), rule, message) for path, rule, message in slips]


def _read(table: object) -> tuple[Customer | None, list[_Slip]]:
    """The customer in a table, tidied; None where it is none, with what is wrong."""
    reader = _TableReader()
    read = reader.table(table, Customer, ())
    return None if reader.slips else msgspec.convert(read, Customer, dec_hook=as_secret), reader.slips


class _TableReader:
    """Reads values by what the model says of its fields: tidies them, or notes in `slips` all that is wrong."""

    def __init__(self) -> None:
        self.slips: list[_Slip] = []

    def table(self, value: object, kind: type[RegistryRecord], path: Path) -> Any:
        """The values of a table's keys, tidied."""
        if isinstance(value, kind):
            return value
        if not isinstance(value, Mapping):
            return self._slip(path, "bad-value", "must be a table")
        known = {field.name: field for field in _fields(kind)}
        for key in (key for key in value if key not in known):
            close = "".join(f"; did you mean `{name}`?" for name in difflib.get_close_matches(str(key), known, n=1))
            self.slips.append(((*path, key), "unknown-key", f"unknown key {dotted((*path, key))}{close}"))
        read: dict[str, Any] = {}
        for name, field in known.items():
            if name in value:
                read[name] = self._value(value[name], field.type, (*path, name))
            elif field.required:
                self._slip((*path, name), "missing-key", "is missing")
        defaults = {name: None if field.required else field.default for name, field in known.items()}
        for name, rule, said in kind.slips(SimpleNamespace(**defaults | read)):  # type: ignore[arg-type]
            self._slip((*path, name), rule, said)
        return read

    def _value(self, value: object, kind: Any, path: Path) -> Any:
        """A value tidied; None, with a slip noted, where it is none of this kind."""
        origin, inner = get_origin(kind), get_args(kind)
        if origin is UnionType:
            return None if value is None else self._value(value, inner[0], path)
        if origin is tuple and isinstance(value, list | tuple):
            return [self._value(one, inner[0], (*path, place)) for place, one in enumerate(value)]
        if isinstance(kind, type) and issubclass(kind, RegistryRecord):
            return self.table(value, kind, path)
        wanted = _WANTED.get(origin or kind, "must be text, in quotes")
        if origin is Literal:
            *names, last = map(repr, sorted(inner))
            wanted = f"must be {', '.join(names)} or {last}"
        bare = str if origin is Annotated else kind
        try:
            read = msgspec.convert(value, bare, dec_hook=as_secret)
        except msgspec.ValidationError:
            return self._slip(path, "bad-value", wanted)
        if bare is not str:
            return read
        try:
            text = tidy(tax_key(read) if path[-1] in ("tax_code", "vat_number") else read)
        except ValueError as error:
            return self._slip(path, "control-character", str(error))
        unmet = next((meta for meta in inner[1:] if not re.search(meta.pattern, text)), None)
        return self._slip(path, unmet.extra["rule"], unmet.extra["message"]) if unmet else text

    def _slip(self, path: Path, rule: str, said: str) -> None:
        self.slips.append((path, rule, f"{dotted(path)} {said}" if path else f"a customer {said}"))


# What is doubtful: findings for whoever keeps the registry; none stops it from being used.

_NAMED_AT_MOST: Final = 3
_Doubt = tuple[Path, str, str, Level]
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
    compared, places = [(*one, array("q")) for one in _TO_COMPARE], count()

    def look(customer: Customer) -> None:
        place = next(places)
        doubts.extend((place, doubt) for doubt in _doubts(customer, password_min, password_max))
        for _, _, keys, marks in compared:
            marks.extend([mark(key, place) for key in keys(customer) if key])

    registry = parse_registry(data, name, look=look)
    for rule, path, keys, marks in compared:
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
