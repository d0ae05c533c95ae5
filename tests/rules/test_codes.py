"""Codes: six digits as text; spaces and hyphens dropped; everything else said (issue table: codes)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.journey.rules.codes import read_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("823456", "823456"),
        ("000000", "000000"),
        ("000123", "000123"),
        ("823 456", "823456"),
        (" 823-456\n", "823456"),
        ("8 2 3 4 5 6", "823456"),
        ("823\u2013456", "823456"),
        ("823\u2011456", "823456"),
        ("823\u2212456", "823456"),
        ("823\u00a0456\u200b", "823456"),
    ],
)
def test_codes(text: str, code: str) -> None:
    reading = read_code(text)
    assert reading.ok
    assert reading.secret.get_secret_value() == code


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "empty"),
        (" - ", "empty"),
        ("82345", "short"),
        ("8", "short"),
        ("8234567", "long"),
        ("823456 823456", "long"),
        ("82345a", "letters"),
        ("O23456", "letters"),
        ("82345²", "letters"),
        ("٨٢٣٤٥٦", "letters"),
        ("８２３４５６", "letters"),
        ("823.456", "letters"),
        ("+23456", "letters"),
        ("abc", "letters"),
    ],
)
def test_what_is_no_code(text: str, error: str) -> None:
    reading = read_code(text)
    assert (reading.error, reading.ok, reading.secret.get_secret_value()) == (error, False, "")


def test_the_number_of_digits_is_handed_in() -> None:
    assert read_code("1234", 4).ok
    assert read_code("12345", 4).error == "long"
    assert read_code("123456", 7).error == "short"


@given(
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.lists(st.sampled_from(["", " ", "-", "–", "\t"]), min_size=6, max_size=6),
)
def test_any_code_in_any_spelling(code: str, joints: list[str]) -> None:
    spelt = "".join(joint + digit for joint, digit in zip(joints, code, strict=True))
    assert read_code(spelt).secret.get_secret_value() == code


@given(st.from_regex(r"[0-9]{6}", fullmatch=True))
def test_no_repr_shows_it(code: str) -> None:
    assert code not in repr(read_code(code))
    assert code not in str(read_code(code))
