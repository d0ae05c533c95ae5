"""Writing customers as a registry file: the same data read back. Passwords and fixed codes are written as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import SecretStr

from ac_tui.registry.model import Customer


def to_jsonl(customers: Iterable[Customer]) -> str:
    """One line of JSON a customer; what has its default is left out."""
    return "".join(
        json.dumps(_data(customer), ensure_ascii=False, default=date.isoformat, separators=(",", ":")) + "\n"
        for customer in customers
    )


def to_toml(customers: Iterable[Customer]) -> str:
    """One `[[customers]]` table a customer, with an empty line between; what has its default is left out."""
    return "\n".join(
        "[[customers]]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in _data(customer).items())
        for customer in customers
    )


def _data(customer: Customer) -> dict[str, Any]:
    data: dict[str, Any] = _revealed(customer.model_dump(exclude_defaults=True))
    return data


def _revealed(value: Any) -> Any:
    """The value with its secrets laid open: a registry file holds them in the clear."""
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, Mapping):
        return {key: _revealed(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_revealed(item) for item in value]
    return value


def _toml(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # JSON's escapes are all TOML's too
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + " }"
    return "[" + ", ".join(map(_toml, value)) + "]"
