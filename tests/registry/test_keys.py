"""Two spellings of one thing give one key; two things never do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.registry.keys import (
    client_key,
    email_key,
    tax_key,
    user_key,
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (" Mario.Rossi@Mail.IT ", "mario.rossi@mail.it"),
        ("a+tag@mail.it", "a+tag@mail.it"),
        ("a@MÜNCHEN.de", "a@xn--mnchen-3ya.de"),
        ("a@XN--MNCHEN-3YA.de", "a@xn--mnchen-3ya.de"),
        ("a@mu\u0308nchen.de", "a@xn--mnchen-3ya.de"),
        ("a@faß.de", "a@xn--fa-hia.de"),
        ("MÜLLER@mail.it", "müller@mail.it"),
        ("mu\u0308ller@mail.it", "müller@mail.it"),
        ("müller@MAIL.it", "müller@mail.it"),
        ("\u00a0a@mail.it\u2003", "a@mail.it"),
        ("ò@☃-.example", "ò@☃-.example"),
    ],
)
def test_email_keys(text: str, key: str) -> None:
    assert email_key(text) == key


def test_a_tag_and_a_dot_make_another_address() -> None:
    assert len({email_key("ab@mail.it"), email_key("ab+x@mail.it"), email_key("a.b@mail.it")}) == 3


@given(st.emails())
def test_email_keys_do_not_know_case_or_ends(address: str) -> None:
    assert email_key(f" {address.upper()}\n") == email_key(address.lower())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("rss mra 85m01 z999u", "RSSMRA85M01Z999U"),
        ("\u00a0RSSMRA85M01\u2003Z999U\t", "RSSMRA85M01Z999U"),
        ("RSSMRA85M01Z999U\u200b", "RSSMRA85M01Z999U"),
        ("IT99999010012", "99999010012"),
        ("it 99999 010 012", "99999010012"),
        ("IT9999901001", "IT9999901001"),
        ("ITLMRA85M01Z999U", "ITLMRA85M01Z999U"),
        ("ﬁscale", "ﬁSCALE"),
        ("ıſ", "ıſ"),
        ("`az{@[", "`AZ{@["),
    ],
)
def test_tax_keys(text: str, key: str) -> None:
    assert tax_key(text) == key


def test_leading_zeros_of_a_client_code_count() -> None:
    assert client_key(" 0000 000042") == "0000000042" != client_key("42")
    assert client_key("ab1") == client_key("AB1")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Mario@Mail.it", "mario@mail.it"),
        ("320 1234519", "+393201234519"),
        ("0039 320 1234519", "+393201234519"),
        ("0001234567", "0001234567"),
        ("+41 (0)79 123 45 67", "+41791234567"),
        ("tel:+39-320-1234519", "+393201234519"),
        ("39 330 123456", "+39330123456"),
        ("42", "42"),
        ("abz 1", "ABZ1"),
    ],
)
def test_user_names_are_emails_numbers_or_codes(text: str, key: str) -> None:
    assert user_key(text) == key
