"""The variables that a flow has in the place of passwords and contacts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from ac_tui.registry.numbers import country_code

if TYPE_CHECKING:
    from ac_tui.registry.model import Customer

_PREFIX: Final = re.compile(r"\+?[0-9]{0,5}")
"""What may stand before a number as it is in its own country."""


def variables_of(customer: Customer | None) -> dict[str, str]:
    """What a flow may call the contacts of its header's customer: `CUSTOMER_EMAIL`, `CUSTOMER_MOBILE`, then `…_2`, ….

    A number is as one types it in its own country: without the prefix.
    """
    if customer is None:
        return {}
    numbers = [mobile.removeprefix("+").removeprefix(country_code(mobile)) for mobile in customer.mobiles]
    named = {}
    for name, values in (("CUSTOMER_EMAIL", customer.emails), ("CUSTOMER_MOBILE", numbers)):
        for place, value in enumerate(values, 1):
            named[name if place == 1 else f"{name}_{place}"] = value
    return named


class VariableNames(Struct):
    """Gives the same value the same name; `own` are contacts that have one already, which playing knows.

    `given` is what the other names stand for, in the order of their use: playing has to be given it.
    """

    own: Mapping[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)

    def password(self, value: str) -> str:
        """The variable of a password: `${PASSWORD}`, `${PASSWORD_2}`, …."""
        return self._variable("PASSWORD", value)

    def old_code(self, value: str) -> str:
        """The variable of a code that is not the newest: `${OLD_OTP}`, `${OLD_OTP_2}`, …."""
        return self._variable("OLD_OTP", value)

    def contact(self, value: str) -> str:
        """The variable of a contact or its beginning: the customer's own, also behind a prefix, or one to be given."""
        for name, known in self.own.items():
            before, found, after = value.partition(known)
            if found and not after and _PREFIX.fullmatch(before):
                return f"{before}${{{name}}}"
        return self._variable("EMAIL" if "@" in value or any(map(str.isalpha, value)) else "MOBILE", value)

    def _variable(self, kind: str, value: str) -> str:
        of_kind = {name: known for name, known in self.given.items() if name.startswith(kind)}
        name = next((name for name, known in of_kind.items() if known == value), "")
        if not name:
            name = f"{kind}_{len(of_kind) + 1}" if of_kind else kind
            self.given[name] = value
        return f"${{{name}}}"
