"""A View as a phone: everything on it, nothing cut, nothing over anything else, no secret."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.deck.view import Block, Option, View
from ac_tui.reports.storyboard.ink import WORDS, css
from ac_tui.reports.storyboard.paper import LEFT, ROOM
from ac_tui.reports.storyboard.phone import HIGH, WIDE, phone
from ac_tui.reports.storyboard.type_face import NAME
from tests.storyboard.worlds import Drawn, everything, library, lines_of, view, world

LONG = "Massimiliano-Ferdinando dell'Associazione Dilettantistica Precipitevolissimevolmente"
EMAIL = "massimiliano.castelnuovo.amministratore.condominio@posta-elettronica-del-quartiere.example"


def said(svg: str) -> str:
    """All the words of a phone, however they are broken into lines."""
    return re.sub(r"\s+", "", "".join(line.text for line in lines_of(svg)))


def neat(svg: str) -> None:
    """No words beyond the page's edges, no line over another."""
    lines = lines_of(svg)
    bottom = float(ET.fromstring(svg).attrib["viewBox"].split()[3])
    for line in lines:
        assert line.left >= LEFT - 1, line
        assert line.right <= LEFT + ROOM + 1, line
        assert line.bottom <= bottom - 30, line
    for one, other in combinations(lines, 2):
        assert not overlap(one, other), (one, other)


