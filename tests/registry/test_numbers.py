"""Mobile numbers: every spelling leads to one E.164; what is no mobile is told apart (issue table: mobile)."""

import subprocess
import sys

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.registry.keys import Reading, country_code, is_mobile, mobile_key, read_mobile, read_prefix


@pytest.mark.parametrize(
    "number",
    [
        "3201234519",
        "+393201234519",
        "00393201234519",
        "393201234519",
        "320 1234519",
        "320 123 45 19",
        "+39 320.123.45.19",
        "0039-320-1234519",
        "39/320/1234519",
        "(+39) 320 1234519",
        "+39 (320) 1234519",
        "(0039)3201234519",
        " 320\u00a0123\u20094519 ",
        "320\u20111234\u2013519",
        "\u202a+39 320 123 4519\u202c",
        "tel:+393201234519",
        "TEL:3201234519",
        "+39393201234519",
        "+39 +39 320 1234519",
        "+39 0039 320 1234519",
        "0039 +39 320 1234519",
        "+39 39 320 1234519",
        "tel:+39-320-1234519",
        *(
            "whatsapp:+393201234519",
            "cellulare: 320 1234519",
            "Telefono 320/1234519",
            "n. 320 1234519",
            "numero 3201234519",
        ),
        "tel://+393201234519",
        "sms:+393201234519",
        "Tel. 320 1234519",
        "Cell: 320 1234519",
        "+39\u00a0320\u202f123\u00a04519",
        "320·123·4519",
        "320 – 123 – 4519",
        "3 2 0 1 2 3 4 5 1 9",
        "\uff0b39 320 1234519",
    ],
)
def test_spellings_of_one_italian_mobile(number: str) -> None:
    assert read_mobile("+39", number).value == "+393201234519"
    assert read_mobile("+39", number).error == ""


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("393 1234567", "+393931234567"),
        ("3931234567", "+393931234567"),
        ("39 393 1234567", "+393931234567"),
        ("+393931234567", "+393931234567"),
        ("391 1234567", "+393911234567"),
        ("393123456", "+39393123456"),
        ("39 393 123456", "+39393123456"),
        ("39330123456", "+39330123456"),
        ("39 330 12 34 56", "+39330123456"),
    ],
)
def test_a_mobile_that_begins_with_39_keeps_it(number: str, value: str) -> None:
    assert read_mobile("+39", number).value == value


@pytest.mark.parametrize(
    ("prefix", "number", "value"),
    [
        ("+39", "+41 79 123 45 67", "+41791234567"),
        ("+41", "+39 320 1234519", "+393201234519"),
        ("+41", "0039 320 1234519", "+393201234519"),
        ("", "+39 320 1234519", "+393201234519"),
        ("+41", "39 320 1234519", "+393201234519"),
        ("nonsense", "0041791234567", "+41791234567"),
        ("+39", "0041 79 123 45 67", "+41791234567"),
    ],
)
def test_a_prefix_in_the_number_wins_over_the_field(prefix: str, number: str, value: str) -> None:
    assert read_mobile(prefix, number).value == value


@pytest.mark.parametrize(
    ("prefix", "number", "value"),
    [
        ("+41", "79 123 45 67", "+41791234567"),
        ("+41", "079 123 45 67", "+41791234567"),
        ("+39", "+41 (0)79 123 45 67", "+41791234567"),
        ("+41", "41 79 123 45 67", "+41791234567"),
        ("+44", "07911 123456", "+447911123456"),
        ("+1", "(212) 555-0123", "+12125550123"),
        ("+39", "+1 212 555 0123", "+12125550123"),
        ("+49", "0151 12345678", "+4915112345678"),
        ("+7", "701 234 5678", "+77012345678"),
        ("+39", "+7 701 234 5678", "+77012345678"),
    ],
)
def test_mobiles_of_other_countries(prefix: str, number: str, value: str) -> None:
    assert read_mobile(prefix, number).value == value


