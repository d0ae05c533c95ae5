"""The type face of the page: how wide letters are, where lines break, whose it is."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.reports.storyboard.type_face import faces, knows, licence, shrunk, width, wrap
from tests.storyboard.worlds import world

WORDS = "Per completare la registrazione, inserisci il codice di verifica."


def test_widths_are_those_of_the_letters() -> None:
    assert width("", 16) == 0
    assert width("il", 16) < width("mo", 16)
    assert width("mo", 32) == pytest.approx(2 * width("mo", 16))
    assert width("Continua", 16) < width("Continua", 16, bold=True)
    assert width("e\u0301", 16) == width("e", 16)  # a mark stands over its letter


def test_all_that_is_shipped_is_in_the_face() -> None:
    deck, registry = world().stage.deck, world().stage.registry
    for screen in deck.screens.values():
        for path, text in screen.texts():
            assert path[0] == "desk" or knows(text), text
    for customer in registry:
        assert knows("".join((customer.display_name, *customer.emails))), customer.display_name
    assert not knows("山")


def test_lines_break_at_spaces() -> None:
    lines = wrap(WORDS, 15, 200)
    assert len(lines) > 1
    assert " ".join(WORDS[line.start : line.end] for line in lines) == WORDS
    assert all(width(WORDS[line.start : line.end], 15) <= 200 for line in lines)
    assert not any(line.broken for line in lines)


def test_a_word_that_is_too_long_breaks_after_a_sign() -> None:
    text = "massimiliano.castelnuovo@posta-elettronica.example"
    lines = wrap(text, 16, 220)
    assert [text[line.start : line.end] for line in lines] == ["massimiliano.castelnuovo@", "posta-elettronica.example"]
    assert [line.broken for line in lines] == [True, False]


def test_line_feeds_and_nothing() -> None:
    assert [(line.start, line.end) for line in wrap("uno\n\ndue", 15, 200)] == [(0, 3), (4, 4), (5, 8)]
    assert [(line.start, line.end) for line in wrap("", 15, 200)] == [(0, 0)]


def test_marks_stay_with_their_letters() -> None:
    text = "e\u0301" * 60
    assert all(not unicodedata.combining(text[line.start]) for line in wrap(text, 15, 100))


@given(st.text(max_size=80), st.floats(40, 400), st.booleans())
def test_wrapping_loses_nothing_but_spaces(text: str, room: float, bold: bool) -> None:
    lines = wrap(text, 15, room, bold=bold)
    kept = "".join(text[line.start : line.end] for line in lines)
    assert kept.replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")
    for line in lines:
        part = text[line.start : line.end]
        assert width(part, 15, bold=bold) <= room or len(part.rstrip()) <= 1 or unicodedata.combining(part[1])


def test_words_shrink_until_they_fit_and_no_further() -> None:
    assert shrunk("Continua", 16, 12, 400) == 16
    size = shrunk(WORDS, 16, 10, 400)
    assert 10 < size < 16
    assert width(WORDS, size) <= 400 < width(WORDS, size + 0.5)
    assert shrunk(WORDS, 16, 15, 100) == 15


def test_the_face_is_in_the_page_with_its_licence_beside() -> None:
    rules = faces()
    assert rules.count("@font-face") == rules.count("src:url(data:font/woff2;base64,") == 2
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence()
    assert not re.search(r"https?:", rules)
