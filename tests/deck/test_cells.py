"""Text in cells: what may be drawn, and where it breaks."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ac_tui.deck.cells import cells, clip, cluster_starts, drawable, wrap


@given(st.text(max_size=60))
def test_nothing_drawable_commands_a_terminal(text: str) -> None:
    forbidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert all(unicodedata.category(char) not in forbidden for char in drawable(text) if char != "\n")


def test_control_characters_are_signs_and_direction_marks_are_gone() -> None:
    assert drawable("a\x1b[31mb\x07\x00\x7f\x9b") == "a␛[31mb␇␀␡\ufffd"
    assert drawable("abc\u202edef\u200b\ufeffg") == "abcdefg"
    assert drawable("\ud800") == "\ufffd"
    assert drawable("a\u00a0b") == "a b"


@given(st.text(alphabet="ab àè中😀\u0301\n", max_size=80), st.integers(2, 20))
def test_wrapping_loses_nothing_but_spaces_and_fits(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")


@given(st.lists(st.text(alphabet="abcdè", min_size=1, max_size=6), min_size=1, max_size=12), st.integers(6, 20))
def test_words_that_fit_are_never_broken(words: list[str], width: int) -> None:
    text = " ".join(words)
    assert " ".join(wrap(text, width)).split() == words


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert wrap("un abcdefghij", 6) == ["un", "abcdef", "ghij"]


def test_clipping_ends_in_an_ellipsis_only_where_something_is_left_out() -> None:
    assert clip("abcdef", 6) == "abcdef"
    assert clip("abcdefg", 6) == "abcde…"
    assert clip("中中中", 5) == "中中…"


def test_the_cursor_never_stands_between_a_letter_and_its_marks() -> None:
    assert cluster_starts("e\u0301a") == [0, 2, 3]
    assert cluster_starts("👩\u200d👧x") == [0, 3, 4]
    assert cluster_starts("👍🏽x") == [0, 2, 3]
    assert cluster_starts("") == [0]
