"""Masks, to the letter of the guide's table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.journey.rules import mask_email, mask_mobile_access, mask_mobile_choice, mask_mobile_confirm


@pytest.mark.parametrize(
    ("address", "mask"),
    [
        ("stefano@gmail.com", "ste*****@gm***.com"),
        ("1825@mail.com", "18*****@ma***.com"),
        ("18251@msn.com", "18*****@m***.com"),
        ("a@b.it", "a*****@b***.it"),
        ("ab@bc.it", "a*****@b***.it"),
        ("abc@bcd.it", "a*****@b***.it"),
        ("abcd@bcde.it", "ab*****@bc***.it"),
        ("abcde@bcdef.it", "ab*****@bc***.it"),
        ("abcdef@bcdefg.it", "abc*****@bc***.it"),
        ("abcdefgh@bcdefghi.it", "abc*****@bc***.it"),
        ("mario.rossi@mail.it", "mar*****@ma***.it"),
        ("info@pec.wellion.example", "in*****@pe***.example"),
        ("a@b@mail.it", "a*****@ma***.it"),
        ("mario@localhost", "ma*****@lo***"),
        ("jürgen@müller.example", "jür*****@mü***.example"),
    ],
)
def test_emails_on_choose_contact(address: str, mask: str) -> None:
    assert mask_email(address) == mask


@given(st.from_regex(r"[a-z]{1,12}@[a-z]{1,12}\.[a-z]{2,3}", fullmatch=True))
def test_the_rule_of_the_guide(address: str) -> None:
    local, _, domain = address.partition("@")
    name, _, top = domain.partition(".")
    head = local[: min(3, max(1, len(local) // 2))]
    assert mask_email(address) == head + "*****@" + name[: min(2, max(1, len(name) // 2))] + "***." + top


@pytest.mark.parametrize(
    ("number", "choice", "confirm", "access"),
    [
        ("+393201234619", ".....619", "+39 320 *****19", "320 ****19"),
        ("+393201234519", ".....519", "+39 320 *****19", "320 ****19"),
        ("+39330123456", ".....456", "+39 330 *****56", "330 ****56"),
        ("+41791234567", ".....567", "+41 791 *****67", "791 ****67"),
        ("+12125550123", ".....123", "+1 212 *****23", "212 ****23"),
        ("+3783331234567", ".....567", "+378 333 *****67", "333 ****67"),
    ],
)
def test_mobiles(number: str, choice: str, confirm: str, access: str) -> None:
    assert mask_mobile_choice(number) == choice
    assert mask_mobile_confirm(number) == confirm
    assert mask_mobile_access(number) == access
