"""Cells and wrapping: what is measured here is what a terminal draws."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ac_tui.deck.layout_cells import cells, clip, drawable, wrap
from ac_tui.deck.layout_sheet import cluster_starts

ANYTHING = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)


def test_every_character_takes_the_room_that_rich_gives_it() -> None:
    wrong = {
        hex(code)
        for code in range(0x20, 0x20000)
        if unicodedata.category(chr(code)) != "Cs" and cells(drawable(chr(code))) != cell_len(drawable(chr(code)))
    }
    assert wrong == set()


@given(ANYTHING)
def test_a_text_takes_the_room_that_rich_gives_it(text: str) -> None:
    assert cells(drawable(text)) == cell_len(drawable(text))


@given(st.text(max_size=60))
def test_nothing_drawable_commands_a_terminal(text: str) -> None:
    forbidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert all(unicodedata.category(char) not in forbidden for char in drawable(text))


def test_control_characters_are_signs_and_direction_marks_are_gone() -> None:
    assert drawable("a\x1b[31mb\x07\x00\x7f\x9b") == "a␛[31mb␇␀␡\ufffd"
    assert drawable("abc\u202edef\u200b\ufeffg") == "abcdefg"
    assert drawable("\ud800") == "\ufffd"
    assert drawable("a\u00a0b") == "a b"


@given(st.text(alphabet="ab àè中😀\u0301\n", max_size=80), st.integers(2, 20))
def test_wrapping_loses_nothing_but_spaces_and_fits(text: str, width: int) -> None:
    lines = wrap(text, width)
    for line in lines:
        assert cells(text[line.start : line.end]) <= width
    kept = "".join(text[line.start : line.end] for line in lines)
    assert kept.replace(" ", "") == text.replace(" ", "").replace("\n", "")


@given(st.lists(st.text(alphabet="abcdè", min_size=1, max_size=6), min_size=1, max_size=12), st.integers(6, 20))
def test_words_that_fit_are_never_broken(words: list[str], width: int) -> None:
    text = " ".join(words)
    lines = wrap(text, width)
    assert not any(line.broken for line in lines)
    assert " ".join(text[line.start : line.end] for line in lines).split() == words


def test_a_word_longer_than_the_line_is_broken_and_says_so() -> None:
    lines = wrap("un abcdefghij", 6)
    assert [("un abcdefghij"[line.start : line.end], line.broken) for line in lines] == [
        ("un", False),
        ("abcdef", True),
        ("ghij", False),
    ]


def test_clipping_ends_in_an_ellipsis_only_where_something_is_left_out() -> None:
    assert clip("abcdef", 6) == "abcdef"
    assert clip("abcdefg", 6) == "abcde…"
    assert clip("中中中", 5) == "中中…"


def test_the_cursor_never_stands_between_a_letter_and_its_marks() -> None:
    assert cluster_starts("e\u0301a") == [0, 2, 3]
    assert cluster_starts("👩\u200d👧x") == [0, 3, 4]
    assert cluster_starts("👍🏽x") == [0, 2, 3]
    assert cluster_starts("") == [0]
