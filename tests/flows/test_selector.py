"""Selectors mean what they mean to Maestro; every rule of the design has a screen here where it decides."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.deck.view import Block, BlockOption, View
from ac_tui.flows.as_flow import selector_for
from ac_tui.flows.model import Selector
from ac_tui.flows.selector import BoundedExpression, EndlessError, elements, find, matcher, matches

VIEW = View(
    step="login",
    heading="Accedi",
    focus="code",
    blocks=(
        Block("notice", "notice", title="Attenzione", text="Ti invitiamo\na verificare."),
        Block(
            "kind",
            "tabs",
            options=(BlockOption("email", "Email", checked=True), BlockOption("mobile", "Numero di cellulare")),
        ),
        Block(
            "user", "field", "Indirizzo email", value="mario@mail.it", placeholder="nome@esempio.it", error="Sbagliato."
        ),
        Block("password", "secret", "Password", value="•••••"),
        Block("code", "code", "Codice", value="823456"),
        Block("remember", "checkbox", "Rimani collegato", checked=True),
        Block(
            "contact",
            "choice",
            options=(
                BlockOption("email_1", "ste*****@gm***.com", "Email"),
                BlockOption("mobile_1", ".....619", "Cellulare"),
                BlockOption("mobile_2", ".....619", "Cellulare"),
            ),
        ),
        Block("dead", "button", "Continua", enabled=False),
        Block("login", "button", "Accedi"),
        Block("help", "link", "Hai bisogno di aiuto?"),
    ),
)


def found(**given: Any) -> list[str]:
    want = Selector(**given)
    return [f"{e.block}.{e.option}" if e.option else e.block for e in matches(VIEW, want, VIEW.focus)]


def first(**given: Any) -> str | None:
    element = find(VIEW, Selector(**given), VIEW.focus)
    return None if element is None else f"{element.block}.{element.option}" if element.option else element.block


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Password", ["password"]),
        ("password", ["password"]),  # without case
        ("Pass", []),  # the whole text
        ("Pass.*", ["password"]),  # an expression
        ("Hai bisogno di aiuto?", ["help"]),  # no match as an expression, but equal
        ("hai bisogno di aiuto?", []),  # equality minds case
        ("hai bisogno di aiuto.", ["help"]),
        ("ste*****@gm***.com", ["contact.email_1"]),  # no valid expression: taken literally
        ("STE*****@GM***.COM", ["contact.email_1"]),
        (".....619", ["contact.mobile_1", "contact.mobile_2"]),
        ("Ti invitiamo.a verificare\\.", ["notice"]),  # the dot matches a line break
        ("Ti invitiamo a verificare.", ["notice"]),  # and a line break reads as a space
        ("Attenzione", ["notice"]),  # a notice's title
        ("mario@mail.it", ["user"]),  # the value
        ("nome@esempio.it", ["user"]),  # the placeholder, written over or not
        ("Sbagliato.", ["user"]),  # the error
        ("•••••", ["password"]),  # a secret reads as its bullets
        ("823456", ["code"]),
        ("Cellulare", ["contact"]),  # the heading of a group
        ("GENERALI", ["wordmark"]),
        ("9:41 AM", ["clock"]),
        ("Accedi", ["heading", "login"]),
    ],
)
def test_a_text_is_matched_as_maestro_does(text: str, expected: list[str]) -> None:
    assert found(text=text) == expected


def test_an_id_is_the_blocks() -> None:
    assert found(id="user") == ["user"]
    assert found(id="kind") == ["kind", "kind.email", "kind.mobile"]
    assert found(id="contact.mobile_2") == ["contact.mobile_2"]
    assert found(id="pass.*") == ["password"]
    assert found(id="email") == []  # an option is no block


def test_an_index_counts_what_matches_by_place() -> None:
    assert first(text=".....619", index="1") == first(text=".....619", index="1.0") == "contact.mobile_2"
    assert first(text=".....619", index="2") is None
    assert first(text=".....619", index="-1") is None
    assert first(text="Accedi", index="0") == "heading"
    assert first(text="Accedi", index="1") == "login"


def test_without_an_index_what_can_be_acted_on_is_meant() -> None:
    assert first(text="Accedi") == "login"
    assert first(text="GENERALI") == "wordmark"


def test_traits_narrow_down() -> None:
    assert first(text="Continua") == "dead"
    assert first(text="Continua", enabled=True) is None
    assert first(text="Continua", enabled=False) == "dead"
    assert first(text="Rimani collegato", checked=True) == "remember"
    assert first(text="Rimani collegato", checked=False) is None
    assert first(text="Email", selected=True) == "kind.email"
    assert first(text="Numero di cellulare", selected=True) is None
    assert first(text="Email", selected=True, checked=True) == "kind.email"
    assert first(text="Email", selected=False, checked=True) is None
    assert first(focused=True) == "code"
    assert first(id="code", focused=False) is None
    assert first(id="user", focused=False) == "user"


def test_what_is_dead_is_no_match_to_act_on_first() -> None:
    view = View("x", "", (Block("a", "text", "Continua"), Block("b", "button", "Continua", enabled=False)))
    element = find(view, Selector(text="Continua"), "")
    assert element is not None
    assert element.block == "a"


def test_a_closed_app_shows_nothing() -> None:
    assert [*elements(View("welcome", "", (), open=False))] == []


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30))
def test_every_text_matches_itself(text: str) -> None:
    assert matcher(text)[text]


EXPRESSIONS = st.recursive(
    st.sampled_from(["a", "b", "A", ".", "[ab]", "[^a]", r"\w", r"\b", "^", "$", r"\s", "(?<=a)", "è"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("(%s|%s)".__mod__),
        st.tuples(st.sampled_from(["(", "(?=", "(?!", "(?-i:", "(?-s:"]), inner).map("%s%s)".__mod__),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "*?"])).map("(?:%s)%s".__mod__),
    ),
    max_leaves=8,
)


@given(EXPRESSIONS, st.text(alphabet="abA \n1È", max_size=8))
def test_an_expression_matches_what_it_matches_in_python(source: str, text: str) -> None:
    flags = re.IGNORECASE | re.DOTALL | re.MULTILINE
    expected = bool(re.compile(source, flags).fullmatch(text))
    assert BoundedExpression(source, flags).matches(text) is expected
    assert BoundedExpression(f"(?:{source}|[^\\s\\S])*", flags).matches(text) is bool(
        re.compile(f"(?:{source})*", flags).fullmatch(text)
    )


def test_what_never_goes_back_is_matched_in_long_texts_too() -> None:
    assert BoundedExpression("(Ti|Le) .*+", re.DOTALL).matches("Ti " + "a" * 500)


def test_what_is_repeated_far_more_often_than_a_text_is_long_is_matched() -> None:
    assert BoundedExpression("(a|b|){1000}", re.DOTALL).matches("ab" * 50)


ENDLESS = (
    "(.*)*(.*)*x", "(a+)+b", "(a|a)*b", "(a|aa)+b", "(.*a){25}b", "((a*)*)*b", "(a?){40}a{40}b", r"(\w+\s?)*!",
    "(x+x+)+y", ".*.*.*.*.*.*=", "(?=(a+)+b)a*", r"(a*)*\1b", "(?>a*)*b", "(a{0,500}){0,500}b", "(.*)" * 50 + "x",
    "(" * 7 + "a" + "{0,9})" * 7 + "b", "(|a)*b", "(?:a?){1000}b", "(?<!a)(a*)*b",
)  # fmt: skip
"""Expressions that Python's engine would try for longer than anybody waits."""


def test_every_expression_comes_to_an_end() -> None:
    for source in ENDLESS:
        for text in ("a" * 40, "a" * 20_000, "Inserisci il codice di 6 cifre che ti abbiamo inviato"):
            with suppress(EndlessError):
                assert not matcher(source)[text], source


def test_what_is_recorded_means_its_own_block_where_an_id_fits_another_too() -> None:
    tabs = Block("kind", "tabs", options=(BlockOption("email", "Email", checked=True), BlockOption("mobile", "Email")))
    view = View("contact", "", (Block("kind_email", "button", "Email"), Block("kind_mobile", "button", "Email"), tabs))
    assert selector_for(view, view.blocks[0]) == "Email"
    assert selector_for(view, view.blocks[1]) == {"id": "kind_mobile"}
    assert selector_for(view, tabs, "mobile") == {"id": "kind.mobile", "index": 1}
    element = find(view, Selector(id="kind.mobile", index="1"), "")
    assert element is not None
    assert element.name == "kind.mobile"
