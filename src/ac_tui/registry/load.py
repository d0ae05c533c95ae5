"""Reading a registry from TOML or JSON Lines, with every fault at once."""

from __future__ import annotations

import difflib
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from types import SimpleNamespace
from typing import Any, Final

import msgspec
from msgspec import inspect

from ac_tui.registry.faults import Fault, FileError
from ac_tui.registry.index import Registry
from ac_tui.registry.keys import tax_key
from ac_tui.registry.model import Customer, tidy
from ac_tui.registry.rows import LONGEST_LINE, Rows, as_secret
from ac_tui.registry.secret import SecretStr
from ac_tui.registry.toml import locate_toml, read_toml

__all__ = ["RegistryError", "customer_lines", "customer_of", "parse_registry"]

_TAX_KEYS: Final = ("tax_code", "vat_number")
"""Fields that are kept as normalised keys, however they are written."""

Progress = Callable[[int], None]
"""Told, now and then, how many customers have been read."""


MOST_FAULTS: Final = 1000
"""So many faults are told: who wrote more made one of them again and again."""


class RegistryError(FileError):
    """A registry that cannot be used; `faults` says all that is wrong with it, and never shows a secret."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        found = list(faults)
        if len(found) > MOST_FAULTS:
            last = found[MOST_FAULTS]
            found[MOST_FAULTS:] = [Fault(last.file, last.line, "too-many", "there are more faults from here on")]
        super().__init__(found)


def parse_registry(text: str | bytes, name: str, progress: Progress = lambda _: None) -> Registry:
    """Read a registry: JSON Lines where `name` ends in `.jsonl`, else TOML with one `[[customers]]` table a customer.

    Lines of JSON are checked once, and made into customers again when they are looked at: millions fit. `progress` may
    raise to end the reading. Raises RegistryError with every fault found, each at its line.
    """
    if _is_jsonl(name):
        data = text.encode(errors="replace") if isinstance(text, str) else text
        return Registry(_from_jsonl(data, name, progress))
    if isinstance(text, bytes):
        text = text.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return Registry(_from_toml(text.removeprefix("\ufeff"), name))


def customer_of(table: Mapping[str, Any]) -> Customer:
    """A customer from a table as a registry file has it, tidied; raises RegistryError."""
    reader = _Reader()
    customer = reader.customer(dict(table))
    if customer is None:
        raise RegistryError(Fault("customer", 1, rule, message) for _, rule, message in reader.slips)
    return customer


def customer_lines(customers: Registry, text: str, name: str) -> Callable[[int, Sequence[str | int]], int]:
    """A function that tells the line of a customer, by its place in the file from 0, or of a key path within it."""
    rows = customers.customers
    if isinstance(rows, Rows):
        return lambda index, path: rows.line(index)
    return lambda index, path: locate_toml(text, ("customers", index, *path))


def _is_jsonl(name: str) -> bool:
    return name.lower().endswith(".jsonl")


def _from_jsonl(data: bytes, name: str, progress: Progress) -> Rows:
    rows, faults, hashes = Rows(data), list[Fault](), array("q")
    for index in range(len(rows)):
        if index % 4096 == 0:
            progress(index)
        try:
            customer: Customer | None = rows[index]
            slips = _repeated_keys(rows.text(index), customer)
        except ValueError:  # to be tidied, or to be explained
            customer, slips = _read_line(rows.text(index))
            if customer is not None:
                rows.tidied[index] = customer
        if customer is not None:
            hashes.append(hash(customer.id))
        faults += (Fault(name, rows.line(index), rule, message) for _, rule, message in slips)
        if len(faults) > MOST_FAULTS:
            break
    if not rows:
        faults.append(Fault(name, 1, "empty", "there is no customer in this registry"))
    elif not faults and len(set(hashes)) < len(rows):
        faults = _repeated_ids(rows, rows.line, name)
    if faults:
        raise RegistryError(faults)
    return rows


def _repeated_keys(line: bytes, customer: Customer | None) -> list[_Slip]:
    """The keys that a line gives twice; looked for where it has more keys than the customer needs."""
    if line.count(_KEY_END) == _encode(customer).count(_KEY_END):
        return []
    import json

    repeated: list[_Slip] = []

    def table(pairs: list[tuple[str, Any]]) -> None:
        for key, times in Counter(key for key, _ in pairs).items():
            if times > 1:
                repeated.append(((key,), "duplicate-key", f"{_shown(key)} is given {times} times"))

    json.loads(line, object_pairs_hook=table)
    return repeated


_KEY_END: Final = b'":'
_encode = msgspec.json.Encoder(enc_hook=SecretStr.get_secret_value).encode


def _read_line(line: bytes) -> tuple[Customer | None, list[_Slip]]:
    if len(line) > LONGEST_LINE:
        return None, [((), "too-long", f"a line has at most {LONGEST_LINE >> 20} MiB")]
    try:
        raw = msgspec.json.decode(line)
    except RecursionError:
        return None, [((), "json-syntax", "values are nested too deeply")]
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return None, [((), "json-syntax", f"no JSON: {str(error).removeprefix('JSON is malformed: ')}")]
    reader = _Reader(written_dates=True)
    return reader.customer(raw), reader.slips


def _from_toml(text: str, name: str) -> list[Customer]:
    try:
        data = read_toml(text, name)
    except FileError as error:
        raise RegistryError(error.faults) from None
    slips: list[_Slip] = [
        ((key,), "unknown-key", f"unknown key {_shown(key)}; customers stand in [[customers]]")
        for key in data
        if key != "customers"
    ]
    customers, tables = [], data.get("customers", [])
    if not isinstance(tables, list):
        slips.append((("customers",), "bad-value", "write [[customers]], one a customer"))
        tables = []
    for index, table in enumerate(tables):
        reader = _Reader()
        customer = reader.customer(table)
        if customer is not None:
            customers.append(customer)
        slips += ((("customers", index, *path), rule, message) for path, rule, message in reader.slips)
        if len(slips) > MOST_FAULTS:
            break
    faults = [Fault(name, locate_toml(text, path), rule, message) for path, rule, message in slips]
    if not faults and not customers:
        faults.append(Fault(name, 1, "empty", "there is no customer in this registry"))
    if not faults and len({customer.id for customer in customers}) < len(customers):
        faults = _repeated_ids(customers, lambda index: locate_toml(text, ("customers", index, "id")), name)
    if faults:
        raise RegistryError(faults)
    return customers


def _repeated_ids(customers: Sequence[Customer], line_of: Callable[[int], int], name: str) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for index, customer in enumerate(customers):
        earlier = first.setdefault(customer.id, index)
        if earlier != index:
            message = f"`id` {customer.id} is already used at line {line_of(earlier)}"
            faults.append(Fault(name, line_of(index), "duplicate-id", message))
    return faults


_Slip = tuple[tuple[str | int, ...], str, str]
"""What is wrong with a customer's table: a key path, a rule, a sentence that never shows a value."""


