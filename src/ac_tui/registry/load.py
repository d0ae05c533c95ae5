"""Reading a registry from TOML or JSON Lines text, with every fault at once."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ac_tui.registry.faults import Fault, FileError
from ac_tui.registry.index import Registry
from ac_tui.registry.locate import locate_toml
from ac_tui.registry.model import Account, Agency, Customer, Policy
from ac_tui.registry.toml import read_toml

__all__ = ["Fault", "RegistryError", "customer_lines", "parse_registry"]

_MESSAGES: Final = {
    "missing": "is missing",
    "string_type": "must be text, in quotes",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "model_type": "must be a table",
    "date_type": "must be a date, such as 2024-03-31",
    "date_parsing": "must be a date, such as 2024-03-31",
}
_RULES: Final = {"missing": "missing-key", "extra_forbidden": "unknown-key", "json_invalid": "json-syntax"}
_MODELS: Final[dict[str, type[BaseModel]]] = {"policies": Policy, "agency": Agency, "account": Account}


class RegistryError(FileError):
    """A registry that cannot be used; `faults` says all that is wrong with it, and never shows a secret."""


def parse_registry(text: str, name: str) -> Registry:
    """Read a registry: JSON Lines where `name` ends in `.jsonl`, else TOML with one `[[customers]]` table a customer.

    Raises RegistryError with every fault found, each at its line.
    """
    text = text.removeprefix("\ufeff")
    customers, faults = (_from_jsonl if _is_jsonl(name) else _from_toml)(text, name)
    if not customers and not faults:
        faults.append(Fault(name, 1, "empty", "there is no customer in this registry"))
    if not faults:
        faults = _repeated_ids(customers, text, name)
    if faults:
        raise RegistryError(faults)
    return Registry(customers)


def customer_lines(text: str, name: str) -> Callable[[int, Sequence[str | int]], int]:
    """A function that tells the line of a customer, by its place in the file from 0, or of a key path within it."""
    if not _is_jsonl(name):
        return lambda index, path: locate_toml(text, ("customers", index, *path))
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    return lambda index, path: lines[index] if index < len(lines) else 1


def _is_jsonl(name: str) -> bool:
    return name.lower().endswith(".jsonl")


def _from_jsonl(text: str, name: str) -> tuple[list[Customer], list[Fault]]:
    customers: list[Customer] = []
    faults: list[Fault] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            customers.append(Customer.model_validate_json(line))
        except ValidationError as error:
            faults += (Fault(name, number, _rule(e), _message(e)) for e in _details(error))
    return customers, faults


def _from_toml(text: str, name: str) -> tuple[list[Customer], list[Fault]]:
    try:
        data = read_toml(text, name)
    except FileError as error:
        return [], list(error.faults)
    faults = [
        Fault(
            name,
            locate_toml(text, (key,)),
            "unknown-key",
            f"unknown key {_shown(key)}; customers stand in [[customers]]",
        )
        for key in data
        if key != "customers"
    ]
    tables = data.get("customers", [])
    if not isinstance(tables, list):
        faults.append(
            Fault(name, locate_toml(text, ("customers",)), "bad-value", "write [[customers]], one a customer")
        )
        return [], faults
    customers: list[Customer] = []
    for index, table in enumerate(tables):
        try:
            customers.append(Customer.model_validate(table))
        except ValidationError as error:
            faults += (
                Fault(name, locate_toml(text, ("customers", index, *e["loc"])), _rule(e), _message(e))
                for e in _details(error)
            )
    return customers, faults


def _repeated_ids(customers: list[Customer], text: str, name: str) -> list[Fault]:
    line_of = customer_lines(text, name)
    first: dict[str, int] = {}
    faults = []
    for index, customer in enumerate(customers):
        earlier = first.setdefault(customer.id, index)
        if earlier != index:
            place = line_of(earlier, ("id",))
            message = f"`id` {customer.id} is already used at line {place}"
            faults.append(Fault(name, line_of(index, ("id",)), "duplicate-id", message))
    return faults


def _details(error: ValidationError) -> list[ErrorDetails]:
    return error.errors(include_url=False, include_input=False)


def _rule(error: ErrorDetails) -> str:
    kind = error["type"]
    return _RULES.get(kind, "bad-value" if "_" in kind else kind)  # our own rules have hyphens


def _message(error: ErrorDetails) -> str:
    """One short sentence that names the key and never its value, which may be a secret."""
    kind, path = error["type"], error["loc"]
    if kind == "extra_forbidden":
        return f"unknown key {_shown(_dotted(path))}{_did_you_mean(path)}"
    if kind == "json_invalid":
        return f"no JSON: {error['ctx']['error']}" if "ctx" in error else "no JSON"
    said = f"must be {error['ctx']['expected']}" if kind == "literal_error" else _MESSAGES.get(kind, error["msg"])
    return f"{_shown(_dotted(path))} {said}" if path else f"a customer {said}"


def _dotted(path: Sequence[str | int]) -> str:
    """A key path as people write it: `policies[0].kind`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


def _did_you_mean(path: Sequence[Any]) -> str:
    model = _MODELS.get(str(path[0]), Customer) if len(path) > 1 else Customer
    close = difflib.get_close_matches(str(path[-1]), list(model.model_fields), n=1)
    return f"; did you mean `{close[0]}`?" if close else ""


def _shown(key: str) -> str:
    """A key from a file, safe to print."""
    return f"`{key}`" if key.isprintable() else ascii(key)
