"""Passwords: every tick moves alone, nothing is truncated, a pasted line break is dropped and said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.journey.rules import password_error
from ac_tui.registry.model import Ticks, as_compared, ticks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Ticks(False, False, False, False)),
        ("........", Ticks(True, False, False, False)),
        ("a", Ticks(False, True, False, False)),
        ("A", Ticks(False, False, True, False)),
        ("1", Ticks(False, False, False, True)),
        ("Prova1234", Ticks(True, True, True, True)),
        ("Prova12", Ticks(False, True, True, True)),
        ("Prova123", Ticks(True, True, True, True)),
        ("Prova12345678901", Ticks(True, True, True, True)),
        ("Prova123456789012", Ticks(False, True, True, True)),
        ("perchè12", Ticks(True, True, False, True)),
        ("ÀÈÌÒÙàèì", Ticks(True, False, False, False)),
        ("Abcdefg²", Ticks(True, True, True, False)),
        ("Abcdefg٣", Ticks(True, True, True, False)),
        ("Ａｂｃｄｅｆｇ１", Ticks(True, False, False, False)),
    ],
)
def test_ticks(text: str, expected: Ticks) -> None:
    assert ticks(text) == expected


@pytest.mark.parametrize("length", [0, 1, 7, 8, 9, 15, 16, 17, 100])
def test_eight_to_sixteen_characters(length: int) -> None:
    assert ticks("x" * length).length is (8 <= length <= 16)


def test_the_bounds_are_handed_in() -> None:
    assert not ticks("Prova1234", 10, 12).length
    assert ticks("Prova12345", 10, 12).length
    assert password_error("Prova1234", 10, 12) == "short"
    assert password_error("Prova1234", 4, 8) == "long"
    assert not password_error("Pr1", 3, 3)


@given(st.text(max_size=20))
def test_each_tick_answers_for_itself(text: str) -> None:
    kept = "".join(c for c in text if c not in "\n\r\v\f\x85\u2028\u2029")
    assert ticks(text) == Ticks(
        length=8 <= len(kept) <= 16,
        lowercase=any("a" <= c <= "z" for c in text),
        uppercase=any("A" <= c <= "Z" for c in text),
        digit=any("0" <= c <= "9" for c in text),
    )


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("PROVA1234", "no_lowercase"),
        ("prova1234", "no_uppercase"),
        ("Provaprova", "no_digit"),
        ("Prova1", "short"),
        ("Pr1", "short"),
        ("Prova123456789012", "long"),
        ("Prova1234Prova1234ab", "long"),
        ("a" * 20, "long"),
        ("È vero che1", "accented_uppercase"),
        ("Èvero123", "accented_uppercase"),
        ("ÜBERprova", "no_digit"),
        ("Àè1", "accented_uppercase"),
        ("PERCHÉ123è", "accented_lowercase"),
        ("ПРИВЕТ12a", "accented_uppercase"),
        ("Provaprova²", "other_digit"),
        ("Provaprova٣", "other_digit"),
        ("prova", "weak"),
        ("12345678", "weak"),
        ("........", "weak"),
    ],
)
def test_the_error_says_what_is_wrong_with_this_one(text: str, error: str) -> None:
    assert (password_error(text), all(ticks(text))) == (error, False)


@pytest.mark.parametrize(
    "text",
    ["Prova1234", " Prova 12 ", "Perché?No1Domani", "Aa1😀😀😀😀😀", "Aa1'\"[/b]\\", "\tProva123", "Aa1\u200bbcdef"],
)
def test_other_characters_are_kept_to_the_letter(text: str) -> None:
    assert (password_error(text), as_compared(text)) == ("", text)


def test_nothing_is_truncated() -> None:
    text = "Prova1234" * 20
    assert (password_error(text), as_compared(text)) == ("long", text)


@pytest.mark.parametrize("text", ["Prova1234\n", "\r\nProva1234", "Prova\r1234", "Prova\u20281234", "Prova1234\x85"])
def test_a_line_break_is_dropped(text: str) -> None:
    assert (password_error(text), as_compared(text)) == ("", "Prova1234")


def test_a_line_break_does_not_count_for_the_length() -> None:
    assert not ticks("Prova1\n\n").length
    assert ticks("Prova12345678901\n").length


@pytest.mark.parametrize("text", ["", "\n", "\r\n"])
def test_nothing_at_all_is_empty(text: str) -> None:
    assert password_error(text) == "empty"
