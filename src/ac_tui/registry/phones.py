"""Which of a customer's numbers are mobiles: codes go to mobiles only (guide 9A, 10A)."""

from __future__ import annotations

import re
from typing import Final

from ac_tui.registry.model import Customer
from ac_tui.registry.numbers import is_mobile

__all__ = ["is_mobile", "maybe_in_use", "usable_mobiles"]

_NO_OPERATORS: Final = re.compile(r"\+39(?:394|395)")
"""Italian mobiles of prefixes that no operator has been given."""
_GUIDE_EXAMPLE: Final = "+393201234519"
"""The one number whose prefix the guide shows: `320 ****19`."""


def maybe_in_use(e164: str) -> bool:
    """Whether a mobile may be somebody's: its prefix is an operator's (outside Italy, as phonenumbers knows them)."""
    if e164.startswith("+39"):
        return e164 != _GUIDE_EXAMPLE and not _NO_OPERATORS.match(e164)
    import phonenumbers
    from phonenumbers import carrier

    try:
        return bool(carrier.name_for_number(phonenumbers.parse(e164), "en"))
    except phonenumbers.NumberParseException:
        return False


def usable_mobiles(customer: Customer) -> tuple[str, ...]:
    """The customer's numbers that are mobiles, in file order: a landline entered by mistake gets no codes."""
    return tuple(number for number in customer.mobiles if is_mobile(number))
