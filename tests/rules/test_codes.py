"""Codes: six digits as text; spaces and hyphens dropped; everything else said (issue table: codes)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.journey.rules import kept_code, read_code
from ac_tui.registry.model import SecretStr


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
        ("823456.", "823456"),
        ("823.456", "823456"),
        ("823,456;", "823456"),
        ("Codice: 823456", "823456"),
        ("Il codice è 823456", "823456"),
        ("«823456»", "823456"),
        ("[823456]", "823456"),
        ("codice823456", "823456"),
        ("8\n2\n3\n4\n5\n6", "823456"),
        ("OTP=823-456 (Area Clienti)", "823456"),
        ("12/34/56", "123456"),
        ("Codice: 823456, vale 10 minuti", "823456"),
        ("823456 è il codice per accedere. Vale 10 minuti. Non comunicarlo a nessuno.", "823456"),
        ("Ore 10:30 del 28/11/2026: il codice è 000123.", "000123"),
        ("inserisci il codice 823456 oppure apri https://areaclienti.example/conferma/k7Qw2 Valgono 48 ore", "823456"),
    ],
)
def test_codes(text: str, code: str) -> None:
    assert read_code(text) == (SecretStr(code), "")


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
        ("+23456", "short"),
        ("82345.", "short"),
        ("Codice: 82345", "short"),
        ("8234567, vale 10 minuti", "long"),
        ("823456 o 111111, vale 10 minuti", "long"),
        ("823456 del 28112026", "long"),
        ("823456 oppure 111111", "long"),
        ("Codice: 82345O", "letters"),
        ("8l2345", "letters"),
        ("Codice:", "letters"),
        (".", "letters"),
        ("\u200b", "empty"),
        ("abc", "letters"),
    ],
)
def test_what_is_no_code(text: str, error: str) -> None:
    assert read_code(text) == (SecretStr(""), error)


def test_the_number_of_digits_is_handed_in() -> None:
    assert not read_code("1234", 4)[1]
    assert read_code("12345", 4)[1] == "long"
    assert read_code("123456", 7)[1] == "short"


@given(
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.lists(st.sampled_from(["", " ", "-", "–", "\t"]), min_size=6, max_size=6),
)
def test_any_code_in_any_spelling(code: str, joints: list[str]) -> None:
    spelt = "".join(joint + digit for joint, digit in zip(joints, code, strict=True))
    assert read_code(spelt) == (SecretStr(code), "")


@given(st.from_regex(r"[0-9]{6}", fullmatch=True))
def test_no_repr_shows_it(code: str) -> None:
    assert code not in repr(read_code(code))
    assert code not in str(read_code(code))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("823456.", "823456"),
        ("Codice: 823456", "823456"),
        ("82 34-5", "82345"),
        ("82345a", "82345a"),
        ("82345²", "82345²"),
        ("Codice: ", "Codice:"),
        ("1234567", "1234567"),
        ("", ""),
    ],
)
def test_the_boxes_keep_the_digits_and_the_letters_that_stand_among_them(text: str, kept: str) -> None:
    assert kept_code(text) == kept


@given(st.text())
def test_what_the_boxes_keep_is_read_as_what_was_typed(text: str) -> None:
    assert kept_code(kept_code(text)) == kept_code(text)
    assert read_code(kept_code(text)) == read_code(text)
