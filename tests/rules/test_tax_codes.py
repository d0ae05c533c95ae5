"""The field `Codice Fiscale o Partita IVA` (issue table: tax code)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.journey.rules.tax_codes import read_tax_code


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("RSSMRA85M01Z999U", "RSSMRA85M01Z999U"),
        ("rss mra 85m01 z999u", "RSSMRA85M01Z999U"),
        ("\u00a0RSSMRA85M01\u2009Z999U\t\n", "RSSMRA85M01Z999U"),
        ("RSSMRA85M01Z99VJ", "RSSMRA85M01Z99VJ"),
        ("99999010012", "99999010012"),
        ("IT99999010012", "99999010012"),
        ("it 99999 010 012", "99999010012"),
        ("99999775002", "99999775002"),
    ],
)
def test_codes_that_stand(text: str, value: str) -> None:
    reading = read_tax_code(text)
    assert (reading.value, reading.error) == (value, "")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "empty"),
        (" \u00a0\u200b", "empty"),
        ("RSSMRA85M01Z999V", "check"),
        ("RSSMRA85M01Z99VU", "check"),
        ("99999010013", "check"),
        ("IT99999010013", "check"),
        ("00000000000", "check"),
        ("RSSMRA85M01Z999", "malformed"),
        ("RSSMRA85M01Z999UX", "malformed"),
        ("R5SMRA85M01Z999U", "malformed"),
        ("9999901001", "malformed"),
        ("999990100122", "malformed"),
        ("IT9999901001", "malformed"),
        ("DE99999010012", "malformed"),
        ("RSSMRA85M01Z999٣", "malformed"),
        ("９９９９９０１００１２", "malformed"),
        ("RSSMRA85M01Z999²", "malformed"),
        ("RSSMRA-85M01-Z999U", "malformed"),
        ("mario@mail.it", "malformed"),
    ],
)
def test_codes_that_do_not(text: str, error: str) -> None:
    reading = read_tax_code(text)
    assert (reading.value, reading.error) == ("", error)


@given(st.integers(0, 15), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
def test_no_single_slip_goes_unseen_but_by_the_codes_own_weakness(place: int, character: str) -> None:
    """The check character catches every single slip but those that weigh the same (a digit for a letter: 0 and A)."""
    right = "RSSMRA85M01Z999U"
    wrong = right[:place] + character + right[place + 1 :]
    if wrong != right:
        assert read_tax_code(wrong).error in {"check", "malformed"}


@given(st.text(max_size=24))
def test_a_reading_has_a_value_or_an_error(text: str) -> None:
    reading = read_tax_code(text)
    assert bool(reading.value) != bool(reading.error)
    assert reading.error in {"", "empty", "malformed", "check"}
