"""The registry: every customer, found by any normalised key; and as text, secrets too: JSON Lines and TOML."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from copy import copy
from datetime import date
from functools import partialmethod
from itertools import groupby, pairwise
from typing import Any, Final

import msgspec

from ac_tui.registry.companies import company_keys, same_company
from ac_tui.registry.keys import client_key, country_code, email_key, mobile_key, name_keys, tax_key, user_key
from ac_tui.registry.model import Customer, SecretStr

MANY: Final = 200_000  # customers that one can go through while somebody waits; of more than that each is looked up
LONGEST_LINE: Final = 1 << 20  # bytes that one customer may take in JSON Lines

encode_customer: Final = msgspec.json.Encoder(enc_hook=SecretStr.get_secret_value).encode
"""A customer as one line of JSON without its end; what has its default is left out."""
_ROW_BITS: Final = 24
_LAST_ROW: Final = (1 << _ROW_BITS) - 1


def _local_numbers(customer: Customer) -> Iterator[tuple[str, str]]:
    return ((mobile[1:].removeprefix(code := country_code(mobile)), code) for mobile in customer.mobiles)


def _full_names(first_name: str, last_name: str) -> list[str]:
    return [f"{first} {last}" for first in name_keys(first_name) for last in name_keys(last_name)]


def _initials(first_name: str, last_name: str) -> set[str]:
    return {"".join(sorted((first[0], last[0]))) for first in name_keys(first_name) for last in name_keys(last_name)}


KEYS: Final[Mapping[str, Callable[[Customer], Iterable[str]]]] = {
    "ids": lambda c: (c.id,),
    "emails": lambda c: map(email_key, c.emails),
    "mobiles": lambda c: map(mobile_key, c.mobiles),
    "local_numbers": lambda c: (local for local, _ in _local_numbers(c)),
    "tax_codes": lambda c: map(tax_key, (c.tax_code, c.vat_number)),
    "client_codes": lambda c: (client_key(c.client_code),),
    "policies": lambda c: (policy.number for policy in c.policies),
    "usernames": lambda c: (user_key(c.account.username),) if c.account else (),
    "names": lambda c: _full_names(c.first_name, c.last_name) if c.profile != "company" else (),
    "companies": lambda c: company_keys(c.company_name) if c.profile == "company" else (),
    "parts": lambda c: (*name_keys(c.last_name), *name_keys(c.first_name)),
    "initials": lambda c: _initials(c.first_name, c.last_name),
    "company_initials": lambda c: {key[:1] for key in company_keys(c.company_name)},
}
"""What customers are found by, and the keys of each."""
_KEY_OF: Final[Mapping[str, Callable[[str], str]]] = {
    "emails": email_key,
    "mobiles": mobile_key,
    "tax_codes": tax_key,
    "client_codes": client_key,
    "usernames": user_key,
}
"""The key of what people write, for indexes where it has one."""


def as_secret(kind: type, value: Any) -> Any:
    """What msgspec does not know how to read: a password or code."""
    if kind is SecretStr and isinstance(value, SecretStr | str):
        return value if isinstance(value, SecretStr) else SecretStr(value)
    raise TypeError("no text")


class Rows:
    """The customers in a text, one line of JSON each; looking at one raises ValueError where its line is not sound."""

    def __init__(self, data: bytes) -> None:
        self.tidied: dict[int, Customer] = {}
        self._data = data
        self._starts = array("Q")
        self._lines = array("L")
        self._decode = msgspec.json.Decoder(Customer, dec_hook=as_secret).decode
        at, number = 3 * data.startswith(b"\xef\xbb\xbf"), 1
        while at < len(data):
            end = data.find(b"\n", at) + 1 or len(data)
            if not data[at : at + 1].isspace() or data[at:end].strip():
                self._starts.append(at)
                self._lines.append(number)
            at, number = end, number + 1

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, index: int) -> Customer:
        if index in self.tidied:
            return self.tidied[index]
        line = self.text(index)
        if len(line) > LONGEST_LINE:
            raise ValueError("the line is too long")
        try:
            return self._decode(line)
        except RecursionError:
            raise ValueError("nested too deeply") from None

    def __iter__(self) -> Iterator[Customer]:
        return map(self.__getitem__, range(len(self)))

    def put(self, index: int, customer: Customer) -> Rows:
        """These customers with another one at a place, which may be the one behind the last."""
        other = copy(self)
        other.tidied = {**self.tidied, index: customer}
        if index == len(self):
            other._starts = self._starts + array("Q", [len(self._data)])
            other._lines = self._lines + array("L", [0])
        return other

    def text(self, index: int) -> bytes:
        """The line of a customer as it is written."""
        start = self._starts[index]
        end = self._data.find(b"\n", start)
        return self._data[start : end if end >= 0 else len(self._data)]

    def line(self, index: int) -> int:
        """The number of a customer's line, from 1."""
        return self._lines[index]


