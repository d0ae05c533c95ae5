"""The variables that a written flow has in the place of passwords and contacts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_PREFIX: Final = re.compile(r"\+?[0-9]{0,5}")
"""What may stand before a number as it is in its own country."""


@dataclass(slots=True)
class Names:
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
