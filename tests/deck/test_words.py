"""The desk's words: what the program asks for is there, and numbers read as people say them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ac_tui
from ac_tui.deck.deck import age, source, span
from tests.deck.worlds import deck

SOURCES = Path(ac_tui.__file__).parent


def asked_for() -> Iterator[tuple[str, str]]:
    """Every key named in a call of `words`, as (where, pattern); what varies in it matches any name."""
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args and _is_words(node.func)):
                continue
            key = node.args[0]
            where = f"{path.relative_to(SOURCES)}:{node.lineno}"
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield where, re.escape(key.value)
            elif isinstance(key, ast.JoinedStr):
                parts = (re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[a-z_.]*" for p in key.values)
                yield where, "".join(parts)


def _is_words(called: ast.expr) -> bool:
    """Whether a call is of the deck's `words`, and not of something else that draws or splits words."""
    if isinstance(called, ast.Attribute) and called.attr == "words":
        return not {"fields", "own", "top", "order"} & {ast.unparse(called.value)}
    return isinstance(called, ast.Name) and called.id == "words"


def test_every_key_the_program_names_has_words() -> None:
    known = deck().desk
    missing = [(where, key) for where, key in asked_for() if not any(re.fullmatch(key, name) for name in known)]
    assert missing == []
    assert len(list(asked_for())) > 5


def test_an_unknown_key_is_named() -> None:
    with pytest.raises(KeyError, match=r"phone\.bakc"):
        deck().words("phone.bakc")


def test_words_fill_in_what_is_given_as_it_is() -> None:
    assert deck().words("time.minutes_ago", n="{x} [b]") == "{x} [b] min fa"


def test_a_length_of_time_reads_as_people_say_it() -> None:
    for length, said in [
        (timedelta(hours=48), "48 ore"),
        (timedelta(minutes=10), "10 minuti"),
        (timedelta(minutes=1), "1 minuto"),
        (timedelta(seconds=1), "1 secondo"),
        (timedelta(0), "0 secondi"),
        (timedelta(hours=1, minutes=1), "1 ora 1 minuto"),
        (timedelta(hours=1, seconds=5), "1 ora"),
        (timedelta(minutes=9, seconds=59, milliseconds=1), "10 minuti"),
    ]:
        assert span(deck(), length) == said


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)))
def test_any_length_of_time_can_be_said(length: timedelta) -> None:
    assert re.fullmatch(r"[0-9]+ [a-z]+( [0-9]+ [a-z]+)?", span(deck(), length))
    assert re.fullmatch(r"adesso|[0-9]+ (min|h|g) fa", age(deck(), length))


def test_a_source_is_a_step_of_the_guide_or_an_assumption() -> None:
    assert (source(deck(), "guide 5A"), source(deck(), "assumption")) == ("guida 5A", "ipotesi")


def test_what_is_exported_says_that_its_data_are_invented() -> None:
    assert "inventati" in deck().words("simulation.invented")
