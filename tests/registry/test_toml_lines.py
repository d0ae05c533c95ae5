"""A key path leads to its line; what is not there leads to what is around it."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.registry.toml import locate_toml
from tests.registry.people import REGISTRY_TOML

TEXT = '''\
# a comment with [brackets] and a "quote

step = "contact"
guide = ["4A",
         "5A"]  # two

[body.sent]
kind = "text"
text = """
[body.trap]
max_length = 1
"""
error.wrong = "a # b"
error . "in complete" = 'c'

[body."odd.id"]
"quoted key" = 1
'single ]' = { a = 1, b = { c = [1, 2] }, "d" = "}" }

[[customers]]
id = "a"
policies = [
  { number = "1" },
  # between
  { number = "2", active = true },
]

[[customers]]
id = "b"
[customers.agency]
name = "x"
[[customers.notes]]
n = 1
[[customers.notes]]
n = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("step",), 3),
        (("guide",), 4),
        (("guide", 0), 4),
        (("guide", 1), 5),
        (("body",), 7),
        (("body", "sent"), 7),
        (("body", "sent", "kind"), 8),
        (("body", "sent", "text"), 9),
        (("body", "sent", "error"), 13),
        (("body", "sent", "error", "wrong"), 13),
        (("body", "sent", "error", "in complete"), 14),
        (("body", "odd.id"), 16),
        (("body", "odd.id", "quoted key"), 17),
        (("body", "odd.id", "single ]", "b", "c", 1), 18),
        (("body", "odd.id", "single ]", "d"), 18),
        (("customers",), 20),
        (("customers", 0), 20),
        (("customers", 0, "id"), 21),
        (("customers", 0, "policies", 0, "number"), 23),
        (("customers", 0, "policies", 1, "active"), 25),
        (("customers", 1), 28),
        (("customers", 1, "id"), 29),
        (("customers", 1, "agency"), 30),
        (("customers", 1, "agency", "name"), 31),
        (("customers", 1, "notes", 0, "n"), 33),
        (("customers", 1, "notes", 1), 34),
        (("customers", 1, "notes", 1, "n"), 35),
    ],
)
def test_what_is_there(path: tuple[str | int, ...], line: int) -> None:
    assert locate_toml(TEXT, path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("body", "sent", "max_length"), 7),
        (("body", "trap"), 7),
        (("customers", 0, "policies", 1, "kind"), 25),
        (("customers", 1, "emails", 0), 28),
        (("customers", 9), 20),
        (("nothing",), 1),
        ((), 1),
    ],
)
def test_what_is_missing_leads_to_what_is_around_it(path: tuple[str | int, ...], line: int) -> None:
    assert locate_toml(TEXT, path) == line


def test_a_table_after_its_child_is_found_at_its_own_header() -> None:
    assert locate_toml("[a.b]\nx = 1\n[a]\ny = 1\n", ("a",)) == 3


def test_line_breaks_of_windows() -> None:
    assert locate_toml("a = 1\r\n\r\n[b]\r\nc = 2\r\n", ("b", "c")) == 4


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_quotes_at_the_end_of_a_long_string(quotes: str) -> None:
    text = f"a = {quotes}\nx{quotes[0]}{quotes}\nb = 1\n"
    assert tomllib.loads(text)["b"] == 1
    assert locate_toml(text, ("b",)) == 3


def test_escaped_quotes() -> None:
    text = 'a = "x\\" # \\\\"\nb = """\\"""\n"""\n"\\u0063" = 1\n'
    assert list(tomllib.loads(text)) == ["a", "b", "c"]
    assert [locate_toml(text, (key,)) for key in "abc"] == [1, 2, 4]


@pytest.mark.parametrize(
    "faulty", ["[a\n", "a = \n", "= 1\n", 'a = "x\n', "a = [1; 2\n", "[[a]\n", '"\\q" = 1\n', "a = {b}\n"]
)
def test_a_faulty_text_is_known_up_to_the_fault(faulty: str) -> None:
    text = f"first = 1\nsecond = 2\n{faulty}last = 3\n"
    assert locate_toml(text, ("second",)) == 2
    assert locate_toml(text, ("last",)) == 1


def test_a_literal_key_keeps_its_backslash() -> None:
    text = "'a\\q' = 1\n\"b\\t\" = 2\n"
    assert list(tomllib.loads(text)) == ["a\\q", "b\t"]
    assert locate_toml(text, ("a\\q",)) == 1
    assert locate_toml(text, ("b\t",)) == 2


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a=", "}")])
def test_deep_nesting_is_followed_and_bottomless_nesting_given_up(opening: str, closing: str) -> None:
    deep = "x = " + opening * 60 + "1" + closing * 60 + "\nlast = 1\n"
    assert locate_toml(deep, ("last",)) == 2
    bottomless = "x = " + opening * 5000 + "1" + closing * 5000 + "\nlast = 1\n"
    assert locate_toml(bottomless, ("last",)) == 1


def test_bottomless_nesting_is_given_up() -> None:
    assert locate_toml("a = 1\nb = " + "[" * 5000, ("a",)) == 1


@given(st.text(alphabet="ab=.[]{}\"'#\\, \n1", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    assert 1 <= locate_toml(text, ("a", "b", 0)) <= text.count("\n") + 1


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from _paths(item, (*path, key))


def test_every_key_of_the_registry_stands_on_its_line() -> None:
    """Read off the file itself: the line found holds the key's own name, or the item's own text."""
    text = REGISTRY_TOML.read_text(encoding="utf-8")
    lines = text.split("\n")
    data = tomllib.loads(text)
    paths = list(_paths(data))
    assert len(paths) > 500
    for path in paths:
        line = lines[locate_toml(text, path) - 1]
        if isinstance(path[-1], str):
            assert path[-1] in line, path
        value: Any = data
        for part in path:
            value = value[part]
        if isinstance(value, str):
            assert value in line, path
