"""Which numbers are mobiles: codes go to mobiles only (guide 9A, 10A)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ac_tui.registry.model import Customer

_ITALIAN_MOBILE: Final = re.compile(r"\+39(?:3[2-9][0-9]{7,8}|(?:31|43)[0-9]{8})")
"""Italy's numbering plan as phonenumbers has it; a test holds the two together."""
_E164: Final = re.compile(r"\+[1-9][0-9]{5,14}")


@lru_cache(maxsize=4096)
def is_mobile(e164: str) -> bool:
    """Whether a number in E.164 can receive a code: a mobile, or one that its country does not tell from a mobile."""
    if e164.startswith("+39"):
        return _ITALIAN_MOBILE.fullmatch(e164) is not None
    if not _E164.fullmatch(e164):
        return False
    import phonenumbers

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return False
    kinds = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    return phonenumbers.number_type(number) in kinds


def usable_mobiles(customer: Customer) -> tuple[str, ...]:
    """The customer's numbers that are mobiles, in file order: a landline entered by mistake gets no codes."""
    return tuple(number for number in customer.mobiles if is_mobile(number))
