"""Faults of a TOML text's syntax, in words that writers know, at the line of the slip."""

from __future__ import annotations

import pytest

from ac_tui.registry.faults import FileError
from ac_tui.registry.toml import read_toml

SLIPS = [
    # a quote
    ('a = 1\nb = "x\nc = "y"\n', 2, "is a quote missing?"),
    ('a = 1\r\nb = "x\r\nc = 2\r\n', 2, "is a quote missing?"),
    ("a = 'x\n", 1, "is a quote missing?"),
    ('a = 1\nb = """x\nc = 2\n', 2, "no quote at its end"),
    ("a = ciao\n", 1, '"ciao"'),
    ("a = “x”\n", 1, "straight quotes"),
    ('a = "dice "ciao" e va"\n', 1, "a quote within it"),
    ("a = 'l'app'\n", 1, "a quote within it"),
    # a comma or a bracket
    ('a = [\n "x"\n "y",\n]\n', 2, "a comma is missing"),
    ('a = ["x" "y"]\n', 1, "a comma is missing"),
    ("a = {x = 1 y = 2}\n", 1, "a comma is missing"),
    ("a = [1,,2]\n", 1, "one comma too many"),
    ('a = ["x",\n "y"\n\n# words\nb = 1\n', 2, "`]` is missing at the end of `a`"),
    ('a = ["x"\n[body]\nb = 1\n', 1, "`]` is missing at the end of `a`"),
    ("b = 1\na = {x = 1\nc = 2\n", 2, "`}` is missing at the end of `a`"),
    ("b = 1\na = [\n 1,\n", 2, "no `]` at its end"),
    ("a = [", 1, "no `]` at its end"),
    ("a = [1, 2)\n", 1, "`)` stands where `]` should"),
    ("[t\nx = 1\n", 1, "`]` is missing"),
    ("[[t]\nx = 1\n", 1, "`]]` is missing"),
    ("[t]]\n", 1, "one `]` too many"),
    # a key
    ('a = "x"\n# words\na = "y"\n', 3, "`a` is given twice: first at line 1"),
    ("[t]\nx = 1\n[u]\n[t]\ny = 2\n", 4, "`t` is given twice: first at line 1"),
    ("[t]\na.b = 1\na.c = 2\na.b = 3\n", 4, "`t.a.b` is given twice: first at line 2"),
    ("a.b = 1\na.b.c = 2\n", 2, "`a.b` is given twice: first at line 1"),
    ("[a]\nb.c = 1\n[a.b]\n", 3, "`a.b` is given twice: first at line 2"),
    ("[[t]]\nx = 1\n[[t]]\nx = 2\nx = 3\n", 5, "`t.x` is given twice: first at line 4"),
    ("a = {x = 1, x = 2}\n", 1, "`a.x` is given twice: first at line 1"),
    ("a\n", 1, "after `a` a `=` is missing"),
    ("à = 1\n", 1, "letters without accents"),
    ('a = "x" b = "y"\n', 1, "a line of its own"),
    ('a = "x", "y"\n', 1, "several stand in a list"),
    ("a =\n", 1, "nothing stands after the `=`"),
    ("a = True\n", 1, "small letters"),
    ("a = 01\n", 1, "`1` is left over"),
    # signs
    ('a = 1\nb = "C:\\dir"\n', 2, "a backslash"),
    ('a = "\\u12"\n', 1, "a backslash"),
    ('a = "b\x01"\n', 1, "U+0001"),
    ('a = 1\n<<<<<<< HEAD\nb = "x"\n=======\nb = "y"\n>>>>>>> other\n', 2, "two versions"),
    ('a = "x"\na = "y"\n>>>>>>> other\n', 3, "two versions"),
]


@pytest.mark.parametrize(("text", "line", "words"), SLIPS)
def test_a_slip_is_told_once_at_its_line_and_in_plain_words(text: str, line: int, words: str) -> None:
    with pytest.raises(FileError) as raised:
        read_toml(text, "a.toml")
    (fault,) = raised.value.faults
    assert (fault.line, fault.rule) == (line, "toml-syntax")
    assert words in fault.message