@pytest.mark.parametrize("prefix", ["+39", "39", "0039", "(+39)", " + 39 ", "+ 3 9"])
def test_spellings_of_the_prefix(prefix: str) -> None:
    assert read_prefix(prefix) == "39"
    assert read_mobile(prefix, "3201234519").value == "+393201234519"


@pytest.mark.parametrize(("prefix", "code"), [("+41", "41"), ("0041", "41"), ("+1", "1"), ("+378", "378")])
def test_prefixes_of_other_countries(prefix: str, code: str) -> None:
    assert read_prefix(prefix) == code


@pytest.mark.parametrize(
    "prefix", ["", " ", "+", "00", "abc", "+3x", "+39 320", "+0", "+999", "+3939", "٣٩", "++39", "039"]
)
def test_prefixes_of_no_country(prefix: str) -> None:
    assert read_prefix(prefix) == ""
    assert read_mobile(prefix, "3201234519").error == "prefix"


@pytest.mark.parametrize(
    ("number", "error"),
    [
        ("", "empty"),
        (" \u00a0", "empty"),
        ("()", "empty"),
        ("320 123 abc", "letters"),
        ("O32O1234519", "letters"),
        ("mario@mail.it", "letters"),
        ("٣٢٠١٢٣٤٥١٩", "letters"),
        ("３２０１２３４５１９", "letters"),
        ("320123451²", "letters"),
        ("1-800-FLOWERS", "letters"),
        ("320 1234519 int. 5", "extension"),
        ("320 1234519 interno 12", "extension"),
        ("320 1234519 ext 5", "extension"),
        ("+39 320 1234519 x5", "extension"),
        ("320 1234519,5", "extension"),
        ("320 1234519;5", "extension"),
        ("320 1234519 # 22", "extension"),
        ("+", "malformed"),
        ("++393201234519", "malformed"),
        ("320+1234519", "malformed"),
        ("3201234519+", "malformed"),
        ("*3201234519", "malformed"),
        ("320_1234519", "malformed"),
        ("3201234519😀", "malformed"),
        ("3001234567", "malformed"),
        ("1234567890", "malformed"),
        ("+99912345678", "malformed"),
        ("040 000000", "landline"),
        ("0400000000", "landline"),
        ("+39 06 12345678", "landline"),
        ("39 040 0000000", "landline"),
        ("0039 040 000000", "landline"),
        ("800 123456", "landline"),
        ("+41 22 123 45 67", "landline"),
        ("3", "too_short"),
        ("32012345", "too_short"),
        ("+39 32012345", "too_short"),
        ("+39", "too_short"),
        ("12", "too_short"),
        ("+41 79 123", "too_short"),
        ("+41 7", "too_short"),
        ("+41", "too_short"),
        ("+1 555 0123", "too_short"),
        ("32012345199", "too_long"),
        ("+39 32012345199", "too_long"),
        ("39 320 12345199", "too_long"),
        ("3201234519 3331234567", "several"),
        ("3201234519 / 3331234567", "several"),
        ("320 1234519 o 333 1234567", "several"),
        ("3201234519 e 3331234567", "several"),
        ("3201234519 oppure 3331234567", "several"),
        ("+39 320 1234519 +39 333 1234567", "several"),
        ("0039 320 1234519, 333 1234567", "several"),
        ("+41 79 123 45 67 89", "too_long"),
        ("+39" + "3" * 30, "too_long"),
        ("+41" + "3" * 30, "too_long"),
    ],
)
def test_numbers_that_do_not_stand(number: str, error: str) -> None:
    reading = read_mobile("+39", number)
    assert (reading.value, reading.error) == ("", error)


@pytest.mark.parametrize(
    "number",
    [
        "0320 1234519",
        "0333 1234567",
        "+39 (0)333 1234567",
        "0039 0333 1234567",
        "39 0333 1234567",
        "0331 1234567",
        "0333 123456",
        "0338 123456",
    ],
)
def test_a_zero_before_a_mobile_is_told(number: str) -> None:
    assert read_mobile("+39", number) == Reading(error="leading_zero")