def overlap(one: Drawn, other: Drawn) -> bool:
    """Whether two lines of words stand on each other."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0.5 and down > 0.5


def test_every_state_is_whole_and_neat() -> None:
    for still in everything():
        shown = still.views[0]
        svg = phone(shown, still.focus, "L'app è chiusa.")
        neat(svg)
        words = said(svg)
        for _, text in shown.texts():
            assert re.sub(r"\s+", "", text) in words or set(text) == {"•"}, (shown.step, text)


def test_the_time_the_wordmark_and_the_way_back() -> None:
    svg = phone(view(heading="Crea un account", back=True))
    assert {"9:41 AM", "GENERALI", "Crea un account"} <= {line.text for line in lines_of(svg)}
    assert 's-back"' in svg
    assert 's-back"' not in phone(view(heading="Crea un account"))


@pytest.mark.parametrize("kind", ["field", "text", "button", "link", "checkbox", "notice"])
@pytest.mark.parametrize("words", [LONG, EMAIL, "x" * 200])
def test_long_words_wrap_or_shrink(kind: str, words: str) -> None:
    block = Block("one", kind, words, title=words if kind == "notice" else "", value=words if kind == "field" else "")  # type: ignore[arg-type]
    dead = Block("two", kind, words, enabled=False)  # type: ignore[arg-type]
    svg = phone(view(block, dead, heading=words))
    neat(svg)
    assert said(svg).count(re.sub(r"\s+", "", words)) >= 3


def test_long_options_and_remarks() -> None:
    options = (Option("a", LONG, LONG, checked=True), Option("b", EMAIL, LONG), Option("c", "x" * 90, EMAIL))
    blocks = [
        Block("tabs", "tabs", options=options[:2], error=LONG),
        Block("choice", "choice", "Quale?", options=options, error=EMAIL),
        Block("rules", "checklist", options=options),
        Block("code", "code", LONG, value="1" * 14, digits=6, error=LONG, hint=EMAIL),
        Block("prefix", "field", "Prefisso", value="+39"),
        Block("number", "field", LONG, beside="prefix", error=LONG, hint=LONG),
    ]
    neat(phone(view(*blocks), focus="code"))


def test_a_phone_grows_with_what_stands_on_it() -> None:
    short, tall = (phone(view(*[Block(f"b{n}", "text", LONG) for n in range(count)])) for count in (2, 30))
    assert f'viewBox="0 0 {WIDE} {HIGH}"' in short
    assert float(ET.fromstring(tall).attrib["viewBox"].split()[3]) > HIGH
    neat(tall)


def test_an_app_that_is_closed_says_so() -> None:
    lines = lines_of(phone(View("welcome", "", (), open=False), closed="L'app è chiusa."))
    assert [line.text for line in lines] == ["9:41 AM", "L'app è chiusa."]


def test_codes_and_passwords_are_bullets() -> None:
    code = Block("code", "code", "Codice", value="823456", digits=6)
    svg = phone(view(code))
    assert "823456" not in svg
    assert svg.count('class="s-bullet"') == 6


def test_markup_is_only_text() -> None:
    svg = phone(
        view(Block("a", "text", "Rossi & <script>alert(1)</script>"), Block("b", "field", "<b>", value="</text>"))
    )
    assert "<script" not in svg
    assert "Rossi&<script>" in said(svg)


def test_nothing_invisible_reaches_the_page() -> None:
    svg = phone(view(Block("a", "field", "Nome", value="Ma\u202erio\u200b\x00\x1b[31m")))
    assert not set("\u202e\u200b\x00\x1b") & set(svg)


def test_letters_of_another_face_keep_to_their_room() -> None:
    svg = phone(view(Block("a", "field", "Nome", value="山田太郎" * 9)))
    neat(svg)
    held = [element for element in ET.fromstring(svg).iter("text") if "textLength" in element.attrib]
    assert held
    assert all(float(element.attrib["textLength"]) < ROOM for element in held)


def test_the_first_button_is_the_main_one() -> None:
    buttons = [Block("go", "button", "Avanti", sends="register"), Block("stay", "button", "Resta", sends="go_login")]
    svg = phone(view(*buttons))
    assert svg.count('class="s-button"') == svg.count('class="s-button-2"') == 1
    alike = [Block(name, "button", name, sends="choose_profile", argument=name) for name in ("person", "company")]
    assert phone(view(*alike)).count('class="s-answer"') == 2


@pytest.mark.parametrize(
    ("off", "on", "shape"),
    [
        (Block("a", "checkbox", "Sì", checked=False), Block("a", "checkbox", "Sì", checked=True), "tick"),
        (Block("a", "field", "Nome"), Block("a", "field", "Nome", error="Manca"), "wrong"),
        (Block("a", "link", "Avanti"), Block("a", "link", "Avanti", enabled=False), "off"),
        (Block("a", "button", "Avanti"), Block("a", "button", "Avanti", enabled=False), "off"),
        (
            Block("a", "checklist", options=(Option("a", "8"),)),
            Block("a", "checklist", options=(Option("a", "8", checked=True),)),
            "tick",
        ),
        (
            Block("a", "choice", options=(Option("a", "8"),)),
            Block("a", "choice", options=(Option("a", "8", checked=True),)),
            "mark-on",
        ),
    ],
)
def test_a_state_is_a_shape_and_not_a_colour_alone(off: Block, on: Block, shape: str) -> None:
    assert f'class="s-{shape}"' not in phone(view(off))
    assert f'class="s-{shape}"' in phone(view(on))


def test_all_that_is_drawn_has_its_looks() -> None:
    rules = css(NAME)
    for still in everything():
        for name in re.findall(r'class="([^"]+)"', phone(still.views[0], still.focus, "chiusa")):
            for one in name.split():
                assert one == "phone" or f".{one}{{" in rules, one


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("kind", WORDS)
def test_words_stand_out_from_their_paper(kind: str) -> None:
    light, dark = sorted((luminance(WORDS[kind].ink), luminance(WORDS[kind].paper)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


_WORDS = st.text(st.characters(codec="utf-8"), max_size=60)
_OPTIONS = st.lists(st.builds(Option, st.just("o"), _WORDS, _WORDS, st.booleans()), max_size=3).map(tuple)
_BLOCKS = st.builds(
    Block,
    id=st.sampled_from("abcdef"),
    kind=st.sampled_from(
        ["text", "field", "secret", "choice", "checklist", "checkbox", "code", "button", "link", "notice"]
    ),
    text=_WORDS,
    title=_WORDS,
    value=_WORDS,
    error=_WORDS,
    hint=_WORDS,
    enabled=st.booleans(),
    options=_OPTIONS,
    beside=st.sampled_from(["", "a", "b"]),
    digits=st.integers(4, 10),
)


@given(st.lists(_BLOCKS, max_size=4, unique_by=lambda block: block.id), _WORDS)
def test_whatever_stands_on_a_screen_is_drawn_neatly(blocks: list[Block], heading: str) -> None:
    svg = phone(view(*blocks, heading=heading), focus="a")
    ET.fromstring(svg)
    neat(svg)


def test_the_shipped_words_are_drawn_in_every_variant() -> None:
    for still in library("", "en", "gentile"):
        for one in (still, *still.others):
            for shown in one.views:
                neat(phone(shown, one.focus))
    first, second = world("", "en").decks
    assert {first.variant, second.variant} == {"", "en"}
    assert all(one != other for one, other in pairwise([d.screens["welcome"].heading for d in (first, second)]))
