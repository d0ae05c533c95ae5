"""Tax codes: shapes, check characters, and codes of nobody."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.it import codicefiscale, iva

from ac_tui.registry.tax import invented, personal_code, tax_code_fault, with_check_digit


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("RSSMRA85M01Z999U", ""),
        ("RSSMRA85M01Z99VJ", ""),
        ("RSSMRAURMLMZVVVX", "check"),
        ("RSSMRA85M01Z999V", "check"),
        ("RSSMRA86M01Z999U", "check"),
        ("RSSMRA85F01Z999U", "malformed"),
        ("RSSMRA85M01Z999", "malformed"),
        ("RSSMRA85M01Z999UU", "malformed"),
        ("rssmra85m01z999u", "malformed"),
        ("99999010012", ""),
        ("99999010013", "check"),
        ("99999775002", ""),
        ("00000000000", "check"),
        ("9999901001", "malformed"),
        ("999990100120", "malformed"),
        ("٩٩٩٩٩٠١٠٠١٢", "malformed"),
        ("99999010012\n", "malformed"),
        ("", "malformed"),
    ],
)
def test_what_is_wrong_with_a_code(code: str, fault: str) -> None:
    assert tax_code_fault(code) == fault


def test_a_day_that_no_month_has() -> None:
    stem = "RSSMRA85B30Z999"
    assert tax_code_fault(stem + codicefiscale.calc_check_digit(stem)) == "day"


def test_a_provisional_code_of_an_unknown_office_counts_though_the_library_refuses_it() -> None:
    assert not iva.is_valid("99999775002")
    assert tax_code_fault("99999775002") == ""


@given(st.from_regex(r"[A-Z]{6}[0-9]{2}[ABCDEHLMPRST](0[1-9]|1[0-9]|2[0-8])[A-Z][0-9]{3}", fullmatch=True))
def test_one_check_character_and_no_other_is_right(stem: str) -> None:
    right = [letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if tax_code_fault(stem + letter) == ""]
    assert right == [codicefiscale.calc_check_digit(stem)]


@given(st.from_regex(r"[0-9]{10}", fullmatch=True).filter(lambda digits: int(digits) > 0))
def test_one_check_digit_and_no_other_is_right(digits: str) -> None:
    assert [d for d in "0123456789" if tax_code_fault(digits + d) == ""] == [with_check_digit(digits)[-1]]


@pytest.mark.parametrize(
    ("code", "nobody"),
    [
        ("RSSMRA85M01Z999U", True),
        ("RSSMRA85M01Z99VJ", True),
        ("RSSMRA85M01ZVVVX", True),
        ("RSSMRA85M01H501Z", False),
        ("99999010012", True),
        ("00743110157", False),
        ("9999901001", False),
    ],
)
def test_codes_of_nobody(code: str, nobody: bool) -> None:
    assert invented(code) is nobody


@pytest.mark.parametrize(
    ("first", "last", "letters"),
    [
        ("Mario", "Rossi", "RSSMRA"),
        ("Gianfranco", "Rossi", "RSSGFR"),
        ("Ada", "Fo", "FOXDAA"),
        ("Nicolò", "D'Angelo", "DNGNCL"),
        ("Io", "Aia", "AIAIOX"),
        ("G. Battista", "De Re", "DREGTT"),
        ("Ștefan Michał", "Weiß", "WSSSFN"),
    ],
)
def test_the_letters_of_a_name(first: str, last: str, letters: str) -> None:
    assert personal_code(first, last, born=date(1985, 8, 1), female=False)[:6] == letters


def test_a_personal_code_is_the_one_of_the_design() -> None:
    assert personal_code("Mario", "Rossi", born=date(1985, 8, 1), female=False) == "RSSMRA85M01Z999U"


@given(st.dates(), st.booleans())
def test_a_personal_code_is_right(day: date, female: bool) -> None:
    born = date(1940 + day.year % 60, day.month, min(day.day, 28))
    code = personal_code("Anna", "Re", born=born, female=female)
    assert tax_code_fault(code) == ""
    assert codicefiscale.get_gender(code) == ("F" if female else "M")
    assert codicefiscale.get_birth_date(code, 1940) == born