class Registry:
    """Customers in file order, never changed once they are there, found by text as people write it: all that share it.

    Each index is built at its first use: sorted hashes with the places of the customers, eight bytes a key.
    """

    def __init__(self, customers: Iterable[Customer] = ()) -> None:
        self.customers: tuple[Customer, ...] | Rows = customers if isinstance(customers, Rows) else tuple(customers)
        self._indexes: dict[str, array[int]] = {}

    def __iter__(self) -> Iterator[Customer]:
        return iter(self.customers)

    def __len__(self) -> int:
        return len(self.customers)

    def get(self, customer_id: str) -> Customer | None:
        """The customer with this id, or None."""
        return next(iter(self._found("ids", (customer_id,))), None)

    def _by(self, index: str, text: str) -> tuple[Customer, ...]:
        return self._found(index, (_KEY_OF[index](text),))

    by_email = partialmethod(_by, "emails")
    by_mobile = partialmethod(_by, "mobiles")
    by_tax_code = partialmethod(_by, "tax_codes")  # Codice Fiscale or Partita IVA: of who has both, either works
    by_client_code = partialmethod(_by, "client_codes")
    by_username = partialmethod(_by, "usernames")

    def by_name(self, first_name: str, last_name: str) -> tuple[Customer, ...]:
        """Persons and professionals with this name."""
        return self._found("names", _full_names(first_name, last_name))

    def by_company(self, text: str) -> tuple[Customer, ...]:
        """Companies with this name; a missing legal form is accepted, a different one is not."""
        found = self._found("companies", company_keys(text))
        return tuple(c for c in found if same_company(text, c.company_name))

    def named_like(self, first_name: str, last_name: str, company_name: str) -> Iterator[Customer]:
        """Customers worth comparing with a name: a part of it is theirs, or theirs begins with the same letters."""
        for part in (last_name, first_name):
            yield from self._found("parts", name_keys(part))
        yield from self._found("initials", _initials(first_name, last_name))
        yield from self._found("company_initials", {key[:1] for key in company_keys(company_name)})

    def country_of(self, number: str) -> str | None:
        """The country code of a customer's mobile that is dialled so in its own country; None where nobody has one."""
        found = self._found("local_numbers", (number,))[:1]
        return next((code for customer in found for local, code in _local_numbers(customer) if local == number), None)

    def by_word(self, text: str) -> tuple[Customer, ...]:
        """Customers one of whose keys is this, whole, whatever it is: a name, a contact, a code, a policy's number."""
        keys: dict[str, Collection[str]] = {name: (key(text),) for name, key in _KEY_OF.items()}
        keys |= dict.fromkeys(("ids", "policies"), (text.strip(),))
        keys |= {"parts": name_keys(text), "companies": company_keys(text)}
        places = {place for name, wanted in keys.items() for place in self._places(name, wanted)}
        return tuple(self.customers[place] for place in sorted(places))

    def with_customer(self, customer: Customer) -> Registry:
        """A registry that has this customer in the place of the one with the same id, or behind all others."""
        place = next(self._places("ids", (customer.id,)), len(self))
        rows = self.customers
        changed = rows.put(place, customer) if isinstance(rows, Rows) else (*rows[:place], customer, *rows[place + 1 :])
        other = Registry(changed)
        for name, index in self._indexes.items():  # what the customer had before still leads there, and is passed over
            other._indexes[name] = index[:]
            for key in filter(None, KEYS[name](customer)):
                insort(other._indexes[name], mark(key, place))
        return other

    def fill(self, other: Registry) -> None:
        """Hold what another one holds: for a registry that is read while it is in use already, and empty till then."""
        self.customers, self._indexes = other.customers, other._indexes

    def prepare(self, progress: Callable[[int], None] = lambda _: None, names: Iterable[str] = KEYS) -> None:
        """Build indexes, every one if not told which, in one pass; `progress` is told how far it is, and may raise."""
        marks = {name: array("q") for name in names}
        for place, customer in enumerate(self.customers):
            if place % 4096 == 0:
                progress(place)
            for name, found in marks.items():
                found.extend([mark(key, place) for key in KEYS[name](customer) if key])
        self._indexes |= {name: array("q", sorted(found)) for name, found in marks.items()}

    def _places(self, name: str, keys: Collection[str]) -> Iterator[int]:
        """Where the customers under any of the keys are, in file order; empty keys find nobody."""
        if name not in self._indexes:
            self.prepare(names=(name,))
        index, places = self._indexes[name], set[int]()
        for key in filter(None, keys):
            wanted = mark(key)
            at = bisect_left(index, wanted)
            while at < len(index) and index[at] >> _ROW_BITS == wanted >> _ROW_BITS:
                places.add(index[at] & _LAST_ROW)
                at += 1
        return (place for place in sorted(places) if not set(KEYS[name](self.customers[place])).isdisjoint(keys))

    def _found(self, name: str, keys: Collection[str]) -> tuple[Customer, ...]:
        return tuple(self.customers[place] for place in self._places(name, keys))


