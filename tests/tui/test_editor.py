"""A line of text under a cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.surfaces.tui.editor import Line

TEXT = st.text(alphabet="ab cè中😀e\u0301\u200d", max_size=20)


@pytest.mark.parametrize(
    ("line", "key", "after"),
    [
        (Line("Rossi", 5), "left", Line("Rossi", 4)),
        (Line("Rossi", 0), "left", Line("Rossi", 0)),
        (Line("Rossi", 1), "right", Line("Rossi", 2)),
        (Line("Rossi", 5), "right", Line("Rossi", 5)),
        (Line("Rossi", 3), "home", Line("Rossi", 0)),
        (Line("Rossi", 3), "ctrl+a", Line("Rossi", 0)),
        (Line("Rossi", 3), "end", Line("Rossi", 5)),
        (Line("Rossi", 3), "ctrl+e", Line("Rossi", 5)),
        (Line("Rossi", 3), "backspace", Line("Rosi", 2)),
        (Line("Rossi", 0), "backspace", Line("Rossi", 0)),
        (Line("Rossi", 2), "delete", Line("Rosi", 2)),
        (Line("Rossi", 5), "delete", Line("Rossi", 5)),
        (Line("Maria Teresa", 12), "ctrl+w", Line("Maria ", 6)),
        (Line("Maria  Teresa", 7), "ctrl+w", Line("Teresa", 0)),
        (Line("Maria Teresa", 6), "ctrl+u", Line("Teresa", 0)),
        (Line("Maria Teresa", 6), "ctrl+k", Line("Maria ", 6)),
        (Line("Maria Teresa", 0), "ctrl+right", Line("Maria Teresa", 5)),
        (Line("Maria Teresa", 12), "ctrl+left", Line("Maria Teresa", 6)),
        (Line("e\u0301a", 2), "left", Line("e\u0301a", 0)),
        (Line("e\u0301a", 2), "backspace", Line("a", 0)),
        (Line("👩\u200d👧x", 3), "backspace", Line("x", 0)),
        (Line("中a", 0), "delete", Line("a", 0)),
    ],
)
def test_editing_keys(line: Line, key: str, after: Line) -> None:
    assert line.edit(key) == after


def test_other_keys_edit_nothing() -> None:
    assert Line("Rossi", 1).edit("f1") is None
    assert Line("Rossi", 1).edit("a") is None


@given(TEXT, st.integers(0, 20), TEXT)
def test_what_is_inserted_stands_before_the_cursor(text: str, cursor: int, new: str) -> None:
    cursor = min(cursor, len(text))
    after = Line(text, cursor).insert(new)
    assert after.text == text[:cursor] + new + text[cursor:]
    assert after.text[: after.cursor] == text[:cursor] + new


@given(TEXT, st.integers(0, 20), st.sampled_from(["left", "right", "backspace", "delete", "ctrl+w", "ctrl+left"]))
def test_the_cursor_stays_within_the_text(text: str, cursor: int, key: str) -> None:
    after = Line(text, min(cursor, len(text))).edit(key)
    assert after is not None
    assert 0 <= after.cursor <= len(after.text)


def test_the_cursor_keeps_what_follows_it_when_the_field_drops_something() -> None:
    assert Line("12 34", 3).replaced("1234") == Line("1234", 2)
    assert Line("abc\n", 4).replaced("abc") == Line("abc", 3)
