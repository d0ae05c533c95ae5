"""Writing customers as a registry file: the same data read back. Passwords and fixed codes are written as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from ac_tui.registry.model import Customer
from ac_tui.registry.secret import SecretStr


def to_jsonl(customers: Iterable[Customer]) -> Iterator[str]:
    """One line of JSON a customer; what has its default is left out."""
    encode = msgspec.json.Encoder(enc_hook=_revealed).encode
    return (encode(customer).decode() + "\n" for customer in customers)


def to_toml(customers: Iterable[Customer]) -> Iterator[str]:
    """One `[[customers]]` table a customer, with an empty line between; what has its default is left out."""
    for number, customer in enumerate(customers):
        table: dict[str, Any] = msgspec.to_builtins(customer, enc_hook=_revealed, builtin_types=(date,))
        yield "\n" * (number > 0) + "[[customers]]\n"
        yield "".join(f"{key} = {_toml(value)}\n" for key, value in table.items())


def _revealed(secret: SecretStr) -> str:
    """A secret laid open: a registry file holds them in the clear."""
    return secret.get_secret_value()


def _toml(value: Any) -> str:
    if isinstance(value, str):
        return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")  # JSON's escapes are all TOML's too
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + " }"
    return "[" + ", ".join(map(_toml, value)) + "]"