def mark(key: str, place: int = 0) -> int:
    """A key and the place of whom it belongs to, as one number: keys first, when sorted."""
    return (hash(key) & (1 << 39) - 1) << _ROW_BITS | place


def shared_by(
    registry: Registry, keys_of: Callable[[Customer], Iterable[str]], marks_of_all: Iterable[int]
) -> Iterator[list[int]]:
    """The places of customers that have a key in common, each list in file order; the marks of all keys are given."""
    marks = sorted(marks_of_all)
    twice = sorted({one for pair in pairwise(marks) if pair[0] ^ pair[1] <= _LAST_ROW for one in pair})
    for digest, same in groupby(twice, lambda one: one >> _ROW_BITS):
        alike: dict[str, list[int]] = {}  # two keys may have one hash
        for place in sorted({one & _LAST_ROW for one in same}):
            for key in set(keys_of(registry.customers[place])):
                if key and mark(key) >> _ROW_BITS == digest:
                    alike.setdefault(key, []).append(place)
        yield from (places for places in alike.values() if len(places) > 1)


def to_jsonl(customers: Iterable[Customer]) -> Iterator[str]:
    """One line of JSON a customer; what has its default is left out."""
    return (encode_customer(customer).decode() + "\n" for customer in customers)


def to_toml(customers: Iterable[Customer]) -> Iterator[str]:
    """One `[[customers]]` table a customer, with an empty line between; what has its default is left out."""
    for number, customer in enumerate(customers):
        table: dict[str, Any] = msgspec.to_builtins(
            customer, enc_hook=SecretStr.get_secret_value, builtin_types=(date,)
        )
        yield "\n" * (number > 0) + "[[customers]]\n"
        yield "".join(f"{key} = {_toml(value)}\n" for key, value in table.items())


def _toml(value: Any) -> str:
    match value:
        case str():
            return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")  # JSON's escapes are all TOML's too
        case bool():
            return str(value).lower()
        case date():
            return value.isoformat()
        case Mapping():
            return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + " }"
    return "[" + ", ".join(map(_toml, value)) + "]"