class _Reader:
    """Reads one customer's table by what the model says of its fields: tidies it, or says all that is wrong with it."""

    def __init__(self, *, written_dates: bool = False) -> None:
        self.slips: list[_Slip] = []
        self._written_dates = written_dates

    def customer(self, table: object) -> Customer | None:
        """The customer; None, with slips, where that is none."""
        read = self._value(table, _customer_type(), ())
        if self.slips:
            return None
        return msgspec.convert(read, Customer, dec_hook=as_secret)

    def _slip(self, path: tuple[str | int, ...], rule: str, said: str) -> None:
        self.slips.append((path, rule, f"{_shown(_dotted(path))} {said}" if path else f"a customer {said}"))

    def _value(self, value: object, kind: inspect.Type, path: tuple[str | int, ...]) -> Any:
        """A value tidied; None, with a slip noted, where it is none of this kind."""
        match kind:
            case inspect.UnionType(types=types):
                return None if value is None else self._value(value, types[0], path)
            case inspect.Metadata(type=inner):
                return self._text(value, path, inner, kind.extra or {})
            case inspect.StructType():
                return self._table(value, kind, path)
            case inspect.VarTupleType(item_type=item):
                if isinstance(value, list | tuple):
                    return [self._value(one, item, (*path, place)) for place, one in enumerate(value)]
                return self._slip(path, "bad-value", "must be a list")
            case inspect.StrType():
                return self._text(value, path, kind, {})
        found, said = self._plain(value, kind)
        return found if found is not None else self._slip(path, "bad-value", said)

    def _plain(self, value: object, kind: inspect.Type) -> tuple[Any, str]:
        """A value that is no text, and what it must be; None where it is not."""
        match kind:
            case inspect.LiteralType(values=values):
                *names, last = map(repr, values)
                return value if value in values else None, f"must be {', '.join(names)} or {last}"
            case inspect.BoolType():
                return value if isinstance(value, bool) else None, "must be true or false"
            case inspect.DateType():
                return _date(value, written=self._written_dates), "must be a date, such as 2024-03-31"
        return SecretStr(value) if isinstance(value, str) else None, "must be text, in quotes"

    def _text(self, value: object, path: tuple[str | int, ...], kind: inspect.Type, extra: Mapping[str, str]) -> Any:
        if not isinstance(value, str):
            self._slip(path, "bad-value", "must be text, in quotes")
            return None
        try:
            text = tidy(tax_key(value) if path[-1] in _TAX_KEYS else value)
        except ValueError as error:
            self._slip(path, "control-character", str(error))
            return None
        if isinstance(kind, inspect.StrType) and kind.pattern and not re.search(kind.pattern, text):
            self._slip(path, extra["rule"], extra["message"])
            return None
        return text

    def _table(self, value: object, kind: inspect.StructType, path: tuple[str | int, ...]) -> Any:
        if isinstance(value, kind.cls):
            return value
        if not isinstance(value, Mapping):
            self._slip(path, "bad-value", "must be a table")
            return None
        known = {field.name: field for field in kind.fields}
        for key in value:
            if key not in known:
                close = difflib.get_close_matches(str(key), list(known), n=1)
                said = f"; did you mean `{close[0]}`?" if close else ""
                here = (*path, key)
                self.slips.append((here, "unknown-key", f"unknown key {_shown(_dotted(here))}{said}"))
        read: dict[str, Any] = {}
        for name, field in known.items():
            if name in value:
                read[name] = self._value(value[name], field.type, (*path, name))
            elif field.required:
                self._slip((*path, name), "missing-key", "is missing")
        defaults = {name: None if field.required else field.default for name, field in known.items()}
        for name, rule, said in kind.cls.slips(SimpleNamespace(**defaults | read)):  # type: ignore[attr-defined]
            self._slip((*path, name), rule, said)
        return read


@cache
def _customer_type() -> inspect.Type:
    return inspect.type_info(Customer)


def _date(value: object, *, written: bool) -> date | None:
    if isinstance(value, str) and written:
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _dotted(path: Sequence[str | int]) -> str:
    """A key path as people write it: `policies[0].kind`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


def _shown(key: str) -> str:
    """A key from a file, safe to print."""
    return f"`{key}`" if key.isprintable() else ascii(key)
