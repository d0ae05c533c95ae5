"""The field `Codice Fiscale o Partita IVA` (issue table: tax code)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.journey.forms import Field, field_of
from ac_tui.journey.rules import read_tax_code


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
    "text",
    [
        *(
            "RSSMRA-85M01-Z999U",
            "RSS.MRA.85M01.Z999U",
            "RSSMRA 85M01 Z999U",
            "rssmra/85m01/z999u",
            "RSSMRA_85M01_Z999U",
        ),
        *(
            "RSSMRA–85M01—Z999U",
            "RSSMRA85M01Z999U.",
            "C.F. RSSMRA85M01Z999U",
            "CF: RSSMRA85M01Z999U",
            "RSS\u2011MRA85M01Z999U",
        ),
        *(
            "Codice Fiscale: RSSMRA85M01Z999U",
            "'RSSMRA85M01Z999U'",
            "R S S M R A 8 5 M 0 1 Z 9 9 9 U",
            "RSSMRA·85M01·Z999U",
            "Cod. Fisc. RSSMRA85M01Z999U",
            "codice fisc.: RSSMRA85M01Z999U",
            "CF n. RSSMRA85M01Z999U",
        ),
    ],
)
def test_what_people_write_between_the_characters_is_dropped(text: str) -> None:
    assert read_tax_code(text).value == "RSSMRA85M01Z999U"


@pytest.mark.parametrize(
    "text",
    [
        "99999-010012",
        "99.999.010.012",
        "P.IVA 99999010012",
        "P. IVA IT99999010012",
        "IT-99999010012",
        "Partita IVA: 99999010012",
    ],
)
def test_and_of_a_vat_number(text: str) -> None:
    assert read_tax_code(text).value == "99999010012"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "empty"),
        (" \u00a0\u200b", "empty"),
        ("...", "empty"),
        ("RSSMRA85M01Z999V", "check"),
        ("RSSMRA85M01Z99VU", "check"),
        ("RSMSRA85M01Z999U", "check"),
        ("99999010013", "check"),
        ("IT99999010013", "check"),
        ("00000000000", "check"),
        ("RSSMRA85M72Z999G", "day"),
        *(
            (f"RSSMRA85{wrong}Z999U", "day")
            for wrong in ("M32", "M00", "M40", "M72", "M81", "B30", "D31", "B70", "S31")
        ),
        ("mario@mail.it", "sign"),
    ],
)
def test_codes_that_do_not(text: str, error: str) -> None:
    reading = read_tax_code(text)
    assert (reading.value, reading.error) == ("", error)


@pytest.mark.parametrize(
    ("text", "error", "length"),
    [
        ("RSSMRA85M01Z999", "letters_number", 15),
        ("RSSMRA85M01Z999UX", "letters_number", 17),
        ("RSSMRA", "letters_number", 6),
        ("R", "letters_number", 1),
        ("9999901001", "digits_number", 10),
        ("999990100122", "digits_number", 12),
        ("9", "digits_number", 1),
        ("9999999999999999", "digits_number", 16),
        ("IT9999901001", "digits_number", 12),
        ("999990100O122", "digits_number", 13),
        ("RSSMRA85M01", "letters_number", 11),
    ],
)
def test_a_wrong_length_is_told_of_the_code_that_was_meant(text: str, error: str, length: int) -> None:
    reading = read_tax_code(text)
    assert (reading.error, reading.evidence["tax_length"]) == (error, str(length))


@pytest.mark.parametrize(
    ("text", "error", "place", "character", "meant"),
    [
        ("RSSMRA85MO1Z999U", "letter_for_digit", 10, "O", "0"),
        ("RSSMRA85M0IZ999U", "letter_for_digit", 11, "I", "1"),
        ("rssmra 85 mo1 z999u", "letter_for_digit", 10, "O", "0"),
        ("RSSMRAB5M01Z999U", "letter_for_digit", 7, "B", "8"),
        ("RSSMRA85M01ZZ99U", "letter_for_digit", 13, "Z", "2"),
        ("RSSMRA8XM01Z999U", "digit_wanted", 8, "X", ""),
        ("RSSMRA8SM01Z999U", "letter_for_digit", 8, "S", "5"),
        ("RSSMRAB5M0LZ999U", "letter_for_digit", 7, "B", "8"),
        ("RSSMRA85M0LZ999U", "letter_for_digit", 11, "L", "1"),
        ("RSSMRA85MQ1Z999U", "letter_for_digit", 10, "Q", "0"),
        ("RSSMRA85M01ZE99U", "letter_for_digit", 13, "E", "3"),
        ("RSSMRA85M01ZA99U", "letter_for_digit", 13, "A", "4"),
        ("R5SMRA85M01Z999U", "digit_for_letter", 2, "5", "S"),
        ("RSSMR485M01Z999U", "digit_for_letter", 6, "4", "A"),
        ("RSSMRA85M012999U", "digit_for_letter", 12, "2", "Z"),
        ("RSSMRA85M01Z9990", "digit_for_letter", 16, "0", "O"),
        ("RSSMRA85M0179999", "letter_wanted", 12, "7", ""),
        ("RSSMRA85F01Z999U", "month_wanted", 9, "F", ""),
        ("RSSMRA85O01Z999U", "month_wanted", 9, "O", ""),
        ("RSSMRA85801Z999U", "digit_for_letter", 9, "8", "B"),
        ("RSSMRA85001Z999U", "month_wanted", 9, "0", ""),
        ("99999O10012", "letter_for_digit", 6, "O", "0"),
        ("9999901OO12", "letter_for_digit", 8, "O", "0"),
        ("99999X10012", "digit_wanted", 6, "X", ""),
        ("RSSMRÀ85M01Z999U", "sign", 6, "À", ""),
        ("RSSMRA85M01Z999²", "sign", 16, "²", ""),
        ("RSSMRA85M01Z999٣", "sign", 16, "٣", ""),
        ("９９９９９０１００１２", "sign", 1, "９", ""),
    ],
)
def test_the_character_that_cannot_be_right_is_told_with_its_place(
    text: str, error: str, place: int, character: str, meant: str
) -> None:
    reading = read_tax_code(text)
    told = [reading.evidence[f"tax_{name}"] for name in ("place", "character", "meant")]
    assert (reading.error, told) == (error, [str(place), character, meant])


@given(st.integers(0, 15), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
def test_no_single_slip_goes_unseen_but_by_the_codes_own_weakness(place: int, character: str) -> None:
    """The check character catches every single slip but those that weigh the same (a digit for a letter: 0 and A)."""
    right = "RSSMRA85M01Z999U"
    wrong = right[:place] + character + right[place + 1 :]
    if wrong != right:
        assert read_tax_code(wrong).error not in {"", "empty", "sign", "letters_number", "digits_number"}


@given(st.text(max_size=24))
def test_a_reading_has_a_value_or_an_error(text: str) -> None:
    reading = read_tax_code(text)
    assert bool(reading.value) != bool(reading.error)
    assert reading.error in {"", *(field_of("tax_code", "tax_code") or Field("")).errors}
