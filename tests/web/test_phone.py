"""A View as HTML: everything on it, as real elements with their names; nothing of it read as markup, no secret."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ac_tui.deck.load import load_deck
from ac_tui.deck.view import Block, BlockOption, Kind, View, runs
from ac_tui.surfaces.web.html import document, phone, resource
from tests.storyboard.worlds import everything, order
from tests.web.reading import Html, assert_alone

DECK = order().decks[0]
HOSTILE = "\"'><script>alert(1)</script>&amp;<b onclick=x>{{ 7 * 7 }}{% raw %}</textarea></style>"
KINDS: tuple[Kind, ...] = (
    *("text", "field", "secret", "tabs", "choice", "checklist", "checkbox", "code", "button", "link", "notice"),
)


def view(*blocks: Block, heading: str = "", **more: object) -> View:
    """A screen of these blocks."""
    return View("identity", heading, blocks, **more)  # type: ignore[arg-type]


def read(shown: View, **more: object) -> Html:
    """A screen as HTML, read."""
    html = Html(phone(shown, DECK, "one", **more))  # type: ignore[arg-type]
    assert_alone(html)
    return html


def squeezed(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s+", "", text)


def test_every_state_is_whole() -> None:
    """Every text of every screen that flows reach is on its phone; what is written in fields too."""
    for state in everything():
        shown = state.views[0]
        said = squeezed(" ".join(read(shown, focus=state.focus).texts()))
        for _, text in shown.texts():
            assert squeezed(text) in said, (shown.step, text)


def test_every_field_has_its_label_and_its_remarks() -> None:
    for state in everything():
        html = read(state.views[0])
        ids = {element.attributes.get("id", "") for element in html.elements}
        for element in html.all("input", "textarea"):
            label = element.within("label")
            assert label is not None
            assert label.text
            described = element.attributes.get("aria-describedby", "").split()
            assert set(described) <= ids
            assert ("aria-invalid" in element.attributes) is any(name.endswith("-error") for name in described)
        buttons = html.all("button")
        assert all(button.text or button.attributes.get("aria-label") for button in buttons)


def test_each_kind_is_its_own_element() -> None:
    options = (BlockOption("a", "Prima", "Gruppo"), BlockOption("b", "Seconda", "Gruppo", checked=True))
    shown = view(
        Block("name", "field", "Nome", value="Mario", error="Manca", hint="Prova"),
        Block("code", "code", "Codice", value="123", digits=6),
        Block("tabs", "tabs", options=options),
        Block("choice", "choice", "Quale?", options=options),
        Block("rules", "checklist", options=options),
        Block("privacy", "checkbox", "Ho letto l'informativa", checked=True),
        Block("link", "link", "informativa", beside="privacy"),
        Block("go", "button", "Avanti", sends="register"),
        Block("stop", "button", "Resta", enabled=False, sends="go_login"),
        Block("dead", "link", "Di nuovo", enabled=False),
        heading="Crea un account",
        back=True,
    )
    html = read(shown, focus="name")
    assert [one.text for one in html.all("h4")] == ["Crea un account"]
    (name,) = (one for one in html.all("input") if one.attributes.get("value") == "Mario")
    assert name.attributes["aria-describedby"] == "one-name-error one-name-hint"
    assert name.attributes["aria-invalid"] == "true"
    tabs = [(one.text, one.attributes["aria-selected"]) for one in html.all("button") if "role" in one.attributes]
    assert tabs == [("Prima", "false"), ("Seconda", "true")]
    (choice,) = html.all("fieldset")
    assert choice.text.startswith("Quale? Gruppo Prima")
    radios = [one for one in html.all("input") if one.attributes["type"] == "radio"]
    assert [("checked" in one.attributes, one.attributes["name"]) for one in radios] == [
        (False, "one-choice"),
        (True, "one-choice"),
    ]
    assert [one.text for one in html.all("li")] == ["Prima (manca)", "Seconda (a posto)"]
    (box,) = (one for one in html.all("input") if one.attributes["type"] == "checkbox")
    assert "checked" in box.attributes
    (link, dead) = html.all("a")
    assert (link.text, link.parents[-2].tag) == ("informativa", "label")
    assert dead.attributes["aria-disabled"] == "true"
    (stop,) = (one for one in html.all("button") if one.text == "Resta")
    assert "disabled" in stop.attributes
    (back,) = html.of_class("back")
    assert back.attributes["aria-label"] == "Indietro"


def test_a_phone_is_looked_at_and_is_in_nobodys_way() -> None:
    """Its controls are not in the tab order, and nothing can be typed into its fields."""
    for state in everything():
        html = read(state.views[0])
        for element in html.all("input", "textarea", "button"):
            assert element.attributes["tabindex"] == "-1"
        for element in html.all("input", "textarea"):
            assert "readonly" in element.attributes or element.attributes["type"] in ("radio", "checkbox")
        assert not any("href" in element.attributes for element in html.all("a"))


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_screen_says_is_data(kind: Kind) -> None:
    """Whatever stands in whichever text of a block, it is shown as it stands and makes no element."""
    options = (BlockOption("a", HOSTILE, HOSTILE, checked=True), BlockOption("b", HOSTILE))
    value = "" if kind == "code" else HOSTILE
    block = Block("one", kind, HOSTILE, HOSTILE, value, HOSTILE, HOSTILE, HOSTILE, options=options, digits=6)
    link = Block("two", "link", HOSTILE, beside="one")
    quiet = Block("one", kind, "Testo", "Titolo", "v", "p", "e", "h", options=options[1:], digits=6)
    hostile = read(view(block, link, heading=HOSTILE, wordmark=HOSTILE, clock=HOSTILE, back=True))
    known = {element.tag for element in hostile.elements}
    assert known <= {"a", "button", "div", "fieldset", "h4", "i", "input", "label", "legend", "li", "p", "span"} | {
        "textarea",
        "ul",
    }
    assert hostile.all("h4")[0].text == HOSTILE
    assert "<script" not in phone(view(block, link, heading=HOSTILE), DECK, "one")
    read(view(quiet, link))


def test_nothing_invisible_reaches_the_page() -> None:
    bad = "Ma\u202erio\u200b\x00\x1b[31m\x85\u2066"
    html = phone(view(Block("a", "field", bad, value=bad, error=bad), heading=bad, wordmark=bad), DECK, "one")
    assert not set("\u202e\u200b\x00\x1b\x85\u2066") & set(html)
    assert "rio" in html


def test_codes_and_passwords_are_bullets() -> None:
    html = read(view(Block("code", "code", "Codice", value="823456", digits=6)))
    assert "823456" not in phone(view(Block("code", "code", "Codice", value="823456", digits=6)), DECK, "one")
    assert len(html.of_class("full")) == 6
    assert html.all("input")[0].attributes["value"] == "•" * 6


def test_a_long_value_is_shown_whole() -> None:
    """A field of one line would cut it off."""
    long = "Consorzio Agrario delle Valli Prealpine e Colli Uniti"
    (area,) = read(view(Block("a", "field", "Nome azienda", value=long))).all("textarea")
    assert area.text == long
    assert area.attributes["rows"] == "2"


def test_the_first_button_is_the_main_one() -> None:
    buttons = [Block("go", "button", "Avanti", sends="register"), Block("stay", "button", "Resta", sends="go_login")]
    html = read(view(*buttons))
    assert ([one.text for one in html.of_class("main")], [one.text for one in html.of_class("other")]) == (
        ["Avanti"],
        ["Resta"],
    )
    alike = [Block(name, "button", name, sends="choose_profile", argument=name) for name in ("person", "company")]
    assert len(read(view(*alike)).of_class("answer")) == 2


@pytest.mark.parametrize(
    ("off", "on"),
    [
        (Block("a", "checkbox", "Sì", checked=False), Block("a", "checkbox", "Sì", checked=True)),
        (Block("a", "field", "Nome"), Block("a", "field", "Nome", error="Manca")),
        (Block("a", "link", "Avanti"), Block("a", "link", "Avanti", enabled=False)),
        (Block("a", "button", "Avanti"), Block("a", "button", "Avanti", enabled=False)),
        (
            Block("a", "checklist", options=(BlockOption("a", "8"),)),
            Block("a", "checklist", options=(BlockOption("a", "8", checked=True),)),
        ),
        (
            Block("a", "tabs", options=(BlockOption("a", "8"),)),
            Block("a", "tabs", options=(BlockOption("a", "8", checked=True),)),
        ),
        (
            Block("a", "choice", options=(BlockOption("a", "8"),)),
            Block("a", "choice", options=(BlockOption("a", "8", checked=True),)),
        ),
    ],
)
def test_a_state_is_told_to_those_who_do_not_see_it(off: Block, on: Block) -> None:
    """By the attributes that assistive technology reads, or in words; never by a class alone."""

    def told(block: Block) -> list[object]:
        return [
            (element.tag, {name: value for name, value in element.attributes.items() if name != "class"}, element.text)
            for element in read(view(block)).elements
        ]

    assert told(off) != told(on)


def test_an_app_that_is_closed_says_so_and_nothing_else() -> None:
    html = read(View("welcome", "", (), open=False))
    assert html.of_class("phone")[0].text == "9:41 AM L'app è chiusa."


def test_it_speaks_its_decks_language() -> None:
    english = load_deck(None, "en")
    html = Html(phone(view(heading="Create an account", back=True), english, "one"))
    assert html.of_class("phone")[0].attributes["lang"] == "en"
    assert html.of_class("back")[0].attributes["aria-label"] == "Back"


def test_what_another_phone_says_otherwise_is_marked() -> None:
    blocks = (
        Block("a", "field", "Nome", error="Manca"),
        Block("b", "choice", "Quale?", options=(BlockOption("x", "Uno", "Gruppo"), BlockOption("y", "Due", "Gruppo"))),
        Block("c", "notice", "Testo", title="Titolo"),
        Block("d", "button", "Avanti"),
    )
    places = {
        ("heading", ""): "Crea",
        ("a", "text"): "Nome",
        ("a", "error"): "Manca",
        ("b", "group x"): "Gruppo",
        ("b", "option y"): "Due",
        ("c", "title"): "Titolo",
        ("d", "text"): "Avanti",
    }
    for place, said in places.items():
        html = read(view(*blocks, heading="Crea"), differing={place})
        assert [one.text for one in html.elements if "data-differs" in one.attributes] == [said]


@pytest.mark.parametrize(
    ("text", "links", "found"),
    [
        ("Hai già un account?", ["Accedi"], ["Hai già un account? ", "[Accedi]"]),
        ("Leggi l'informativa privacy.", ["informativa privacy"], ["Leggi l'", "[informativa privacy]", "."]),
        ("", ["Accedi", "Registrati"], ["[Accedi]", " ", "[Registrati]"]),
        ("Uno due tre", ["tre", "Uno"], ["[Uno]", " due ", "[tre]"]),
        ("Solo testo", [], ["Solo testo"]),
    ],
)
def test_links_stand_where_their_words_are(text: str, links: list[str], found: list[str]) -> None:
    blocks = [Block(f"l{number}", "link", words) for number, words in enumerate(links)]
    assert [f"[{piece}]" if link else piece for piece, link in runs(text, blocks)] == found


def test_two_phones_of_a_page_share_no_name() -> None:
    shown = view(Block("a", "field", "Nome", error="Manca"), Block("b", "choice", options=(BlockOption("x", "Uno"),)))
    assert_alone(Html(phone(shown, DECK, "one") + phone(shown, DECK, "two")))


def test_a_screen_is_a_document_of_its_own() -> None:
    html = Html(document(view(heading="Rossi & <Figli>"), DECK))
    assert_alone(html)
    assert html.all("title")[0].text == "Rossi & <Figli>"
    assert html.all("html")[0].attributes["lang"] == "it"


PHONE = resource("ac_tui.surfaces.web", "phone.css")
STORYBOARD = resource("ac_tui.reports.storyboard", "page.css")
TRACE = resource("ac_tui.reports", "trace.css")
PAIRS = [
    *((PHONE, ink, "page") for ink in ("ink", "quiet", "accent", "error", "good", "notice-edge")),
    *((PHONE, "ink", "field"), (PHONE, "quiet", "field"), (PHONE, "ink", "field-on"), (PHONE, "quiet", "field-on")),
    *((PHONE, "on-button", "button"), (PHONE, "accent", "tint"), (PHONE, "quiet", "dead")),
    *((PHONE, "notice-ink", "notice"), (PHONE, "notice", "notice-edge"), (PHONE, "notice", "good")),
    *((PHONE, "page", sign) for sign in ("error", "good", "notice-edge")),
    *((STORYBOARD, ink, paper) for ink in ("ink", "quiet", "accent") for paper in ("paper", "wall")),
    *((STORYBOARD, ink, paper) for ink in ("error", "notice") for paper in ("paper", "wall")),
    *((TRACE, ink, paper) for ink in ("text", "soft", "bad", "good") for paper in ("wall", "card", "desk", "chosen")),
    *((TRACE, "red", "card"), (TRACE, "warn", "wall"), (TRACE, "warn", "chosen"), (TRACE, "on-loud", "loud")),
]


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("mode", [0, -1], ids=["light", "dark"])
@pytest.mark.parametrize(("sheet", "ink", "paper"), PAIRS, ids=[f"{ink} on {paper}" for _, ink, paper in PAIRS])
def test_words_and_signs_stand_out_from_what_they_stand_on(sheet: str, ink: str, paper: str, mode: int) -> None:
    variables = dict(re.findall(r"--([\w-]+): (light-dark\([^)]*\)|#[0-9a-f]{6});", sheet))
    colours = [re.findall("#[0-9a-f]{6}", variables[name])[mode] for name in (ink, paper)]
    dark, light = sorted(map(luminance, colours))
    assert (light + 0.05) / (dark + 0.05) >= 4.5, colours


def test_jinja_is_imported_by_who_writes_a_page_only() -> None:
    program = (
        "import sys; import ac_tui.surfaces.web.html, ac_tui.reports.run, ac_tui.reports.storyboard.page, "
        "ac_tui.commands.test, ac_tui.commands.deck; print({'jinja2', 'textual'} & set(sys.modules))"
    )
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "set()\n"
    )


_WORDS = st.text(st.characters(codec="utf-8"), max_size=60)
_OPTIONS = st.lists(st.builds(BlockOption, st.just("o"), _WORDS, _WORDS, st.booleans()), max_size=3).map(tuple)
_BLOCKS = st.builds(
    Block,
    id=st.sampled_from("abcdef"),
    kind=st.sampled_from(KINDS),
    text=_WORDS,
    title=_WORDS,
    value=_WORDS,
    placeholder=_WORDS,
    error=_WORDS,
    hint=_WORDS,
    enabled=st.booleans(),
    options=_OPTIONS,
    beside=st.sampled_from(["", "a", "b"]),
    digits=st.integers(4, 10),
)


@settings(deadline=None)
@given(st.lists(_BLOCKS, max_size=4, unique_by=lambda block: block.id), _WORDS)
def test_whatever_stands_on_a_screen_makes_sound_html(blocks: list[Block], heading: str) -> None:
    read(view(*blocks, heading=heading), focus="a")
