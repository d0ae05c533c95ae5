"""The registry: every customer, found by any normalised key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from ac_tui.registry.companies import company_keys, same_company
from ac_tui.registry.keys import client_key, email_key, tax_key, user_key
from ac_tui.registry.letters import name_keys
from ac_tui.registry.model import Customer
from ac_tui.registry.numbers import mobile_key
from ac_tui.registry.phones import is_mobile, usable_mobiles

__all__ = ["Registry", "is_mobile", "usable_mobiles"]

_Index = Mapping[str, tuple[Customer, ...]]


class Registry:
    """Customers in file order, never changed; each index is built at its first use, in one pass.

    Every look-up takes text as people write it and returns all customers that share it, in file order; () for none.
    """

    def __init__(self, customers: Iterable[Customer] = ()) -> None:
        self._customers = tuple(customers)

    def __iter__(self) -> Iterator[Customer]:
        return iter(self._customers)

    def __len__(self) -> int:
        return len(self._customers)

    def __repr__(self) -> str:
        return f"Registry({len(self)} customers)"

    def get(self, customer_id: str) -> Customer | None:
        """The customer with this id, or None."""
        return next(iter(self.by_id(customer_id)), None)

    def by_id(self, customer_id: str) -> tuple[Customer, ...]:
        """Customers with this id, exactly: one at most, in a registry that was loaded."""
        return self._ids.get(customer_id, ())

    def by_email(self, text: str) -> tuple[Customer, ...]:
        """Customers with this email address."""
        return self._emails.get(email_key(text), ())

    def by_mobile(self, text: str) -> tuple[Customer, ...]:
        """Customers with this number."""
        return self._mobiles.get(mobile_key(text), ())

    def by_tax_code(self, text: str) -> tuple[Customer, ...]:
        """Customers with this Codice Fiscale or Partita IVA: of who has both, either works."""
        return self._tax_codes.get(tax_key(text), ())

    def by_client_code(self, text: str) -> tuple[Customer, ...]:
        """Customers with this client code."""
        return self._client_codes.get(client_key(text), ())

    def by_username(self, text: str) -> tuple[Customer, ...]:
        """Customers whose account has this user name, an email address or a mobile number."""
        return self._usernames.get(user_key(text), ())

    def by_name(self, first_name: str, last_name: str) -> tuple[Customer, ...]:
        """Persons and professionals with this name."""
        return self._found(self._names, _full_names(first_name, last_name))

    def by_company(self, text: str) -> tuple[Customer, ...]:
        """Companies with this name; a missing legal form is accepted, a different one is not."""
        found = self._found(self._companies, company_keys(text))
        return tuple(c for c in found if same_company(text, c.company_name))

    def by_part_of_name(self, text: str) -> tuple[Customer, ...]:
        """Persons and professionals whose first or last name is this."""
        return self._found(self._parts, name_keys(text))

    def by_initials(self, first_name: str, last_name: str) -> tuple[Customer, ...]:
        """Persons and professionals whose names begin with the same two letters, whichever comes first."""
        return self._found(self._initials, _initials(first_name, last_name))

    def by_company_initial(self, text: str) -> tuple[Customer, ...]:
        """Companies whose name begins with the same letter."""
        return self._found(self._company_initials, {key[:1] for key in company_keys(text)})

    @cached_property
    def _parts(self) -> _Index:
        return self._index(lambda customer: (*name_keys(customer.last_name), *name_keys(customer.first_name)))

    @cached_property
    def _initials(self) -> _Index:
        return self._index(lambda customer: _initials(customer.first_name, customer.last_name))

    @cached_property
    def _company_initials(self) -> _Index:
        return self._index(lambda customer: {key[:1] for key in company_keys(customer.company_name)})

    @cached_property
    def _ids(self) -> _Index:
        return self._index(lambda customer: (customer.id,))

    @cached_property
    def _emails(self) -> _Index:
        return self._index(lambda customer: map(email_key, customer.emails))

    @cached_property
    def _mobiles(self) -> _Index:
        return self._index(lambda customer: map(mobile_key, customer.mobiles))

    @cached_property
    def _tax_codes(self) -> _Index:
        return self._index(lambda customer: map(tax_key, (customer.tax_code, customer.vat_number)))

    @cached_property
    def _client_codes(self) -> _Index:
        return self._index(lambda customer: (client_key(customer.client_code),))

    @cached_property
    def _usernames(self) -> _Index:
        return self._index(lambda customer: (user_key(customer.account.username),) if customer.account else ())

    @cached_property
    def _names(self) -> _Index:
        return self._index(
            lambda customer: (
                _full_names(customer.first_name, customer.last_name) if customer.profile != "company" else ()
            )
        )

    @cached_property
    def _companies(self) -> _Index:
        return self._index(
            lambda customer: company_keys(customer.company_name) if customer.profile == "company" else ()
        )

    def _found(self, index: _Index, keys: Iterable[str]) -> tuple[Customer, ...]:
        """The customers under any of the keys, in file order."""
        lists = [index[key] for key in keys if key in index]
        if len(lists) < 2:
            return lists[0] if lists else ()
        found = {id(customer) for customers in lists for customer in customers}
        return tuple(customer for customer in self._customers if id(customer) in found)

    def _index(self, keys_of: Callable[[Customer], Iterable[str]]) -> _Index:
        """Every customer under each of its keys, once; empty keys find nobody."""
        index: dict[str, list[Customer]] = {}
        for customer in self._customers:
            for key in dict.fromkeys(keys_of(customer)):
                if key:
                    index.setdefault(key, []).append(customer)
        return {key: tuple(customers) for key, customers in index.items()}


def _full_names(first_name: str, last_name: str) -> list[str]:
    return [f"{first} {last}" for first in name_keys(first_name) for last in name_keys(last_name)]


def _initials(first_name: str, last_name: str) -> set[str]:
    return {"".join(sorted((first[0], last[0]))) for first in name_keys(first_name) for last in name_keys(last_name)}
