"""Customers for tests, made of as little as possible."""

from pathlib import Path
from typing import Any

from ac_tui.registry.load import customer_of
from ac_tui.registry.model import Customer

REGISTRY_TOML = Path(__file__).parents[2] / "fixtures" / "registry.toml"


def person(customer_id: str = "mario-rossi", **fields: Any) -> Customer:
    """A person, Mario Rossi unless told otherwise."""
    return customer_of({"id": customer_id, "profile": "person", "first_name": "Mario", "last_name": "Rossi"} | fields)


def company(customer_id: str = "wellion", **fields: Any) -> Customer:
    """A company, Wellion unless told otherwise."""
    return customer_of({"id": customer_id, "profile": "company", "company_name": "Wellion"} | fields)
