"""Which numbers are mobiles: codes go to mobiles only (guide 9A, 10A)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ac_tui.registry.model import Customer

_ITALIAN_MOBILE: Final = re.compile(r"\+39(?:3[2-9][0-9]{7,8}|(?:31|43)[0-9]{8})")
"""Italy's numbering plan as phonenumbers has it; a test holds the two together."""
_NO_OPERATORS: Final = re.compile(r"\+39(?:394|395)")
"""Italian mobiles of prefixes that no operator has been given."""
_GUIDE_EXAMPLE: Final = "+393201234519"
"""The one number whose prefix the guide shows: `320 ****19`."""
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