@pytest.mark.parametrize(
    "number", ["040 0000000", "0331 123456", "0332 123456", "035 1234567", "039 1234567", "0371 123456", "02 12345678"]
)
def test_a_landline_is_no_mobile_with_a_zero(number: str) -> None:
    assert read_mobile("+39", number) == Reading(error="landline")


def test_nine_digits_are_right() -> None:
    assert read_mobile("+39", "330 123456").value == "+39330123456"


SEPARATORS = st.lists(st.sampled_from(["", " ", ".", "-", "/", "(", ")", "\u00a0", "\u2011"]), min_size=10, max_size=10)


PREFIXES = st.sampled_from(["", "+39", "0039", "39", "+39 ", "(+39) "])


@given(st.from_regex(r"3[2-9][0-9]{8}", fullmatch=True), PREFIXES, SEPARATORS)
def test_any_spelling_of_any_mobile(national: str, prefix: str, separators: list[str]) -> None:
    spelt = prefix + "".join(digit + separator for digit, separator in zip(national, separators, strict=True))
    assert read_mobile("+39", spelt).value == f"+39{national}"


@given(st.from_regex(r"3[0-9]{10}", fullmatch=True))
def test_eleven_digits_are_a_slip_never_voicemail(national: str) -> None:
    with_prefix = national.startswith("39") and is_mobile(f"+{national}")
    for spelt in (national, f"+39{national}"):
        assert read_mobile("+39", spelt).error == ("" if with_prefix else "too_long")


@given(st.text(max_size=6), st.text(st.sampled_from("0123456789+ -()./x٣²a"), max_size=20))
def test_a_reading_has_a_mobile_or_an_error(prefix: str, number: str) -> None:
    reading = read_mobile(prefix, number)
    assert bool(reading.value) != bool(reading.error)
    if reading.value:
        assert is_mobile(reading.value)
        assert read_mobile("+39", reading.value).value == reading.value


def test_an_italian_mobile_imports_no_library() -> None:
    code = (
        "import sys; from ac_tui.registry.keys import read_mobile;"
        "assert read_mobile('+39', '320 1234519').value;"
        "assert not {'email_validator', 'phonenumbers'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("+393201234519", "+393201234519"),
        ("+39 320 123 4519", "+393201234519"),
        ("0039-320.123/4519", "+393201234519"),
        ("39 320 1234519", "+393201234519"),
        ("(320) 1234519", "+393201234519"),
        ("320123451", "+39320123451"),
        ("393 1234567", "+393931234567"),
        ("\u202a+39\u00a0320\u20111234519\u202c", "+393201234519"),
        ("+41 79 123 45 67", "+41791234567"),
        ("0001234567", "0001234567"),
        ("040 0000000", "0400000000"),
        ("39 040 0000000", "390400000000"),
        ("32012345199", "32012345199"),
        ("", ""),
    ],
)
def test_mobile_keys(text: str, key: str) -> None:
    assert mobile_key(text) == key


def test_dialling_drops_separators_and_nothing_else() -> None:
    assert mobile_key("(+39)\u00a0320.123-45/19 x") == "+393201234519x"


def test_country_codes_are_those_of_the_numbering_plan() -> None:
    for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
        assert country_code(f"+{code}5551234") == str(code)


WRITTEN = (
    *(
        "+41 (0)79 123 45 67",
        "tel:+39 320 123 4519",
        "+39 +39 320 1234519",
        "0333 1234567",
        "39 330 123456",
        "320 1234519",
    ),
    *("0039 320 1234519", "320/1234519", "320.123.4519", "320-1234519", "0041 79 123 45 67", "+44 7911 123456"),
    *("393 1234567", "040 123456", "0001234567", "12", "+39 320 12345199"),
)


@pytest.mark.parametrize("written", WRITTEN)
def test_the_registry_reads_a_number_as_the_screens_do(written: str) -> None:
    read = read_mobile("+39", written)
    if not read.error:
        assert mobile_key(written) == read.value
    else:
        assert not is_mobile(mobile_key(written))
