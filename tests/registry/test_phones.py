"""What Italy's fast path says is what phonenumbers says."""

from itertools import product

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ac_tui.registry.keys import is_mobile
from tests.registry.people import person


@pytest.mark.parametrize(
    "number",
    [
        "+393201234519",
        "+39320123451",
        "+393931234567",
        "+393121234567",
        "+41791234567",
        "+447911123456",
        "+12125550123",
    ],
)
def test_mobiles(number: str) -> None:
    assert is_mobile(number) is True


@pytest.mark.parametrize(
    "number",
    [
        "+390400123456",
        "+3932012345",
        "+3932012345199",
        "+393001234567",
        "+41221234567",
        "+80012345678",
        "+99912345678",
        "+39",
        "3201234519",
        "+39٣٢٠١٢٣٤٥١٩",
        "+41791234567\n",
        "+0",
        "",
    ],
)
def test_no_mobiles(number: str) -> None:
    assert is_mobile(number) is False


@given(st.from_regex(r"[0-9]{5,13}", fullmatch=True))
@example("312345678")
@example("3121234567")
@example("4312345678")
@example("431234567")
@example("329123456")
def test_italy_agrees_with_phonenumbers(national: str) -> None:
    _agrees(national)


def _agrees(national: str) -> None:
    number = f"+39{national}"
    kinds = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    assert is_mobile(number) == (phonenumbers.number_type(phonenumbers.parse(number)) in kinds), number


def test_italy_agrees_with_phonenumbers_for_every_range() -> None:
    for tens, ones, length in product("0345789", range(10), range(7, 13)):
        _agrees(f"{tens}{ones}1234567890"[:length])


def test_a_landline_gets_no_codes() -> None:
    customer = person(mobiles=["+390400123456", "+393201234519", "+41791234567"])
    assert customer.usable_mobiles == ("+393201234519", "+41791234567")
    assert person().usable_mobiles == ()
