"""Customers as text, secrets too: JSON Lines, made when they are looked at (a million fit in memory), and TOML."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from datetime import date
from typing import Any, Final

import msgspec

from ac_tui.registry.model import Customer
from ac_tui.registry.secret import SecretStr

LONGEST_LINE: Final = 1 << 20  # bytes that one customer may take in JSON Lines

encode_customer: Final = msgspec.json.Encoder(enc_hook=SecretStr.get_secret_value).encode
"""A customer as one line of JSON without its end; what has its default is left out."""


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
