"""Names: what may stand in the field, what is the same name, and what is off (issue table: names)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.journey.rules import distance, name_hint, near, read_name, same_name


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mario", "Mario"),
        ("  Mario \n", "Mario"),
        ("Maria  Teresa", "Maria Teresa"),
        ("Maria\u00a0 Teresa", "Maria Teresa"),
        ("D'Angelo", "D'Angelo"),
        ("D’ANGELO", "D’ANGELO"),
        ("D`Angelo", "D`Angelo"),
        ("Nicolo´", "Nicolo´"),
        ("Anna-Maria", "Anna-Maria"),
        ("Anna–Maria", "Anna–Maria"),
        ("Ștefan Weiß Łoś", "Ștefan Weiß Łoś"),
        ("Nicolo\u0300", "Nicolo\u0300"),
        ("O", "O"),
        ("G. Battista", "G. Battista"),
        ("Mar\u00b7la", "Mar\u00b7la"),
        ("Иван", "Иван"),
        ("李", "李"),
        ("Rossi, detto Il Moro", "Rossi, detto Il Moro"),
    ],
)
def test_names_that_stand(text: str, value: str) -> None:
    reading = read_name(text)
    assert (reading.value, reading.error) == (value, "")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "empty"),
        ("  \t\n\u00a0", "empty"),
        ("Mario2", "digits"),
        ("Mario²", "digits"),
        ("Mario٣", "digits"),
        ("Mario Ⅳ", "digits"),
        ("½", "digits"),
        ("Mario😀", "symbols"),
        ("👩‍🚀", "symbols"),
        ("🇮🇹", "symbols"),
        ("❤️ Mario", "symbols"),
        ("mario@mail.it", "symbols"),
        ("Mario!", "symbols"),
        ("Mario_Rossi", "symbols"),
        ("Mario/Maria", "symbols"),
        ("<b>Mario</b>", "symbols"),
        ("Rossi [Srl]", "symbols"),
        ("€uro", "symbols"),
        ("-", "symbols"),
        ("'", "symbols"),
        (". .", "symbols"),
        ("\u0301", "symbols"),
        ("Mario\tRossi", "control"),
        ("Mario\nRossi", "control"),
        ("Mario\x00", "control"),
        ("Ma\x1b[rio", "symbols"),
        ("Ma\x1brio", "control"),
        ("Ma\u200brio", "control"),
        ("Ma\u202erio", "control"),
        ("Mario\ufeff", "control"),
        ("Mario\u2028Rossi", "control"),
        ("Mario\ue000", "control"),
        ("\u3164", "control"),
        ("\u115f\u1160", "control"),
    ],
)
def test_names_that_do_not(text: str, error: str) -> None:
    reading = read_name(text)
    assert (reading.value, reading.error) == ("", error)


@given(st.text(max_size=30))
def test_a_name_that_stands_holds_letters_and_nothing_strange(text: str) -> None:
    reading = read_name(text)
    assert bool(reading.value) != bool(reading.error)
    assert reading.error in {"", "empty", "digits", "symbols", "control"}
    if not reading.error:
        assert any(c.isalpha() for c in reading.value)
        assert not any(c.isdecimal() or not c.isprintable() for c in reading.value)
        assert same_name(text, reading.value)
        assert read_name(reading.value) == reading


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("D'Angelo", "D’ANGELO"),
        ("D'Angelo", "Dangelo"),
        ("Nicolò", "Nicolo'"),
        ("Maria Teresa", "Mariateresa"),
        ("Anna-Maria", "anna maria"),
        ("Ștefan Michał", "STEFAN MICHAL"),
        ("Weiß", "Weiss"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("Rossi", "Rosi"), ("Maria", "Maria Teresa"), ("", ""), ("'", "-"), ("Mario", "")]
)
def test_two_names(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not same_name(other, one)


@pytest.mark.parametrize(
    ("first", "last", "hint"),
    [
        ("Mario", "Rossi", ""),
        ("MARIO", "rossi ", ""),
        ("Rossi", "Mario", "swapped"),
        ("rosi", "MARIO", "swapped"),
        ("Marco", "Rossi", "first_name"),
        ("Giuseppina", "Rossi", "first_name"),
        ("Mario", "Rosi", "last_name"),
        ("Mario", "Bianchi", "last_name"),
        ("Mario", "", "last_name"),
        ("Anna", "Bianchi", "both"),
        ("Maro", "Rosi", "both"),
        ("Rossi", "Bianchi", "both"),
        ("Bianchi", "Mario", "both"),
        ("", "", "both"),
    ],
)
def test_what_is_off(first: str, last: str, hint: str) -> None:
    assert name_hint(first, last, "Mario", "Rossi") == hint


def test_alike_first_and_last_names_are_not_taken_for_swapped() -> None:
    assert name_hint("Paolo", "Paoli", "Paolo", "Paolo") == "last_name"
    assert name_hint("Paola", "Paolo", "Paolo", "Paolo") == "first_name"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rossi", "Rosi"),
        ("Rossi", "Rosis"),
        ("Rossi", "Rosset"),
        ("Rossi", "Russo"),
        ("Bianchi", "Bainchi"),
        ("Bianchi", "Biancki"),
        ("Re", "Ra"),
        ("Anna", "Ana"),
        ("D'Angelo", "D’Angeli"),
        ("Maria Teresa", "Maria"),
        ("Teresa", "Maria Teresa"),
        ("De Luca", "LUCA"),
        ("Rossi", "Rossi"),
    ],
)
def test_near_names(one: str, other: str) -> None:
    assert near(one, other)
    assert near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rossi", "Bianchi"),
        ("Anna", "Alda"),
        ("Re", "Fo"),
        ("O", "A"),
        ("Rossi", ""),
        ("", ""),
        ("'", "-"),
        ("Ferrari", "Ferrettoni"),
        ("Anna", "Annarella"),
        ("Maria Teresa", "Mar"),
    ],
)
def test_names_that_are_not_near(one: str, other: str) -> None:
    assert not near(one, other)
    assert not near(other, one)


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("", "", 0),
        ("abc", "abc", 0),
        ("abc", "abd", 1),
        ("abc", "ab", 1),
        ("abc", "abcd", 1),
        ("abc", "acb", 1),
        ("abcd", "badc", 2),
        ("abc", "xyz", 3),
        ("abcd", "wxyz", 4),
        ("abcdefgh", "", 4),
        ("a" * 100, "a" * 100, 0),
        ("a" * 100, "a" * 99 + "b", 4),
    ],
)
def test_distances(one: str, other: str, letters: int) -> None:
    assert distance(one, other) == letters
    assert distance(other, one) == letters


def _slow(a: str, b: str) -> int:
    """Damerau and Levenshtein as the textbook has it: dropped, added, changed, neighbours swapped."""
    table = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            costs = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a[i - 1] != b[j - 1])]
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                costs.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(costs)
    return table[len(a), len(b)]


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(0, 4))
def test_the_quick_distance_is_the_slow_one(a: str, b: str, limit: int) -> None:
    assert distance(a, b, limit) == min(_slow(a, b), limit + 1)
